"""Phone numbers and e-mail addresses in a text.

Phone numbers have no checksum: what tells them from order numbers is their beginning, their
grouping, and the words around them. Lines that only companies have in Turkey (0850, 0800, 444)
are nobody's personal number.
"""

import re
from collections.abc import Iterator

from hearback.domain.send_gate.numbers import Span
from hearback.domain.send_gate.references import names_a_reference

_GAP = r"[ .\-/_\u00a0\u2007\u2009\u202f\u2010\u2011\u2013]"
_AREA = rf"\(?(?:5{_GAP}?[0-9]{_GAP}?[0-9]|[23][0-9][0-9]|4(?!44)[0-9][0-9])\)?"
"""Mobile numbers begin with 5; 2, 3 and 4 are the landlines."""

_END = r"(?![^\W_])(?![.,][0-9])"
_START = r"(?<![^\W_])(?<![0-9+][.,\-/])"
_TURKISH = (
    rf"{_START}(?:(?:(?:\+|00)90|90(?={_GAP}?\(?5)){_GAP}?\(?0?\)?{_GAP}?|\(?0{_GAP}?){_AREA}"
    rf"(?:{_GAP}{{0,2}}[0-9]){{7}}{_END}"
)
_TURKISH_SHORT = (
    rf"{_START}(?:\(?5[0-9][0-9]\)?{_GAP}{{0,2}}[0-9]{{3}}{_GAP}?[0-9][0-9]{_GAP}?[0-9][0-9]"
    rf"|\(?[23][0-9][0-9]\)?{_GAP}{{1,2}}[0-9]{{3}}{_GAP}[0-9][0-9]{_GAP}[0-9][0-9]){_END}"
)
_INTERNATIONAL = (
    rf"{_START}(?:\+(?![0-9]{{1,3}}(?:\.[0-9]{{3}})+(?![0-9]))|00(?=[1-9][0-9]{{0,2}}{_GAP}))[1-9]"
    rf"(?:(?:{_GAP}|[()]){{0,3}}[0-9]){{7,14}}{_END}"
)
_LONG_RUN = rf"{_START}00[1-9][0-9]{{8,12}}{_END}"
_NORTH_AMERICAN = (
    rf"{_START}(?:\([2-9][0-9][0-9]\) ?|[2-9][0-9][0-9]-)[2-9][0-9][0-9]-[0-9]{{4}}{_END}"
)
_MOBILE = r"05[0-9]{9}"
"""So nobody numbers orders."""

_SEVEN_DIGITS = r"[0-9](?:[\W_]{0,3}[0-9]){6}"
_PATTERNS = (_TURKISH, _TURKISH_SHORT, _INTERNATIONAL, _LONG_RUN, _NORTH_AMERICAN)
_COMPANY_LINES = ("800", "822", "850", "888", "900")

_EMAIL = r"(?<![\w.%+@-])[\w.%+-]{1,64}@(?:[^\W_][\w-]{0,62}\.)+[^\W\d_]{2,24}(?![\w@])"
"""A handle of the fediverse (`@name@server`) is none."""


def phone_numbers(text: str) -> Iterator[Span]:
    """In Turkish and international notation; a number that is called an order's is none.

    A mobile number in full is one, whatever it is called.
    """
    for pattern in _PATTERNS if re.search(_SEVEN_DIGITS, text) else ():
        for found in re.finditer(pattern, text):
            digits = national(found[0])
            if digits.startswith(_COMPANY_LINES) and len(digits) == 10:
                continue
            plain = found[0].isdigit() and re.fullmatch(_MOBILE, found[0]) is None
            if not (plain and names_a_reference(text, found.span())):
                yield found.span()


def email_addresses(text: str) -> Iterator[Span]:
    for found in re.finditer(_EMAIL, text) if "@" in text else ():
        yield found.span()


def national(number: str) -> str:
    """The digits without zeros before them, and without Turkey's 90 before ten."""
    digits = re.sub(r"\D", "", number).lstrip("0")
    return digits[2:].lstrip("0") if digits.startswith("90") and len(digits) > 11 else digits
