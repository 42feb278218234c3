"""The figures of the design's table."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sklearn.metrics import accuracy_score, f1_score, recall_score

from hearback.adapters.classifiers.bundled import BundledClassifier
from training.evaluation import peers
from training.evaluation.answers import answers
from training.evaluation.crossing import Judged
from training.evaluation.texts import Texts, texts_of
from training.evaluation.timing import Times


class Row(NamedTuple):
    """A measure, its two bars, our figure and, as text, what peers reach in this run."""

    measure: str
    must: float
    stretch: float
    ours: float
    beside: str = ""
    less_is_better: bool = False

    @property
    def verdict(self) -> str:
        if self._reaches(self.stretch):
            return "stretch"
        return "must" if self._reaches(self.must) else "miss"

    def _reaches(self, bar: float) -> bool:
        return self.ours <= bar if self.less_is_better else self.ours >= bar


def on_sets(classifier: BundledClassifier, texts: Texts) -> list[Row]:
    """Measures on the public sets' dev splits."""

    def scored(
        score: Callable[..., float], source: str, head: str, *, short: bool = False
    ) -> float:
        column = "topic" if head == "telco topic" else head
        chosen = texts.labelled(source, column, short=short)
        truth, given = answers(classifier, chosen, head)
        return score(truth, [answer.label for answer in given])

    english = texts.labelled("semeval", "sentiment")
    beside = [
        f"{name} {recall([e.labels['sentiment'] for e in english], each.labels):.1f}"
        f" in {each.microseconds:.0f} µs"
        for name, each in (
            ("VADER", peers.run(peers.vader(), texts_of(english))),
            ("TextBlob", peers.run(peers.textblob(), texts_of(english))),
        )
    ]
    return [
        Row("OffensEval-TR offensive", 77.5, 79, scored(f1, "offenseval", "offensive")),
        Row("telco sentiment", 75.5, 77, scored(f1, "telco", "sentiment")),
        Row("telco sentiment, short", 73, 75, scored(f1, "telco", "sentiment", short=True)),
        Row("telco actionable, accuracy", 87.5, 89, scored(accuracy, "telco", "actionable")),
        Row("telco actionable, short", 82.5, 84, scored(f1, "telco", "actionable", short=True)),
        Row("telco topic, 9 classes", 77.5, 79, scored(f1, "telco", "telco topic")),
        Row("telco severity", 78.5, 81, scored(f1, "telco", "severity")),
        Row("telco severity, recall of 2", 60, 70, scored(recall_of_2, "telco", "severity")),
        Row(
            "SemEval-2017 English sentiment, macro-recall",
            63.5,
            65,
            scored(recall, "semeval", "sentiment"),
            "; ".join(beside),
        ),
    ]


def on_corpus(judged: Sequence[Judged], how: str) -> list[Row]:
    """Measures of the label scheme, on Turkish and mixed sentences that were left out."""
    bars = {"kind": (70, 85), "leverage": (60, 80), "topic": (60, 75), "severity": (60, 75)}
    turkish = [each for each in judged if each.example.language != "en"]
    return [
        Row(f"{head}, corpus, {how}", must, stretch, _of_judged(turkish, head))
        for head, (must, stretch) in bars.items()
    ]


def on_english(judged: Sequence[Judged]) -> str:
    """The same measures, without bars, on the English sentences."""
    english = [each for each in judged if each.example.language == "en"]
    heads = ("kind", "leverage", "topic", "severity", "sentiment")
    return ", ".join(f"{head} {_of_judged(english, head):.1f}" for head in heads)


def on_sample(classifier: BundledClassifier, texts: Texts) -> list[Row]:
    """The same on the sample of the scheme; the cues were written by people who knew it."""
    bars = {"kind": (70, 85), "leverage": (60, 80), "topic": (60, 75), "severity": (60, 75)}
    rows = []
    for head, (must, stretch) in bars.items():
        truth, given = answers(classifier, texts.sample["tr"], head)
        score = f1(truth, [answer.label for answer in given])
        rows.append(Row(f"{head}, sample, Turkish", must, stretch, score))
    return rows


def on_new_sectors(judged: Sequence[Judged]) -> Row:
    """What stands in for shop reviews, of which there are none to develop on."""
    shops = ("marketplace", "fashion_shoes", "electronics", "cosmetics_pharmacy", "furniture_home")
    turkish = [e for e in judged if e.example.language != "en" and e.example.sector in shops]
    ours = _of_judged(turkish, "sentiment")
    return Row("sentiment in shops' sectors, left out (for shop reviews)", 58, 63, ours)


def on_languages(classifier: BundledClassifier, texts: Texts) -> list[Row]:
    """Recall of Turkish; beside it the peers', and how many foreign texts are called Turkish."""
    names = {"all": (99, 99.5), "ascii": (98, 99), "short": (92, 95)}
    titles = {"all": "", "ascii": " without diacritics", "short": ", 30 characters at most"}
    others: dict[str, peers.Label] = {"py3langid": peers.langid(), "lingua": peers.lingua()}
    rows = []
    for name, (must, stretch) in names.items():
        own = texts.turkish()[name]
        found = [classifier.classify(text).language.label == "tr" for text in own]
        some = own[:: max(1, len(own) // 3_000)]
        beside = []
        for peer, label in others.items():
            run = peers.run(label, some)
            share = 100 * run.labels.count("tr") / len(some)
            beside.append(f"{peer} {share:.1f} in {run.microseconds:.0f} µs")
        ours = 100 * sum(found) / len(own)
        rows.append(Row(f"Turkish recall{titles[name]}", must, stretch, ours, "; ".join(beside)))
    return rows


def foreign_called_turkish(classifier: BundledClassifier, texts: Texts) -> float:
    foreign = texts.foreign()
    called = sum(classifier.classify(text).language.label == "tr" for text in foreign)
    return 100 * called / len(foreign)


def on_time(times: Times) -> list[Row]:
    return [
        Row("time a text, all heads, p99, ms", 1.0, 0.4, times.p99 / 1e3, less_is_better=True),
        Row("time to load the model, ms", 50, 50, times.load, less_is_better=True),
    ]


def f1(truth: Sequence[str], given: Sequence[str]) -> float:
    """Macro-F1 in per cent over the labels that occur."""
    return 100 * float(f1_score(truth, given, average="macro", labels=sorted(set(truth))))


def recall(truth: Sequence[str], given: Sequence[str]) -> float:
    return 100 * float(recall_score(truth, given, average="macro"))


def accuracy(truth: Sequence[str], given: Sequence[str]) -> float:
    return 100 * float(accuracy_score(truth, given))


def recall_of_2(truth: Sequence[str], given: Sequence[str]) -> float:
    pairs = [(own, other) for own, other in zip(truth, given, strict=True) if own == "2"]
    return 100 * sum(own == other for own, other in pairs) / len(pairs)


def _of_judged(judged: Sequence[Judged], head: str) -> float:
    truth = [each.example.labels[head] for each in judged]
    return f1(truth, [each.answers[head].label for each in judged])
