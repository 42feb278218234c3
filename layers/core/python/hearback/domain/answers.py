"""What a customer's words say to our questions: "is it solved?" and "how was it, 1 to 5?"."""

import re
from enum import StrEnum

from hearback.domain.classification import Classification, Kind
from hearback.domain.text import fold

_NOTHING_WRONG = re.compile(
    r"\b(sorun|problem|sikinti|sikayetim|eksik) ?(kalmadi|yok)\b"
    r"|\bno (more )?(problems?|issues?|complaints?)( now)?\b|\bnot a problem\b"
)
"""Has a no in it and means yes."""

_NO = re.compile(
    r"\b(hayir|yok|olmadi|cozulmedi|cozulmus degil|cozulmus sayilmaz|gelmedi|duzelmedi|hala|halen"
    r"|devam ediyor|degismedi|ayni sorun|bir sey degismedi"
    r"|no|nope|not (really|solved|fixed|resolved|yet)|still|unresolved|nothing changed"
    r"|isn'?t|wasn'?t|doesn'?t|didn'?t|hasn'?t)\b"
)
_YES = re.compile(
    r"\b(evet|cozuldu|oldu|duzeldi|geldi|ulasti|hallol\w*|halledildi|tamam(dir)?|kapatabilirsiniz"
    r"|yes|yep|yeah|solved|fixed|resolved|sorted|works now|working now|all good|arrived)\b"
)
_OUT_OF_FIVE = re.compile(
    r"\b([1-5])\s*(?:/|uzerinden|out of|of)\s*5\b|\b5\s*uzerinden\s*([1-5])\b"
)
_ALONE = re.compile(r"[1-5]")
_BESIDE_THE_WORD = re.compile(
    r"\b([1-5])\s*(?:puan|yildiz|verdim|veriyorum|stars?|points?)\b"
    r"|\b(?:puanim|puan|notum|yildiz|rating|score)\s*:?\s*([1-5])\b"
)
_WORDS = {"bir": 1, "iki": 2, "uc": 3, "dort": 4, "bes": 5}
_WORDS |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_STARS = re.compile(r"[⭐★🌟]")


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    THANKS = "thanks"
    UNCLEAR = "unclear"


def read_answer(text: str, classification: Classification) -> Answer:
    """A no outweighs a yes in the same text: "thanks, but it is still broken" is a no."""
    words = fold(text)
    content = _NOTHING_WRONG.search(words) is not None
    words = _NOTHING_WRONG.sub(" ", words)
    kind = classification.kind.label
    if _NO.search(words) or (kind is Kind.COMPLAINT and not content):
        return Answer.NO
    if content or _YES.search(words):
        return Answer.YES
    return Answer.THANKS if kind is Kind.PRAISE else Answer.UNCLEAR


def read_rating(text: str) -> int | None:
    """A score of 1 to 5, if the text gives one and no other number could be meant."""
    words = " ".join(re.sub(r"[@#]\w+", " ", fold(text)).split())
    for pattern in (_OUT_OF_FIVE, _BESIDE_THE_WORD):
        if found := pattern.search(words):
            return int(next(filter(None, found.groups())))
    if stars := len(_STARS.findall(text)):
        return stars if stars <= 5 else None
    bare = words.strip(" .,!?:)(")
    return _WORDS.get(bare) or (int(bare) if _ALONE.fullmatch(bare) else None)
