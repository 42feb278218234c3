"""What X tells us in the older envelope, as events of ours."""

import json
from copy import deepcopy
from datetime import UTC, datetime

import pytest

from hearback.adapters.platforms.x import X
from hearback.domain.mention import (
    AccessRevoked,
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only, texts

LEGACY = fixture("x/aaa_legacy_tweet_create_events_extended_composed.json")


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(X().parse(a_delivery("x", body)))


def test_a_legacy_post_is_read_whole_and_by_its_string_id() -> None:
    assert parse(LEGACY) == (
        MentionAdded(
            mention=Mention(
                channel="x",
                account_id="1603419180975409153",
                external_id="1924465506158878979",
                author=Author(
                    id="2244994945000000001", name="Ayşe Örnek", handle="ayse_ornek", followers=22
                ),
                text="@marka siparişim hâlâ gelmedi, 10 gündür bekliyorum 😡👨‍👩‍👧‍👦 …",
                received_at=NOW,
                posted_at=datetime(2025, 5, 19, 14, 1, 46, tzinfo=UTC),
                thread_id="1924465506158878979",
                url="https://x.com/ayse_ornek/status/1924465506158878979",
                language_hint="tr",
            )
        ),
    )


def test_a_legacy_reply_is_in_the_thread_of_what_it_answers() -> None:
    event = deepcopy(LEGACY)
    post = event["tweet_create_events"][0]
    post.update(in_reply_to_status_id_str="77", timestamp_ms=None)
    mention = only(parse(event)).mention
    assert mention.thread_id == mention.in_reply_to == "77"
    assert mention.posted_at == datetime(2025, 5, 19, 14, 1, 46, tzinfo=UTC)


def test_a_legacy_retweet_says_nothing_of_its_own() -> None:
    event = deepcopy(LEGACY)
    event["tweet_create_events"][0]["retweeted_status"] = {"id_str": "1"}
    assert parse(event) == (EventIgnored(event="tweet_create_events/retweet"),)


def test_a_legacy_deletion_is_a_deletion() -> None:
    body = {"for_user_id": "1", "tweet_delete_events": [{"status": {"id": "5", "user_id": "2"}}]}
    assert parse(body) == (MentionDeleted(channel="x", external_id="5", received_at=NOW),)


def test_a_revocation_in_the_old_envelope_is_that_of_its_source() -> None:
    revoke = {"date_time": "2026-11-22T08:00:00Z", "source": {"user_id": "63046977"}}
    body: dict[str, object] = {"user_event": {"revoke": {**revoke, "target": {"app_id": "1"}}}}
    assert parse(body) == (AccessRevoked(channel="x", account_id="63046977"),)
    body = {"for_user_id": "5", "user_event": {"revoke": {"target": {}}}}
    assert parse(body) == (AccessRevoked(channel="x", account_id="5"),)


def test_other_legacy_events_are_ignored_by_name() -> None:
    body = {"for_user_id": "1", "favorite_events": [{}], "user_event": {"revoke": {}}}
    assert parse(body) == (
        EventIgnored(event="favorite_events"),
        EventIgnored(event="user_event"),
    )


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("bad", [None, 5, "x", [], {}, {"id": None}, {"id_str": True, "id": 1.5}])
def test_a_broken_post_does_not_lose_the_others(at: int, bad: object) -> None:
    posts = [{"id_str": "1", "text": "bir"}, {"id_str": "2", "text": "iki"}]
    posts.insert(at, bad)  # type: ignore[arg-type]
    events = parse({"for_user_id": "9", "tweet_create_events": posts})
    assert texts(events) == ["bir", "iki"]
    (lost,) = broken(events)
    assert json.loads(lost.fragment) == {"for_user_id": "9", "tweet_create_events": [bad]}


@pytest.mark.parametrize("absurd", [None, "", "dün", 5, "Mon Jan 01 00:00:00 +0000 0001"])
def test_an_absurd_legacy_time_is_none(absurd: object) -> None:
    event = deepcopy(LEGACY)
    event["tweet_create_events"][0].update(created_at=absurd, timestamp_ms="x")
    assert only(parse(event)).mention.posted_at is None
