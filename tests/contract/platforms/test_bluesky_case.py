"""A case of Bluesky that goes on in private: from the post to the answer in a direct message."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from hearback.domain.acts import Act
from hearback.domain.errors import Unavailable
from hearback.domain.policy import Account, CarePolicy
from hearback.domain.polling import SourceCursor
from hearback.domain.replies import ReplyForm
from hearback.domain.webhooks import Delivery
from hearback.use_cases.deliver_reply import DeliveryOutcome
from hearback.use_cases.ingest_mentions import Outcome
from hearback.use_cases.poll_source import PollSource
from local.sandbox.faults import Fault
from local.sandbox.platforms.bluesky_chat import CLOSED
from tests.builders import a_full_policy
from tests.contract.platforms.sandbox import AYSE, Play, Played
from tests.unit.acting import World


@dataclass
class Inbox:
    """`breaks_at`: the place of the delivery that does not get in, once."""

    breaks_at: int | None = None
    put_in: list[Delivery] = field(default_factory=list)

    def put(self, delivery: Delivery) -> None:
        if len(self.put_in) == self.breaks_at:
            self.breaks_at = None
            raise ConnectionError
        self.put_in.append(delivery)


class Story:
    """The customer on the sandbox's Bluesky, our poller and our case."""

    def __init__(self, played: Played) -> None:
        self.played = played
        self.world = World(policy=_policy(played))
        self.world.platforms["bluesky"] = played.adapter
        self.inbox = Inbox()
        self.person = played.platform.author(AYSE)
        self.poll("messages")

    def poll(self, source: str) -> int:
        poll = PollSource(
            policy=self.world.policy,
            cases=self.world.cases,
            platform=lambda _: self.played.adapter,
            inbox=self.inbox,
        )
        return poll(source, self.world.now).new

    def takes_in(self) -> list[Outcome]:
        deliveries, self.inbox.put_in = self.inbox.put_in, []
        taken = (self.world.ingest(d, self.played.adapter, self.world.now) for d in deliveries)
        return [outcome for outcomes in taken for outcome in outcomes]

    def writes(self, text: str) -> None:
        self.played.sandbox.hear("bluesky", self.person, text)

    @property
    def written(self) -> list[tuple[str, str]]:
        messages = self.played.sandbox.messages("bluesky")
        return [("they" if m.sender_id == self.person.id else "we", m.text) for m in messages]


def _policy(played: Played) -> CarePolicy:
    policy = a_full_policy()
    account = Account(channel="bluesky", id=played.account.id or "")
    brand = policy.brands[0].model_copy(update={"accounts": (*policy.brands[0].accounts, account)})
    source = played.source().model_copy(update={"brand": brand.id, "id": "posts"})
    private = source.model_copy(update={"id": "messages", "messages": True})
    return policy.model_copy(update={"brands": (brand,), "sources": (source, private)})


@pytest.fixture
def story(play: Play) -> Story:
    """A complaint in public that an agent answers in private."""
    played = play("bluesky")
    found = Story(played)
    found.world.now = played.clock.now
    played.says()
    found.poll("posts")
    assert found.takes_in() == [Outcome.OPENED]
    found.world.does(Act.REPLY_PRIVATELY, text="Sipariş numaranız nedir?")
    return found


def test_the_answer_in_private_joins_the_case_and_is_answered_there(story: Story) -> None:
    assert story.world.delivers() == [DeliveryOutcome.SENT]
    story.writes("884120")
    story.poll("messages")
    assert story.takes_in() == [Outcome.IGNORED, Outcome.ECHO, Outcome.JOINED]
    assert story.world.case.place.is_private
    assert story.world.case.place.person_id == story.person.id
    story.world.does(Act.REPLY, text="Teşekkürler, iadeniz yolda.")
    story.world.delivers()
    assert story.written == [
        ("we", "Sipariş numaranız nedir?"),
        ("they", "884120"),
        ("we", "Teşekkürler, iadeniz yolda."),
    ]
    assert story.played.ours() == []


def test_a_message_may_be_longer_than_a_post(story: Story) -> None:
    story.world.delivers()
    story.writes("884120")
    story.poll("messages")
    story.takes_in()
    story.world.does(Act.REPLY, text="ş" * 1_000)
    assert story.world.delivers() == [DeliveryOutcome.SENT]
    assert story.world.refused(Act.REPLY, text="ş" * 1_001) == "gate"


def test_an_answer_that_was_lost_on_the_way_back_is_found_and_not_doubled(story: Story) -> None:
    story.played.sandbox.faults.order(Fault(channel="bluesky", status=503, after_posting=True))
    assert story.world.delivers() == [DeliveryOutcome.DELAYED, DeliveryOutcome.FOUND]
    assert story.written == [("we", "Sipariş numaranız nedir?")]


@pytest.mark.parametrize("setting", ["MessagesDisabled", "NotFollowedBySender"])
def test_who_takes_no_messages_is_answered_another_way(story: Story, setting: str) -> None:
    story.played.sandbox.kept[CLOSED + (story.person.id or "")] = setting
    assert story.world.delivers() == [DeliveryOutcome.FAILED]
    assert story.world.replies[-1].failure == "messages_closed"
    assert story.written == []


def test_whoever_wrote_to_us_is_answered_whatever_they_take_from_others(story: Story) -> None:
    story.played.sandbox.kept[CLOSED + (story.person.id or "")] = "NotFollowedBySender"
    story.writes("Buradan yazın")
    assert story.world.delivers() == [DeliveryOutcome.SENT]


def test_whom_we_have_blocked_cannot_be_written_to(story: Story) -> None:
    (reply,) = story.world.replies
    block = replace(reply, id="b1", form=ReplyForm.BLOCK, person_id=story.person.id or "")
    story.played.adapter.send(block)
    assert story.world.delivers() == [DeliveryOutcome.FAILED]
    assert story.world.replies[-1].failure == "blocked"


@pytest.mark.parametrize("breaks_at", range(6))
def test_a_run_that_dies_half_way_loses_nothing_and_opens_nothing_twice(
    story: Story, breaks_at: int
) -> None:
    story.world.delivers()
    for text in ("bir", "iki", "üç"):
        story.writes(text)
    story.inbox.breaks_at = breaks_at
    try:
        story.poll("messages")
    except ConnectionError:
        story.played.adapter = story.played.anew()
        story.poll("messages")
    outcomes = story.takes_in()
    assert outcomes.count(Outcome.JOINED) == 3
    assert story.poll("messages") == 0
    assert [m.mention.text for m in story.world.cases.file("C1").mentions][1:] == [
        "bir",
        "iki",
        "üç",
    ]


def test_what_was_written_before_the_source_was_there_is_read_back_to_its_beginning(
    play: Play,
) -> None:
    played = play("bluesky")
    person = played.platform.author(AYSE)
    played.sandbox.hear("bluesky", person, "Çok eski")
    played.clock.forward(days=3)
    since = played.clock.now - timedelta(minutes=1)
    for number in range(25):
        other = replace(person, id=f"did:plc:{number:024d}")
        played.sandbox.hear("bluesky", other, f"Kargom gelmedi {number}")
    played.sandbox.hear("bluesky", person, "Kargom hâlâ gelmedi")
    found, cursor = played.polled(SourceCursor(source_id="s", since=since), messages=True)
    assert len({item.key for item in found}) == len(found) == 26
    assert not any("eski" in item.body for item in found)
    assert played.polled(cursor, messages=True)[0] == []


def test_a_first_look_that_is_cut_short_goes_on_at_the_same_conversations(play: Play) -> None:
    played = play("bluesky")
    for number in range(25):
        other = replace(played.platform.author(AYSE), id=f"did:plc:{number:024d}")
        played.sandbox.hear("bluesky", other, f"Kargom gelmedi {number}")
    source, cursor = played.source(messages=True), SourceCursor(source_id="s")
    placed = played.adapter.fetch(source, cursor)
    first = played.adapter.fetch(source, replace(cursor, position=placed.position))
    played.sandbox.faults.order(Fault(channel="bluesky", status=502, on="read"))
    cursor = replace(cursor, position=first.position)
    with pytest.raises(Unavailable):
        played.adapter.fetch(source, cursor)
    second = played.adapter.fetch(source, cursor)
    assert [len(first.items), len(second.items)] == [20, 5]
    assert len({item.key for item in (*first.items, *second.items)}) == 25
    assert second.position == {"log": placed.position["log"]}
