"""The bundled classifier: learnt weights, no network, no framework.

One pass over a text finds its features, one sum of their rows serves all heads. `training/` makes
the model file; its model card says what from, how well it does and where it fails.
"""

from functools import cache
from importlib.resources import files

from hearback.adapters.classifiers.heads import SETS, Panel
from hearback.adapters.classifiers.ngrams import Stem, of_neighbours, of_signs, of_word, stem_of
from hearback.adapters.classifiers.reading import Reading, read
from hearback.adapters.classifiers.reasons import Reasons
from hearback.adapters.classifiers.rules import Probabilities, Rules
from hearback.adapters.classifiers.weights import Broken, Weights
from hearback.domain.classification import (
    Classification,
    Kind,
    Language,
    Leverage,
    Sentiment,
    Severity,
    Topic,
    Verdict,
)

_FILE = "model.bin"
_ASKED = {"language", "kind", "sentiment", "offensive", "severity", "leverage", "topic", SETS}
_WORDS_REMEMBERED = 20_000
_HINT = 3.0
"""The platform's word for the language is worth as much as odds of three to one."""


@cache
def bundled_classifier() -> "BundledClassifier":
    """The classifier with the weights beside this module; read once a process."""
    return BundledClassifier(files(__package__).joinpath(_FILE).read_bytes())


class BundledClassifier:
    """The port `Classifier` on a model file. Any text will do; of a long one the ends count.

    Words repeat: what the features of one add up to is remembered, of some thousand words.
    """

    def __init__(self, file: bytes) -> None:
        """Raises `Broken` if the file cannot be used."""
        self._weights = Weights(file)
        header = self._weights.header
        self._panel = Panel.of(header)
        if missing := _ASKED - self._panel.experts.keys():
            raise Broken(f"the header has no head for {', '.join(sorted(missing))}")
        self._rules = Rules.of(header)
        self._reasons = Reasons(self._weights, self._panel)
        self.engine = str(header.get("engine", "bundled"))
        self._known: dict[str, tuple[int, Stem]] = {}

    def classify(self, text: str, language_hint: str | None = None) -> Classification:
        """What the text is. `language_hint` is the platform's word for it, such as `tr`."""
        reading = read(text)
        words = self._words(reading)
        norm, sums = self._weights.unpack(self._total(reading, words))
        said = self._panel.probabilities(sums, norm)
        if hint := (language_hint or "")[:2].lower():
            said["language"] = _hinted(said["language"], hint)
        settled = self._rules.settle(said, self._panel.known(norm))
        severity = settled["severity"]
        return Classification(
            language=Verdict(Language(settled["language"].label), settled["language"].confidence),
            kind=Verdict(Kind(settled["kind"].label), settled["kind"].confidence),
            sentiment=Verdict(
                Sentiment(settled["sentiment"].label), settled["sentiment"].confidence
            ),
            offensive=Verdict(settled["offensive"].label == "1", settled["offensive"].confidence),
            severity=Verdict(Severity(int(severity.label)), severity.confidence),
            leverage=Verdict(Leverage(settled["leverage"].label), settled["leverage"].confidence),
            topic=Verdict(Topic(settled["topic"].label), settled["topic"].confidence),
            engine=self.engine,
            reasons=self._reasons.of(
                reading, {word: total for word, (total, _) in words.items()}, settled
            ),
        )

    def probabilities(self, text: str) -> Probabilities:
        """What each head says by itself, before the rules; for training and evaluation."""
        reading = read(text)
        norm, sums = self._weights.unpack(self._total(reading, self._words(reading)))
        return self._panel.probabilities(sums, norm)

    def _words(self, reading: Reading) -> dict[str, tuple[int, Stem]]:
        """Each word once, with the sum of its features' rows and its stem."""
        known = self._known
        if len(known) > _WORDS_REMEMBERED:
            known.clear()
        words = {}
        for word in reading.words:
            found = known.get(word)
            if found is None:
                found = known[word] = self._weights.add(of_word(word)), stem_of(word)
            words[word] = found
        return words

    def _total(self, reading: Reading, words: dict[str, tuple[int, Stem]]) -> int:
        beside = of_neighbours([words[word][1] for word in reading.words])
        total = self._weights.add(beside + of_signs(reading.signs))
        return sum([own for own, _ in words.values()], total)


def _hinted(languages: dict[str, float], hint: str) -> dict[str, float]:
    weighed = {name: share * (_HINT if name == hint else 1) for name, share in languages.items()}
    total = sum(weighed.values())
    return {name: share / total for name, share in weighed.items()}
