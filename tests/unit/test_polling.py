"""Polling a source: what is queued, what the cursor keeps, when nothing is asked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.domain.errors import (
    DeliveryFailed,
    NotAuthorised,
    NotFound,
    RateLimited,
    Refused,
    Unavailable,
)
from hearback.domain.policy import Account, CarePolicy, Source
from hearback.domain.polling import QUOTA_USED_UP, Found, Page, Quota, SourceCursor
from hearback.domain.webhooks import Delivery
from hearback.use_cases.poll_source import Polled, PollSource
from tests.builders import a_policy
from tests.fakes import FakeCases

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
QUOTA = Quota(a_day=10, time_zone="America/Los_Angeles", micro_dollars=5_000)


@dataclass
class FakePlatform:
    """A list that is read two items a page; `faults` come first, one a call."""

    names: Sequence[str] = ()
    quota: Quota | None = None
    faults: list[DeliveryFailed] = field(default_factory=list)
    asked: list[SourceCursor] = field(default_factory=list)

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        self.asked.append(cursor)
        if self.faults:
            raise self.faults.pop(0)
        at = int(cursor.position.get("at", 0))
        names = self.names[at : at + 2]
        return Page(
            items=tuple(Found(key=name, body=json.dumps({"id": name})) for name in names),
            position={"at": at + len(names)},
            cost=3,
            more=at + 2 < len(self.names),
        )


@dataclass
class FakeInbox:
    """`MentionInbox` that breaks before the message whose number is given."""

    breaks_at: int | None = None
    put_in: list[Delivery] = field(default_factory=list)

    def put(self, delivery: Delivery) -> None:
        if len(self.put_in) == self.breaks_at:
            self.breaks_at = None
            raise ConnectionError
        self.put_in.append(delivery)

    @property
    def ids(self) -> list[str]:
        return [json.loads(delivery.body)["id"] for delivery in self.put_in]


def a_source(**changes: Any) -> Source:
    return Source(
        **{"id": "tube", "brand": "marka", "channel": "tube", "account": "UC1", **changes}
    )


def with_sources(*sources: Source) -> CarePolicy:
    policy = a_policy()
    brand = policy.brands[0].model_copy(
        update={"accounts": (Account(channel="tube", id="UC1"), *policy.brands[0].accounts)}
    )
    named = tuple(source.model_copy(update={"brand": brand.id}) for source in sources)
    return policy.model_copy(update={"brands": (brand,), "sources": named})


@dataclass
class Poller:
    platform: FakePlatform
    sources: tuple[Source, ...] = (a_source(),)
    inbox: FakeInbox = field(default_factory=FakeInbox)
    cases: FakeCases = field(default_factory=FakeCases)

    def __call__(self, now: datetime = NOW, source_id: str = "tube") -> Polled:
        poll = PollSource(
            policy=with_sources(*self.sources),
            cases=self.cases,
            platform=lambda channel: self.platform,
            inbox=self.inbox,
        )
        return poll(source_id, now)

    @property
    def cursor(self) -> SourceCursor:
        return self.cases.source_cursor("tube")


def test_each_item_is_queued_once_with_its_source_and_account() -> None:
    poll = Poller(FakePlatform("abc"))
    assert poll() == Polled(new=3, cost=6)
    assert poll.inbox.ids == ["a", "b", "c"]
    delivery = poll.inbox.put_in[0]
    assert (delivery.channel, delivery.received_at) == ("tube", NOW)
    assert delivery.headers == {"hearback-source": "tube", "hearback-account": "UC1"}
    assert poll().new == 0


def test_an_item_that_was_passed_on_is_known_by_its_key_wherever_it_turns_up() -> None:
    poll = Poller(FakePlatform("ab"))
    poll()
    poll.platform = FakePlatform("xxab")
    poll()
    assert poll.inbox.ids == ["a", "b"]


def test_a_source_that_the_policy_does_not_have_is_not_found() -> None:
    with pytest.raises(NotFound):
        Poller(FakePlatform())(source_id="other")


@pytest.mark.parametrize("breaks_at", range(6))
def test_a_run_that_stops_half_way_loses_nothing_and_repeats_one_page_at_most(
    breaks_at: int,
) -> None:
    poll = Poller(FakePlatform("abcdef"), inbox=FakeInbox(breaks_at=breaks_at))
    with pytest.raises(ConnectionError):
        poll()
    assert poll.cursor.position.get("at", 0) == breaks_at // 2 * 2
    poll()
    assert sorted(set(poll.inbox.ids)) == list("abcdef")
    assert len(poll.inbox.ids) == 6 + breaks_at % 2


def test_a_long_list_is_read_over_several_runs() -> None:
    names = [str(number) for number in range(100)]
    poll = Poller(FakePlatform(names))
    assert [poll().new, poll().new, poll().new, poll().new] == [40, 40, 20, 0]
    assert poll.inbox.ids == names


def test_the_first_run_says_how_far_back_to_look_and_later_ones_keep_to_it() -> None:
    poll = Poller(FakePlatform("a"), sources=(a_source(look_back=timedelta(hours=3)),))
    poll()
    poll(NOW + timedelta(days=5))
    assert {cursor.since for cursor in poll.platform.asked} == {NOW - timedelta(hours=3)}


def test_a_used_up_budget_stops_the_source_until_the_platforms_midnight() -> None:
    poll = Poller(FakePlatform("abcdefghij", quota=QUOTA))
    midnight = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # in California
    first = poll(NOW + MINUTE)
    assert (first.used_up, first.waits_until) == (True, midnight)
    assert (first.cost, first.micro_dollars) == (12, 60_000)
    assert poll(midnight - MINUTE) == Polled(waits_until=midnight)
    assert len(poll.platform.asked) == 4
    assert poll(midnight).new == 2
    assert poll.inbox.ids == list("abcdefghij")
    assert poll.cursor.spent == 3


def test_the_sources_of_a_channel_share_its_quota() -> None:
    others = [a_source(id=f"tube{number}") for number in range(2)]
    poll = Poller(FakePlatform("abcdefgh", quota=QUOTA), sources=(a_source(), *others))
    assert poll().cost == 3  # a third of ten
    rich = a_source(budget=7)
    poll = Poller(FakePlatform("abcdefgh", quota=QUOTA), sources=(rich, *others))
    assert poll().cost == 9
    assert poll(source_id="tube0").cost == 3  # half of what the first leaves: 1


def test_a_source_for_which_nothing_is_left_is_never_asked() -> None:
    sources = (a_source(budget=10), a_source(id="poor"))
    poll = Poller(FakePlatform("ab", quota=QUOTA), sources=sources)
    assert poll(source_id="poor").used_up
    assert poll.platform.asked == []


@pytest.mark.parametrize("fault", [Unavailable("http_503"), RateLimited("rate_limited", 20)])
def test_a_passing_fault_makes_the_source_wait_longer_each_time(fault: DeliveryFailed) -> None:
    poll = Poller(FakePlatform("a", faults=[fault, fault]))
    assert poll() == Polled(failed=str(fault), waits_until=NOW + MINUTE)
    assert poll(NOW + MINUTE / 2) == Polled(waits_until=NOW + MINUTE)
    assert len(poll.platform.asked) == 1
    assert poll(NOW + MINUTE).waits_until == NOW + 3 * MINUTE
    assert poll(NOW + 3 * MINUTE).new == 1
    assert (poll.cursor.failures, poll.cursor.not_before) == (0, None)


def test_the_platforms_own_wait_is_kept_to() -> None:
    poll = Poller(FakePlatform("a", faults=[RateLimited("rate_limited", 5_000)]))
    assert poll().waits_until == NOW + timedelta(seconds=5_000)


def test_a_day_that_the_platform_has_counted_to_its_end_is_a_used_up_budget() -> None:
    poll = Poller(FakePlatform(quota=QUOTA, faults=[RateLimited(QUOTA_USED_UP, 7_200)]))
    assert poll() == Polled(used_up=True, waits_until=NOW + timedelta(hours=2))
    assert poll(NOW + timedelta(hours=1)) == Polled(waits_until=NOW + timedelta(hours=2))


def test_what_was_read_before_a_fault_is_kept() -> None:
    poll = Poller(FakePlatform("abcd"))
    poll.cases.keep_source_cursor(SourceCursor(source_id="tube", position={"at": 2}))
    poll.platform.faults = [Unavailable("http_500")]
    poll()
    assert poll.cursor.position == {"at": 2}


def test_faults_that_last_fail_the_run_and_the_wait_ends_at_an_hour() -> None:
    poll = Poller(FakePlatform(faults=[Unavailable("http_500") for _ in range(12)]))
    now = NOW
    for _ in range(2):
        now = poll(now).waits_until or now
    for _ in range(10):
        with pytest.raises(Unavailable):
            poll(now)
        wait = (poll.cursor.not_before or now) - now
        now += wait
    assert wait == timedelta(hours=1)


@pytest.mark.parametrize("fault", [NotAuthorised("not_authorised"), Refused("http_404")])
def test_what_people_must_mend_fails_the_run_and_is_not_asked_again_at_once(
    fault: DeliveryFailed,
) -> None:
    poll = Poller(FakePlatform("a", faults=[fault]))
    with pytest.raises(type(fault)):
        poll()
    assert poll(NOW + MINUTE / 2).new == 0
    assert poll(NOW + MINUTE).new == 1


@pytest.mark.parametrize(
    ("now", "reset"),
    [
        ("2026-11-22T07:59:00+00:00", "2026-11-22T08:00:00+00:00"),
        ("2026-11-22T08:00:00+00:00", "2026-11-23T08:00:00+00:00"),
        ("2026-07-01T06:59:59+00:00", "2026-07-01T07:00:00+00:00"),
        ("2026-03-08T12:00:00+00:00", "2026-03-09T07:00:00+00:00"),  # summer time begins
        ("2026-11-01T12:00:00+00:00", "2026-11-02T08:00:00+00:00"),  # and ends
    ],
)
def test_a_quota_is_reset_at_the_platforms_midnight(now: str, reset: str) -> None:
    assert QUOTA.resets_at(datetime.fromisoformat(now)) == datetime.fromisoformat(reset)
    assert QUOTA.day(datetime.fromisoformat(reset)) > QUOTA.day(datetime.fromisoformat(now))


@dataclass
class OnePage(FakePlatform):
    """All of it at each look, as a feed has it."""

    def fetch(self, source: Source, cursor: SourceCursor) -> Page:
        return Page(items=tuple(Found(key=n, body=json.dumps({"id": n})) for n in self.names))


def test_a_page_longer_than_what_is_remembered_comes_once_all_the_same() -> None:
    poll = Poller(OnePage([str(number) for number in range(3_000)]))
    assert [poll().new, poll().new, poll().new] == [3_000, 0, 0]


def test_what_stays_on_the_page_is_remembered_however_much_passes_by() -> None:
    poll = Poller(OnePage(["stays"]))
    for start in range(0, 6_000, 500):
        poll.platform = OnePage([*(str(number) for number in range(start, start + 500)), "stays"])
        poll()
    assert poll.inbox.ids.count("stays") == 1


def test_the_same_item_twice_on_a_page_is_queued_once() -> None:
    poll = Poller(OnePage("abab"))
    assert poll().new == 2
    assert poll.inbox.ids == ["a", "b"]


def test_a_platform_that_is_down_and_says_how_long_is_left_alone_so_long() -> None:
    poll = Poller(FakePlatform("a", faults=[Unavailable("http_503", 1_800)]))
    assert poll().waits_until == NOW + timedelta(minutes=30)


@pytest.mark.parametrize("ahead", [timedelta(days=2), timedelta(days=4_000)])
def test_a_clock_that_was_ahead_stops_no_source(ahead: timedelta) -> None:
    wrong = Poller(FakePlatform("ab", quota=QUOTA, faults=[RateLimited(QUOTA_USED_UP, 7_200)]))
    wrong(NOW + ahead)
    assert wrong.cursor.not_before == NOW + ahead + timedelta(hours=2)
    assert wrong().new == 2
    assert wrong.cursor.since is not None
    assert wrong.cursor.since < NOW


def test_a_clock_that_goes_back_repeats_nothing() -> None:
    poll = Poller(FakePlatform("abc"))
    assert [poll(NOW - step * MINUTE).new for step in (0, 5, 500)] == [3, 0, 0]
