"""Our office before the sandbox's Meta: tokens tell their end, and are renewed before it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from hearback.adapters.token_office import TokenOfficeOfPlatforms
from hearback.domain.errors import NotAuthorised
from hearback.domain.known_tokens import Told
from hearback.domain.tokens import Accounts
from hearback.domain.troubles import Cause, Trouble
from hearback.use_cases.renew_tokens import RenewTokens, TokenVersion
from local.sandbox.meta_tokens import TokenLife, give_life
from tests.contract.platforms.sandbox import HTTP, Play, Played
from tests.fake_channels import FakeChannels

BY_APP = ("facebook", "messenger", "whatsapp")
DAY = timedelta(days=1)


@dataclass
class Vault:
    """`TokenVault` that takes all at once."""

    accounts: Accounts
    proposed: Accounts | None = None

    def current(self) -> TokenVersion:
        return TokenVersion(id="1", accounts=self.accounts)

    def pending(self) -> TokenVersion | None:
        return None

    def propose(self, accounts: Accounts) -> str:
        self.proposed = accounts
        return "2"

    def accept(self, version: str, instead_of: str) -> None:
        assert self.proposed is not None
        self.accounts = self.proposed


class Kept:
    """A stage with one account on the sandbox, whose tokens are looked after."""

    def __init__(self, played: Played, **spoiled: str) -> None:
        self.played = played
        self.channel = played.platform.channel
        (account,) = played.platform.accounts
        held = {**played.platform.credentials(account, played.url), **spoiled}
        self.account = account
        self.vault = Vault({self.channel: {account.id: held}})
        self.office = TokenOfficeOfPlatforms(
            HTTP, {self.channel: played.url + played.platform.api_path}
        )
        self.run_of = RenewTokens(vault=self.vault, office=self.office, log=FakeChannels())

    def lives(self, **life: datetime) -> None:
        give_life(self.played.sandbox, self.account.token, TokenLife(**life))

    def run(self) -> list[Trouble]:
        found = self.run_of(self.played.clock.now)
        assert found is not None
        return list(found)

    @property
    def entry(self) -> dict[str, str]:
        return dict(self.vault.accounts[self.channel][self.account.id])


def whole(at: datetime) -> datetime:
    return at.replace(microsecond=0)


@pytest.mark.parametrize("channel", BY_APP)
def test_a_token_says_until_when_it_is_good(play: Play, channel: str) -> None:
    kept = Kept(play(channel))
    assert kept.office.tell(channel, kept.entry) == Told(expires_at="never")
    now = whole(kept.played.clock.now)
    kept.lives(ends_at=now + 40 * DAY, data_ends_at=now + 80 * DAY)
    told = Told(
        expires_at=(now + 40 * DAY).astimezone(UTC).isoformat(), data_ends_at=now + 80 * DAY
    )
    assert kept.office.tell(channel, kept.entry) == told


@pytest.mark.parametrize("channel", BY_APP)
def test_one_that_ends_is_renewed_without_a_date_by_hand(play: Play, channel: str) -> None:
    kept = Kept(play(channel))
    kept.lives(ends_at=kept.played.clock.now + 20 * DAY)
    assert kept.run() == []
    assert "expires_at" not in kept.entry
    kept.played.clock.forward(days=7)
    assert kept.run() == []
    assert datetime.fromisoformat(kept.entry["expires_at"]) - kept.played.clock.now > 59 * DAY


@pytest.mark.parametrize("channel", BY_APP)
def test_one_that_is_over_or_unknown_is_told_of_at_once(play: Play, channel: str) -> None:
    played = play(channel)
    over, unknown = Kept(played), Kept(played, access_token="somebody-elses")
    over.lives(ends_at=played.clock.now - DAY)
    for each in (over, unknown):
        (trouble,) = each.run()
        assert trouble.cause is Cause.TOKEN_REFUSED
        assert trouble.detail == "not_authorised: code 190, subcode 463"


@pytest.mark.parametrize("channel", BY_APP)
def test_an_app_with_a_wrong_secret_is_told_from_a_token_that_is_no_good(
    play: Play, channel: str
) -> None:
    (trouble,) = Kept(play(channel), client_secret="wrong").run()
    assert trouble.detail == "app_refused: code 190"


def test_the_end_of_the_data_is_warned_of(play: Play) -> None:
    kept = Kept(play("facebook"))
    kept.lives(data_ends_at=whole(kept.played.clock.now) + 3 * DAY)
    (trouble,) = kept.run()
    assert trouble.cause is Cause.TOKEN_DATA_ENDING
    assert trouble.at == whole(kept.played.clock.now) + 3 * DAY


def test_instagrams_own_token_learns_its_end_once_it_is_a_day_old(play: Play) -> None:
    kept = Kept(play("instagram"))
    kept.lives(began_at=kept.played.clock.now)
    assert kept.run() == []
    assert "expires_at" not in kept.entry
    kept.played.clock.forward(hours=25)
    assert kept.run() == []
    ends_at = datetime.fromisoformat(kept.entry["expires_at"])
    assert ends_at - kept.played.clock.now > 59 * DAY


def test_instagrams_own_token_that_is_over_is_told_of_at_once(play: Play) -> None:
    kept = Kept(play("instagram"))
    kept.lives(ends_at=kept.played.clock.now - DAY)
    with pytest.raises(NotAuthorised):
        kept.office.check("instagram", kept.entry)
    (trouble,) = kept.run()
    assert trouble.cause is Cause.TOKEN_REFUSED
