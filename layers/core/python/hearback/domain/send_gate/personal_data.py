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
from hearback.domain.send_gate.seen import in_figures, seen
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
_NAME = r"[^\W\d_]{2,30}"
_TITLED = (
    rf"\b(?P<before>{_NAME}) (?:hanim|bey|hn|ailesi)(?:efendi)?(?:[aiey]|in|den|dan|le|la|nin)?\b"
    rf"|(?<!\d )\b(?:sayin|sn\.?|mr\.?|mrs\.?|ms\.?|miss|dr\.?) (?P<after>{_NAME})"
)
"""What stands beside a title is a name in small letters, too."""

_GREETED = (
    rf"\b(?:merhaba(?:lar)?|selam(?:lar)?|sevgili|degerli|dear|hi|hello|hey) (?P<greeted>{_NAME})"
    rf"|\b(?P<holder>{_NAME}) adina\b"
)
"""Here only a capital tells a name."""

_NOT_A_NAME = ("musteri", "ilgili", "yetkili", "customer", "sir", "madam")
_NOBODY = (
    r"(?:musteri|ilgili|yetkili|degerli|kiymetli|sayin|sevgili|herkes|arkadas|takipci|misafir"
    r"|yolcu|abone|ekib|ekip|firma|sirket|kurum|marka|customer|guest|passenger|member|friend)\w*"
    r"|(?:bay|bey|bayan|hanim|dostlar|uyemiz|tekrar|yeniden|there|again|all|every\w+|valued|sir"
    r"|madam|kendi)"
)
"""Whom one greets without a name."""

_HIDDEN = "\x00"
_MOST_SHOWN = 3
"""Findings of one rule: more tell an agent no more."""


def no_personal_data(draft: Draft, context: Context) -> Iterator[Finding]:
    if context.visibility is Visibility.PRIVATE or draft.in_private:
        return
    # A handle is a public name, whatever it looks like.
    text = re.sub(_HANDLE, lambda found: _HIDDEN * len(found[0]), seen(draft.text))
    for rule, find in _DETECTORS:
        spans = list(_apart(find(text)))
        theirs = (s for s in spans if not (rule in _OWN and _is_ours(text[slice(*s)], context)))
        for begin, end in islice(theirs, _MOST_SHOWN):
            yield Finding(rule=rule, evidence=text[begin:end])
        text = _without(text, spans)
    yield from _spelled_phones(text, context)
    yield from _named_order(text, context)


def _spelled_phones(text: str, context: Context) -> Iterator[Finding]:
    """Numbers of which a part is written in words."""
    folded = fold(text)
    figures = in_figures(folded)
    if figures == folded:
        return
    for begin, end in islice(phone_numbers(figures), 1):
        if not _is_ours(figures[begin:end], context):
            yield Finding(rule=Rule.PHONE_NUMBER, evidence=figures[begin:end])


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
    folded = fold(text)
    titled = (found.span(found.lastgroup or 0) for found in re.finditer(_TITLED, folded))
    greeted = (found.span(found.lastgroup or 0) for found in re.finditer(_GREETED, folded))
    named = [*titled, *(span for span in greeted if text[span[0]].isupper())]
    others = {folded[slice(*span)] for span in named} - set(fold(context.brand).split())
    return any(re.fullmatch(_NOBODY, name) is None for name in others)


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
