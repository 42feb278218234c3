"""Which engine decides, over fakes: the first at once, the second where the first is in doubt."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from hearback.adapters.classifiers.cascade import Cascade, Doubt, always, less_sure_than
from hearback.adapters.items import from_plain, to_plain
from hearback.domain.classification import Classification, Fallback, Kind, Topic, Verdict
from hearback.domain.errors import NotClassified
from hearback.domain.mention import MentionAdded
from hearback.domain.watch_words import compile_finder
from hearback.domain.webhooks import Delivery
from hearback.use_cases.ingest_mentions import Ingest, Outcome
from tests.builders import NOW, a_classification, a_mention, a_policy
from tests.fake_channels import FakeChannels
from tests.fakes import FakeCases, FakeClassifier, FakeMentionQueue, FakePlatform

POST = "Bir güzel kargo, on gündür yolda"
UNSURE = replace(a_classification(), kind=Verdict(Kind.PRAISE, 0.4), engine="first")
SECOND = replace(a_classification(), kind=Verdict(Kind.COMPLAINT, 0.9), engine="second")


@dataclass
class FakeSecond:
    """Answers, or fails with the next trouble; remembers what it was asked."""

    troubles: list[Fallback] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def classify(self, text: str, language_hint: str | None = None) -> Classification:
        self.asked.append(text)
        if self.troubles:
            raise NotClassified(self.troubles.pop(0))
        return SECOND


@dataclass
class World:
    first: Classification = UNSURE
    doubt: Doubt = field(default_factory=lambda: less_sure_than(0.6, ("kind",)))
    second: FakeSecond = field(default_factory=FakeSecond)
    now: datetime = NOW

    def __post_init__(self) -> None:
        bundled = FakeClassifier(self.first)
        self.cascade = Cascade(bundled, self.second, doubt=self.doubt, clock=lambda: self.now)

    def say(self, text: str = POST) -> Classification:
        return self.cascade.classify(text)

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def test_a_sure_first_answer_stands_and_nobody_else_is_asked() -> None:
    world = World(first=a_classification())
    assert world.say() == a_classification()
    assert not world.second.asked


def test_in_doubt_the_second_engine_decides() -> None:
    world = World()
    assert world.say() == SECOND
    assert world.second.asked == [POST]


def test_a_confidence_at_the_threshold_is_sure_enough() -> None:
    world = World(first=replace(UNSURE, kind=Verdict(Kind.PRAISE, 0.6)))
    assert world.say().engine == "first"


@pytest.mark.parametrize(("heads", "engine"), [(("kind",), "first"), (("kind", "topic"), "second")])
def test_doubt_looks_at_the_heads_that_the_policy_names(
    heads: tuple[str, ...], engine: str
) -> None:
    first = replace(a_classification(), topic=Verdict(Topic.OTHER, 0.1), engine="first")
    assert World(first=first, doubt=less_sure_than(0.6, heads)).say().engine == engine


def test_where_bedrock_is_to_decide_it_is_always_asked() -> None:
    assert World(first=a_classification(), doubt=always).say() == SECOND


def test_a_post_without_words_is_not_worth_a_question() -> None:
    world = World()
    assert world.say(" \n") == UNSURE
    assert not world.second.asked


@pytest.mark.parametrize("trouble", list(Fallback))
def test_without_a_second_answer_the_first_one_stands_and_says_why(trouble: Fallback) -> None:
    world = World(second=FakeSecond(troubles=[trouble]))
    assert world.say() == replace(UNSURE, fallback=trouble)


def test_the_reason_of_a_fallback_is_kept_with_the_mention() -> None:
    said = replace(UNSURE, fallback=Fallback.BUSY)
    assert from_plain(Classification, to_plain(said)) == said
    assert "fallback" not in to_plain(UNSURE)


@pytest.mark.parametrize("trouble", [Fallback.BUSY, Fallback.UNAVAILABLE, Fallback.REFUSED])
def test_an_engine_in_trouble_is_left_alone_for_half_a_minute(trouble: Fallback) -> None:
    world = World(second=FakeSecond(troubles=[trouble]))
    world.say("a")
    world.wait(29)
    assert world.say("b").fallback is trouble
    assert world.second.asked == ["a"]
    world.wait(2)
    assert world.say("c") == SECOND


@pytest.mark.parametrize("trouble", [Fallback.UNUSABLE, Fallback.COST_CAP])
def test_a_text_that_the_engine_chokes_on_does_not_silence_it_for_others(
    trouble: Fallback,
) -> None:
    world = World(second=FakeSecond(troubles=[trouble]))
    assert world.say("a").fallback is trouble
    assert world.say("b") == SECOND


def test_the_same_mention_again_is_not_paid_again() -> None:
    world = World()
    assert world.say() == world.say() == SECOND
    assert world.second.asked == [POST]
    world.say("another")
    assert world.second.asked == [POST, "another"]


def test_an_error_that_is_nobodys_plan_is_not_hidden() -> None:
    class Broken(FakeSecond):
        def classify(self, text: str, language_hint: str | None = None) -> Classification:
            raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        World(second=Broken()).say()


def ingesting(world: World) -> Callable[[str], tuple[Outcome, ...]]:
    """Mentions from a feed: only those that name the brand count."""
    policy = a_policy()
    ingest = Ingest(
        cases=FakeCases(),
        classifier=world.cascade,
        finder=compile_finder(policy.brands),
        policy=policy,
        queue=FakeMentionQueue(),
        log=FakeChannels(),
        new_id=lambda: "C1",
    )

    def take(text: str) -> tuple[Outcome, ...]:
        mention = a_mention(text=text, account_id="alerts", addressed=False)
        events = (MentionAdded(mention=mention),)
        return ingest(
            Delivery(channel="feed", body="", received_at=NOW), FakePlatform(events=events), NOW
        )

    return take


def test_only_a_mention_that_counts_is_asked_about() -> None:
    world = World()
    take = ingesting(world)
    assert take("Bugün hava güzel") == (Outcome.UNRELATED,)
    assert not world.second.asked
    assert take("Nivora, on gündür yoldasın") == (Outcome.OPENED,)
    assert take("Nivora, on gündür yoldasın") == (Outcome.DUPLICATE,)
    assert world.second.asked == ["Nivora, on gündür yoldasın"]
