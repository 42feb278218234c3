"""Order, tracking and case numbers, as customers and agents call them."""

import re
from collections.abc import Iterator

from hearback.domain.send_gate.numbers import Span
from hearback.domain.text import fold

_THING = (
    r"(?:siparis|kargo|takip|gonderi|tale[bp]|basvuru|kayit(?!li)|kayd|fatura|referans|rezervasyon"
    r"|bilet"
    r"|vaka|musteri|abone|sozlesme|dosya|pnr|barkod|urun|police|hasar|tesisat|hesa[bp]|iade|degisim"
    r"|randevu|uyelik|uye"
    r"|servis|sikayet|kredi|imei|irsaliye|dekont|sayac|seri"
    r"|order|tracking|reference|ref|case|ticket|invoice|booking|customer|contract|shipment|parcel"
    r"|request|policy|claim|account|reservation|confirmation|subscri(?:ber|ption)|member(?:ship)?"
    r"|serial|loan|meter|file|delivery|complaint)"
)
_NUMBER_WORD = r"(?:no|nu|num|numara|number|nr|id|kod|code)"
_CALLED_BEFORE = (
    rf"\b{_THING}[^\W\d_]{{0,12}}(?:[ \-(]{{1,2}}{_NUMBER_WORD}\w{{0,8}})?(?:['’]\w{{1,6}})?"
    r"[ .:;#=(\-]{0,4}(?:olan |is |of )?#?"
)
_NUMBERED = r"(?:['’]?[a-z]{1,3})? ?(?:numarali|nolu|no['’. ]?lu|sayili|kodlu)"
_NUMBER = r"(?P<number>[a-z]{0,4}-?\d[\w\-/]{3,30})"
_PLATE = r"(?P<number>\b(?:0[1-9]|[1-7][0-9]|8[01]) ?[a-z]{1,3} ?[0-9]{2,5}\b)"
_PATTERNS = (
    rf"{_CALLED_BEFORE}{_NUMBER}",
    rf"(?<![\w-]){_NUMBER}{_NUMBERED} (?:[^\W\d_]{{1,14}} )?{_THING}",
    rf"(?<![\w-]){_NUMBER}(?:['’][a-z]{{1,4}})? {_THING}\w{{0,12}}{_NUMBERED}",
    rf"(?<![\w-])(?P<number>[a-z]{{1,4}}-?\d{{4,20}}|\d{{6,20}}) {_THING}",
    rf"\bplaka[^\W\d_]{{0,10}}[ .:]{{1,3}}{_PLATE}",
    rf"{_PLATE} plaka",
)
"""`order no 123`, `123 numbered order`, `123 order numbered`, `NV-1234 order`, and car plates."""

_BEFORE = (
    rf"\b{_THING}[^\W\d_]{{0,12}}(?:[ \-]{_NUMBER_WORD}\w{{0,8}})?(?:['’]\w{{1,6}})?"
    r"[ .:;#=(\-]{0,4}(?:olan |is |of )?#?"
)
_NUMBERED = r"(?:['’]?[a-z]{1,3})? ?(?:numarali|nolu|no['’. ]?lu|sayili|kodlu)"
_REFERENCE = r"(?P<number>[a-z]{0,4}-?\d[\w\-/]{3,30})"
_CALLED = rf"{_CALLED_BEFORE}{_REFERENCE}"
_THEN_CALLED = (
    rf"(?<![\w-]){_REFERENCE}(?:{_NUMBERED} (?:[^\W\d_]{{1,14}} )?"
    rf"|['’]?[a-z]{{0,3}} {_THING}\w{{0,12}}"
    rf"{_NUMBERED} ){_THING}"
)
_DIRECTLY = rf"(?<![\w-])(?P<number>[a-z]{{1,4}}-?\d{{4,}}|[0-9]{{6,}}) {_THING}"
_PLATE = r"\b(?P<number>(?:0[1-9]|[1-7][0-9]|8[01]) ?[a-z]{1,3} ?[0-9]{2,5})\b"
_PLATES = rf"\bplaka[^\W\d_]{{0,10}}[ .:]{{1,3}}{_PLATE}|{_PLATE.replace('number', 'plate')} plaka"
_BEFORE = rf"{_CALLED_BEFORE}$"
_AFTER = rf"{_NUMBERED} (?:[^\W\d_]{{1,14}} )?{_THING}"
_ANY_NUMBER = r"[0-9][\w-]{3}|plaka"
_NEAR = 40


def references(text: str) -> Iterator[Span]:
    """Numbers that the text calls those of an order, a case and so on."""
    folded = fold(text)
    for pattern in _PATTERNS if re.search(_ANY_NUMBER, folded) else ():
        for found in re.finditer(pattern, folded):
            yield found.span("number")


def names_a_reference(text: str, span: Span) -> bool:
    """Whether the words beside a number call it that of an order, a case and so on."""
    begin, end = span
    before, after = fold(text[max(begin - _NEAR, 0) : begin]), fold(text[end : end + _NEAR])
    return bool(re.search(_BEFORE, before) or re.match(_AFTER, after))
