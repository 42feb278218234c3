"""A classifier of word lists and a few rules, for Turkish and English.

A stop-gap and a fallback: it knows the words in `cues_*`, some Turkish endings and the label
scheme's order of precedence, and nothing of context. Its confidences are accordingly modest.
"""

from hearback.adapters.classifiers.cue_reading import CueBook, Post
from hearback.adapters.classifiers.cues_grievance import GRIEVANCE
from hearback.adapters.classifiers.cues_kind import KIND
from hearback.adapters.classifiers.cues_language import LANGUAGE
from hearback.adapters.classifiers.cues_stakes import LEVERAGE, SEVERITY
from hearback.adapters.classifiers.cues_tone import FEELING, OFFENSIVE
from hearback.adapters.classifiers.cues_topic import TOPIC
from hearback.adapters.classifiers.endings import endings
from hearback.adapters.classifiers.evidence import Evidence
from hearback.adapters.classifiers.verdicts import (
    kind_of,
    language_of,
    leverage_of,
    offensive_of,
    reasons_of,
    sentiment_of,
    settled,
    severity_of,
    topic_of,
)
from hearback.domain.classification import Classification

_ENGINE = "lexicon-1"
_TABLES = {
    "language": LANGUAGE,
    "kind": {**GRIEVANCE, **KIND},
    "feeling": FEELING,
    "offensive": OFFENSIVE,
    "severity": SEVERITY,
    "leverage": LEVERAGE,
    "topic": TOPIC,
}


class LexiconClassifier:
    """The port `Classifier` on word lists. Any text will do; of a long one the beginning counts."""

    def __init__(self) -> None:
        self._book = CueBook(_TABLES)

    def classify(self, text: str, language_hint: str | None = None) -> Classification:
        """What the text is. `language_hint` is the platform's word for it, such as `tr`."""
        post = Post.of(text)
        evidence = Evidence(post, (*self._book.hits(post), *endings(post)))
        language = language_of(evidence, language_hint)
        offensive = offensive_of(evidence, language.label)
        threat = leverage_of(evidence)
        kind = kind_of(evidence, threat.label, offensive=offensive.label)
        leverage = settled(threat, kind.label)
        topic = topic_of(evidence, kind)
        return Classification(
            language=language,
            kind=kind,
            sentiment=sentiment_of(evidence, kind.label, offensive=offensive.label),
            offensive=offensive,
            severity=severity_of(evidence, kind, leverage.label),
            leverage=leverage,
            topic=topic,
            engine=_ENGINE,
            reasons=reasons_of(evidence, kind.label, leverage.label, topic.label),
        )
