"""The words an agent starts from."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hearback.adapters.agents.plain import flat, readable
from hearback.domain.acts import PURPOSE_OF, Act
from hearback.domain.case import Case
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.replies import ReplyPurpose, ReplyStatus
from hearback.domain.sla import SlaMetric
from hearback.domain.wording import draft

_SOME_TIME = datetime(2000, 2, 29, 3, 7, tzinfo=UTC)
_LONGEST_NAME = 60


def draft_for(file: CaseFile, act: Act, policy: CarePolicy, marker: str) -> str:
    """The text that an act's form opens with: what failed to get through, else the policy's.

    `marker` stands where a promise's time will be, until the agent has chosen one.
    """
    purpose = PURPOSE_OF.get(act)
    if purpose is None:
        return ""
    if act is Act.REPLY and file.case.open_clock(SlaMetric.FOLLOW_UP):
        purpose = ReplyPurpose.FOLLOW_UP
    return _undelivered(file, PURPOSE_OF[act]) or _from_policy(file.case, purpose, policy, marker)


def promised(text: str, promised_at: datetime, policy: CarePolicy, case: Case, marker: str) -> str:
    """An agent's text with the promised time in the marker's place, as templates write it."""
    return text.replace(marker, _as_written(promised_at, policy, case))


def _undelivered(file: CaseFile, purpose: ReplyPurpose) -> str:
    ours = [reply for reply in file.replies if reply.by_human]
    latest = max(ours, key=lambda reply: reply.created_at, default=None)
    if latest is None or latest.status is not ReplyStatus.FAILED or latest.purpose is not purpose:
        return ""
    return readable(latest.text)


def _from_policy(case: Case, purpose: ReplyPurpose, policy: CarePolicy, marker: str) -> str:
    author = replace(
        case.author,
        name=flat(case.author.name, _LONGEST_NAME),
        handle=flat(case.author.handle, _LONGEST_NAME),
    )
    text = draft(replace(case, author=author), purpose, policy, _SOME_TIME)
    return text.replace(_as_written(_SOME_TIME, policy, case), marker)


def _as_written(moment: datetime, policy: CarePolicy, case: Case) -> str:
    zone = ZoneInfo(policy.team(case.team).time_zone)
    return f"{moment.astimezone(zone):%d.%m. %H:%M}"
