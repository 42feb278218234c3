"""A poller that dies between any two of its steps: nothing is lost, and one page comes twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

import pytest

from hearback.domain.policy import Source
from hearback.domain.polling import Page, Quota, SourceCursor
from hearback.domain.webhooks import Delivery
from hearback.use_cases.poll_source import PollSource
from local.sandbox.platforms import PLATFORMS
from tests.builders import a_policy
from tests.contract.killing import Killed
from tests.contract.platforms.sandbox import Play, Played

POLLED = [name for name, each in PLATFORMS.items() if each.source is not None]
WRITTEN = 104
"""More than a page of any of them; a feed has one."""


@dataclass
class World:
    """A poller whose `dies_at`-th step is its last: before it if even, after it if odd."""

    played: Played
    cursor: SourceCursor = field(default_factory=lambda: SourceCursor(source_id="s"))
    queued: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    dies_at: int = -1
    quota: Quota | None = None

    def poll(self) -> int:
        policy = a_policy().model_copy(update={"sources": (self.played.source(),)})
        poll = PollSource(policy=policy, cases=self, platform=lambda _: self, inbox=self)  # type: ignore[arg-type]
        return poll("s", self.now).new

    def poll_all(self) -> None:
        while self.poll():
            pass

    @property
    def now(self) -> datetime:
        return self.played.clock.now

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        with self._step("fetch"):
            page: Page = self.played.adapter.fetch(source, cursor)
        return page

    def put(self, delivery: Delivery) -> None:
        with self._step("put"):
            self.queued.append(delivery.body)

    def source_cursor(self, _: str) -> SourceCursor:
        return self.cursor

    def keep_source_cursor(self, cursor: SourceCursor) -> None:
        with self._step("keep"):
            self.cursor = cursor

    def _step(self, name: str) -> Any:
        return _Step(self, name)


@dataclass
class _Step:
    world: World
    name: str

    def __enter__(self) -> None:
        self._die_at(2 * len(self.world.steps))

    def __exit__(self, *_: object) -> None:
        self._die_at(2 * len(self.world.steps) + 1)
        self.world.steps.append(self.name)

    def _die_at(self, point: int) -> None:
        if point == self.world.dies_at:
            raise Killed


def points(steps: list[str]) -> Iterator[int]:
    """Before and after every call and write; of the many messages of a page only some."""
    for number, step in enumerate(steps):
        if step != "put" or number % 25 == 0 or "put" not in steps[number + 1 : number + 2]:
            yield from (2 * number, 2 * number + 1)


def longest_page(steps: list[str]) -> int:
    return max(len(list(page)) for step, page in groupby(steps) if step == "put")


@pytest.mark.parametrize("channel", POLLED)
def test_a_poller_that_dies_between_any_two_steps_goes_on_where_it_was(
    play: Play, channel: str
) -> None:
    played = play(channel)
    played.says("ilk")
    before = World(played)
    before.poll()
    played.clock.forward(seconds=1)
    posts = []
    for number in range(WRITTEN):
        played.clock.forward(milliseconds=10)
        posts.append(played.says(f"Nivora şikayet no {number}"))
    whole = World(played, before.cursor)
    whole.poll_all()
    wanted = set(whole.queued) - set(before.queued)
    assert len(wanted) == (WRITTEN if channel != "feed" else len(wanted)) > 10
    tried = 0
    for point in points(whole.steps):
        world = World(played, before.cursor, dies_at=point)
        with pytest.raises(Killed):
            world.poll_all()
        world.dies_at = -1
        world.poll_all()
        assert set(world.queued) >= wanted, (point, whole.steps[point // 2])
        assert len(world.queued) - len(set(world.queued)) <= longest_page(whole.steps)
        tried += 1
    assert tried > 10
