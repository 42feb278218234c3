"""The gate: every reply passes through it before it is queued, and once more before it leaves."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hearback.domain.send_gate.asking import asks_nobody_in_public
from hearback.domain.send_gate.blame import no_blame
from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule, RuleClass
from hearback.domain.send_gate.personal_data import no_personal_data
from hearback.domain.send_gate.promising import promise_has_its_time
from hearback.domain.send_gate.sending import (
    length_fits,
    private_reply_is_free,
    sender_fits,
    was_summoned,
    window_is_open,
)
from hearback.domain.text import clean, same_words

Check = Callable[[Draft, Context], Iterator[Finding]]


def says_something_new(draft: Draft, context: Context) -> Iterator[Finding]:
    """The same words twice in a row read like a machine's, whoever wrote them."""
    if context.last_reply and same_words(draft.text, context.last_reply):
        yield Finding(rule=Rule.SAME_AGAIN)


_CHANGING: tuple[Check, ...] = (window_is_open, private_reply_is_free, length_fits)
"""What may come out otherwise a while later, with the same text."""

_ALL: tuple[Check, ...] = (
    no_personal_data,
    asks_nobody_in_public,
    sender_fits,
    was_summoned,
    *_CHANGING,
    no_blame,
    promise_has_its_time,
    says_something_new,
)


def check(draft: Draft, context: Context) -> tuple[Finding, ...]:
    """All that stands against sending the draft, the gravest first; nothing if it may go."""
    return _findings(_ALL, draft, context)


def check_again(draft: Draft, context: Context) -> tuple[Finding, ...]:
    """What has come to stand against a draft since it was checked."""
    return _findings(_CHANGING, draft, context)


def _findings(checks: Sequence[Check], draft: Draft, context: Context) -> tuple[Finding, ...]:
    cleaned = replace(draft, text=clean(draft.text))
    found = [finding for each in checks for finding in each(cleaned, context)]
    weights = list(RuleClass)
    return tuple(sorted(found, key=lambda finding: weights.index(finding.rule_class)))
