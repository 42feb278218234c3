"""Of every channel: edits and deletions are events, our own words are echoes, what is new is none.

Each table has a channel's body, or in words why it has none.
"""

import base64
import json
from typing import Any, get_args

import pytest

from hearback.adapters.platforms import ADAPTERS
from hearback.domain.mention import (
    AccessRevoked,
    EventBroken,
    EventIgnored,
    Incoming,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    ReplyReturned,
)
from hearback.use_cases.ingest_mentions import Outcome
from tests.contract.platforms.examples import BODIES, BOUNCE, PUSHES, stored_as
from tests.contract.platforms.given import fixture
from tests.contract.platforms.meta_given import a_message, an_entry
from tests.contract.platforms.parsers import HEADERS, read
from tests.contract.platforms.soundness import assert_sound, paths, replaced
from tests.contract.platforms.taking_in import taken_in


def _push(**told: Any) -> dict[str, Any]:
    review = {"reviewName": "accounts/1/locations/2/reviews/3", **told}
    return {"message": {"data": base64.b64encode(json.dumps(review).encode()).decode()}}


def _instead(channel: str, at: int, name: str, value: object) -> Any:
    """An example with another value in each field of this name."""
    body = BODIES[channel][at]
    for path in paths(body):
        if path and path[-1] == name:
            body = replaced(body, path, value)
    return body


_LINKEDIN = fixture("linkedin/org_social_action_push_batch.json")
_ORGANIZATION = _LINKEDIN["notifications"][0]["organizationalEntity"]


def _action(action: str) -> Any:
    first = {**_LINKEDIN["notifications"][0], "action": action}
    return {**_LINKEDIN, "notifications": [first]}


_REDDIT_EDITED, _, _REDDIT_GONE, *_ = (
    body for body in BODIES["reddit"] if body["data"]["name"].startswith("t1_kx2")
)
_SAID_ON_BLUESKY, _DELETED_ON_BLUESKY = (
    next(
        body
        for body in BODIES["bluesky"]
        if body.get("log", {}).get("$type") == f"chat.bsky.convo.defs#{kind}"
    )
    for kind in ("logCreateMessage", "logDeleteMessage")
)


def _chat(name: str, value: object) -> dict[str, Any]:
    return {**_SAID_ON_BLUESKY, "log": {**_SAID_ON_BLUESKY["log"], name: value}}


EDITED: dict[str, Any] = {
    "app_store": BODIES["app_store"][0],
    "facebook": fixture("facebook/current_feed_comment_edited.json"),
    "generic": {"type": "complaint.updated", "data": {"id": "7", "text": "x"}},
    "google_business": _push(notificationType="UPDATED_REVIEW"),
    "google_play": BODIES["google_play"][0],
    "instagram": an_entry(
        "instagram", messaging=[a_message(message_edit={"mid": "m", "text": "x"})]
    ),
    "linkedin": _action("COMMENT_EDIT"),
    "mastodon": _instead("mastodon", 1, "edited_at", "2026-11-02T08:00:00.000Z"),
    "messenger": fixture("messenger/message_edited.json"),
    "reddit": _REDDIT_EDITED,
    "telegram": fixture("telegram/update_edited_message.json"),
    "websub": PUSHES[0],
    "whatsapp": fixture("whatsapp/message_edited.json"),
    "x": _instead("x", 2, "edit_history_tweet_ids", ["1", "2085000000000000101"]),
    "youtube": _instead("youtube", 0, "updatedAt", "2026-11-22T01:00:00Z"),
}
NEVER_EDITED = {
    "bluesky": "a post cannot be edited, nor a message",
    "email": "a mail that was sent stays as it is",
    "feed": "an entry is known by its id, whatever it says later",
    "tiktok": "a comment cannot be edited: the event knows insert and delete",
}
DELETED: dict[str, Any] = {
    "bluesky": _DELETED_ON_BLUESKY,
    "facebook": fixture("facebook/current_feed_comment_remove.json"),
    "generic": {"type": "complaint.deleted", "data": {"id": "7"}},
    "instagram": fixture("instagram/dm_unsend.json"),
    "linkedin": _action("COMMENT_DELETE"),
    "messenger": fixture("messenger/message_deleted.json"),
    "reddit": _REDDIT_GONE,
    "telegram": {
        "deleted_business_messages": {"chat": {"id": 4, "type": "private"}, "message_ids": [5]}
    },
    "tiktok": {
        **BODIES["tiktok"][0],
        "content": '{"comment_action": "delete", "comment_id": 1, "video_id": 2}',
    },
    "websub": PUSHES[1],
    "whatsapp": fixture("whatsapp/message_revoked.json"),
    "x": {"data": {"event_type": "post.delete", "payload": {"id": "5"}}},
    "youtube": {"gone": "UgxT"},
}
NEVER_DELETED = {
    "app_store": "a review that is gone is missing in the list, and lists have an end",
    "email": "a mail that was sent stays",
    "feed": "an entry that is gone is missing, as old ones are",
    "google_business": "a push tells of what is new; that it is gone shows when it is fetched",
    "google_play": "a review that is gone is missing in the list, which ends after a week",
    "mastodon": "a notification goes with its post, and nobody tells",
}
OURS: dict[str, tuple[Any, str]] = {
    "bluesky": (_instead("bluesky", 0, "did", "did:plc:us"), "did:plc:us"),
    "facebook": (
        fixture("facebook/current_feed_comment_by_page_itself.json"),
        fixture("facebook/current_feed_comment_by_page_itself.json")["entry"][0]["id"],
    ),
    "instagram": (
        fixture("instagram/wh-comments-own-self_ig_scoped_id.json"),
        fixture("instagram/wh-comments-own-self_ig_scoped_id.json")["entry"][0]["id"],
    ),
    "linkedin": (_action("ADMIN_COMMENT"), _ORGANIZATION),
    "mastodon": (_instead("mastodon", 0, "account", {"id": 77, "acct": "marka"}), "77"),
    "messenger": (
        fixture("messenger/message_echo.json"),
        fixture("messenger/message_echo.json")["entry"][0]["id"],
    ),
    "reddit": (_instead("reddit", 0, "author", "nivoradestek"), "nivoradestek"),
    "telegram": (
        {
            "business_message": {
                "message_id": 5,
                "business_connection_id": "b1",
                "text": "Merhaba",
                "chat": {"id": 42, "type": "private"},
                "from": {"id": 99},
            }
        },
        HEADERS["query.bot"],
    ),
    "tiktok": (
        {
            **BODIES["tiktok"][0],
            "content": '{"comment_action": "insert", "comment_id": 1,'
            ' "video_id": 2, "unique_identifier": "u-us", "text": "Merhaba"}',
        },
        "u-us",
    ),
    "websub": (PUSHES[0], "UCBRANDCHANNEL0000000000"),
    "x": (_instead("x", 2, "author_id", "1500000000000000001"), "1500000000000000001"),
    "youtube": (_instead("youtube", 0, "authorChannelId", {"value": "UCUS"}), "UCUS"),
}
NEVER_OURS = {
    "app_store": "we cannot review ourselves; our answers are no reviews",
    "email": "our mails are not sent to our own address: test_email_events, should one be",
    "feed": "an author has a name only; what we write on our blog must name us to be taken in",
    "generic": "a sender tells of customers, by ids of its own",
    "google_business": "we cannot review ourselves; our answers are no reviews",
    "google_play": "we cannot review ourselves; our answers are no reviews",
    "whatsapp": "what we send comes back as a status, never as a message",
}
OURS_IN_CHATS = {
    "bluesky": (
        _chat("message", {**_SAID_ON_BLUESKY["log"]["message"], "sender": {"did": "did:plc:us"}}),
        "did:plc:us",
    )
}
"""Where what is said in private comes in another shape."""

UNKNOWN: dict[str, Any] = {
    "bluesky": _instead("bluesky", 0, "reason", "something-new"),
    "email": {"notificationType": "SomethingNew"},
    "facebook": _instead("facebook", 0, "field", "something_new"),
    "generic": {"type": "complaint.something_new", "data": {}},
    "google_business": _push(notificationType="SOMETHING_NEW"),
    "instagram": an_entry("instagram", messaging=[a_message(something_new={"mid": "m"})]),
    "linkedin": _action("SOMETHING_NEW"),
    "mastodon": _instead("mastodon", 0, "type", "something_new"),
    "messenger": an_entry("page", messaging=[a_message(something_new={"mid": "m"})]),
    "reddit": {"kind": "t9", "data": {"name": "t9_1"}, "reason": "inbox"},
    "telegram": {"update_id": 9, "something_new": {"chat": {"id": 1}}},
    "tiktok": {"event": "something.new", "content": "{}"},
    "websub": '<feed xmlns="http://www.w3.org/2005/Atom"><something-new/></feed>',
    "whatsapp": fixture("whatsapp/message_text.json"),
    "x": {"data": {"event_type": "something.new", "payload": {}}},
}
UNKNOWN["whatsapp"]["entry"][0]["changes"][0]["value"]["messages"][0]["type"] = "something_new"
UNKNOWN_IN_CHATS = {"bluesky": _chat("$type", "chat.bsky.convo.defs#logSomethingNew")}
WITHOUT_TYPES = {
    "app_store": "all is a review",
    "feed": "all is an entry",
    "google_play": "all is a review",
    "youtube": "all is a comment",
}
REVOKED: dict[str, list[Any]] = {
    "tiktok": [{"event": "authorization.removed", "content": "{}", "user_openid": "1500"}],
    "x": [
        {"data": {"event_type": "oauth.revoke", "payload": {"user_id": "1500"}}},
        {"data": {"event_type": "oauth.revoke", "filter": {"user_id": "1500"}}},
        {"user_event": {"revoke": {"source": {"user_id": "1500"}, "target": {"app_id": "1"}}}},
    ],
}
_BY_A_CALL = "nobody tells: the next call is refused"
NEVER_REVOKED = {
    **dict.fromkeys(("app_store", "google_business", "google_play", "youtube"), _BY_A_CALL),
    **dict.fromkeys(("bluesky", "linkedin", "mastodon", "reddit"), _BY_A_CALL),
    **dict.fromkeys(
        ("facebook", "instagram", "messenger", "whatsapp"),
        "Meta tells an address of the app's own; here the next call is refused with code 190",
    ),
    **dict.fromkeys(("email", "feed", "generic", "websub"), "there is no account that allows it"),
    "telegram": "a bot has a token of its own; that it was blocked concerns one person",
}
RETURNED: dict[str, Any] = {
    "email": stored_as(BOUNCE),
    "whatsapp": fixture("whatsapp/status_failed_131047_composed.json"),
}
_AT_ONCE = "what cannot be delivered is refused when it is sent"
NEVER_RETURNED = {
    **dict.fromkeys(("bluesky", "mastodon", "reddit", "telegram", "tiktok", "x"), _AT_ONCE),
    **dict.fromkeys(("facebook", "instagram", "linkedin", "messenger", "youtube"), _AT_ONCE),
    **dict.fromkeys(("app_store", "google_business", "google_play"), _AT_ONCE),
    **dict.fromkeys(("feed", "generic", "websub"), "nothing is said there"),
}


@pytest.mark.parametrize(
    ("has", "has_not"),
    [
        (EDITED, NEVER_EDITED),
        (DELETED, NEVER_DELETED),
        (OURS, NEVER_OURS),
        (UNKNOWN, WITHOUT_TYPES),
        (REVOKED, NEVER_REVOKED),
        (RETURNED, NEVER_RETURNED),
    ],
    ids=["edited", "deleted", "ours", "unknown", "revoked", "returned"],
)
def test_each_channel_has_it_or_a_reason(has: dict[str, Any], has_not: dict[str, str]) -> None:
    assert sorted([*has, *has_not]) == sorted(ADAPTERS)


@pytest.mark.parametrize("channel", EDITED)
def test_an_edit_is_an_event_with_the_words_as_they_read_now(channel: str) -> None:
    (event,) = read(channel, EDITED[channel])
    assert isinstance(event, MentionEdited)
    assert event.mention.text
    assert event.mention.channel == channel


@pytest.mark.parametrize("channel", DELETED)
def test_a_deletion_is_an_event_that_names_what_is_gone(channel: str) -> None:
    (event,) = read(channel, DELETED[channel])
    assert isinstance(event, MentionDeleted)
    assert event.external_id
    assert event.channel == channel


@pytest.mark.parametrize("channel", NEVER_EDITED)
def test_what_is_said_not_to_be_edited_never_is(channel: str) -> None:
    assert not any(isinstance(each, MentionEdited) for each in _all_events(channel))


@pytest.mark.parametrize("channel", NEVER_DELETED)
def test_what_is_said_not_to_be_deleted_never_is(channel: str) -> None:
    assert not any(isinstance(each, MentionDeleted) for each in _all_events(channel))


@pytest.mark.parametrize(
    ("channel", "body"), [(channel, body) for channel in REVOKED for body in REVOKED[channel]]
)
def test_an_account_that_leaves_us_is_named(channel: str, body: Any) -> None:
    assert read(channel, body) == (AccessRevoked(channel=channel, account_id="1500"),)


@pytest.mark.parametrize("channel", RETURNED)
def test_a_reply_that_comes_back_is_named_with_whom_it_was_for_and_why(channel: str) -> None:
    (event,) = read(channel, RETURNED[channel])
    assert isinstance(event, ReplyReturned)
    assert_sound(event, channel)
    assert event.external_ids
    assert event.people


@pytest.mark.parametrize(
    ("kind", "channels"), [(AccessRevoked, NEVER_REVOKED), (ReplyReturned, NEVER_RETURNED)]
)
def test_what_is_said_never_to_leave_or_come_back_never_does(
    kind: type[Incoming], channels: dict[str, str]
) -> None:
    for channel in channels.keys() & BODIES.keys():
        assert not any(isinstance(each, kind) for each in _all_events(channel)), channel


def test_the_examples_have_every_kind_of_event() -> None:
    found = {type(event) for channel in BODIES for event in _all_events(channel)}
    assert found | {EventBroken} == set(get_args(Incoming))


def test_a_kind_of_event_that_nobody_named_is_not_sound() -> None:
    event: Any = object()
    with pytest.raises(AssertionError):
        assert_sound(event, "x")


def _all_events(channel: str) -> list[Incoming]:
    return [event for body in BODIES[channel] for event in read(channel, body)]


@pytest.mark.parametrize(
    ("channel", "body", "own_id"),
    [(channel, *ours) for table in (OURS, OURS_IN_CHATS) for channel, ours in table.items()],
)
def test_our_own_words_are_echoes(channel: str, body: Any, own_id: str) -> None:
    (event,) = read(channel, body)
    assert isinstance(event, MentionAdded | MentionEdited)
    assert event.mention.author.id == own_id
    assert _taken_in(channel, body, own_id) == (Outcome.ECHO,)
    assert _taken_in(channel, body, "somebody else") != (Outcome.ECHO,)


def _taken_in(channel: str, body: Any, own_id: str) -> tuple[Outcome, ...]:
    account = {"channel": channel, "id": own_id, "handle": "Marka"}
    brand = {"id": "m", "name": "Marka", "watch_words": ["Marka"], "accounts": [account]}
    outcomes, _ = taken_in(channel, body, brands=[brand])
    return outcomes


@pytest.mark.parametrize(("channel", "body"), [*UNKNOWN.items(), *UNKNOWN_IN_CHATS.items()])
def test_what_is_new_is_ignored_by_name(channel: str, body: Any) -> None:
    (event,) = read(channel, body)
    assert isinstance(event, EventIgnored)


def test_what_is_said_in_a_group_is_none_of_ours() -> None:
    assert read("bluesky", {**_SAID_ON_BLUESKY, "group": True}) == (
        EventIgnored(event="logCreateMessage/group"),
    )
