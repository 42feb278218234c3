import time
from functools import lru_cache

from hearback.adapters.agents.mail_writer import TextMailWriter
from hearback.adapters.policy_file import load_policy
from hearback.adapters.sns_mailer import SnsMailer
from hearback.adapters.work_queues import SqsAlertQueue
from hearback.bootstrap import clients
from hearback.bootstrap.signing import link_signer
from hearback.bootstrap.tables import cases_table
from hearback.settings import SendAlertsSettings
from hearback.use_cases.send_alerts import SendAlerts


@lru_cache(maxsize=1)
def send_alerts() -> SendAlerts:
    settings = SendAlertsSettings.from_environment()
    policy = load_policy()
    signer = link_signer(settings.link_secret, settings.public_url, time.monotonic)
    return SendAlerts(
        cases=cases_table(settings.table_name),
        policy=policy,
        writer=TextMailWriter(signer, policy),
        mailer=SnsMailer(clients.sns(), settings.topics),
        later=SqsAlertQueue(clients.sqs(), settings.alerts_queue_url),
        pace=settings.pace,
        pause=time.sleep,
    )
