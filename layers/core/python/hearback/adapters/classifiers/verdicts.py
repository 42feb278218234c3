"""From evidence to verdicts: one rule a head, after the label scheme.

Confidence grows with the distance between what speaks for a label and what speaks for the next.
It is bounded well below 1: words alone are never sure.
"""

import re
from collections.abc import Mapping

from hearback.adapters.classifiers.cues_tone import NEGATIVE_SIGNS, POSITIVE_SIGNS
from hearback.adapters.classifiers.evidence import Evidence
from hearback.domain.classification import (
    Kind,
    LabelT,
    Language,
    Leverage,
    Sentiment,
    Severity,
    Topic,
    Verdict,
)

_KIND_LABELS = (
    "breach",
    "anger",
    "mended",
    "spared",
    "ask",
    "why",
    "wish",
    "thanks",
    "noise",
)
_ENDING_LABELS = (
    "denied",
    "cannot",
    "for_days",
    "after_days",
    "was_to",
    "by_you",
    "do_you_not",
    "please_do",
    "do_not",
    "you_might",
    "if_only",
)
_BREACH_ENDINGS = ("denied", "cannot", "for_days", "was_to", "do_you_not", "do_not")
_SPEAK_FOR = {
    Kind.COMPLAINT: ("breach", "anger"),
    Kind.QUESTION: ("ask", "why"),
    Kind.SUGGESTION: ("wish",),
    Kind.PRAISE: ("thanks", "spared"),
    Kind.NOISE: ("noise",),
}
_REASONS = 4
_THREATS = (Leverage.PHYSICAL, Leverage.LEGAL, Leverage.PUBLICITY, Leverage.CHURN)
_OPENS_QUESTION = re.compile(
    "(?:do|does|did|is|are|can|could|will|would|has|have|wh(?:at|ere|en|ich|o|y)|how)$"
)
# Below this share of familiar words it is another language.
_FAMILIAR = 0.2
# Of two that are equal, the more particular.
_TOPICS = (
    Topic.PRIVACY,
    Topic.REFUND,
    Topic.CONTRACT,
    Topic.NETWORK,
    Topic.DELIVERY,
    Topic.BILLING,
    Topic.APP,
    Topic.BRANCH,
    Topic.CAMPAIGN,
    Topic.CUSTOMER_SERVICE,
    Topic.PRODUCT,
)


def language_of(evidence: Evidence, hint: str | None) -> Verdict[Language]:
    """The language with the most familiar words and endings; the platform's hint breaks ties."""
    scores = {
        language: evidence.score("language", language) + evidence.score("shape", language)
        for language in Language
    }
    hinted = (hint or "")[:2].lower()
    if hinted in (Language.TURKISH, Language.ENGLISH):
        scores[Language(hinted)] += 1.0
    best, first, second = _two_best(scores)
    if first <= _FAMILIAR * len(evidence.post.words):
        return Verdict(Language.OTHER, 0.4)
    return Verdict(best, _confidence(first - second, most=0.97))


def offensive_of(evidence: Evidence, language: Language) -> Verdict[bool]:
    """Insult and profanity; some words are one only in their language."""
    score = evidence.score("offensive", "insult") + 3 * evidence.post.masked
    score += evidence.score("offensive", language)
    return Verdict(score > 0, _confidence(score, least=0.5) if score else 0.8)


def leverage_of(evidence: Evidence) -> Verdict[Leverage]:
    """The strongest threat. What was shared already, and gladly, is none."""
    for threat in _THREATS:
        score = evidence.score("leverage", threat) - 2 * evidence.score("leverage", "past")
        if score >= 2:
            return Verdict(threat, _confidence(score - 2, least=0.45, most=0.85))
    return Verdict(Leverage.NONE, 0.8)


def settled(threat: Verdict[Leverage], kind: Kind) -> Verdict[Leverage]:
    """Only who complains threatens; the same words elsewhere are a question, a tale or a joke."""
    return threat if kind is Kind.COMPLAINT else Verdict(Leverage.NONE, 0.7)


def kind_of(evidence: Evidence, leverage: Leverage, *, offensive: bool) -> Verdict[Kind]:
    """What is stated as not kept makes a complaint of thanks, questions and wishes too."""
    post = evidence.post
    said = {label: evidence.score("kind", label) for label in _KIND_LABELS}
    ends = {label: evidence.score("ending", label) for label in _ENDING_LABELS}
    breach = said["breach"] + min(ends["denied"], 2) + ends["cannot"] / 2 + 2 * ends["was_to"]
    breach += 0 if said["spared"] else 1.5 * ends["for_days"]
    breach += 2 * (evidence.score("severity", "urgent") >= 2)
    thanks = said["thanks"] + said["spared"] + _shows(POSITIVE_SIGNS, post.signs)
    if thanks and said["mended"]:
        breach /= 4
    if thanks and ends["after_days"] and not said["mended"]:
        breach += 2
    if breach >= 1.5:
        breach, thanks = breach + thanks / 2, thanks / 2
    asks = said["ask"] + said["why"] + 1.5 * ("?" in post.signs)
    asks += 2 * any(_OPENS_QUESTION.match(post.words[i]) for i in post.openers)
    if breach >= 1 and (said["why"] or ends["do_you_not"] or ends["please_do"]):
        breach, asks = breach + 1.5, asks - 1
    wishes = said["wish"] + 2 * ends["you_might"] + min(ends["if_only"], 1)
    scores = {
        Kind.COMPLAINT: breach
        + said["anger"]
        + min(ends["by_you"], 1.5)
        + 1.5 * ends["do_not"]
        + 3 * (leverage is not Leverage.NONE)
        + offensive,
        Kind.QUESTION: asks,
        Kind.SUGGESTION: wishes if wishes >= 2 else 0,
        Kind.PRAISE: thanks,
        Kind.NOISE: said["noise"] + min(post.links, 2) + 0.9,
    }
    best, first, second = _two_best(scores)
    if best is Kind.NOISE and first < 1:
        topical = any(evidence.score("topic", topic) >= 2 for topic in _TOPICS)
        return Verdict(best, 0.35 if topical else 0.45)
    return Verdict(best, _confidence(first - second, least=0.35))


def severity_of(evidence: Evidence, kind: Verdict[Kind], leverage: Leverage) -> Verdict[Severity]:
    """Only complaints are more than low; a threat of violence always is urgent."""
    if leverage is Leverage.PHYSICAL:
        return Verdict(Severity.URGENT, 0.85)
    if kind.label is not Kind.COMPLAINT:
        return Verdict(Severity.LOW, max(0.5, kind.confidence))
    failure = evidence.score("severity", "failure")
    failure += sum(evidence.score("ending", label) for label in ("denied", "cannot", "for_days"))
    failure += evidence.score("kind", "breach") >= 2
    urgent = evidence.score("severity", "urgent")
    urgent += evidence.score("severity", "vulnerable") if failure else 0
    mild = evidence.score("severity", "mild")
    if urgent >= 2:
        return Verdict(Severity.URGENT, _confidence(urgent - 2, least=0.5))
    if failure > mild:
        return Verdict(Severity.MEDIUM, _confidence(failure - mild, least=0.5, most=0.85))
    return Verdict(Severity.LOW, _confidence(mild - failure, least=0.45, most=0.8))


def topic_of(evidence: Evidence, kind: Verdict[Kind]) -> Verdict[Topic]:
    """Noise is about nothing of ours."""
    if kind.label is Kind.NOISE:
        return Verdict(Topic.OTHER, kind.confidence)
    best, first, second = _two_best({t: evidence.score("topic", t) for t in _TOPICS})
    if not first:
        return Verdict(Topic.OTHER, 0.3)
    return Verdict(best, _confidence(first - second, most=0.85))


def sentiment_of(evidence: Evidence, kind: Kind, *, offensive: bool) -> Verdict[Sentiment]:
    """The tone. A complaint is negative unless it is courteous and keeps to the facts."""
    signs = evidence.post.signs
    anger = evidence.score("kind", "anger") + evidence.score("feeling", "negative")
    anger += 2 * (offensive + _shows(NEGATIVE_SIGNS, signs))
    joy = evidence.score("kind", "thanks") + evidence.score("feeling", "positive")
    joy += 2 * _shows(POSITIVE_SIGNS, signs)
    if kind is Kind.COMPLAINT:
        if evidence.score("kind", "courtesy") and not anger:
            return Verdict(Sentiment.NEUTRAL, 0.4)
        return Verdict(Sentiment.NEGATIVE, _confidence(anger, least=0.6, most=0.95))
    if kind is Kind.PRAISE:
        return Verdict(Sentiment.POSITIVE, _confidence(joy - anger, least=0.6))
    anger += evidence.score("kind", "breach") / 2
    if abs(joy - anger) < 2:
        return Verdict(Sentiment.NEUTRAL, _confidence(2 - abs(joy - anger), least=0.45))
    tone = Sentiment.POSITIVE if joy > anger else Sentiment.NEGATIVE
    return Verdict(tone, _confidence(abs(joy - anger) - 1))


def reasons_of(evidence: Evidence, kind: Kind, leverage: Leverage, topic: Topic) -> tuple[str, ...]:
    """The words of the text that decided, for an agent to see."""
    words = (
        *evidence.words("kind", *_SPEAK_FOR[kind])[:_REASONS],
        *(evidence.words("ending", *_BREACH_ENDINGS)[:2] if kind is Kind.COMPLAINT else ()),
        *evidence.words("leverage", leverage)[:2],
        *evidence.words("topic", topic)[:2],
    )
    return tuple(dict.fromkeys(words))


def _two_best(scores: Mapping[LabelT, float]) -> tuple[LabelT, float, float]:
    """The label with the highest score, its score and the next one's; of equals the first."""
    (best, first), (_, second) = sorted(scores.items(), key=lambda item: -item[1])[:2]
    return best, first, second


def _confidence(lead: float, *, least: float = 0.4, most: float = 0.9) -> float:
    """Half of the way from `least` to `most` at a lead of two."""
    return round(least + (most - least) * max(lead, 0.0) / (max(lead, 0.0) + 2), 3)


def _shows(signs: frozenset[str], text: str) -> bool:
    return not signs.isdisjoint(text)
