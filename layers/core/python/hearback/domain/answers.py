"""What a customer's words say to "is it solved?"."""

import re
from enum import StrEnum

from hearback.domain.classification import Classification, Kind
from hearback.domain.text import fold

_NO = re.compile(
    r"\b(hayir|yok|olmadi|cozulmedi|cozulmus degil|gelmedi|duzelmedi|hala|halen|devam ediyor"
    r"|no|nope|not (solved|fixed|resolved|yet)|still|isn'?t|doesn'?t|didn'?t)\b"
)
_YES = re.compile(
    r"\b(evet|cozuldu|oldu|duzeldi|geldi|hallol\w*|halloldu|tamam(dir)?|sorun kalmadi"
    r"|yes|yep|solved|fixed|resolved|works now|all good)\b"
)


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    THANKS = "thanks"
    UNCLEAR = "unclear"


def read_answer(text: str, classification: Classification) -> Answer:
    """A no outweighs a yes in the same text: "thanks, but it is still broken" is a no."""
    words = fold(text)
    kind = classification.kind.label
    if _NO.search(words) or kind is Kind.COMPLAINT:
        return Answer.NO
    if _YES.search(words):
        return Answer.YES
    return Answer.THANKS if kind is Kind.PRAISE else Answer.UNCLEAR
