"""What is made of a model's answer: labels of the scheme, or `NotClassified` and why."""

import json
import time
from collections.abc import Callable
from decimal import Decimal

import pytest

from hearback.adapters.classifiers.bedrock import BedrockClassifier
from hearback.domain.classification import (
    Classification,
    Fallback,
    Kind,
    Language,
    Leverage,
    Sentiment,
    Severity,
    Topic,
    Verdict,
)
from hearback.domain.errors import NotClassified
from tests.contract.classifiers.conftest import FakeBudget, classifier_at
from tests.contract.classifiers.converse_server import (
    SOUND,
    ConverseServer,
    Said,
    call,
    content,
    error,
    labels,
)

POST = "Kargom 12 gündür gelmedi"
WITHOUT_TOPIC = {name: value for name, value in SOUND.items() if name != "topic"}


def why(classifier: BedrockClassifier, text: str = POST) -> Fallback:
    with pytest.raises(NotClassified) as caught:
        classifier.classify(text)
    assert caught.value.__cause__ is None
    assert str(caught.value) == caught.value.why.value
    return caught.value.why


def test_a_sound_answer_becomes_a_classification(classifier: BedrockClassifier) -> None:
    assert classifier.classify(POST) == Classification(
        language=Verdict(Language.TURKISH, 0.99),
        kind=Verdict(Kind.COMPLAINT, 0.93),
        sentiment=Verdict(Sentiment.NEGATIVE, 0.9),
        offensive=Verdict(False, 0.97),
        severity=Verdict(Severity.MEDIUM, 0.8),
        leverage=Verdict(Leverage.NONE, 0.95),
        topic=Verdict(Topic.DELIVERY, 0.88),
        engine="bedrock:eu.amazon.nova-lite-v1:0/prompt-1",
        reasons=("gelmedi",),
    )


@pytest.mark.parametrize(("given", "kept"), [(1.7, 1.0), (-3, 0.0), (0.123456, 0.123)])
def test_confidences_are_clipped(
    server: ConverseServer, classifier: BedrockClassifier, given: float, kept: float
) -> None:
    server.says(labels(kind_confidence=given))
    assert classifier.classify(POST).kind.confidence == kept


def test_reasons_are_words_of_the_post_or_are_dropped(
    server: ConverseServer, classifier: BedrockClassifier
) -> None:
    said = ["12 gündür", "call 555 0100", " gelmedi ", "gelmedi", "", POST * 9]
    server.says(labels(reasons=said))
    assert classifier.classify(POST).reasons == ("12 gündür", "gelmedi")


def test_text_beside_the_tools_input_is_passed_over(
    server: ConverseServer, classifier: BedrockClassifier
) -> None:
    server.says(content({"text": "Let me think: praise."}, call(SOUND)))
    assert classifier.classify(POST).kind.label is Kind.COMPLAINT


@pytest.mark.parametrize(
    "said",
    [
        content({"text": "This is a complaint."}, stop="end_turn"),
        content(),
        content(call(SOUND), call(SOUND)),
        content(call(SOUND, tool="send_money")),
        content(call("not a mapping")),
        content(call(WITHOUT_TOPIC)),
        content(call(["complaint"])),
        labels(kind="urgent_vip"),
        labels(kind=None),
        labels(severity=3),
        labels(offensive="perhaps"),
        labels(language=["tr"]),
        labels(kind_confidence="high"),
        labels(kind_confidence=float("nan")),
        labels(reasons="gelmedi"),
        labels(reasons=[{"a": 1}]),
        labels(assign_to="ceo@example.com"),
        content({"someday": {"a": 1}}),
        content({"text": "a", "toolUse": {"name": "b"}}),
        Said(body=b"<html>"),
        Said(body=b"[1, 2]"),
        Said(body=b'"x"'),
        Said(body=b"null"),
        Said(body=b"{}"),
        Said(body=b'{"output": [1], "usage": "x"}'),
        Said(body=b'{"output": {"message": {"content": "toolUse"}}}'),
        Said(body=b'{"output": {"message": ' + b"[" * 5_000 + b"]" * 5_000 + b"}}"),
    ],
)
def test_an_answer_that_does_not_fit_the_scheme_is_no_answer(
    server: ConverseServer, classifier: BedrockClassifier, said: Said
) -> None:
    server.says(said)
    assert why(classifier) is Fallback.UNUSABLE
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("kind", "status", "reason", "tries"),
    [
        ("ThrottlingException", 429, Fallback.BUSY, 2),
        ("ServiceQuotaExceededException", 400, Fallback.BUSY, 1),
        ("ModelNotReadyException", 429, Fallback.BUSY, 2),
        ("AccessDeniedException", 403, Fallback.REFUSED, 1),
        ("ValidationException", 400, Fallback.REFUSED, 1),
        ("ResourceNotFoundException", 404, Fallback.REFUSED, 1),
        ("ModelErrorException", 424, Fallback.UNUSABLE, 1),
        ("ModelTimeoutException", 408, Fallback.UNAVAILABLE, 1),
        ("InternalServerException", 500, Fallback.UNAVAILABLE, 2),
        ("ServiceUnavailableException", 503, Fallback.UNAVAILABLE, 2),
        ("SomethingNew", 418, Fallback.UNAVAILABLE, 1),
    ],
)
def test_an_error_answer_has_a_reason_and_is_tried_twice_at_most(
    server: ConverseServer,
    classifier: BedrockClassifier,
    kind: str,
    status: int,
    reason: Fallback,
    tries: int,
) -> None:
    server.says(error(kind, status))
    assert why(classifier) is reason
    assert len(server.asked) == tries


def test_a_passing_fault_is_mended_by_the_second_try(
    server: ConverseServer, classifier: BedrockClassifier
) -> None:
    server.says(error("InternalServerException", 500), labels())
    assert classifier.classify(POST).kind.label is Kind.COMPLAINT


def test_a_model_that_takes_too_long_is_unavailable_soon(
    server: ConverseServer, budget: FakeBudget
) -> None:
    classifier = classifier_at(server, budget, patience=0.3)
    server.model = lambda _: Said(after=1.5)
    began = time.monotonic()
    assert why(classifier) is Fallback.UNAVAILABLE
    assert time.monotonic() - began < 10


def test_nobody_at_the_other_end_is_unavailable(budget: FakeBudget) -> None:
    with ConverseServer() as gone:
        classifier = classifier_at(gone, budget)
    assert why(classifier) is Fallback.UNAVAILABLE


def test_an_answer_pays_what_it_used_and_not_what_was_reserved(
    classifier: BedrockClassifier, budget: FakeBudget
) -> None:
    classifier.classify(POST)
    (spent,) = budget.spent.values()
    assert spent == Decimal(1100) * Decimal("0.10") / 10**6 + Decimal(150) * Decimal("0.40") / 10**6


def refused() -> Said:
    return error("ThrottlingException", 429)


def unusable() -> Said:
    return content({"text": "no"})


def without_usage() -> Said:
    answer = json.loads(labels().body)
    del answer["usage"]
    return Said(body=json.dumps(answer).encode())


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        (refused, "0", "0"),
        (unusable, "0.000170", "0.000170"),
        (without_usage, "0.000300", "0.000600"),
    ],
)
def test_what_is_not_billed_costs_nothing_and_what_is_unknown_the_most(
    server: ConverseServer,
    classifier: BedrockClassifier,
    budget: FakeBudget,
    said: Callable[[], Said],
    low: str,
    high: str,
) -> None:
    server.says(said())
    if said is without_usage:
        classifier.classify(POST)
    else:
        why(classifier)
    (spent,) = budget.spent.values()
    assert Decimal(low) <= spent <= Decimal(high)


def test_a_reached_cap_asks_nothing(server: ConverseServer) -> None:
    classifier = classifier_at(server, FakeBudget(most_per_hour=1))
    classifier.classify(POST)
    assert why(classifier) is Fallback.COST_CAP
    assert len(server.asked) == 1


def test_a_cap_that_one_question_could_break_asks_nothing(server: ConverseServer) -> None:
    classifier = classifier_at(server, FakeBudget(most_spent_per_day=Decimal("0.0001")))
    assert why(classifier) is Fallback.COST_CAP
    assert not server.asked
