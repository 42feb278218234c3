"""Personal data in a text that everybody can read. In private it may be needed."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from hearback.domain.mention import Visibility
from hearback.domain.send_gate.contacts import email_addresses, national, phone_numbers
from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.send_gate.numbers import Span, ibans, identity_numbers, payment_cards
from hearback.domain.send_gate.references import references
from hearback.domain.text import fold

_DETECTORS: tuple[tuple[Rule, Callable[[str], Iterator[Span]]], ...] = (
    (Rule.IBAN, ibans),
    (Rule.PAYMENT_CARD, payment_cards),
    (Rule.IDENTITY_NUMBER, identity_numbers),
    (Rule.EMAIL_ADDRESS, email_addresses),
    (Rule.PHONE_NUMBER, phone_numbers),
)
"""The surest first: what one has found is hidden from the next."""

_OWN = (Rule.EMAIL_ADDRESS, Rule.PHONE_NUMBER)
_HANDLE = r"(?<![\w.%+-])@\w+"
_WORD = r"[^\W\d_]{3,}"
_ADDRESSED = (
    r"\b(?P<before>[^\W\d_]{2,30}) (?:Hanım|Bey|HANIM|BEY|Hanim)\b"
    r"|\b(?:Sayın|Sn\.?|Mr\.?|Mrs\.?|Ms\.?) (?P<after>[^\W\d_]{2,30})"
)
_NOT_A_NAME = ("musteri", "ilgili", "yetkili", "customer", "sir", "madam")
_HIDDEN = "\x00"
_MOST_SHOWN = 3
"""Findings of one rule: more tell an agent no more."""


def no_personal_data(draft: Draft, context: Context) -> Iterator[Finding]:
    if context.visibility is Visibility.PRIVATE or draft.in_private:
        return
    # A handle is a public name, whatever it looks like.
    text = re.sub(_HANDLE, lambda found: _HIDDEN * len(found[0]), draft.text)
    for rule, find in _DETECTORS:
        spans = list(_apart(find(text)))
        theirs = (s for s in spans if not (rule in _OWN and _is_ours(text[slice(*s)], context)))
        for begin, end in islice(theirs, _MOST_SHOWN):
            yield Finding(rule=rule, evidence=draft.text[begin:end])
        text = _without(text, spans)
    yield from _named_order(text, context)


def _named_order(text: str, context: Context) -> Iterator[Finding]:
    """Who has ordered what is nobody else's business: a name and its order's number together."""
    begin, end = next(references(text), (0, 0))
    if end and _names_somebody(text, context):
        yield Finding(rule=Rule.NAME_WITH_REFERENCE, evidence=text[begin:end])


def _names_somebody(text: str, context: Context) -> bool:
    names = {fold(word) for word in re.findall(_WORD, context.customer)}
    names -= {fold(word) for word in re.findall(_WORD, context.brand)}
    written = {fold(word) for word in re.findall(_WORD, text) if word[0].isupper()}
    if any(not name.startswith(_NOT_A_NAME) for name in names & written):
        return True
    said = (found["before"] or found["after"] for found in re.finditer(_ADDRESSED, text))
    return any(name[0].isupper() and not fold(name).startswith(_NOT_A_NAME) for name in said)


def _is_ours(found: str, context: Context) -> bool:
    """Our own help line or address may be said aloud."""
    if "@" in found:
        return fold(found) in {fold(own) for own in context.contacts}
    return national(found) in {national(own) for own in context.contacts if "@" not in own}


def _apart(spans: Iterator[Span]) -> Iterator[Span]:
    """Of spans that overlap only the one that begins first, and of these the longest."""
    reached = 0
    for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if begin >= reached:
            yield begin, end
            reached = end


def _without(text: str, spans: list[Span]) -> str:
    parts, at = [], 0
    for begin, end in spans:
        parts += [text[at:begin], _HIDDEN * (end - begin)]
        at = end
    return "".join([*parts, text[at:]])
