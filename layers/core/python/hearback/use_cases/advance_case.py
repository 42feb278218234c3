"""The workflow's own steps: acknowledge at the start, fire what is due at a timer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import Cases, Plan, Platform
from hearback.domain.replies import ReplyPurpose
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
        decision = Decision(case, policy=self.policy, now=now, actor=SYSTEM)
        if self._can_reply(case.place) and acknowledges_itself(case, self.policy):
            queue_automatic(decision, ReplyPurpose.ACKNOWLEDGEMENT)
            save(self.cases, decision)
        return plan_for(decision.case, self.policy, now)

    def _fire(self, case_id: str, now: datetime) -> Plan:
        case = self.cases.get(case_id)
        can_reply = self._can_reply(case.place)
        decision = fire(case, policy=self.policy, now=now, can_reply=can_reply)
        save(self.cases, decision)
        return plan_for(decision.case, self.policy, now)

    def _can_reply(self, place: Thread) -> bool:
        return can_answer(place, self.platforms, self.policy)
