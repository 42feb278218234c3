"""What the page says about the form that was just sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hearback.adapters.agents.story import agent_of, phrases
from hearback.adapters.agents.times import Times
from hearback.domain.acts import PURPOSE_OF, Act
from hearback.domain.case import CaseStatus
from hearback.domain.changes import AbuseStepAsked, ReplyQueued
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.send_gate.findings import Finding


class NoticeKind(StrEnum):
    DONE = "done"
    ALREADY_DONE = "already_done"
    STALE = "stale"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`seen_version`: that of a stale form; the rest is that of an `ActRefused`."""

    kind: NoticeKind
    seen_version: int = 0
    refusal: str = ""
    nearest: datetime | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether the form has done its work, so that it need not open again."""
        return self.kind in (NoticeKind.DONE, NoticeKind.ALREADY_DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    kind: str
    title: str
    text: str
    entries: tuple[tuple[str, str, str], ...] | None = None
    """What changed meanwhile: when, who, what. None where that is not the matter."""


def notice_view(
    notice: Notice | None,
    file: CaseFile,
    *,
    action: str,
    times: Times,
    policy: CarePolicy,
    possible: Collection[Act],
) -> NoticeView | None:
    words = times.words
    if notice is None:
        return _not_now(action, times, possible)
    entries, text = None, ""
    match notice.kind:
        case NoticeKind.DONE:
            text = words(f"act_done.{_done(file, action)}")
        case NoticeKind.ALREADY_DONE:
            text = words("page.notice_already_done_text")
        case NoticeKind.STALE:
            text = words("page.notice_stale_text")
            entries = _since(notice.seen_version, file, times, policy)
        case NoticeKind.REFUSED:
            text = words.named("refusal", notice.refusal)
            if notice.nearest is not None:
                text += " " + words("refusal.nearest", time=times.at(notice.nearest))
    return NoticeView(
        kind=notice.kind, title=words(f"page.notice_{notice.kind}"), text=text, entries=entries
    )


def _not_now(action: str, times: Times, possible: Collection[Act]) -> NoticeView | None:
    """The link in an older mail may ask for what is past."""
    if action not in set(Act) or action in possible:
        return None
    act = times.words.of(Act(action))
    return NoticeView(
        kind="not_now",
        title=times.words("page.notice_not_now", act=act),
        text=times.words("page.notice_not_now_text"),
    )


def _done(file: CaseFile, action: str) -> str:
    """What the act came to: words on their way, or only a note that they went another way."""
    if action == Act.ACKNOWLEDGE and file.case.status is CaseStatus.IN_PROGRESS:
        return "take_on"
    acts = [entry for entry in file.history if agent_of(entry)]
    latest = max(acts, key=lambda entry: entry.version, default=None)
    changes = latest.changes if latest else ()
    if action not in PURPOSE_OF and action in set(Act):
        asked = any(isinstance(change, AbuseStepAsked) for change in changes)
        return "asked" if asked else action
    spoke = any(isinstance(change, ReplyQueued) for change in changes)
    return action if spoke and action in PURPOSE_OF else "recorded"


def _since(
    version: int, file: CaseFile, times: Times, policy: CarePolicy
) -> tuple[tuple[str, str, str], ...]:
    news = sorted((e for e in file.history if e.version > version), key=lambda e: e.version)
    told = ((times.at(e.at), agent_of(e), phrases(e, times, policy)) for e in news)
    return tuple(line for line in told if line[2])
