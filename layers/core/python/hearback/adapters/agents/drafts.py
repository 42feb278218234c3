"""The words an agent starts from."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hearback.adapters.agents.plain import flat, readable
from hearback.domain.acts import IN_PRIVATE, PURPOSE_OF, Act
from hearback.domain.case import Case
from hearback.domain.mention import Visibility
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.replies import ReplyForm, ReplyPurpose, ReplyStatus
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
    if failed := _undelivered(file, act):
        return failed
    visibility = Visibility.PRIVATE if act in IN_PRIVATE else None
    return _from_policy(file.case, purpose, policy, marker, visibility)


def promised(text: str, promised_at: datetime, policy: CarePolicy, case: Case, marker: str) -> str:
    """An agent's text with the promised time in the marker's place, as templates write it."""
    return text.replace(marker, _as_written(promised_at, policy, case))


def _undelivered(file: CaseFile, act: Act) -> str:
    ours = [reply for reply in file.replies if reply.by_human and reply.form.speaks]
    latest = max(ours, key=lambda reply: reply.created_at, default=None)
    if latest is None or latest.status is not ReplyStatus.FAILED:
        return ""
    in_private = latest.form is not ReplyForm.PUBLIC
    same_way = in_private or act not in IN_PRIVATE
    return readable(latest.text) if latest.purpose is PURPOSE_OF[act] and same_way else ""


def _from_policy(
    case: Case,
    purpose: ReplyPurpose,
    policy: CarePolicy,
    marker: str,
    visibility: Visibility | None,
) -> str:
    author = replace(
        case.author,
        name=flat(case.author.name, _LONGEST_NAME),
        handle=flat(case.author.handle, _LONGEST_NAME),
    )
    named = replace(case, author=author)
    text = draft(named, purpose, policy, _SOME_TIME, visibility=visibility)
    return text.replace(_as_written(_SOME_TIME, policy, case), marker)


def _as_written(moment: datetime, policy: CarePolicy, case: Case) -> str:
    zone = ZoneInfo(policy.team(case.team).time_zone)
    return f"{moment.astimezone(zone):%d.%m. %H:%M}"
