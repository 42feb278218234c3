"""What others answer, in the same run: lexicons for English tone, detectors for language."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import NamedTuple

Label = Callable[[str], str]
_NEUTRAL = 0.05
"""VADER's own bounds; also used for TextBlob, which names none."""


class Timed(NamedTuple):
    labels: list[str]
    microseconds: float


def run(label: Label, texts: Sequence[str]) -> Timed:
    """All labels, and the mean time a text."""
    label(texts[0])
    began = perf_counter()
    labels = [label(text) for text in texts]
    return Timed(labels, (perf_counter() - began) / len(texts) * 1e6)


def vader() -> Label:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415

    scores = SentimentIntensityAnalyzer().polarity_scores
    return lambda text: _tone(scores(text)["compound"])


def textblob() -> Label:
    from textblob import TextBlob  # noqa: PLC0415

    return lambda text: _tone(TextBlob(text).sentiment.polarity)


def langid() -> Label:
    import py3langid  # noqa: PLC0415

    return lambda text: str(py3langid.classify(text)[0])


def lingua() -> Label:
    from lingua import LanguageDetectorBuilder  # noqa: PLC0415

    detect = LanguageDetectorBuilder.from_all_languages().build().detect_language_of

    def label(text: str) -> str:
        found = detect(text)
        return found.iso_code_639_1.name.lower() if found else ""

    return label


def _tone(score: float) -> str:
    if abs(score) < _NEUTRAL:
        return "neutral"
    return "positive" if score > 0 else "negative"
