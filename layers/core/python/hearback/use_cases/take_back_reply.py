"""A platform that took a reply says that it did not arrive: the case must not look answered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from hearback.domain.errors import Conflict, NotFound
from hearback.domain.mention import ReplyReturned
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import Cases
from hearback.domain.replies import Reply, ReplyStatus
from hearback.domain.reply_outcomes import reply_returned
from hearback.use_cases.saving import save, until_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackReply:
    cases: Cases
    policy: CarePolicy

    def __call__(self, event: ReplyReturned, now: datetime) -> bool:
        """Whether a reply of ours was marked as failed; doing it again changes nothing.

        Raises `Conflict` while a reply to this person is on its way, which may be the one: the
        event must come again.
        """
        replies = list(self._replies_to(event))
        ours = next((each for each in replies if each.external_id in event.external_ids), None)
        if ours is None:
            if any(each.status is ReplyStatus.SENDING for each in replies):
                raise Conflict("the platform knows of a reply sooner than we do")
            return False
        if ours.status is not ReplyStatus.SENT:
            return False
        until_settled(lambda: self._write(ours, event, now))
        return True

    def _replies_to(self, event: ReplyReturned) -> Iterator[Reply]:
        """Of the person's latest cases."""
        for person in event.people:
            for known in self.cases.author(event.channel, person).open_cases:
                try:
                    yield from self.cases.file(known.case_id).replies
                except NotFound:
                    continue

    def _write(self, reply: Reply, event: ReplyReturned, now: datetime) -> None:
        failed = replace(reply, status=ReplyStatus.FAILED, failure=event.reason)
        case = self.cases.get(reply.case_id)
        decision = reply_returned(case, failed, policy=self.policy, now=now)
        save(self.cases, decision, returned_reply=failed)
