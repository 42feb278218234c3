"""Order, tracking and case numbers, as customers and agents call them."""

import re
from collections.abc import Iterator

from hearback.domain.send_gate.numbers import Span
from hearback.domain.text import fold

_THING = (
    r"(?:siparis|kargo|takip|gonderi|talep|basvuru|kayit|fatura|referans|rezervasyon|bilet|vaka"
    r"|musteri|abone|sozlesme|dosya|pnr|barkod|urun|order|tracking|reference|ref|case|ticket"
    r"|invoice|booking|customer|contract|shipment|parcel|request)"
)
_NUMBER_WORD = r"(?:no|nu|num|numara|number|nr|id|kod|code)"
_CALLED = (
    rf"\b{_THING}[^\W\d_]{{0,12}}(?:[ \-]{_NUMBER_WORD}\w{{0,8}})?"
    rf"(?:['’]\w{{1,6}})?[ .:;#=(\-]{{0,4}}(?:olan |is |of )?#?"
    r"(?P<number>[a-z]{0,4}-?\d[\w\-]{3,30})"
)
_THEN_CALLED = (
    rf"(?<![\w-])(?P<number>[a-z]{{0,4}}-?\d[\w\-]{{3,30}})(?:['’]?[ ]?)"
    rf"(?:numarali|nolu|no['’. ]?lu|sayili)\b[ ]{_THING}"
)
_BEFORE = rf"\b{_THING}[^\W\d_]{{0,12}}(?:[ \-]{_NUMBER_WORD}\w{{0,8}})?(?: is)?[ .:;#=(\-]{{0,4}}$"
_AFTER = rf"['’]?[ ]?(?:numarali|nolu|no['’. ]?lu|sayili)[ ]{_THING}"
_NUMBER = r"[0-9][\w-]{3}"
_NEAR = 40


def references(text: str) -> Iterator[Span]:
    """Numbers that the text calls those of an order, a case and so on."""
    folded = fold(text)
    for pattern in (_CALLED, _THEN_CALLED) if re.search(_NUMBER, folded) else ():
        for found in re.finditer(pattern, folded):
            yield found.span("number")


def names_a_reference(text: str, span: Span) -> bool:
    """Whether the words beside a number call it that of an order, a case and so on."""
    begin, end = span
    before, after = fold(text[max(begin - _NEAR, 0) : begin]), fold(text[end : end + _NEAR])
    return bool(re.search(_BEFORE, before) or re.match(_AFTER, after))
