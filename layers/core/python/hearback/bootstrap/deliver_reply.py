import time
from collections.abc import Callable
from functools import lru_cache

from hearback.adapters.channels_table import ChannelsTable
from hearback.adapters.policy_file import load_policy
from hearback.adapters.secrets import JsonSecret
from hearback.adapters.work_queues import SqsReplyQueue
from hearback.bootstrap import clients
from hearback.bootstrap.speaking import speaking_platforms
from hearback.bootstrap.tables import cases_table
from hearback.settings import DeliverReplySettings
from hearback.use_cases.deliver_reply import DeliverReply


@lru_cache(maxsize=1)
def deliver_reply(charged: Callable[[int], None]) -> DeliverReply:
    settings = DeliverReplySettings.from_environment()
    secret = JsonSecret(clients.secrets_manager(), settings.platform_secret, time.monotonic)
    return DeliverReply(
        cases=cases_table(settings.table_name),
        policy=load_policy(),
        platforms=speaking_platforms(
            settings.api_urls, lambda channel: secret.value().get(channel, {})
        ),
        queue=SqsReplyQueue(clients.sqs(), settings.replies_queue_url),
        log=ChannelsTable(clients.dynamodb(), settings.table_name),
        has_new_tokens=secret.has_changed,
        charged=charged,
    )
