"""Where the local run's alert mails arrive: a folder of `.eml` files, and pages to read them."""

from local.mailbox.app import create_mailbox
from local.mailbox.folder import Mailbox, Thread
from local.mailbox.mail import Mail

__all__ = ["Mail", "Mailbox", "Thread", "create_mailbox"]
