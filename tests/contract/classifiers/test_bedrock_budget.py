"""What every `Budget` promises: over the fake and over the table."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from hearback.adapters.classifiers.bedrock import Budget
from hearback.adapters.classifiers.bedrock_budget import BedrockBudget
from hearback.adapters.items import deserialize
from local.aws import client
from tests.builders import HOUR, NOW
from tests.contract.classifiers.conftest import FakeBudget
from tests.emulator import make_table

CENT = Decimal("0.01")
Make = Callable[[int, str], Budget]


@pytest.fixture
def table(emulator_url: str) -> tuple[Any, str]:
    """A DynamoDB client and the name of an empty table."""
    dynamodb, name = client("dynamodb", emulator_url), f"budget-{uuid.uuid4().hex[:8]}"
    make_table(dynamodb, name)
    return dynamodb, name


@pytest.fixture(params=["fake", "table"])
def make(request: pytest.FixtureRequest) -> Make:
    """`make(most an hour, most money a day)`."""
    if request.param == "fake":
        return lambda count, money: FakeBudget(count, Decimal(money))
    table = request.getfixturevalue("table")
    return lambda count, money: BedrockBudget(
        *table, most_per_hour=count, most_spent_per_day=Decimal(money)
    )


def test_the_cap_of_an_hour_ends_with_the_hour(make: Make) -> None:
    budget = make(2, "100")
    assert [budget.reserve(CENT, NOW) for _ in range(3)] == [True, True, False]
    assert budget.reserve(CENT, NOW + HOUR)


def test_the_same_hour_of_another_day_counts_for_itself(make: Make) -> None:
    budget = make(1, "100")
    assert budget.reserve(CENT, NOW)
    assert budget.reserve(CENT, NOW + 24 * HOUR)


def test_the_cap_of_a_day_is_kept_to_the_cent_and_ends_with_the_day(make: Make) -> None:
    budget = make(100, "0.03")
    assert [budget.reserve(CENT, NOW + n * HOUR) for n in range(4)] == [True, True, True, False]
    assert budget.reserve(CENT, NOW + 24 * HOUR)


def test_a_question_dearer_than_the_whole_day_is_not_asked(make: Make) -> None:
    assert not make(100, "0.005").reserve(CENT, NOW)


def test_what_was_not_spent_can_be_spent(make: Make) -> None:
    budget = make(100, "0.01")
    assert budget.reserve(CENT, NOW)
    budget.settle(CENT, Decimal("0.0001"), NOW)
    assert not budget.reserve(CENT, NOW)
    assert budget.reserve(Decimal("0.0099"), NOW)


def test_an_answer_after_midnight_is_paid_by_the_day_that_asked(make: Make) -> None:
    budget = make(100, "0.01")
    assert budget.reserve(CENT, NOW)
    assert budget.reserve(CENT, NOW + 24 * HOUR)
    budget.settle(CENT, Decimal(0), NOW)
    assert budget.reserve(CENT, NOW)
    assert not budget.reserve(CENT, NOW + 24 * HOUR)


def test_many_workers_together_keep_to_the_cap(make: Make) -> None:
    budget = make(7, "100")
    with ThreadPoolExecutor(8) as workers:
        taken = list(workers.map(lambda _: budget.reserve(CENT, NOW), range(30)))
    assert sum(taken) == 7


def test_the_counter_holds_no_float_and_expires(table: tuple[Any, str]) -> None:
    budget = BedrockBudget(*table, most_per_hour=9, most_spent_per_day=Decimal(1))
    budget.reserve(Decimal("0.000300"), NOW)
    budget.settle(Decimal("0.000300"), Decimal("0.000170"), NOW)
    dynamodb, name = table
    (item,) = (deserialize(each) for each in dynamodb.scan(TableName=name)["Items"])
    assert item == {
        "pk": "BEDROCK#2026-03-10",
        "sk": "BUDGET",
        "asked_11": 1,
        "spent": Decimal("0.000170"),
        "ttl": int((NOW + timedelta(days=35)).timestamp()),
    }
