"""Trading tokens with the sandbox's platforms: each right is good for one trade."""

import pytest

from hearback.adapters.http import Urllib3Http
from hearback.adapters.token_office import TokenOfficeOfPlatforms
from hearback.domain.errors import NotAuthorised, RateLimited, Refused
from hearback.domain.tokens import Entry, renewed_entry
from local.sandbox.faults import Fault
from local.sandbox.tokens import first_right
from tests.contract.platforms.sandbox import Play, Played

CHANNELS = ("x", "linkedin", "tiktok")
each_channel = pytest.mark.parametrize("channel", CHANNELS)


def office(played: Played) -> TokenOfficeOfPlatforms:
    base = played.url + played.platform.api_path
    return TokenOfficeOfPlatforms(Urllib3Http(), {played.platform.channel: base})


def first_entry(played: Played) -> dict[str, str]:
    account = played.platform.accounts[0]
    return {
        "access_token": account.token,
        "refresh_token": first_right(account),
        "client_id": "hearback",
        "client_secret": "sandbox",
        **(
            {"token_uri": f"{played.url}/linkedin/oauth/v2/accessToken"}
            if is_linkedin(played)
            else {}
        ),
        "introspection_uri": f"{played.url}/linkedin/oauth/v2/introspectToken",
    }


def is_linkedin(played: Played) -> bool:
    return played.platform.channel == "linkedin"


def renewed(played: Played, entry: Entry) -> dict[str, str]:
    channel, now = played.platform.channel, played.clock.now
    return renewed_entry(entry, office(played).renew(channel, entry), now)


@each_channel
def test_a_token_is_traded_and_the_new_one_speaks_for_the_account(play: Play, channel: str) -> None:
    played = play(channel)
    entry = renewed(played, first_entry(played))
    office(played).check(channel, entry)
    speaker = played.sandbox.account_of_token(channel, entry["access_token"])
    assert speaker == played.platform.accounts[0]
    assert entry["expires_at"] > played.clock.now.isoformat()
    again = renewed(played, entry)
    assert len({each["refresh_token"] for each in (first_entry(played), entry, again)}) == 3


@each_channel
def test_a_right_that_was_used_is_used_up(play: Play, channel: str) -> None:
    played = play(channel)
    renewed(played, first_entry(played))
    with pytest.raises(NotAuthorised):
        renewed(played, first_entry(played))


@each_channel
def test_of_an_account_that_has_revoked_nothing_is_good(play: Play, channel: str) -> None:
    played = play(channel)
    account = played.sandbox.account(channel, played.account.id)
    assert account is not None
    played.sandbox.tokens.revoke(account)
    for attempt in (office(played).renew, office(played).check):
        with pytest.raises(NotAuthorised):
            attempt(channel, first_entry(played))
    played.sandbox.tokens.admit(account)
    office(played).check(channel, first_entry(played))


@each_channel
def test_an_app_that_does_not_name_itself_is_refused(play: Play, channel: str) -> None:
    played = play(channel)
    nobody = {**first_entry(played), "client_id": "", "client_secret": ""}
    with pytest.raises((NotAuthorised, Refused)):
        office(played).renew(channel, nobody)


@each_channel
def test_too_many_trades_wait(play: Play, channel: str) -> None:
    played = play(channel)
    played.sandbox.faults.order(Fault(channel=channel, status=429, retry_after=7))
    with pytest.raises(RateLimited) as slow:
        renewed(played, first_entry(played))
    assert slow.value.retry_after in (6, 7, 8)
    renewed(played, first_entry(played))
