"""What stands in endings and letters, and not in stems.

In Turkish, that something was not done, cannot be done, was done by you or has gone on for days
is an ending. Endings tell the language too. Patterns are for folded words.
"""

import re
from collections.abc import Iterator

from hearback.adapters.classifiers.cue_reading import Cue, Hit, Post

_SPAN = "(?:gun|hafta|ay|saat|yil|sene|dakika|dk)"
_ENDINGS = {
    # gelmedi, calismiyor, vermez, olmamis, cekmeyen, aramayacak, sormadan
    "denied": r".{2,}(?:m[iu]yo|m[ae](?:d[iu]|m[iu]s|y[ae][ncr]|d[ae]n$|z$|z[sld]))",
    # giremiyorum, yapamadik, alamam
    "cannot": r".+[ae]m(?:[iu]yo|[ae]d[iu]|[ae]m|[ae]y[iu]z$)",
    # dokuz gundur, 3 haftadir
    "for_days": rf"{_SPAN}(?:l[ae]r)?d[iu]r$",
    # gelecekti, arayacaktiniz
    "was_to": r".+[ae]c[ae]kt[iu]",
    # gonderdiniz, yapmissiniz, diyorsunuz
    "by_you": r".+(?:[dt][iu]n[iu]z|m[iu]ss[iu]n[iu]z|yor?sunuz)$",
    # guldurmeyin, atmayin
    "do_not": r".{2,}m[ae]y[iu]n(?:[iu]z)?$",
    # cikarmalisiniz, ekleyebilirsiniz, dusunulebilir
    "you_might": r".+(?:m[ae]l[iu]s[iu]n[iu]z|[ae]bilirs[iu]n[iu]z|[iu]l[ae]bilir)$",
    # ekleseniz, koysak, olsa
    "if_only": r".{2,}(?<!m[ae]z)s[ae](?:n[iu]z|k|n|l[ae]r)?$",
}
_SHAPES = {
    "tr": r".{2,}(?:yor(?:um|uz|lar)?|[dt][iu][km]?|m[iu]s(?:t[iu]r)?"
    r"|l[ae]r(?:[iu][nm]?|[dt][ae]n?)?"
    r"|[iu][mn][iu]z|n?[iu]n|[iu]n[iu]n?|[dt][ae]n|[iu]nd[ae]|l[iu]k|[ld][iu]g[iu]|s[iu]n[iu]"
    r"|[ae]c[ae]k|m[ae]k|m[ae]s[iu]|[ae]r[ae]k|s[iu]z|[iu]y[ae])$",
    "en": r".{3,}(?:ing|tion|ed|ly|ness|ment|ght|ck|th|ious)$",
}
_PATTERNS = [
    (head, label, strength, re.compile(pattern))
    for head, strength, patterns in (("ending", 1.0, _ENDINGS), ("shape", 0.7, _SHAPES))
    for label, pattern in patterns.items()
]
# The last three are how ı, ş and ğ look where Turkish was read in the wrong encoding.
_TURKISH_LETTER = re.compile("[ğışĞİŞýþð]")
_DO_YOU = re.compile(r"m[iu]s[iu]n|m[iu]yd[iu]")
_YOU_DO_NOT = re.compile(r"degil$|.+m(?:[iu]yor|[ae]y[ae]c[ae]k|[ae]d[iu])$")
_PLEASE = re.compile(r".+[aeiu]r$")
_LONG_SPAN = re.compile(r"(?:gun|hafta|ay|yil|sene|days|weeks|months)(?!d[iu]r)")
_NUMBERS = re.compile(
    r"(?:uc|dort|bes|alti|yedi|sekiz|dokuz|on|yirmi|otuz|kirk|elli|[3-9]|\d\d+"
    r"|three|four|five|six|seven|ten)$"
)


def endings(post: Post) -> Iterator[Hit]:
    """Hits of the heads `ending` and `shape`."""
    words = post.words
    for index, word in enumerate(words):
        for head, label, strength, pattern in _PATTERNS:
            if pattern.match(word):
                yield _hit(head, label, strength, word, index)
        if _TURKISH_LETTER.search(post.written[index]):
            yield _hit("shape", "tr", 1.5, word, index)
        elif not word.isascii():
            yield _hit("shape", "other", 1.5, word, index)
        before = words[index - 1] if index else ""
        if _DO_YOU.match(word) and _YOU_DO_NOT.match(before):
            yield _hit("ending", "do_you_not", 1.0, word, index)
        if _DO_YOU.match(word) and _PLEASE.match(before):
            yield _hit("ending", "please_do", 1.0, word, index)
        if _LONG_SPAN.match(word) and _NUMBERS.match(before):
            yield _hit("ending", "after_days", 1.0, word, index)


def _hit(head: str, label: str, strength: float, word: str, index: int) -> Hit:
    return Hit(Cue(head, label, strength, (word,)), index, index + 1)
