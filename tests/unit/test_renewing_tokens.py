"""Renewing tokens: none that rotates is lost, whatever dies in between, and people hear in time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from hearback.domain.errors import Conflict, NotAuthorised, Refused, Unavailable
from hearback.domain.known_tokens import Told
from hearback.domain.tokens import Accounts, Entry, Renewed
from hearback.domain.troubles import Cause, Trouble
from hearback.use_cases.renew_tokens import RenewTokens, TokenVersion
from tests.builders import HOUR, MINUTE, NOW
from tests.fake_channels import FakeChannels

DAY = timedelta(days=1)


class Died(Exception):
    """The worker was killed at this call."""


@dataclass
class Vault:
    """`TokenVault` in a list. `dies_before`: the number of the writing call that kills us."""

    versions: list[Accounts]
    current_at: int = 0
    pending_at: int | None = None
    dies_before: int | None = None
    writes: Iterator[int] = field(default_factory=count)

    def current(self) -> TokenVersion:
        return TokenVersion(id=str(self.current_at), accounts=self.versions[self.current_at])

    def pending(self) -> TokenVersion | None:
        if self.pending_at is None:
            return None
        return TokenVersion(id=str(self.pending_at), accounts=self.versions[self.pending_at])

    def propose(self, accounts: Accounts) -> str:
        self._live_on()
        self.versions.append(accounts)
        self.pending_at = len(self.versions) - 1
        return str(self.pending_at)

    def accept(self, version: str, instead_of: str) -> None:
        self._live_on()
        if instead_of != str(self.current_at):
            raise Conflict(version)
        self.current_at = int(version)

    def entry(self, channel: str = "x", account: str = "1") -> Entry:
        return self.versions[self.current_at][channel][account]

    def _live_on(self) -> None:
        if next(self.writes) == self.dies_before:
            self.dies_before = None
            raise Died


@dataclass
class Office:
    """A platform whose refresh tokens rotate: each is good for one trade, and it knows all."""

    good: str = "r0"
    trades: int = 0
    faults: list[Exception] = field(default_factory=list)
    check_faults: list[Exception] = field(default_factory=list)
    said: list[Told | Exception] = field(default_factory=list)
    asked: int = 0
    checked: list[str] = field(default_factory=list)
    meanwhile: Any = None

    def can_renew(self, channel: str, entry: Entry) -> bool:
        by_app = channel == "facebook" and {"client_secret", "expires_at"} <= entry.keys()
        return "refresh_token" in entry or by_app or channel == "instagram"

    def can_tell(self, channel: str, entry: Entry) -> bool:
        return "client_secret" in entry

    def tell(self, channel: str, entry: Entry) -> Told:
        self.asked += 1
        told = self.said.pop(0)
        if isinstance(told, Exception):
            raise told
        return told

    def renew(self, channel: str, entry: Entry) -> Renewed:
        if self.faults:
            raise self.faults.pop(0)
        if "refresh_token" not in entry:
            self.trades += 1
            return Renewed(access_token=f"{entry['access_token']}+", seconds=60 * 86400)
        if entry["refresh_token"] != self.good:
            raise NotAuthorised("not_authorised: invalid_grant")
        self.trades += 1
        self.good = f"r{self.trades}"
        return Renewed(access_token=f"a{self.trades}", refresh_token=self.good, seconds=7200)

    def check(self, channel: str, entry: Entry) -> None:
        self.checked.append(entry["access_token"])
        if self.meanwhile:
            self.meanwhile()
            self.meanwhile = None
        if self.check_faults:
            raise self.check_faults.pop(0)


def an_entry(left: timedelta = 30 * MINUTE, **changes: str) -> dict[str, str]:
    return {
        "access_token": "a0",
        "refresh_token": "r0",
        "expires_at": (NOW + left).isoformat(),
        **changes,
    }


@dataclass
class World:
    accounts: Accounts = field(default_factory=lambda: {"x": {"1": an_entry()}})
    office: Office = field(default_factory=Office)
    log: FakeChannels = field(default_factory=FakeChannels)
    vault: Vault = field(init=False)

    def __post_init__(self) -> None:
        self.vault = Vault([self.accounts])

    def worker(self) -> RenewTokens:
        return RenewTokens(vault=self.vault, office=self.office, log=self.log)

    def run(self, now: datetime = NOW) -> tuple[Trouble, ...]:
        found = self.worker()(now)
        assert found is not None
        return found


def test_a_token_near_its_end_is_traded_tried_and_made_current() -> None:
    world = World()
    assert world.run() == ()
    entry = world.vault.entry()
    assert (entry["access_token"], entry["refresh_token"]) == ("a1", "r1")
    assert entry["expires_at"] == (NOW + 2 * HOUR).isoformat()
    assert world.office.checked == ["a1"]
    assert world.run(NOW + 15 * MINUTE) == ()
    assert world.office.trades == 1


def test_the_new_one_is_written_as_pending_before_it_is_used() -> None:
    world = World()
    kept: list[str] = []
    world.office.meanwhile = lambda: kept.append(
        world.vault.pending().accounts["x"]["1"]["refresh_token"]  # type: ignore[union-attr]
    )
    world.run()
    assert kept == ["r1"]


@pytest.mark.parametrize("dies_before", range(3))
def test_a_worker_that_dies_at_any_write_loses_no_token(dies_before: int) -> None:
    """0 is the rehearsal, 1 the pending version, 2 its acceptance."""
    world = World()
    world.vault.dies_before = dies_before
    worker = world.worker()
    with pytest.raises(Died):
        worker(NOW)
    after = worker if dies_before == 1 else world.worker()
    assert after(NOW + 5 * MINUTE) == ()
    assert world.vault.entry()["refresh_token"] == world.office.good
    assert world.office.trades == 1


def test_two_runs_do_not_trade_at_the_same_time() -> None:
    world = World()
    world.log.take_token_turn(NOW, NOW + MINUTE)
    assert world.worker()(NOW) is None
    assert world.office.trades == 0


def test_what_people_write_meanwhile_is_kept() -> None:
    world = World()

    def people_write() -> None:
        both = {**world.vault.current().accounts, "tiktok": {"9": {"access_token": "new"}}}
        world.vault.versions.append(both)
        world.vault.current_at = len(world.vault.versions) - 1

    world.office.meanwhile = people_write
    assert world.run() == ()
    assert world.vault.entry()["access_token"] == "a1"
    assert world.vault.entry("tiktok", "9") == {"access_token": "new"}
    assert world.office.checked == ["a1"]


def test_a_token_that_people_put_there_meanwhile_wins() -> None:
    world = World()

    def people_authorise() -> None:
        by_hand = an_entry(60 * DAY, access_token="hand", refresh_token="h0")
        world.vault.versions.append({"x": {"1": by_hand}})
        world.vault.current_at = len(world.vault.versions) - 1

    world.office.meanwhile = people_authorise
    assert world.run() == ()
    assert world.vault.entry()["access_token"] == "hand"


def test_what_is_pending_but_older_than_what_people_wrote_is_left() -> None:
    world = World()
    world.vault.dies_before = 2
    with pytest.raises(Died):
        world.run()
    world.vault.versions.append({"x": {"1": an_entry(60 * DAY, refresh_token="h0")}})
    world.vault.current_at = len(world.vault.versions) - 1
    assert world.run(NOW + 5 * MINUTE) == ()
    assert world.vault.entry()["refresh_token"] == "h0"


def test_a_grant_that_is_refused_is_told_with_the_platforms_word() -> None:
    world = World(office=Office(good="revoked"))
    assert world.run() == (
        Trouble(
            channel="x",
            cause=Cause.TOKEN_REFUSED,
            subject="1",
            detail="not_authorised: invalid_grant",
            at=NOW + 30 * MINUTE,
        ),
    )
    assert world.vault.entry()["access_token"] == "a0"


def test_one_account_in_trouble_stops_no_other() -> None:
    accounts = {"x": {"1": an_entry(refresh_token="bad"), "2": an_entry()}}
    world = World(accounts=accounts)
    (trouble,) = world.run()
    assert trouble.subject == "1"
    assert world.vault.entry("x", "2")["access_token"] == "a1"


@pytest.mark.parametrize("fault", [Unavailable("http_503"), Unavailable("TimeoutError")])
def test_a_platform_that_is_down_is_told_of_once_time_runs_out(fault: Exception) -> None:
    world = World(accounts={"x": {"1": an_entry(40 * MINUTE)}})
    world.office.faults = [fault, fault]
    assert world.run() == ()
    (trouble,) = world.run(NOW + 20 * MINUTE)
    assert (trouble.cause, trouble.detail) == (Cause.TOKEN_NOT_RENEWED, str(fault))
    assert world.run(NOW + 35 * MINUTE) == ()
    assert world.vault.entry()["access_token"] == "a1"


def test_a_new_token_that_is_not_taken_never_becomes_current_but_its_right_does() -> None:
    world = World()
    world.office.check_faults = [NotAuthorised("not_authorised: http_401")]
    (trouble,) = world.run()
    assert (trouble.cause, trouble.detail) == (Cause.TOKEN_REFUSED, "not_authorised: http_401")
    entry = world.vault.entry()
    assert (entry["access_token"], entry["refresh_token"]) == ("a0", "r1")
    assert world.run(NOW + 15 * MINUTE) == ()
    assert world.vault.entry()["access_token"] == "a2"


@pytest.mark.parametrize("fault", [Unavailable("http_503"), Refused("http_403")])
def test_a_try_that_says_nothing_about_the_token_does_not_stop_it(fault: Exception) -> None:
    world = World()
    world.office.check_faults = [fault]
    assert world.run() == ()
    assert world.vault.entry()["access_token"] == "a1"


def test_a_token_that_only_people_can_renew_is_told_of() -> None:
    accounts = {
        "linkedin": {
            "near": {"access_token": "a", "expires_at": (NOW + 3 * DAY).isoformat()},
            "over": {"access_token": "a", "expires_at": (NOW - DAY).isoformat()},
            "far": {"access_token": "a", "expires_at": (NOW + 40 * DAY).isoformat()},
        }
    }
    found = {(t.subject, t.cause, t.at) for t in World(accounts=accounts).run()}
    assert found == {
        ("near", Cause.TOKEN_ENDING, NOW + 3 * DAY),
        ("over", Cause.TOKEN_ENDED, NOW - DAY),
    }


def test_where_nothing_is_due_nothing_is_written() -> None:
    world = World(accounts={"x": {"1": an_entry(2 * HOUR)}})
    assert world.run() == ()
    assert len(world.vault.versions) == 1


# What a platform knows of its tokens


def of_meta(**changes: str) -> Accounts:
    held = {"access_token": "a0", "client_id": "c", "client_secret": "s", **changes}
    return {"facebook": {"1": held}}


def meta_entry(world: World) -> Entry:
    return world.vault.entry("facebook", "1")


def ending_in(left: timedelta) -> Told:
    return Told(expires_at=(NOW + left).isoformat())


def test_a_token_whose_end_the_platform_tells_is_renewed_without_a_date_by_hand() -> None:
    world = World(
        accounts=of_meta(), office=Office(said=[ending_in(15 * DAY), ending_in(13 * DAY)])
    )
    assert world.run() == ()
    assert meta_entry(world)["access_token"] == "a0"
    assert world.run(NOW + 2 * DAY) == ()
    assert meta_entry(world)["access_token"] == "a0+"
    assert meta_entry(world)["expires_at"] == (NOW + 62 * DAY).isoformat()


def test_a_platform_is_asked_once_a_day_and_the_secret_stays_as_it_was_written() -> None:
    world = World(accounts=of_meta(), office=Office(said=[Told(expires_at="never")] * 2))
    for minutes in range(0, 24 * 60, 15):
        assert world.run(NOW + minutes * MINUTE) == ()
    assert world.office.asked == 1
    assert world.run(NOW + DAY) == ()
    assert world.office.asked == 2
    assert len(world.vault.versions) == 1


def test_what_the_platform_says_counts_more_than_what_was_written_by_hand() -> None:
    accounts = of_meta(expires_at=(NOW + DAY).isoformat())
    world = World(accounts=accounts, office=Office(said=[Told(expires_at="never")]))
    assert world.run() == ()
    assert meta_entry(world)["access_token"] == "a0"


def test_a_token_that_is_no_good_is_told_of_at_once_until_another_is_there() -> None:
    no_good = Told(refused="not_authorised: code 190, subcode 463")
    world = World(accounts=of_meta(), office=Office(said=[no_good, Told(expires_at="never")]))
    for moment in (NOW, NOW + 15 * MINUTE):
        (trouble,) = world.run(moment)
        assert (trouble.cause, trouble.detail) == (Cause.TOKEN_REFUSED, no_good.refused)
        assert (trouble.channel, trouble.subject) == ("facebook", "1")
    world.vault.versions.append(of_meta(access_token="hand"))
    world.vault.current_at = 1
    assert world.run(NOW + 30 * MINUTE) == ()
    assert (world.office.asked, world.office.trades) == (2, 0)


def test_the_end_of_the_data_is_warned_of_though_the_token_goes_on() -> None:
    ends_at = NOW + 20 * DAY
    told = Told(expires_at="never", data_ends_at=ends_at)
    world = World(accounts=of_meta(), office=Office(said=[told, told]))
    assert world.run() == ()
    (trouble,) = world.run(NOW + 6 * DAY)
    assert (trouble.cause, trouble.at) == (Cause.TOKEN_DATA_ENDING, ends_at)
    assert world.office.trades == 0


def test_while_the_platform_cannot_say_what_it_said_last_counts() -> None:
    down = Unavailable("http_503")
    world = World(accounts=of_meta(), office=Office(said=[down, ending_in(15 * DAY), down]))
    assert world.run() == ()
    assert world.run(NOW + 15 * MINUTE) == ()
    assert world.run(NOW + 2 * DAY) == ()
    assert meta_entry(world)["access_token"] == "a0+"


# Tokens that renew themselves


def of_instagram(**changes: str) -> Accounts:
    return {"instagram": {"1": {"access_token": "a0", **changes}}}


def test_a_token_of_instagrams_is_renewed_once_and_then_knows_its_end() -> None:
    world = World(accounts=of_instagram())
    for moment in (NOW, NOW + DAY, NOW + 2 * DAY):
        assert world.run(moment) == ()
    entry = world.vault.entry("instagram", "1")
    assert (entry["access_token"], world.office.trades) == ("a0+", 1)
    assert entry["expires_at"] == (NOW + 60 * DAY).isoformat()


def test_one_that_is_too_young_is_tried_again_a_day_later() -> None:
    world = World(accounts=of_instagram(), office=Office(faults=[NotAuthorised("code 100")]))
    for minutes in range(0, 24 * 60, 15):
        assert world.run(NOW + minutes * MINUTE) == ()
    assert (world.office.trades, world.office.checked) == (0, ["a0"])
    assert world.run(NOW + DAY) == ()
    assert world.vault.entry("instagram", "1")["access_token"] == "a0+"


def test_one_that_is_old_enough_and_refused_is_told_of() -> None:
    refusals: list[Exception] = [NotAuthorised("not_authorised: code 10")] * 3
    world = World(accounts=of_instagram(), office=Office(faults=refusals))
    assert world.run() == ()
    for moment in (NOW + DAY, NOW + DAY + HOUR, NOW + 2 * DAY):
        (trouble,) = world.run(moment)
        assert (trouble.cause, trouble.detail) == (Cause.TOKEN_REFUSED, "not_authorised: code 10")
    assert world.run(NOW + 3 * DAY) == ()
    assert world.vault.entry("instagram", "1")["access_token"] == "a0+"


def test_one_that_is_not_taken_any_more_is_told_of_at_once() -> None:
    office = Office(
        faults=[NotAuthorised("not_authorised: code 190")],
        check_faults=[NotAuthorised("not_authorised: code 190")],
    )
    world = World(accounts=of_instagram(), office=office)
    for moment in (NOW, NOW + HOUR):
        (trouble,) = world.run(moment)
        assert trouble.cause is Cause.TOKEN_REFUSED
