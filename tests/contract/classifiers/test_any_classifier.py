"""What every classifier promises, whichever engine decides."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.classifiers.bundled import bundled_classifier
from hearback.adapters.classifiers.cascade import Cascade, always
from hearback.domain.classification import (
    Classification,
    Kind,
    Language,
    Leverage,
    Sentiment,
    Severity,
    Topic,
)
from hearback.domain.ports import Classifier
from tests.builders import NOW, a_classification
from tests.contract.classifiers.conftest import FakeBudget, classifier_at
from tests.contract.classifiers.converse_server import ConverseServer, labels
from tests.fakes import FakeClassifier

STRANGE = {
    "nothing": "",
    "blanks": " \t\n",
    "lone surrogates": "\ud800\udc00\ud8ff",
    "controls": "\x00\x07\x1b[31m",
    "one letter": "a" * 100_000,
    "one word": "gelmedi " * 12_500,
    "asterisks": "*" * 100_000,
    "masked": "s*" * 50_000,
    "handles": "@" * 100_000,
    "links": "http://" * 14_000,
    "combining marks": "\u0307" * 100_000,
    "mixed combining marks": "\u0301\u0323" * 50_000,
    "signs": "?!" * 50_000,
    "dots": "a." * 50_000,
    "emoji": "😡" * 10_000,
    "joined emoji": "👩\u200d👩\u200d👧" * 2_000,
    "scripts": "Kargom где посылка أين 我的包裹 कहाँ है",
    "right to left": "\u202e" * 1_000 + "kargo",
    "100 KB": "Siparişim 9 gündür gelmedi, ne yapacağım? " * 2_400,
}


@pytest.fixture(scope="module", params=["fake", "bundled", "Bedrock first"])
def classifier(request: pytest.FixtureRequest) -> Iterator[Classifier]:
    if request.param == "fake":
        yield FakeClassifier(a_classification())
    elif request.param == "bundled":
        yield bundled_classifier()
    else:
        with ConverseServer() as server:
            server.model = lambda _: labels()
            second = classifier_at(server, FakeBudget())
            yield Cascade(bundled_classifier(), second, doubt=always, clock=lambda: NOW)


def assert_sound(said: Classification) -> None:
    assert said.language.label in Language
    assert said.kind.label in Kind
    assert said.sentiment.label in Sentiment
    assert said.severity.label in Severity
    assert said.leverage.label in Leverage
    assert said.topic.label in Topic
    assert isinstance(said.offensive.label, bool)
    heads = (said.language, said.kind, said.sentiment, said.severity, said.leverage, said.topic)
    assert all(0 <= head.confidence <= 1 for head in (*heads, said.offensive))
    assert said.engine
    assert all(reason for reason in said.reasons)


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_the_strangest_texts_get_an_answer(classifier: Classifier, text: str) -> None:
    assert_sound(classifier.classify(text))


@pytest.mark.parametrize("hint", [None, "", "tr", "TR-tr", "??", "x" * 1_000, "\ud800"])
def test_any_hint_will_do(classifier: Classifier, hint: str | None) -> None:
    assert_sound(classifier.classify("Kargom gelmedi", hint))


def test_the_same_text_gets_the_same_answer(classifier: Classifier) -> None:
    text = "Kargom gelmedi, avukatım arayacak"
    first = classifier.classify(text)
    for other in STRANGE.values():
        classifier.classify(other)
    assert classifier.classify(text) == first


@given(st.text(st.characters(), max_size=400), st.none() | st.text(max_size=5))
def test_no_text_breaks_the_bundled_engine(text: str, hint: str | None) -> None:
    said = bundled_classifier().classify(text, hint)
    assert_sound(said)
    assert 0 < said.kind.confidence < 1


def test_bytes_by_chance_do_not_break_it() -> None:
    chance = random.Random(20_261_122)  # noqa: S311
    for _ in range(300):
        text = chance.randbytes(2 * chance.randint(0, 1_000)).decode("utf-16-le", "surrogatepass")
        assert_sound(bundled_classifier().classify(text))
