"""What is learnt from what: the one place for sources, weights and strengths.

A *detector* is one linear yes-or-no question, such as "is it a complaint?", asked of the sources
that answer it by the same rule; sets that label by rules of their own have detectors of their own.
A *head* is what the product asks; it weighs the detectors' answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

CORPUS = {"corpus": 1.0, "correction": 1.0}
_BY_CHANCE = {"lingua single-words": 0.3, "lingua word-pairs": 0.3, "lingua sentences": 0.15}
WITH_CUES = {**CORPUS, "cue": 0.4, **_BY_CHANCE}
TELCO = {"telco": 1.0}
_TWEETS_EN = {"semeval": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """`yes`: labels of `head` that mean yes. `sources`: weight of each. `cost`: the SVM's C; the
    higher, the closer it follows its examples. `room`: its share of the model file's features;
    some questions hang on few words, others on many rare ones."""

    name: str
    head: str
    yes: frozenset[str]
    sources: Mapping[str, float]
    cost: float = 0.3
    room: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """A regression from the detectors' answers to a head's labels, after one set's rule.

    `sources`: weight of each. `listens`: prefixes of the detectors' names. `balance`:
    0 takes the labels as often as they come, 1 all alike. `judged_on`: the sources on which the
    labels' handicaps are tuned for macro-F1; none: they are not.
    """

    labels: tuple[str, ...]
    sources: Mapping[str, float]
    listens: tuple[str, ...]
    balance: float = 0.4
    judged_on: tuple[str, ...] = ()
    strength: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the product asks. With several experts each counts as far as a text is like its set."""

    name: str
    labels: tuple[str, ...]
    experts: Mapping[str, Expert]


KINDS = ("complaint", "question", "suggestion", "praise", "noise")
LEVERAGES = ("none", "publicity", "legal", "churn", "physical")
TOPICS = (
    "billing",
    "delivery",
    "refund",
    "product",
    "customer_service",
    "network",
    "app",
    "campaign",
    "contract",
    "branch",
    "privacy",
    "other",
)
TELCO_TOPICS = (
    "billing",
    "network",
    "customer_service",
    "app",
    "advertising",
    "campaign",
    "product",
    "contract",
    "other",
)
TONES = ("negative", "neutral", "positive")

_OFFENSIVE = {
    **CORPUS,
    "offenseval": 1.0,
    "abuse": 0.2,
    "davidson": 0.5,
    "semeval": 0.3,
}
_LANGUAGE = {
    **CORPUS,
    **dict.fromkeys(("telco", "offenseval", "questions"), 1.0),
    **dict.fromkeys(("semeval", "davidson", "banking", "clinc", "bitext"), 0.5),
    **dict.fromkeys(("tweets", "lingua sentences", "lingua word-pairs"), 1.0),
    "lingua single-words": 0.3,
    "snippet": 1.0,
}


def _each(
    head: str, labels: tuple[str, ...], sources: Mapping[str, float], cost: float, prefix: str = ""
) -> list[Detector]:
    return [
        Detector(
            name=f"{prefix}{head} {label}",
            head=head,
            yes=frozenset([label]),
            sources=sources,
            cost=cost,
        )
        for label in labels
    ]


def _at_least(sources: Mapping[str, float], cost: float, prefix: str = "") -> list[Detector]:
    return [
        Detector(
            name=f"{prefix}severity {least}",
            head="severity",
            yes=frozenset("012"[least:]),
            sources=sources,
            cost=cost,
        )
        for least in (1, 2)
    ]


def _like(source: str) -> Detector:
    return Detector(
        name=f"like {source}",
        head="set",
        yes=frozenset([source]),
        sources={source: 1.0, "corpus": 1.0},
        cost=0.1,
    )


_POLES = ("negative", "positive")
DETECTORS: tuple[Detector, ...] = (
    *_each("language", ("tr", "en"), _LANGUAGE, 0.3),
    *_each("kind", KINDS, WITH_CUES, 0.4),
    *_each("sentiment", _POLES, CORPUS, 0.3),
    *_each("sentiment", _POLES, TELCO, 0.3, "telco "),
    *_each("sentiment", _POLES, _TWEETS_EN, 0.1, "tweets "),
    Detector(
        name="offensive 1",
        head="offensive",
        yes=frozenset(["1"]),
        sources={**_OFFENSIVE, "cue": 1.0, **_BY_CHANCE},
        cost=0.5,
        room=20.0,
    ),
    *_at_least(CORPUS, 0.4),
    *_at_least(TELCO, 0.3, "telco "),
    *_each("leverage", LEVERAGES[1:4], WITH_CUES, 0.6),
    Detector(
        name="leverage physical",
        head="violence",
        yes=frozenset(["physical"]),
        sources={**WITH_CUES, "telco": 0.3},
        cost=0.6,
    ),
    *_each("topic", TOPICS, {**WITH_CUES, "bitext": 0.1}, 0.4),
    *_each("topic", TELCO_TOPICS, TELCO, 0.3, "telco "),
    *_each("actionable", ("1",), TELCO, 0.3),
    _like("telco"),
    _like("semeval"),
)

SETS = Head(
    name="set",
    labels=("corpus", "telco", "semeval"),
    experts={
        "": Expert(
            labels=("corpus", "telco", "semeval"),
            sources={"corpus": 1.0, "telco": 0.02, "semeval": 0.1},
            listens=("like", "language"),
            balance=0.0,
        )
    },
)
"""Which set a text is like: the weights of the experts. What a customer writes is like the corpus
until much speaks against it."""


def _one(name: str, labels: tuple[str, ...], expert: Expert) -> Head:
    return Head(name=name, labels=labels, experts={"": expert})


def _of_corpus(labels: tuple[str, ...], *listens: str) -> Expert:
    return Expert(labels=labels, sources=CORPUS, listens=listens, judged_on=("corpus",))


def _of_telco(labels: tuple[str, ...], *listens: str) -> Expert:
    return Expert(labels=labels, sources=TELCO, listens=listens, judged_on=("telco",))


KIND = Head(
    name="kind",
    labels=KINDS,
    experts={
        "corpus": _of_corpus(KINDS, "kind"),
        "telco": _of_telco(KINDS, "kind", "telco sentiment", "actionable"),
    },
)
HEADS: tuple[Head, ...] = (
    _one(
        "language",
        ("tr", "en", "other"),
        Expert(
            labels=("tr", "en", "other"),
            sources=_LANGUAGE,
            listens=("language",),
            balance=0.0,
            strength=1.0,
        ),
    ),
    KIND,
    Head(
        name="sentiment",
        labels=TONES,
        experts={
            "corpus": _of_corpus(TONES, "sentiment"),
            "telco": _of_telco(TONES, "telco sentiment"),
            "semeval": Expert(
                labels=TONES, sources=_TWEETS_EN, listens=("tweets sentiment",), balance=1.0
            ),
        },
    ),
    _one(
        "offensive",
        ("0", "1"),
        Expert(
            labels=("0", "1"),
            sources=_OFFENSIVE,
            listens=("offensive",),
            judged_on=("offenseval",),
        ),
    ),
    Head(
        name="severity",
        labels=("0", "1", "2"),
        experts={
            "corpus": _of_corpus(("0", "1", "2"), "severity"),
            "telco": _of_telco(("0", "1", "2"), "telco severity", "actionable"),
        },
    ),
    _one("leverage", LEVERAGES, _of_corpus(LEVERAGES, "leverage")),
    Head(
        name="topic",
        labels=(*TOPICS, "advertising"),
        experts={
            "corpus": _of_corpus(TOPICS, "topic"),
            "telco": _of_telco(TELCO_TOPICS, "telco topic"),
        },
    ),
    _one(
        "actionable",
        ("0", "1"),
        Expert(
            labels=("0", "1"),
            sources=TELCO,
            listens=("actionable", "telco severity 1"),
            balance=0.0,
        ),
    ),
)
