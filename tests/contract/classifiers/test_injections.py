"""What an attack in a post can do at worst, if the model obeys it: a wrong label of the scheme."""

import copy
import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest

from hearback.adapters.classifiers.bedrock_prompt import VERSION, visible
from hearback.adapters.classifiers.bundled import bundled_classifier
from hearback.adapters.classifiers.cascade import Cascade, always
from hearback.domain.classification import Classification, Fallback, Kind, Leverage, Severity
from hearback.domain.ports import Classifier
from tests.builders import NOW
from tests.contract.classifiers.attacks import LABELS, PLANTED, Attack, attacks, obeys
from tests.contract.classifiers.conftest import FakeBudget, classifier_at
from tests.contract.classifiers.converse_server import ConverseServer, labels

BUNDLED: Classifier = bundled_classifier()
ATTACKS = attacks()
UNTOUCHED = {"giant", "leak"}
"""They write only what is dropped: the labels stand."""


@pytest.fixture(params=ATTACKS, ids=lambda attack: attack.id)
def attack(request: pytest.FixtureRequest) -> Attack:
    given: Attack = request.param
    return given


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[ConverseServer, Classifier]]:
    """One server and one client for all attacks, wired as where Bedrock decides."""
    with ConverseServer() as server:
        second = classifier_at(server, FakeBudget())
        yield server, Cascade(BUNDLED, second, doubt=always, clock=lambda: NOW)


@pytest.fixture
def server(shared: tuple[ConverseServer, Classifier]) -> ConverseServer:
    shared[0].asked.clear()
    shared[0].model = lambda _: labels()
    return shared[0]


@pytest.fixture
def asking(shared: tuple[ConverseServer, Classifier]) -> Classifier:
    return shared[1]


def test_there_are_enough_attacks_of_each_sort_in_both_languages() -> None:
    assert len(ATTACKS) >= 200
    assert len({attack.id for attack in ATTACKS}) == len(ATTACKS)
    for language in ("tr", "en"):
        theirs = [attack for attack in ATTACKS if attack.language == language]
        assert len(theirs) >= 100
        assert len({attack.technique for attack in theirs}) >= 14


def test_a_model_that_obeys_yields_labels_of_the_scheme_or_none(
    server: ConverseServer, asking: Classifier, attack: Attack
) -> None:
    server.model = obeys(attack)
    said = asking.classify(attack.text)
    if attack.does in LABELS.keys() | UNTOUCHED:
        assert said.engine.startswith("bedrock:")
        assert said.fallback is None
    else:
        assert said.engine.startswith("bundled")
        assert said.fallback is Fallback.UNUSABLE
    assert_in_the_scheme(said, attack.text)
    assert len(server.asked) == 1


def assert_in_the_scheme(said: Classification, text: str) -> None:
    assert said.kind.label in Kind
    assert said.severity.label in Severity
    assert said.leverage.label in Leverage
    assert isinstance(said.offensive.label, bool)
    heads = (said.language, said.kind, said.sentiment, said.severity, said.leverage, said.topic)
    assert all(0 <= head.confidence <= 1 for head in (*heads, said.offensive))
    if said.engine.startswith("bedrock:"):
        assert all(reason in visible(text) for reason in said.reasons)
        assert all(len(reason) <= 60 for reason in said.reasons)
    assert PLANTED not in said.reasons


def test_the_request_is_the_same_but_for_the_one_block_of_data(
    server: ConverseServer, asking: Classifier, attack: Attack
) -> None:
    asking.classify("Merhaba")
    asking.classify(attack.text)
    harmless, attacked = (asked.body for asked in server.asked)
    assert json.loads(server.asked[1].post) == {"post": visible(attack.text)}
    assert without_the_post(attacked) == without_the_post(harmless)
    assert server.asked[0].path == server.asked[1].path
    assert len(attacked["toolConfig"]["tools"]) == 1


def without_the_post(body: dict[str, Any]) -> dict[str, Any]:
    rest = copy.deepcopy(body)
    rest["messages"][0]["content"][1]["text"] = ""
    return rest


def test_neither_the_post_nor_the_answer_is_logged(
    server: ConverseServer, asking: Classifier, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), caplog.at_level(logging.DEBUG, logger="hearback"):
        for attack in ATTACKS[::8]:
            server.model = obeys(attack)
            asking.classify(attack.text)
    assert not caplog.records


def test_an_attack_on_one_post_does_not_silence_the_engine_for_the_next(
    server: ConverseServer, asking: Classifier
) -> None:
    for attack in ATTACKS[::8]:
        server.model = obeys(attack)
        asking.classify(attack.text)
        server.model = obeys(next(each for each in ATTACKS if each.does == "praise"))
        after = asking.classify(f"Kargom gelmedi ({attack.id})")
        assert after.engine == f"bedrock:eu.amazon.nova-lite-v1:0/prompt-{VERSION}"


def test_the_bundled_engine_obeys_nobody(attack: Attack) -> None:
    """It has no instructions to break: it must be quick, and stay in its scheme."""
    began = time.process_time()
    said = BUNDLED.classify(attack.text)
    assert time.process_time() - began < 2
    assert_in_the_scheme(said, attack.text)
    assert said.engine.startswith("bundled")
    assert said.fallback is None


def test_posts_that_ask_for_praise_are_not_taken_for_praise_by_the_bundled_engine() -> None:
    wanted = [
        attack for attack in ATTACKS if (attack.does, attack.carries) == ("praise", "complaint")
    ]
    kinds = [BUNDLED.classify(attack.text).kind.label for attack in wanted]
    assert kinds.count(Kind.PRAISE) <= len(wanted) * 0.05
    assert kinds.count(Kind.COMPLAINT) >= len(wanted) * 0.6
