"""The first line of a mail: what happened, and what to do now."""

from hearback.adapters.agents.clock_state import ClockState, state_of
from hearback.adapters.agents.next_step import next_step
from hearback.adapters.agents.plain import defanged
from hearback.adapters.agents.story import failure, held_word, remedy
from hearback.adapters.agents.times import Times
from hearback.domain.alerts import Alert, AlertKind
from hearback.domain.changes import Change, DeedFailed, ReplyFailed, ReplyHeld
from hearback.domain.ports import CaseFile
from hearback.domain.replies import ReplyForm
from hearback.domain.sla import SlaClock, SlaMetric
from hearback.use_cases.send_alerts import AlertedCase

_ABOUT_A_CLOCK = (AlertKind.WARNING, AlertKind.BREACH, AlertKind.ESCALATION)


def first_line(alerted: AlertedCase, times: Times) -> str:
    """What happened in a case, and what to do about it as things are when the mail is written."""
    alert, file, clock, words = alerted.alert, alerted.file, alerted.clock, times.words
    if alert.kind in _ABOUT_A_CLOCK and clock is not None:
        return _of_clock(alert, clock, times)
    if file.case.is_closed and not _is_undoing(alert, file):
        return words("news.closed", alert=words.of(alert.kind))
    match alert.kind:
        case AlertKind.REPLY_FAILED:
            reason = _reason(alert, file)
            why = defanged(failure(reason, words))
            return words("news.reply_failed", why=why, remedy=remedy(reason, words))
        case AlertKind.DEED_FAILED:
            reason = _reason(alert, file)
            why = defanged(failure(reason, words))
            deed = _deed(alert, file)
            key = "undoing_failed" if deed.undoes else "deed_failed"
            return words(f"news.{key}", deed=words.of(deed.form), why=why)
        case AlertKind.LOW_SCORE:
            return words("news.low_score", score=str(file.case.score or "?"))
        case AlertKind.NOT_AUTHORISED:
            channel = words.named("channel", file.case.place.channel)
            word = held_word(_reason(alert, file))
            return words(f"news.{word}", channel=channel)
        case _:
            kind = words.of(file.case.kind)
            return words(f"news.{alert.kind}", kind=kind, next=next_step(file, times))


def _of_clock(alert: Alert, clock: SlaClock, times: Times) -> str:
    values = {
        "clock": _name(clock, times),
        "when": times.relative(clock.due_at),
        "do": times.words(f"do.{clock.metric}"),
        "role": times.words.named("role", alert.role),
        "span": times.span((clock.satisfied_at or times.now) - clock.due_at),
    }
    return times.words(f"news.{_turn(alert, clock, times)}", **values)


def _turn(alert: Alert, clock: SlaClock, times: Times) -> str:
    """Which sentence fits, for the work may be done by the time that the mail is written."""
    state = state_of(clock, times.now)
    if alert.kind is AlertKind.ESCALATION:
        return "escalation" if clock.is_open else "escalation_over"
    match state:
        case ClockState.LATE:
            return "breach_mended"
        case ClockState.MISSED | ClockState.CANCELLED:
            return "breach_over"
        case ClockState.KEPT:
            return "kept"
        case ClockState.PAUSED:
            return "paused"
        case ClockState.BREACHED:
            return "breach"
        case _:
            return "warning"


def _name(clock: SlaClock, times: Times) -> str:
    words = times.words
    if clock.metric is SlaMetric.PROMISED_UPDATE:
        return words("clock_name.promise")
    length, name = times.target(clock.target_seconds), words(f"clock_of.{clock.metric}")
    return words("clock_name.any", target=length, clock=name)


def _reason(alert: Alert, file: CaseFile) -> str:
    """What the entry behind the alert says of the failure."""
    change = _change(alert, file)
    return change.reason if isinstance(change, ReplyFailed | ReplyHeld | DeedFailed) else ""


def _is_undoing(alert: Alert, file: CaseFile) -> bool:
    """What still stands on the platform matters after the case has closed, too."""
    return alert.kind is AlertKind.DEED_FAILED and bool(_deed(alert, file).undoes)


def _deed(alert: Alert, file: CaseFile) -> DeedFailed:
    change = _change(alert, file)
    nothing = DeedFailed(reply_id="", form=ReplyForm.HIDE, reason="")
    return change if isinstance(change, DeedFailed) else nothing


def _change(alert: Alert, file: CaseFile) -> Change | None:
    for entry in file.history:
        if entry.version == alert.version and alert.number < len(entry.changes):
            return entry.changes[alert.number]
    return None
