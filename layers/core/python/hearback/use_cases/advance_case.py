"""The workflow's own steps: acknowledge at the start, fire what is due at a timer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hearback.domain.case import Case
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.errors import NotFound
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import Cases, Plan, Platform
from hearback.domain.replies import ReplyPurpose, ReplyStatus
from hearback.domain.threads import Thread
from hearback.domain.timers import fire
from hearback.domain.wording import acknowledges_itself, queue_automatic
from hearback.use_cases.answering import can_answer
from hearback.use_cases.planning import plan_for
from hearback.use_cases.saving import save, until_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceCase:
    """Both steps may run twice: the second time changes nothing. Raise `NotFound`, `Conflict`."""

    cases: Cases
    policy: CarePolicy
    platforms: Mapping[str, Platform]

    def acknowledge(self, case_id: str, now: datetime) -> Plan:
        """Put the automatic acknowledgement on its way, if policy and channel allow it."""
        return until_settled(lambda: self._acknowledge(case_id, now))

    def fire_timers(self, case_id: str, now: datetime) -> Plan:
        """Do what is due by now: warn, record a breach, escalate, follow up, close."""
        return until_settled(lambda: self._fire(case_id, now))

    def _acknowledge(self, case_id: str, now: datetime) -> Plan:
        case = self.cases.get(case_id)
        if self._can_reply(case.place) and acknowledges_itself(case, self.policy):
            said = self._said_before(case)
            decision = Decision(case, policy=self.policy, now=now, actor=SYSTEM, said_before=said)
            queue_automatic(decision, ReplyPurpose.ACKNOWLEDGEMENT)
            save(self.cases, decision)
            case = decision.case
        return plan_for(case, self.policy, now)

    def _fire(self, case_id: str, now: datetime) -> Plan:
        case = self.cases.get(case_id)
        can_reply = self._can_reply(case.place)
        decision = fire(
            case,
            policy=self.policy,
            now=now,
            can_reply=can_reply,
            said_before=self._said_before(case) if can_reply else (),
        )
        save(self.cases, decision)
        return plan_for(decision.case, self.policy, now)

    def _said_before(self, case: Case) -> tuple[str, ...]:
        """Our words in the author's case before this one; X refuses what reads the same."""
        if case.author.id is None:
            return ()
        known = self.cases.author(case.channel, case.author.id).open_cases
        before = next((each.case_id for each in known if each.case_id != case.id), None)
        return self._words_in(before) if before else ()

    def _words_in(self, case_id: str) -> tuple[str, ...]:
        try:
            replies = self.cases.file(case_id).replies
        except NotFound:
            return ()
        return tuple(
            r.text for r in replies if r.form.speaks and r.status is not ReplyStatus.FAILED
        )

    def _can_reply(self, place: Thread) -> bool:
        return can_answer(place, self.platforms, self.policy)
