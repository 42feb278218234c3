"""Characters as people count them: a family of emoji is one, a letter with its accents is one.

After the rules of Unicode's annex 29, as far as the standard library's tables go; where they do
not tell (Indic conjuncts, prepended marks) a cluster counts as several, never as fewer.
"""

import unicodedata

_JOINER = "\u200d"
_EXTENDING = ("Mn", "Me", "Mc")
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_REGIONS = range(0x1F1E6, 0x1F200)
_FIRST_EMOJI = "\u00a9"


def graphemes(text: str) -> int:
    """How many there are in the composed form of the text."""
    count, before, regions = 0, "", 0
    for letter in unicodedata.normalize("NFC", text):
        regions = regions + 1 if ord(letter) in _REGIONS else 0
        if not _continues(before, letter, regions):
            count += 1
        before = letter
    return count


def _continues(before: str, letter: str, regions: int) -> bool:
    """`regions`: how many letters of flags stand in a row, this one counted."""
    if not before or before == "\n":
        return False
    if before == "\r":
        return letter == "\n"
    return (
        _extends(letter)
        or (regions > 0 and regions % 2 == 0)
        or (before == _JOINER and _is_symbol(letter))
    )


def _extends(letter: str) -> bool:
    code = ord(letter)
    if letter == _JOINER or code in _SKIN_TONES or code in _TAGS:
        return True
    return unicodedata.category(letter) in _EXTENDING


def _is_symbol(letter: str) -> bool:
    return letter >= _FIRST_EMOJI and unicodedata.category(letter) in ("So", "Sm")
