"""How changes add up to a case: the one place that knows. Pure, and total over the history."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from hearback.domain.abuse_steps import BY_OURSELVES, AbuseStep
from hearback.domain.case import Case, CaseStatus, DeedMark, ReplyMark, Stage
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
    HandedOver,
    IdentityVerified,
    MentionJoined,
    Rated,
    Reclassified,
    ReplyFailed,
    ReplyQueued,
    ReplyRecorded,
    ReplySent,
    SilenceEnded,
    StatusChanged,
    ThreadLinked,
    TimersSet,
    WorkflowRestarted,
)
from hearback.domain.errors import NotFound
from hearback.domain.evolve_threads import with_identity, with_mention, with_thread
from hearback.domain.replies import ReplyStatus
from hearback.domain.sla import SlaClock, SlaMetric


def rebuild(history: Iterable[Entry]) -> Case:
    """The case that a history makes. Raises `NotFound` for an empty one."""
    case: Case | None = None
    for entry in sorted(history, key=lambda entry: entry.version):
        for change in entry.changes:
            case = opened(change) if isinstance(change, CaseOpened) else evolve(_some(case), change)
        case = replace(_some(case), version=entry.version, updated_at=entry.at)
    return _some(case)


def _some(case: Case | None) -> Case:
    if case is None:
        raise NotFound("the history does not begin with an opening")
    return case


def opened(change: CaseOpened) -> Case:
    case = _bare(change)
    first = replace(case.place, subject=change.subject, bulk=change.bulk)
    return replace(case, threads=(first,))


def _bare(change: CaseOpened) -> Case:
    return Case(
        id=change.case_id,
        version=0,
        brand=change.brand,
        channel=change.channel,
        account_id=change.account_id,
        visibility=change.visibility,
        author=change.author,
        thread_id=change.thread_id,
        status=CaseStatus.NEW,
        kind=change.kind,
        severity=change.severity,
        topic=change.topic,
        language=change.language,
        leverage=change.leverage,
        offensive=change.offensive,
        needs_review=change.needs_review,
        team=change.team,
        policy_id=change.policy_id,
        policy_version=change.policy_version,
        opened_at=change.opened_at,
        updated_at=change.opened_at,
        last_mention_id=change.external_id,
        last_mention_at=change.opened_at,
        execution=change.case_id,
    )


def evolve(case: Case, change: Change) -> Case:  # noqa: C901
    """The case after one change."""
    match change:
        case MentionJoined():
            return with_mention(case, change)
        case ThreadLinked(thread=thread):
            return with_thread(case, thread)
        case IdentityVerified(check=check):
            return with_identity(case, check)
        case AbuseStepAsked(request=request):
            return replace(case, abuse_request=request)
        case AbuseStepTaken(step=step):
            by_us = (step,) if step in BY_OURSELVES else ()
            return replace(case, abuse_request=None, abuse_steps=(*case.abuse_steps, *by_us))
        case SilenceEnded():
            left = tuple(s for s in case.abuse_steps if s is not AbuseStep.SILENCE)
            return replace(case, abuse_steps=left)
        case DeedQueued(reply_id=id, form=form, target_id=target, undoes=undoes):
            deed = DeedMark(
                id=id, form=form, target_id=target, status=ReplyStatus.QUEUED, undoes=undoes
            )
            return replace(case, deeds=(*case.deeds, deed))
        case DeedDone(reply_id=id):
            return _with_deed(case, id, ReplyStatus.SENT)
        case DeedFailed(reply_id=id):
            return _with_deed(case, id, ReplyStatus.FAILED)
        case Reclassified():
            return replace(
                case,
                kind=change.kind,
                severity=change.severity,
                topic=change.topic,
                leverage=change.leverage,
                policy_id=change.policy_id,
                needs_review=False,
            )
        case StatusChanged(status=status):
            return _with_status(case, status)
        case AssigneeChanged(assignee=assignee):
            return replace(case, assignee=assignee)
        case HandedOver(team=team):
            return replace(case, team=team, assignee="")
        case ClockStarted(clock=clock):
            return replace(case, clocks=(*case.clocks, clock))
        case ClockRetimed(clock=clock):
            return _with_clock(case, clock.metric, clock.episode, lambda _: clock)
        case ClockPaused(metric=m, episode=e, paused_at=at):
            return _with_clock(case, m, e, lambda clock: replace(clock, paused_at=at))
        case ClockWarned(metric=m, episode=e, warned=warned):
            return _with_clock(case, m, e, lambda clock: replace(clock, warned=warned))
        case ClockBreached(metric=m, episode=e, breached_at=at):
            return _with_clock(case, m, e, lambda clock: replace(clock, breached_at=at))
        case ClockSatisfied(metric=m, episode=e, satisfied_at=at):
            return _with_clock(case, m, e, lambda clock: replace(clock, satisfied_at=at))
        case ClockCancelled(metric=m, episode=e, cancelled_at=at):
            return _with_clock(case, m, e, lambda clock: replace(clock, cancelled_at=at))
        case Escalated(metric=m, episode=e, step=step):
            climbed = replace(case, escalation_level=max(case.escalation_level, step))
            return _with_clock(climbed, m, e, lambda clock: replace(clock, escalated=step))
        case TimersSet():
            return replace(
                case,
                silence_at=change.silence_at,
                remind_at=change.remind_at,
                follow_up_at=change.follow_up_at,
                close_at=change.close_at,
            )
        case ReplyQueued(reply_id=id, purpose=purpose, by_human=by_human, form=form):
            mark = ReplyMark(
                id=id, purpose=purpose, by_human=by_human, status=ReplyStatus.QUEUED, form=form
            )
            return replace(case, replies=(*case.replies, mark))
        case ReplyRecorded(reply_id=id, purpose=purpose):
            mark = ReplyMark(id=id, purpose=purpose, by_human=True, status=ReplyStatus.RECORDED)
            return replace(case, replies=(*case.replies, mark))
        case ReplySent(reply_id=id):
            return _with_reply(case, id, ReplyStatus.SENT)
        case ReplyFailed(reply_id=id):
            return _with_reply(case, id, ReplyStatus.FAILED)
        case Rated(score=score):
            return replace(case, score=score)
        case WorkflowRestarted(execution=execution):
            return replace(case, execution=execution)
        case _:
            return case


def _with_status(case: Case, status: CaseStatus) -> Case:
    after = replace(case, status=status)
    reopened = case.is_resolved and after.stage is Stage.AWAIT_RESOLUTION
    return replace(after, reopen_count=case.reopen_count + 1) if reopened else after


def _with_clock(
    case: Case, metric: SlaMetric, episode: int, change: Callable[[SlaClock], SlaClock]
) -> Case:
    clocks = tuple(change(c) if c.key == (metric, episode) else c for c in case.clocks)
    return replace(case, clocks=clocks)


def _with_reply(case: Case, reply_id: str, status: ReplyStatus) -> Case:
    replies = tuple(replace(r, status=status) if r.id == reply_id else r for r in case.replies)
    return replace(case, replies=replies)


def _with_deed(case: Case, reply_id: str, status: ReplyStatus) -> Case:
    deeds = tuple(replace(d, status=status) if d.id == reply_id else d for d in case.deeds)
    return replace(case, deeds=deeds)
