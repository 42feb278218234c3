"""Words that argue with the customer or blame them. Few, and each with a reason.

They are looked for in folded text (`fold`), so that dotted and dotless I and ASCII spelling are
the same. What the customer said may be quoted; saying that it is *not* their fault is no blame.
"""

import re
from collections.abc import Iterator

from hearback.domain.send_gate.draft import Context, Draft
from hearback.domain.send_gate.findings import Finding, Rule
from hearback.domain.text import fold

_TURKISH = (
    # whose fault it is
    r"(?:sizin|kendi) (?:hata|kusur|kabahat|suc)\w{0,12}(?! degil)",
    r"(?:hata|kusur|kabahat|suc) (?:tamamen )?(?:sizde|sizin|size ait)(?! degil)",
    r"(?:bizim|bizde|bize ait) (?:bir )?(?:hata|kusur|kabahat|suc)\w{0,8} (?:yok|degil)\w{0,3}",
    r"(?:siz(?:in|den)? (?:kaynakli|kaynaklan\w{2,12}|yuzunuzden))(?! degil)",
    r"biz(?:im|den)? (?:kaynakli degil|kaynaklanm\w{2,12})",
    # what they should have done
    r"(?:okumus|okusa|dikkat etse|dikkat etmis|kontrol etse|bilse|sorsa)\w{0,2}(?:ydiniz|ydin)",
    r"dikkat(?:siz(?:ligi?niz|ce)\w{0,4}| etmemissiniz| etmediniz)",
    r"(?:okuma|bilme|dinleme|anlama)(?:dan|mis|diniz|dan) (?:yaz|konus|sikayet)\w{1,12}",
    r"(?:okumamis|anlamamis|bilmiyor|anlamiyor|yanlis anlamis|yanlis anliyor)(?:siniz|sunuz)",
    r"yanlis (?:yap|gir|kullan|tikla)(?:mis|ti|iyor)\w{0,8}",
    r"(?:size|daha once|defalarca) (?:de )?(?:soyle|belirt|acikla|uyar|yaz)(?:mis|m)tik",
    # that they exaggerate, lie, or have no right to complain
    r"abart(?:iyor|mis|ma|may|i)\w{0,10}",
    r"yalan(?:ci\w{0,8}| soyl\w{2,12})",
    r"(?:asilsiz|gercek disi|haksiz)\w{0,3} (?:bir )?(?:iddia|sikayet|itham|suclama)\w{0,10}",
    r"(?:iftira|karalama)\w{0,10}",
    r"iddia et(?:tiginiz|mektesiniz|iyorsunuz)\w{0,6}",
    r"(?:haksizsiniz|hakkiniz yok|sacma\w{0,14}|mantiksiz\w{0,8}|terbiyesiz\w{0,8})",
    r"(?:sakin ol(?:un|unuz|malisiniz)|sesinizi|uslubunuz\w{0,8})",
    r"(?:isinize gel\w{2,10}|isine gel\w{2,10}|begenmiyorsaniz)",
)
_ENGLISH = (
    r"(?<!not )(?:your|ur) (?:own )?(?:fault|mistake|error|negligence|carelessness|problem)",
    r"not (?:our|the company'?s) (?:fault|mistake|problem|responsibility)",
    r"you(?: really)? should(?:n'?t)? (?:not )?have (?!received|got|heard|been|had)\w{2,12}",
    r"you(?:'ve| have)? (?:failed|neglected|forgot|refused) to",
    r"you (?:did ?n'?o?t|have ?n'?o?t) (?:even )?(?:read|listen|bother|pay attention)",
    r"(?:as|like) (?:we|i)(?:'ve| have)? (?:already |clearly |repeatedly )?(?:told|said|explained)",
    r"you(?:'re| are) (?:just |simply |clearly )?(?:lying|wrong|overreacting|exaggerating"
    r"|mistaken|being (?:rude|unreasonable|difficult))",
    r"you (?:clearly |simply |just )?(?:misunderst\w{2,8}|do ?n'?o?t (?:even )?understand)",
    r"(?:your|these|those) (?:false|baseless|so-called|alleged) \w{3,12}",
    r"(?:you claim|your claims?|as you claim)",
    r"(?:calm down|nonsense|ridiculous|absurd|slander\w{0,6}|watch your (?:tone|language))",
    r"if you had (?:read|listened|checked|paid|followed|bothered)",
)
_BLAME = rf"(?<!\w)(?:{'|'.join((*_TURKISH, *_ENGLISH))})(?!\w)"
_QUOTED = r'"[^"]{2,400}"|“[^”]{2,400}”|«[^»]{2,400}»|‘[^’]{2,400}’'


def no_blame(draft: Draft, context: Context) -> Iterator[Finding]:
    text = re.sub(_QUOTED, lambda found: _unless_said(found[0], context), draft.text)
    found = re.search(_BLAME, fold(text))
    if found:
        yield Finding(rule=Rule.BLAME, evidence=text[found.start() : found.end()])


def _unless_said(quote: str, context: Context) -> str:
    """Blanks for the customer's own words, and the quote as it is for any other."""
    words = " ".join(fold(quote[1:-1]).split())
    said = any(words in " ".join(fold(text).split()) for text in context.said)
    return " " * len(quote) if said else quote
