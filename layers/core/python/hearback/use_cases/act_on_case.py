"""An agent's act on a case, from the page behind a mail's link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearback.domain.acts import PURPOSE_OF, AgentAct, perform
from hearback.domain.changes import Entry
from hearback.domain.decision import SYSTEM
from hearback.domain.errors import ActRefused
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile, Cases, Platform
from hearback.use_cases.saving import save, until_settled


class ActOutcome(StrEnum):
    DONE = "done"
    ALREADY_DONE = "already_done"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOnCase:
    cases: Cases
    policy: CarePolicy
    platforms: Mapping[str, Platform]

    def __call__(
        self, case_id: str, wanted: AgentAct, *, seen_version: int, now: datetime
    ) -> ActOutcome:
        """Act once, and only on the case that the agent saw.

        `STALE` if a customer or another agent has written since `seen_version`: nothing is done
        then. What the clock on the wall or a platform did meanwhile is no reason to ask again.
        Raises `ActRefused`, `NotFound`, `Conflict`.
        """
        return until_settled(lambda: self._attempt(case_id, wanted, seen_version, now))

    def _attempt(
        self, case_id: str, wanted: AgentAct, seen_version: int, now: datetime
    ) -> ActOutcome:
        case = self.cases.get(case_id)
        if case.version != seen_version:
            news = _people_since(self.cases.file(case_id), seen_version)
            if any(entry.request_id == wanted.request_id for entry in news):
                return ActOutcome.ALREADY_DONE
            if news:
                return ActOutcome.STALE
        self._check_length(case.channel, wanted)
        save(self.cases, perform(case, wanted, policy=self.policy, now=now))
        return ActOutcome.DONE

    def _check_length(self, channel: str, wanted: AgentAct) -> None:
        platform = self.platforms.get(channel)
        if platform is None or wanted.act not in PURPOSE_OF or not wanted.can_reply:
            return
        if platform.length(wanted.text.strip()) > platform.longest_reply:
            raise ActRefused("reply_too_long")


def _people_since(file: CaseFile, version: int) -> list[Entry]:
    return [e for e in file.history if e.version > version and e.actor != SYSTEM]
