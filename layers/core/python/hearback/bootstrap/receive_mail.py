from functools import lru_cache

from hearback.adapters.mention_queue import SqsMentionQueue
from hearback.adapters.platforms.email.notification import notification
from hearback.adapters.stored_mails import MailBucket
from hearback.bootstrap import clients
from hearback.settings import ReceiveMailSettings
from hearback.use_cases.receive_mail import ReceiveMail


@lru_cache(maxsize=1)
def receive_mail() -> ReceiveMail:
    settings = ReceiveMailSettings.from_environment()
    return ReceiveMail(
        bucket=settings.mail_bucket,
        head=MailBucket(clients.s3(), settings.mail_bucket).head,
        told=lambda mail, head: notification(mail, head, settings.recipients),
        inbox=SqsMentionQueue(clients.sqs(), settings.mentions_queue_url),
    )
