"""Of every channel: edits and deletions are events, our own words are echoes, what is new is none.

Each table has a channel's body, or in words why it has none.
"""

import base64
import json
from typing import Any

import pytest

from hearback.adapters.platforms import ADAPTERS
from hearback.domain.mention import (
    EventIgnored,
    Incoming,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from hearback.use_cases.ingest_mentions import Outcome
from tests.contract.platforms.examples import BODIES, PUSHES
from tests.contract.platforms.given import fixture
from tests.contract.platforms.meta_given import a_message, an_entry
from tests.contract.platforms.parsers import HEADERS, read
from tests.contract.platforms.soundness import paths, replaced
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
    "telegram": fixture("telegram/update_edited_message.json"),
    "websub": PUSHES[0],
    "whatsapp": fixture("whatsapp/message_edited.json"),
    "x": _instead("x", 2, "edit_history_tweet_ids", ["1", "2085000000000000101"]),
    "youtube": _instead("youtube", 0, "updatedAt", "2026-11-22T01:00:00Z"),
}
NEVER_EDITED = {
    "bluesky": "a post cannot be edited",
    "email": "a mail that was sent stays as it is",
    "feed": "an entry is known by its id, whatever it says later",
    "tiktok": "a comment cannot be edited: the event knows insert and delete",
}
DELETED: dict[str, Any] = {
    "facebook": fixture("facebook/current_feed_comment_remove.json"),
    "generic": {"type": "complaint.deleted", "data": {"id": "7"}},
    "instagram": fixture("instagram/dm_unsend.json"),
    "linkedin": _action("COMMENT_DELETE"),
    "messenger": fixture("messenger/message_deleted.json"),
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
    "bluesky": "a notification goes with its post, and nobody tells",
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
    "telegram": {"update_id": 9, "something_new": {"chat": {"id": 1}}},
    "tiktok": {"event": "something.new", "content": "{}"},
    "websub": '<feed xmlns="http://www.w3.org/2005/Atom"><something-new/></feed>',
    "whatsapp": fixture("whatsapp/message_text.json"),
    "x": {"data": {"event_type": "something.new", "payload": {}}},
}
UNKNOWN["whatsapp"]["entry"][0]["changes"][0]["value"]["messages"][0]["type"] = "something_new"
WITHOUT_TYPES = {
    "app_store": "all is a review",
    "feed": "all is an entry",
    "google_play": "all is a review",
    "youtube": "all is a comment",
}


@pytest.mark.parametrize(
    ("has", "has_not"),
    [
        (EDITED, NEVER_EDITED),
        (DELETED, NEVER_DELETED),
        (OURS, NEVER_OURS),
        (UNKNOWN, WITHOUT_TYPES),
    ],
    ids=["edited", "deleted", "ours", "unknown"],
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


def _all_events(channel: str) -> list[Incoming]:
    return [event for body in BODIES[channel] for event in read(channel, body)]


@pytest.mark.parametrize("channel", OURS)
def test_our_own_words_are_echoes(channel: str) -> None:
    body, own_id = OURS[channel]
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


@pytest.mark.parametrize("channel", UNKNOWN)
def test_what_is_new_is_ignored_by_name(channel: str) -> None:
    (event,) = read(channel, UNKNOWN[channel])
    assert isinstance(event, EventIgnored)
