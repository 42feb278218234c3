"""Mail the operators what is wrong with a channel, and when it is over."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from hearback.domain.channel_life import ChannelLog
from hearback.domain.ports import Mailer
from hearback.domain.troubles import Cause, News, Trouble, news
from hearback.use_cases.send_alerts import Mail

OPERATORS = "operators"
"""The topic's name."""


class TroubleWriter(Protocol):
    def write(self, told: News) -> Mail: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TellOperators:
    log: ChannelLog
    writer: TroubleWriter
    mailer: Mailer

    def __call__(self, found: Iterable[Trouble], causes: Collection[Cause], now: datetime) -> int:
        """The number of mails. A crash after a mail repeats it: better told twice than never."""
        mails = 0
        for told in news(found, self.log.known_troubles(), causes, now):
            if told.is_mailed:
                mail = self.writer.write(told)
                self.mailer.send(OPERATORS, mail.subject, mail.body)
                mails += 1
            self.log.keep_trouble(told.known)
        return mails
