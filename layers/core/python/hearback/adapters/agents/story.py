"""A case's history in words."""

from hearback.adapters.agents.plain import flat
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import Words
from hearback.domain.abuse_steps import AbuseRequest
from hearback.domain.changes import (
    AbuseStepAsked,
    AbuseStepTaken,
    AssigneeChanged,
    CaseOpened,
    Change,
    ClockBreached,
    ClockCancelled,
    ClockPaused,
    ClockRetimed,
    ClockSatisfied,
    ClockStarted,
    ClockWarned,
    DeedDone,
    DeedFailed,
    DeedQueued,
    Entry,
    Escalated,
    GateOverridden,
    HandedOver,
    IdentityVerified,
    Rated,
    Reclassified,
    ReplyFailed,
    ReplyHeld,
    ReplyQueued,
    ReplyRecorded,
    SilenceEnded,
    StatusChanged,
    ThreadLinked,
    TimersSet,
    WorkflowRestarted,
)
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import TAKEN_BACK
from hearback.domain.sla import SlaMetric
from hearback.domain.threads import Thread, ThreadLink

_QUIET = (ClockRetimed, ClockCancelled, ClockSatisfied, TimersSet, WorkflowRestarted)
_LONGEST_REASON = 200
_LONGEST_NAME = 60
_AGENT = "agent:"
_KNOWN_FAILURES = (
    "address_unsupported",
    "another_app",
    "author_unknown",
    "blocked",
    "case_closed",
    "channel_without_replies",
    "comments_disabled",
    "duplicate",
    "gone",
    "kept_back",
    "mailbox_full",
    "marketing_stopped",
    "messages_closed",
    "no_such_address",
    "nobody_to_answer",
    "not_delivered",
    "not_offered",
    "not_summoned",
    "only_own_posts",
    "only_recent_writers",
    "outcome_unknown",
    "platform_unavailable",
    "replies_closed",
    TAKEN_BACK,
    "template_disabled",
    "template_forbidden",
    "template_paused",
    "template_too_long",
    "template_unknown",
    "template_values",
    "too_long",
)
"""What comes before the colon in a failure's reason; all else is the platform's own words."""


def told(change: Change, times: Times, policy: CarePolicy, by: str = "") -> str:  # noqa: C901 - one table
    """One change in words; every change has some. `by`: the actor, if it is told beside it."""
    words = times.words
    name = type(change).__name__
    match change:
        case CaseOpened(kind=kind, topic=topic):
            return words("change.CaseOpened", kind=words.of(kind), topic=words.of(topic))
        case Reclassified(kind=kind, topic=topic, severity=severity):
            return words(
                "change.Reclassified",
                kind=words.of(kind),
                topic=words.of(topic),
                severity=words.of(severity),
            )
        case StatusChanged():
            return _status(change, words)
        case AssigneeChanged(assignee=assignee) if by == f"{_AGENT}{assignee}":
            return words("change.TookOn")
        case AssigneeChanged(assignee=assignee):
            return words("change.AssigneeChanged", assignee=flat(assignee, _LONGEST_NAME))
        case HandedOver(team=team):
            return words("change.HandedOver", team=policy.team(team).name)
        case ClockStarted(clock=clock) if clock.metric is SlaMetric.PROMISED_UPDATE:
            return words("change.PromiseMade", due=times.at(clock.due_at))
        case ClockStarted(clock=clock) | ClockRetimed(clock=clock):
            metric = words.of(clock.metric)
            return words(f"change.{name}", metric=metric, due=times.at(clock.due_at))
        case Escalated(metric=metric, role=role):
            who = words.named("role", role)
            return words("change.Escalated", metric=words.of(metric), role=who)
        case (
            ClockPaused(metric=metric)
            | ClockWarned(metric=metric)
            | ClockBreached(metric=metric)
            | ClockSatisfied(metric=metric)
            | ClockCancelled(metric=metric)
        ):
            return words(f"change.{name}", metric=words.of(metric))
        case TimersSet():
            return _appointment(change, times)
        case Rated(score=score):
            return words("change.Rated", score=str(score))
        case ReplyQueued(purpose=purpose):
            return words("change.ReplyQueued", purpose=words.of(purpose))
        case ReplyRecorded(purpose=purpose):
            return words("change.ReplyRecorded", purpose=words.of(purpose))
        case GateOverridden(rules=rules):
            why = ", ".join(words.named("gate", rule) for rule in rules)
            return words("change.GateOverridden", why=why)
        case ReplyFailed(reason=reason):
            return words("change.ReplyFailed", why=failure(reason, words))
        case DeedQueued(form=form, undoes=undoes) if undoes:
            reason = flat(change.reason, _LONGEST_REASON)
            return words("change.DeedQueuedBack", deed=words.of(form), reason=reason)
        case DeedQueued(form=form):
            return words("change.DeedQueued", deed=words.of(form))
        case DeedDone(form=form, undoes=undoes):
            return words(f"change.DeedDone{'Back' if undoes else ''}", deed=words.of(form))
        case DeedFailed(form=form, reason=reason, undoes=undoes):
            key = f"change.DeedFailed{'Back' if undoes else ''}"
            return words(key, deed=words.of(form), why=failure(reason, words))
        case AbuseStepAsked(request=request):
            return words("change.AbuseStepAsked", **_step(request, words))
        case AbuseStepTaken(request=request, approved_by=other) if other:
            by = flat(request.by, _LONGEST_NAME)
            return words("change.AbuseStepApproved", by=by, **_step(request, words))
        case AbuseStepTaken(request=request):
            why = "" if request.reason else "Bare"
            return words(f"change.AbuseStepTaken{why}", **_step(request, words))
        case SilenceEnded(reason=reason):
            return words("change.SilenceEnded", reason=flat(reason, _LONGEST_REASON))
        case ThreadLinked(thread=thread):
            return _linked(thread, words)
        case IdentityVerified(check=check):
            way, proof = words.of(check.way), words.of(check.proof)
            return words("change.IdentityVerified", way=way, proof=proof)
        case ReplyHeld(reason=reason):
            return words("change.ReplyHeld", why=holding(reason, words))
        case _:
            return words(f"change.{name}")


def phrases(
    entry: Entry, times: Times, policy: CarePolicy, leave_out: tuple[type, ...] = ()
) -> str:
    """What an entry changed, on one line, without what only the machinery cares for."""
    worth_telling = (c for c in entry.changes if not isinstance(c, leave_out) and not _is_quiet(c))
    return " · ".join(dict.fromkeys(told(c, times, policy, entry.actor) for c in worth_telling))


def agent_of(entry: Entry) -> str:
    """The agent who did it; nothing if it was the customer or the system."""
    if not entry.actor.startswith(_AGENT):
        return ""
    return flat(entry.actor.removeprefix(_AGENT), _LONGEST_NAME)


def failure(reason: str, words: Words) -> str:
    """Why a reply did not get through; a platform's own words are shown as they are."""
    known, _, _ = reason.partition(":")
    if known in _KNOWN_FAILURES:
        return words(f"failure.{known}")
    if words.knows(f"gate.{known}"):
        return words(f"gate.{known}")
    own = flat(reason, _LONGEST_REASON)
    return words("failure.other", reason=own) if own else words("failure.unknown")


def holding(reason: str, words: Words) -> str:
    """Why a reply is held back, and what it waits for."""
    return words(f"failure.{held_word(reason)}")


def held_word(reason: str) -> str:
    """`version_sunset`, or what nearly always holds a reply: `not_authorised`."""
    known, _, _ = reason.partition(":")
    return known if known == "version_sunset" else "not_authorised"


def remedy(reason: str, words: Words) -> str:
    """What to do about a reply that did not get through."""
    known, _, _ = reason.partition(":")
    if known not in _KNOWN_FAILURES and words.knows(f"gate_mend.{known}"):
        return words(f"gate_mend.{known}")
    return words(f"remedy.{known if known in _KNOWN_FAILURES else 'other'}")


def _is_quiet(change: Change) -> bool:
    if isinstance(change, ClockStarted):
        return change.clock.metric is not SlaMetric.PROMISED_UPDATE
    return isinstance(change, _QUIET)


def _step(request: AbuseRequest, words: Words) -> dict[str, str]:
    return {"step": words.of(request.step), "reason": flat(request.reason, _LONGEST_REASON)}


def _linked(thread: Thread, words: Words) -> str:
    channel = words.named("channel", thread.channel)
    if thread.link is ThreadLink.BY_HAND:
        return words("change.ThreadByHand", channel=channel)
    if thread.link is ThreadLink.PLATFORM:
        return words("change.ThreadLinked", channel=channel)
    return words("change.ThreadReferred", channel=channel, reference=thread.reference)


def _status(change: StatusChanged, words: Words) -> str:
    status = words.of(change.status)
    if not change.reason:
        return words("change.StatusChanged", status=status)
    why = words.named("reason", change.reason)
    return words("change.StatusChangedWhy", status=status, why=why)


def _appointment(change: TimersSet, times: Times) -> str:
    for name, due in (
        ("SilenceAwaited", change.silence_at),
        ("RemindSet", change.remind_at),
        ("FollowUpSet", change.follow_up_at),
        ("CloseSet", change.close_at),
    ):
        if due is not None:
            return times.words(f"change.{name}", due=times.at(due))
    return times.words("change.TimersSet")
