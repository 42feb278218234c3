from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

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
from hearback.domain.mention import Author
from local.sandbox import Sandbox, create_sandbox

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
AYSE = Author(id="1500000000000000077", name="Ayşe Örnek", handle="ayse_ornek")
CAN = Author(id="1500000000000000078", name="Can Deneme", handle="can_deneme")

NEUTRAL = Classification(
    language=Verdict(Language.TURKISH, 1),
    kind=Verdict(Kind.NOISE, 1),
    sentiment=Verdict(Sentiment.NEUTRAL, 1),
    offensive=Verdict(False, 1),
    severity=Verdict(Severity.LOW, 1),
    leverage=Verdict(Leverage.NONE, 1),
    topic=Verdict(Topic.OTHER, 1),
    engine="none",
)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Sandbox:
    return Sandbox(clock=clock)


@pytest.fixture
def web(sandbox: Sandbox) -> FlaskClient:
    return create_sandbox(sandbox).test_client()
