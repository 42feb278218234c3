from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from hearback.adapters.classifiers.bedrock import BedrockClassifier
from hearback.bootstrap.asking_bedrock import bedrock_client
from hearback.domain.policy import Bedrock
from tests.builders import NOW
from tests.contract.classifiers.converse_server import ConverseServer

RULES: dict[str, Any] = {
    "model": "eu.amazon.nova-lite-v1:0",
    "timeout": "3s",
    "most_per_hour": 100,
    "most_spent_per_day": "1.00",
    "price_per_million": {"read": "0.10", "written": "0.40"},
}


def the_rules(**changes: object) -> Bedrock:
    return Bedrock.model_validate(RULES | changes)


@dataclass
class FakeBudget:
    """`Budget` without a table. The contract in `test_bedrock_budget` runs over both."""

    most_per_hour: int = 1_000_000
    most_spent_per_day: Decimal = Decimal(1000)
    asked: dict[str, int] = field(default_factory=dict)
    spent: dict[str, Decimal] = field(default_factory=dict)

    def reserve(self, cost: Decimal, now: datetime) -> bool:
        hour, day = f"{now:%Y-%m-%d %H}", f"{now:%Y-%m-%d}"
        asked, spent = self.asked.get(hour, 0), self.spent.get(day, Decimal(0))
        if asked >= self.most_per_hour or spent + cost > self.most_spent_per_day:
            return False
        self.asked[hour], self.spent[day] = asked + 1, spent + cost
        return True

    def settle(self, reserved: Decimal, spent: Decimal, reserved_at: datetime) -> None:
        self.spent[f"{reserved_at:%Y-%m-%d}"] += spent - reserved


@pytest.fixture
def server() -> Iterator[ConverseServer]:
    with ConverseServer() as running:
        yield running


@pytest.fixture
def budget() -> FakeBudget:
    return FakeBudget()


def classifier_at(
    server: ConverseServer, budget: FakeBudget, patience: float = 20
) -> BedrockClassifier:
    """The real client, as it is wired, at a server of ours; `patience`: seconds for a byte."""
    rules = the_rules().model_copy(update={"timeout": timedelta(seconds=patience)})
    client = bedrock_client(
        rules,
        "eu-central-1",
        endpoint_url=server.url,
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="secret",
    )
    return BedrockClassifier(client, rules, budget, lambda: NOW)


@pytest.fixture
def classifier(server: ConverseServer, budget: FakeBudget) -> BedrockClassifier:
    return classifier_at(server, budget)
