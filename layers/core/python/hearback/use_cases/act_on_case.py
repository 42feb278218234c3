"""An agent's act on a case, from the page behind a mail's link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearback.domain.acts import AgentAct, perform
from hearback.domain.changes import Entry, GateOverridden
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.errors import ActRefused
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile, Cases, Platform
from hearback.domain.replies import Reply, ReplyForm, ReplyStatus
from hearback.domain.send_gate.draft import Context, Draft, context_of
from hearback.domain.send_gate.findings import may_be_waived
from hearback.domain.send_gate.gate import check
from hearback.use_cases.lengths import longest
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
        Words that the send gate does not let pass are refused with its findings.
        Raises `ActRefused`, `NotFound`, `Conflict`.
        """
        return until_settled(lambda: self._attempt(case_id, wanted, seen_version, now))

    def _attempt(
        self, case_id: str, wanted: AgentAct, seen_version: int, now: datetime
    ) -> ActOutcome:
        file = self.cases.file(case_id)
        if file.case.version != seen_version:
            news = _people_since(file, seen_version)
            if any(entry.request_id == wanted.request_id for entry in news):
                return ActOutcome.ALREADY_DONE
            if news:
                return ActOutcome.STALE
        decision = perform(file.case, wanted, policy=self.policy, now=now, mentions=file.mentions)
        self._pass_gate(decision, wanted, file)
        save(self.cases, decision)
        return ActOutcome.DONE

    def _pass_gate(self, decision: Decision, wanted: AgentAct, file: CaseFile) -> None:
        """Nothing but waived rules of style may stand against a reply; that they did is kept.

        Of deeds only a like speaks for us; what is done about abuse has rules of its own.
        """
        for reply in decision.replies:
            if reply.status is not ReplyStatus.QUEUED or not _is_for_the_gate(reply):
                continue
            findings = check(Draft.of(reply), self._context(file, reply, decision.now))
            rules = tuple(finding.rule.value for finding in findings)
            if not (may_be_waived(findings) and wanted.waived.issuperset(rules)):
                raise ActRefused("gate", findings=findings)
            if rules:
                decision.add(GateOverridden(reply_id=reply.id, rules=rules))

    def _context(self, file: CaseFile, reply: Reply, now: datetime) -> Context:
        platform = self.platforms[reply.channel]
        return context_of(
            file.case,
            policy=self.policy,
            now=now,
            length=platform.length,
            longest=longest(reply, platform),
            mentions=file.mentions,
            replies=file.replies,
            reply=reply,
        )


def _is_for_the_gate(reply: Reply) -> bool:
    return reply.form.speaks or (reply.form is ReplyForm.LIKE and not reply.undoes)


def _people_since(file: CaseFile, version: int) -> list[Entry]:
    return [e for e in file.history if e.version > version and e.actor != SYSTEM]
