"""Numbers with a checksum: identity numbers, payment cards, IBANs.

A checksum keeps order and tracking numbers apart from them, but for chance: of random numbers
one in a hundred passes as an identity number, one in ten of those with a card's beginning as a
card, one in ninety-seven as an IBAN.
"""

import re
from collections.abc import Iterator

_SPACES = "- \u00a0\u2007\u2009\u202f\u2010\u2011\u2013"
_JOINTS = _SPACES + "./_\u00b7\u2022|"
"""What stands between the groups of one number."""

_GAP = rf"(?: ?[{_JOINTS}] ?)"
"""A joint with or without blanks beside it."""

_FIRST = rf"(?<![0-9][{_JOINTS}])(?<![0-9] [{_JOINTS}] )"
"""Where a row of short groups begins: a row has one number in it, or none."""

_START = r"(?:(?<![\w+])|(?<=\b[Tt][Cc])|(?<=\b[Tt][Cc][Kk][Nn]))"
_THOUSANDS = r"[0-9]{1,3}(?:\.[0-9]{3})+(?!\.?[0-9])"
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
_IP_ADDRESS = rf"{_OCTET}(?:\.{_OCTET}){{3}}(?!\.?[0-9])"
_ELEVEN_DIGITS = (
    rf"{_START}(?!{_THOUSANDS}|{_IP_ADDRESS})(?=([1-9][0-9](?:[{_SPACES}]?[0-9]){{9}}"
    rf"|{_FIRST}[1-9][0-9]{{0,4}}(?P<joint>{_GAP})[0-9]{{1,4}}(?:(?P=joint)[0-9]{{1,4}}){{1,9}})(?!\w))"
)
_FOURS = rf"[0-9]{{4}}(?:{_GAP}[0-9]{{4}}){{3}}"
_CARD_LAYOUTS = tuple(
    rf"(?<!\w)(?=({layout})(?!\w))"
    for layout in (
        r"[0-9]{13,19}",
        _FOURS,
        rf"{_FOURS}{_GAP}[0-9]{{3}}",
        rf"[0-9]{{8}}{_GAP}[0-9]{{8}}",
        rf"[0-9]{{4}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{4,5}}",
        rf"{_FIRST}[0-9](?:{_GAP}[0-9]){{12,18}}",
        rf"{_FIRST}[0-9]{{2}}(?:{_GAP}[0-9]{{2}}){{6,8}}",
    )
)
"""In one piece, in groups as they stand on cards, digit by digit, or in pairs."""

_CARDS = (
    r"4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|5[1-5][0-9]{14}|2[2-7][0-9]{14}|3[47][0-9]{13}"
    r"|3[0689][0-9]{12,17}|35[0-9]{14,17}|5[06-8][0-9]{14,17}|6[0-9]{15,18}|9792[0-9]{12}"
)
"""Visa, Mastercard, American Express, Diners, JCB, Maestro, Discover, UnionPay, Troy: how they
begin and how long they are, so that barcodes and device numbers are mostly none."""

_DOUBLED = str.maketrans("0123456789", "0246813579")
_IBAN_BEGIN = rf"(?<![^\W_])([A-Za-z]{{2}})[{_JOINTS}]?[0-9]{{2}}"
_IBAN_LENGTHS = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 "
    "DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 "
    "IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
    "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 "
    "SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
)
"""Characters by country, after the registry of ISO 13616."""

_LENGTH_OF = {each[:2]: int(each[2:]) for each in _IBAN_LENGTHS.split()}

Span = tuple[int, int]


def identity_numbers(text: str) -> Iterator[Span]:
    """Turkish identity numbers: eleven digits, in one piece or in groups."""
    for found in re.finditer(_ELEVEN_DIGITS, text):
        if is_identity_number(_digits(found[1])):
            yield found.span(1)


def is_identity_number(digits: str) -> bool:
    """Whether there are eleven digits of which the last two are what the first nine make them."""
    if len(digits) != 11:
        return False
    odd, even = _sum(digits[0:9:2]), _sum(digits[1:8:2])
    tenth = (odd * 7 - even) % 10
    return digits[9:] == f"{tenth}{(odd + even + tenth) % 10}"


def payment_cards(text: str) -> Iterator[Span]:
    for layout in _CARD_LAYOUTS:
        for found in re.finditer(layout, text):
            if is_card(_digits(found[1])):
                yield found.span(1)


def is_card(digits: str) -> bool:
    """Whether it is built like a card's and passes the Luhn test (ISO/IEC 7812-1)."""
    if re.fullmatch(_CARDS, digits) is None:
        return False
    backwards = digits[::-1]
    return _sum(backwards[::2] + backwards[1::2].translate(_DOUBLED)) % 10 == 0


def ibans(text: str) -> Iterator[Span]:
    """Of all countries, with or without spaces, in small letters too."""
    for begin in re.finditer(_IBAN_BEGIN, text):
        length = _LENGTH_OF.get(begin[1].upper())
        end = _end_of(text, begin.start(), length) if length else None
        if end is not None and is_iban(text[begin.start() : end]):
            yield begin.start(), end


def is_iban(text: str) -> bool:
    """Whether the remainder by 97 is 1 (ISO 7064); the length is not looked at."""
    plain = "".join(character for character in text.upper() if character.isalnum())
    return int("".join(str(int(each, 36)) for each in plain[4:] + plain[:4])) % 97 == 1


def _end_of(text: str, begin: int, length: int) -> int | None:
    """Where `length` letters and digits end, if they stand together and nothing is joined on."""
    at, counted = begin, 0
    while counted < length:
        if at < len(text) and text[at].isascii() and text[at].isalnum():
            counted += 1
        elif at >= len(text) or text[at] not in _JOINTS or text[at - 1] in _JOINTS:
            return None
        at += 1
    return None if text[at : at + 1].isalnum() else at


def _sum(digits: str) -> int:
    return sum(digits.encode()) - len(digits) * ord("0")


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
