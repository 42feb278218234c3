"""What an expired case leaves behind: nothing, but for what another case needs."""

import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest

from hearback.adapters.case_eraser import CaseEraser
from hearback.adapters.cases_table import CasesTable
from hearback.adapters.table_stream import read_changes
from hearback.domain.mention import MentionAdded
from hearback.domain.ports import Cases
from hearback.domain.watch_words import compile_finder
from hearback.domain.webhooks import Delivery
from hearback.use_cases.ingest_mentions import Ingest
from hearback.use_cases.relay_changes import CaseGone
from local.aws import client
from tests.builders import HOUR, NOW, a_classification, a_mention, a_policy
from tests.emulator import make_table
from tests.fake_channels import FakeChannels
from tests.fakes import FakeClassifier, FakeMentionQueue, FakePlatform

CASE = {"pk": {"S": "CASE#C1"}, "sk": {"S": "CASE"}}
AUTHOR = f"AUTHOR#x#{a_mention().author.id}"


@dataclass
class Table:
    dynamodb: Any
    name: str = field(default_factory=lambda: f"erase-{uuid.uuid4().hex[:8]}")

    def __post_init__(self) -> None:
        make_table(self.dynamodb, self.name)
        self.cases: Cases = CasesTable(self.dynamodb, self.name, keep_closed_seconds=60)
        policy = a_policy()
        ingest = Ingest(
            cases=self.cases,
            classifier=FakeClassifier(a_classification()),
            finder=compile_finder(policy.brands),
            policy=policy,
            queue=FakeMentionQueue(),
            log=FakeChannels(),
            new_id=lambda: "C1",
        )
        for number in ("900", "901"):
            event = MentionAdded(mention=a_mention(external_id=number))
            delivery = Delivery(channel="x", body="{}", received_at=NOW)
            ingest(delivery, FakePlatform(events=(event,)), NOW)

    def delete(self, key: Any) -> None:
        self.dynamodb.delete_item(TableName=self.name, Key=key)

    def put(self, **item: str) -> None:
        plain = {name: {"S": value} for name, value in item.items()}
        self.dynamodb.put_item(TableName=self.name, Item=plain)

    def erase(self) -> None:
        CaseEraser(self.dynamodb, self.name).erase("C1")

    def left(self) -> set[tuple[str, str]]:
        items = self.dynamodb.scan(TableName=self.name)["Items"]
        return {(item["pk"]["S"], item["sk"]["S"].partition("#")[0]) for item in items}


@pytest.fixture
def table(emulator_url: str) -> Table:
    return Table(client("dynamodb", emulator_url))


def test_nothing_of_the_case_and_its_author_stays(table: Table) -> None:
    kinds = {sk for _, sk in table.left()}
    assert kinds == {"CASE", "EVENT", "MENTION", "AUTHOR"}
    table.delete(CASE)
    table.erase()
    assert table.left() == set()


def test_erasing_twice_is_once(table: Table) -> None:
    table.delete(CASE)
    table.erase()
    table.erase()
    assert table.left() == set()


def test_a_case_that_is_there_is_left_alone(table: Table) -> None:
    before = table.left()
    table.erase()
    assert table.left() == before


def test_an_author_with_another_case_and_that_case_stay(table: Table) -> None:
    table.put(pk="CASE#C2", sk="CASE", author_pk=AUTHOR, opened_at=(NOW + HOUR).isoformat())
    table.delete(CASE)
    table.erase()
    assert table.left() == {("CASE#C2", "CASE"), (AUTHOR, "AUTHOR")}


def test_what_is_not_of_the_case_stays(table: Table) -> None:
    table.put(pk="MENTION#x#77", sk="MENTION", channel="x", external_id="77", case_id="C9")
    table.put(pk="CASE#C10", sk="CASE")
    table.delete(CASE)
    table.erase()
    assert table.left() == {("MENTION#x#77", "MENTION"), ("CASE#C10", "CASE")}


def test_the_stream_tells_of_a_case_that_went_and_of_nothing_else_that_did() -> None:
    def gone(pk: str, sk: str) -> dict[str, Any]:
        return {"eventName": "REMOVE", "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}}}

    records = [
        gone("CASE#C1", "EVENT#2026#000001"),
        gone("CASE#C1", "CASE"),
        gone("MENTION#x#1", "MENTION"),
    ]
    assert list(read_changes(records)) == [CaseGone(case_id="C1")]
