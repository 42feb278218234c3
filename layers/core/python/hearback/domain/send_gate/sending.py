"""Where a text may go, from which account, and until when.

Windows after the platforms' own documents (Messenger Platform policy, WhatsApp Business
messaging windows, private replies; X API: replies of self-serve access).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hearback.domain.mention import Visibility
from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.threads import Thread

_PURPOSE_FOR = {"reply": "support", "like": "corporate"}
_DAY = timedelta(hours=24)
_PRIVATE_REPLY_WITHIN = timedelta(days=7)
"""(?) Seven days were not found in an official text; verify before relying on it."""

_ONLY_WHEN_SUMMONED = frozenset({"x"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How long after the customer's last message we may write in private.

    `by_human`: with the tag for human agents, for which Meta's approval is needed. `afterwards`:
    the rule that says what is left to do.
    """

    free: timedelta
    by_human: timedelta
    afterwards: Rule


_META = Window(free=_DAY, by_human=timedelta(days=7), afterwards=Rule.OUTSIDE_WINDOW)
_WINDOWS = {
    "messenger": _META,
    "instagram": _META,
    "whatsapp": Window(free=_DAY, by_human=_DAY, afterwards=Rule.TEMPLATE_NEEDED),
}


def takes_templates_only(place: Thread, heard_at: datetime, now: datetime) -> bool:
    """Whether nothing but what the platform has approved can be said there, even by people."""
    window = _WINDOWS.get(place.channel)
    if window is None or window.afterwards is not Rule.TEMPLATE_NEEDED or not place.is_private:
        return False
    return now > heard_at + window.by_human


def sender_fits(draft: Draft, context: Context) -> Iterator[Finding]:
    """Replies come from the support account, likes from the corporate one."""
    if context.sender and context.sender != _PURPOSE_FOR[draft.deed]:
        yield Finding(rule=Rule.WRONG_ACCOUNT)


def window_is_open(draft: Draft, context: Context) -> Iterator[Finding]:
    window = _WINDOWS.get(context.channel)
    if window is None or context.visibility is not Visibility.PRIVATE:
        return
    if draft.is_approved and window.afterwards is Rule.TEMPLATE_NEEDED:
        return
    closes_at = context.heard_at + (window.by_human if draft.by_human else window.free)
    if context.now > closes_at:
        yield Finding(rule=window.afterwards, at=closes_at)


def private_reply_is_free(draft: Draft, context: Context) -> Iterator[Finding]:
    """A public post may be answered in private once, and not for long."""
    if not draft.in_private or context.visibility is Visibility.PRIVATE:
        return
    closes_at = context.heard_at + _PRIVATE_REPLY_WITHIN
    if context.answered_privately:
        yield Finding(rule=Rule.PRIVATE_REPLY_USED)
    elif context.now > closes_at:
        yield Finding(rule=Rule.PRIVATE_REPLY_LATE, at=closes_at)


def was_summoned(draft: Draft, context: Context) -> Iterator[Finding]:
    in_public = context.visibility is Visibility.PUBLIC and not draft.in_private
    in_public = in_public and draft.deed == "reply"
    if in_public and context.channel in _ONLY_WHEN_SUMMONED and not context.summoned:
        yield Finding(rule=Rule.NOT_SUMMONED)


def length_fits(draft: Draft, context: Context) -> Iterator[Finding]:
    length = context.length(draft.text)
    if length > context.longest:
        yield Finding(rule=Rule.TOO_LONG, evidence=f"{length} / {context.longest}")
