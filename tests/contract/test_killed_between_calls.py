"""A worker that dies between any two calls loses nothing and doubles nothing: the message comes
again and ends what was begun. Tried at every single call of ingestion, start and delivery."""

import json
import uuid
from itertools import count
from typing import Any

import pytest

from hearback.adapters.case_eraser import CaseEraser
from hearback.adapters.cases_table import CasesTable
from hearback.adapters.channels_table import ChannelsTable
from hearback.adapters.mention_queue import SqsMentionQueue
from hearback.adapters.step_functions import StepFunctions
from hearback.adapters.table_stream import read_changes
from hearback.adapters.work_queues import SqsAlertQueue, SqsReplyQueue
from hearback.domain.acts import Act, AgentAct
from hearback.domain.changes import ReplySent
from hearback.domain.decision import Decision
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.mention import EventBroken, MentionAdded, MentionDeleted, MentionEdited
from hearback.domain.offers import Offers
from hearback.domain.replies import Reply, ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.watch_words import compile_finder
from hearback.domain.webhooks import Delivery
from hearback.use_cases.act_on_case import ActOnCase, ActOutcome
from hearback.use_cases.advance_case import AdvanceCase
from hearback.use_cases.deliver_reply import LEASE, DeliverReply
from hearback.use_cases.ingest_mentions import Ingest
from hearback.use_cases.relay_changes import CaseGone, RelayChanges
from hearback.use_cases.saving import save
from local.aws import client
from tests.builders import HOUR, MINUTE, NOW, a_classification, a_mention, a_policy
from tests.contract.killing import Killed, killed_everywhere
from tests.emulator import make_table
from tests.fakes import FakeClassifier, FakePlatform

POLICY = a_policy()
FIRST = MentionAdded(mention=a_mention())
SECOND = MentionAdded(mention=a_mention(external_id="901", text="Hâlâ yok"))
LATER = NOW + LEASE + 2 * MINUTE
SLEEPS = json.dumps(
    {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 3600, "End": True}}}
)


class World:
    """A table, queues and a state machine of this test's own, and the workers over them."""

    def __init__(self, clients: tuple[Any, Any, Any]) -> None:
        self.name = f"w{uuid.uuid4().hex[:10]}"
        self.clients = clients
        self.dynamodb, self.sqs, self.workflows = clients
        make_table(self.dynamodb, self.name)
        self.queues = {
            kind: self.sqs.create_queue(QueueName=f"{self.name}-{kind}")["QueueUrl"]
            for kind in ("mentions", "dead", "replies", "alerts")
        }
        self.machine = self.workflows.create_state_machine(
            name=self.name, definition=SLEEPS, roleArn="arn:aws:iam::000000000000:role/r"
        )["stateMachineArn"]
        self.platform = FakePlatform()
        self.cases = CasesTable(self.dynamodb, self.name, keep_closed_seconds=60)
        replies = SqsReplyQueue(self.sqs, self.queues["replies"])
        numbers = count(1)
        self.ingest = Ingest(
            cases=self.cases,
            classifier=FakeClassifier(a_classification()),
            finder=compile_finder(POLICY.brands),
            policy=POLICY,
            queue=SqsMentionQueue(self.sqs, self.queues["mentions"], self.queues["dead"]),
            log=ChannelsTable(self.dynamodb, self.name),
            new_id=lambda: f"C{next(numbers)}",
        )
        self.relay = RelayChanges(
            workflow=StepFunctions(self.workflows, self.machine),
            replies=replies,
            alerts=SqsAlertQueue(self.sqs, self.queues["alerts"]),
            erasure=CaseEraser(self.dynamodb, self.name),
        )
        platforms = {"x": self.platform}
        self.advance = AdvanceCase(cases=self.cases, policy=POLICY, platforms=platforms)
        self.act = ActOnCase(cases=self.cases, policy=POLICY, platforms=platforms)
        self.deliver = DeliverReply(
            cases=self.cases,
            policy=POLICY,
            platforms=platforms,
            queue=replies,
            log=ChannelsTable(self.dynamodb, self.name),
        )

    def take(self, *events: Any) -> None:
        delivery = Delivery(channel="x", body="{}", received_at=NOW)
        self.ingest(delivery, FakePlatform(events=events), NOW)

    def items(self) -> list[dict[str, Any]]:
        return list(self.dynamodb.scan(TableName=self.name)["Items"])

    def the_case_id(self) -> str:
        (case_id,) = {
            str(item["pk"]["S"]).removeprefix("CASE#")
            for item in self.items()
            if item["sk"]["S"] == "CASE"
        }
        return case_id

    def stream(self) -> list[dict[str, Any]]:
        """All items, as the table's stream tells of new ones."""
        return [
            {"eventName": "INSERT", "dynamodb": {"Keys": item, "NewImage": item}}
            for item in self.items()
        ]

    def expire(self) -> None:
        """The case's item goes, as its time to live would have it."""
        key = {"pk": {"S": f"CASE#{self.the_case_id()}"}, "sk": {"S": "CASE"}}
        self.dynamodb.delete_item(TableName=self.name, Key=key)

    def waiting_in(self, queue: str) -> list[str]:
        messages: list[str] = []
        while got := self.sqs.receive_message(
            QueueUrl=self.queues[queue], MaxNumberOfMessages=10, VisibilityTimeout=60
        ).get("Messages"):
            messages += [message["Body"] for message in got]
        return messages

    def shape(self) -> dict[str, Any]:
        """What there is, without what is random or may be repeated."""
        kinds: dict[str, int] = {}
        for item in self.items():
            kind = f"{item['pk']['S'].partition('#')[0]} {item['sk']['S'].partition('#')[0]}"
            kinds[kind] = kinds.get(kind, 0) + 1
        case = self.cases.get(self.the_case_id())
        return {
            "kinds": kinds,
            "case": (case.version, case.mention_count, case.status, len(case.clocks)),
            "dead letters": set(self.waiting_in("dead")),
        }


class Slot:
    """Holds the world of the moment."""

    def __init__(self, url: str) -> None:
        self._clients = (client("dynamodb", url), client("sqs", url), client("stepfunctions", url))
        self.world = World(self._clients)

    def renew(self) -> World:
        self.world = World(self._clients)
        return self.world


@pytest.fixture
def slot(emulator_url: str) -> Slot:
    return Slot(emulator_url)


@pytest.mark.parametrize(
    ("events", "before", "calls"),
    [
        ((FIRST,), (), 3),
        ((SECOND,), (FIRST,), 4),
        ((MentionEdited(mention=a_mention(text="Geldi")),), (FIRST,), 4),
        ((MentionDeleted(channel="x", external_id="900", received_at=NOW),), (FIRST,), 4),
        ((EventBroken(reason="r", fragment="{}"), FIRST, SECOND), (), 8),
    ],
    ids=["opening", "joining", "edit", "deletion", "batch"],
)
def test_ingestion_killed_anywhere_ends_as_if_it_had_lived(
    slot: Slot, events: tuple[Any, ...], before: tuple[Any, ...], calls: int
) -> None:
    def prepare() -> tuple[Any, ...]:
        world = slot.renew()
        if before:
            world.take(*before)
        return world.clients

    prepare()
    slot.world.take(*events)
    wanted = slot.world.shape()
    points = 0
    for _ in killed_everywhere(prepare, lambda: slot.world.take(*events)):
        slot.world.take(*events)
        assert slot.world.shape() == wanted
        points += 1
    assert points == 2 * calls


def test_the_start_killed_anywhere_gives_one_execution_one_reply_and_every_alert(
    slot: Slot,
) -> None:
    def prepare() -> tuple[Any, ...]:
        world = slot.renew()
        world.take(FIRST)
        world.advance.acknowledge(world.the_case_id(), NOW)
        return (world.sqs, world.workflows)

    def work() -> None:
        slot.world.relay(read_changes(slot.world.stream()), NOW)

    points = 0
    for _ in killed_everywhere(prepare, work):
        work()
        executions = slot.world.workflows.list_executions(stateMachineArn=slot.world.machine)
        assert [e["name"] for e in executions["executions"]] == [slot.world.the_case_id()]
        assert len(set(slot.world.waiting_in("replies"))) == 1
        assert len(set(slot.world.waiting_in("alerts"))) == 1
        points += 1
    assert points == 6


def test_the_acknowledgement_killed_anywhere_is_queued_once(slot: Slot) -> None:
    def prepare() -> tuple[Any, ...]:
        slot.renew().take(FIRST)
        return slot.world.clients

    def work() -> None:
        slot.world.advance.acknowledge("C1", NOW)

    points = 0
    for _ in killed_everywhere(prepare, work):
        work()
        case = slot.world.cases.get("C1")
        assert [mark.purpose for mark in case.replies] == [ReplyPurpose.ACKNOWLEDGEMENT]
        points += 1
    assert points == 6


def test_the_erasing_killed_anywhere_leaves_nothing_behind(slot: Slot) -> None:
    def prepare() -> tuple[Any, ...]:
        world = slot.renew()
        world.take(FIRST, SECOND)
        world.advance.acknowledge("C1", NOW)
        world.expire()
        return (world.dynamodb,)

    def work() -> None:
        slot.world.relay([CaseGone(case_id="C1")], NOW)

    points = 0
    for _ in killed_everywhere(prepare, work):
        work()
        assert slot.world.items() == []
        points += 1
    assert points > 10


def test_timers_killed_anywhere_announce_each_breach_once(slot: Slot) -> None:
    def prepare() -> tuple[Any, ...]:
        slot.renew().take(FIRST)
        return slot.world.clients

    def work() -> None:
        slot.world.advance.fire_timers("C1", NOW + HOUR)

    for _ in killed_everywhere(prepare, work):
        work()
        history = slot.world.cases.file("C1").history
        breaches = [c for e in history for c in e.changes if type(c).__name__ == "ClockBreached"]
        assert len(breaches) == 1


class DyingPlatform(FakePlatform):
    """Takes its worker with it, once: before or after it has published."""

    def __init__(self, *, after: bool) -> None:
        super().__init__()
        self._after: bool | None = after

    def send(self, reply: Reply) -> str:
        if self._after is False:
            self._after = None
            raise Killed
        external_id = super().send(reply)
        if self._after:
            self._after = None
            raise Killed
        return external_id


def a_queued_reply(world: World) -> str:
    world.take(FIRST)
    world.advance.acknowledge("C1", NOW)
    (mark,) = world.cases.get("C1").replies
    return mark.id


def assert_sent_once(world: World) -> None:
    file = world.cases.file("C1")
    assert [reply.status for reply in file.replies] == [ReplyStatus.SENT]
    sent = [c for e in file.history for c in e.changes if isinstance(c, ReplySent)]
    assert len(sent) == 1
    assert sent[0].external_id == file.replies[0].external_id == "out-1"


@pytest.mark.parametrize(
    "trouble",
    [None, Unavailable("502"), RateLimited("429", 5), NotAuthorised("190")],
    ids=["well", "server error", "rate limit", "token"],
)
def test_delivery_killed_anywhere_posts_once(slot: Slot, trouble: Exception | None) -> None:
    def prepare() -> tuple[Any, ...]:
        a_queued_reply(slot.renew())
        slot.world.platform.trouble = [trouble] if trouble else []
        return slot.world.clients

    def work() -> None:
        slot.world.deliver("C1", slot.world.cases.get("C1").replies[0].id, NOW)

    points = 0
    for _ in killed_everywhere(prepare, work):
        for minute in range(3):
            slot.world.deliver("C1", "000002-1", LATER + minute * 10 * MINUTE)
        assert len(slot.world.platform.published) == 1
        assert_sent_once(slot.world)
        points += 1
    assert points >= 10


@pytest.mark.parametrize("after", [False, True], ids=["before posting", "after posting"])
def test_a_worker_that_dies_with_the_platform_call_posts_once(slot: Slot, after: bool) -> None:
    world = slot.world
    reply_id = a_queued_reply(world)
    dying = DyingPlatform(after=after)
    world.deliver = DeliverReply(
        cases=world.cases,
        policy=POLICY,
        platforms={"x": dying},
        queue=SqsReplyQueue(world.sqs, world.queues["replies"]),
        log=ChannelsTable(world.dynamodb, world.name),
    )
    with pytest.raises(Killed):
        world.deliver("C1", reply_id, NOW)
    world.deliver("C1", reply_id, LATER)
    assert len(dying.published) == 1
    assert_sent_once(world)


def test_an_undoing_killed_anywhere_leaves_nothing_standing(slot: Slot) -> None:
    offers = Offers(forms=frozenset({ReplyForm.HIDE}), undoes=frozenset({ReplyForm.HIDE}))

    def decide(undoes: str = "") -> str:
        case = slot.world.cases.get("C1")
        decision = Decision(case, policy=POLICY, now=NOW, actor="agent:Elif")
        decision.queue_deed(ReplyForm.HIDE, FIRST.mention, "1500", "Yanlışlıkla", undoes=undoes)
        save(slot.world.cases, decision)
        return decision.replies[0].id

    def prepare() -> tuple[Any, ...]:
        slot.renew().take(FIRST)
        slot.world.platform.offers = offers
        decide(undoes=decide())
        return slot.world.clients

    def work() -> None:
        slot.world.deliver("C1", "000003-1", NOW)

    points = 0
    for _ in killed_everywhere(prepare, work):
        for reply_id in ("000003-1", "000002-1"):
            slot.world.deliver("C1", reply_id, LATER)
        deed, undoing = slot.world.cases.get("C1").deeds
        assert (deed.status, undoing.status) == (ReplyStatus.FAILED, ReplyStatus.SENT)
        assert all(reply.undoes for reply in slot.world.platform.published)
        points += 1
    assert points >= 10


def test_a_refusal_killed_anywhere_is_recorded_once(slot: Slot) -> None:
    def prepare() -> tuple[Any, ...]:
        a_queued_reply(slot.renew())
        slot.world.platform.trouble = [Refused("not_summoned"), Refused("not_summoned")]
        return slot.world.clients

    def work() -> None:
        slot.world.deliver("C1", "000002-1", NOW)

    for _ in killed_everywhere(prepare, work):
        slot.world.deliver("C1", "000002-1", LATER)
        file = slot.world.cases.file("C1")
        failed = [c for e in file.history for c in e.changes if type(c).__name__ == "ReplyFailed"]
        assert len(failed) == 1
        assert file.replies[0].status is ReplyStatus.FAILED


def test_an_agents_act_killed_anywhere_is_done_once(slot: Slot) -> None:
    wanted = AgentAct(
        act=Act.REPLY, agent="Elif", can_reply=True, text="Bakıyoruz", request_id="R1"
    )

    def prepare() -> tuple[Any, ...]:
        slot.renew().take(FIRST)
        return slot.world.clients

    def work() -> ActOutcome:
        return slot.world.act("C1", wanted, seen_version=1, now=NOW)

    for _ in killed_everywhere(prepare, work):
        assert work() in (ActOutcome.DONE, ActOutcome.ALREADY_DONE)
        assert work() is ActOutcome.ALREADY_DONE
        assert len(slot.world.cases.file("C1").replies) == 1
