"""Sources in the care policy: what is wrong with one is said when the stack is synthesised."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from hearback.domain.policy import CarePolicy, Source
from tests.builders import a_policy


def a_feed(**changes: Any) -> dict[str, Any]:
    brand = a_policy().brands[0].id
    return {
        "id": "alerts",
        "brand": brand,
        "channel": "feed",
        "url": "https://a.example/",
        **changes,
    }


def policy_with(*sources: dict[str, Any]) -> CarePolicy:
    plain = a_policy().model_dump(mode="json")
    return CarePolicy.model_validate({**plain, "sources": sources})


def an_account() -> tuple[str, str]:
    account = a_policy().brands[0].accounts[0]
    return account.channel, account.id


def test_a_feed_and_an_account_of_the_brand_can_be_polled() -> None:
    channel, account = an_account()
    wanted = a_feed(id="posts", channel=channel, account=account, url="", query="marka")
    policy = policy_with(a_feed(), wanted)
    assert [source.channel for source in policy.sources] == ["feed", channel]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (a_feed(url=""), "a feed needs a url"),
        (a_feed(url="ftp://a.example"), "url"),
        (a_feed(channel="youtube"), "needs an account"),
        (a_feed(channel="youtube", account="UC1"), "has no account UC1 on youtube"),
        (a_feed(query="a" * 513), "query"),
        (a_feed(budget=0), "budget"),
        (a_feed(every="0s"), "every"),
        (a_feed(brand="unknown"), "no such brand"),
        (a_feed(colour="red"), "colour"),
        (a_feed(messages=True), "messages are not polled on channel feed"),
        (
            a_feed(channel="bluesky", account="did:plc:me", query="marka", messages=True),
            "reads messages or searches",
        ),
    ],
)
def test_a_source_that_cannot_work_is_refused_with_its_reason(
    source: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValidationError, match=reason):
        policy_with(source)


def test_two_sources_cannot_have_one_name() -> None:
    with pytest.raises(ValidationError, match="source given twice: alerts"):
        policy_with(a_feed(), a_feed())


def test_a_query_may_be_as_long_as_the_longest_search() -> None:
    assert Source(**a_feed(query="a" * 512)).query == "a" * 512


def test_a_hub_can_be_subscribed_to() -> None:
    policy = policy_with(a_feed(channel="websub", hub="https://hub.example/"))
    assert policy.sources[0].hub == "https://hub.example/"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (a_feed(channel="websub"), "needs a url (its topic) and a hub"),
        (a_feed(channel="websub", url="", hub="https://hub.example/"), "needs a url"),
        (a_feed(hub="https://hub.example/"), "only a source of channel websub has a hub"),
        (a_feed(channel="websub", hub="hub.example"), "pattern"),
    ],
)
def test_a_hub_that_does_not_fit_is_named(source: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(reason)):
        policy_with(source)
