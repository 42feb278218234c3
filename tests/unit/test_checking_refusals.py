"""A token that was refused is tried, so that the operators hear when it is taken again."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from hearback.domain.channel_life import Refusal
from hearback.domain.errors import DeliveryFailed, NotAuthorised, Unavailable
from hearback.domain.tokens import Entry
from hearback.use_cases.check_refusals import CheckRefusals
from tests.builders import HOUR, MINUTE, NOW
from tests.fake_channels import FakeChannels

ENTRY = {"access_token": "a1"}


@dataclass
class Platforms:
    """X and Telegram: the second has no harmless call."""

    trouble: DeliveryFailed | None = None
    tried: list[Entry] = field(default_factory=list)

    def can_check(self, channel: str, entry: Entry) -> bool:
        return channel == "x" and "access_token" in entry

    def check(self, channel: str, entry: Entry) -> None:
        self.tried.append(entry)
        if self.trouble is not None:
            raise self.trouble


@dataclass
class World:
    platforms: Platforms = field(default_factory=Platforms)
    log: FakeChannels = field(default_factory=FakeChannels)
    reads: int = 0

    def refused(self, channel: str, account: str = "1") -> None:
        self.log.note_refusal(
            Refusal(channel=channel, account_id=account, at=NOW, reason="revoked")
        )

    def accounts(self) -> dict[str, dict[str, Entry]]:
        self.reads += 1
        return {"x": {"1": ENTRY}}

    def check(self, after: timedelta = MINUTE) -> list[str]:
        """Who is refused still."""
        now = NOW + after
        CheckRefusals(accounts=self.accounts, door=self.platforms, log=self.log)(now)
        return [each.account_id for each in self.log.refusals()]


def test_a_token_that_is_taken_again_is_forgotten() -> None:
    world = World()
    world.refused("x")
    assert world.check() == []
    assert world.platforms.tried == [ENTRY]


@pytest.mark.parametrize("trouble", [NotAuthorised("http_401"), Unavailable("http_503")])
def test_a_token_of_which_the_platform_says_no_or_nothing_stays_refused(
    trouble: DeliveryFailed,
) -> None:
    world = World(platforms=Platforms(trouble=trouble))
    world.refused("x")
    assert world.check(5 * HOUR) == ["1"]


@pytest.mark.parametrize(("channel", "account"), [("telegram", "1"), ("x", "unknown")])
def test_one_that_cannot_be_tried_is_forgotten_when_nobody_has_refused_it_for_an_hour(
    channel: str, account: str
) -> None:
    world = World()
    world.refused(channel, account)
    assert world.check(HOUR) == [account]
    assert world.check(HOUR + MINUTE) == []
    assert world.platforms.tried == []


def test_the_secret_is_not_read_where_nothing_is_refused() -> None:
    world = World()
    assert world.check() == []
    assert world.reads == 0
