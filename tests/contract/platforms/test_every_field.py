"""Of every channel's bodies: unknown fields, missing fields, letters raw and escaped."""

import json
from collections.abc import Iterator
from dataclasses import fields as fields_of
from typing import Any

import pytest

from hearback.adapters.platforms import ADAPTERS
from hearback.domain.mention import (
    EventBroken,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.examples import BODIES
from tests.contract.platforms.parsers import ALSO, HEADERS, INNER, PARSERS, SUBJECTS, read
from tests.contract.platforms.soundness import paths, replaced, sound

EXAMPLES = [(channel, body) for channel, bodies in SUBJECTS.items() for body in bodies]
every_example = pytest.mark.parametrize(("channel", "body"), EXAMPLES)

NEEDED = {
    "app_store": {"id", "attributes", "im:rating", "label"},
    "bluesky": {"uri", "reason", "record", "log", "$type", "message", "id", "convoId", "sender"}
    | {"did", "group"},
    "email": {"notificationType", "receipt", "action", "bucketName", "objectKey"},
    "facebook": {"object", "entry", "changes", "field", "value", "item", "verb", "comment_id"}
    | {"post_id", "open_graph_story_id"},
    "feed": {"id"},
    "generic": {"type", "data", "id", "source"},
    "google_business": {"message", "data"},
    "google_play": {"reviewId", "comments", "userComment"},
    "instagram": {"object", "entry", "id", "changes", "messaging", "standby", "field", "value"}
    | {"message", "mid", "sender", "recipient", "is_deleted", "media_id"},
    "linkedin": {"type", "notifications", "action", "decoratedGeneratedActivity", "comment"}
    | {"share", "entity", "generatedActivity", "text"},
    "mastodon": {"type", "status", "id", "edited_at"},
    "messenger": {"object", "entry", "id", "messaging", "standby", "message", "mid", "sender"}
    | {"recipient", "is_deleted", "is_echo", "message_edit", "text", "postback"},
    "reddit": {"kind", "data", "id", "name", "edited", "removed_by_category", "body", "author"},
    "telegram": {"chat", "id", "type", "message_id", "text", "photo", "entities", "offset"}
    | {"length", "message", "edited_message", "channel_post", "business_message", "caption"}
    | {"edited_channel_post", "business_connection_id", "deleted_business_messages"}
    | {"message_ids", "new_chat_members", "callback_query", "message_reaction", "update_id"}
    | {"is_bot", "my_chat_member", "from", "reply_to_message", "caption_entities"},
    "google review": set(),
    "tiktok": {"event", "content"},
    "tiktok content": {"comment_action", "video_id", "comment_id"},
    "whatsapp": {"object", "entry", "changes", "field", "value", "messages", "type", "id", "from"}
    | {"wa_id", "user_id", "from_user_id", "contacts", "edit", "revoke", "message", "text"}
    | {"original_message_id", "statuses", "status", "errors", "code", "recipient_id"},
    "x": {"data", "event_type", "payload", "id", "id_str", "edit_history_tweet_ids", "sender_id"}
    | {"dm_conversation_id", "tweet_create_events", "tweet_delete_events", "status"}
    | {"retweeted_status", "favorite_events", "direct_message_events", "user_event", "revoke"},
    "youtube": {"comment", "id", "snippet", "updatedAt", "gone", "publishedAt"},
}
"""What says that something is there, what it is and which it is. All else may be missing."""

EMOJI = " 😡👨‍👩‍👧 ş"
WORDS_ELSEWHERE = {
    "email": "in the mail, with an encoding of its own: test_email_bodies",
    "google_business": "fetched with the review",
    "tiktok": "in the content",
}
AT_MOST = 3
"""How many attributes of a mention one field may feed: a post is thread, parent and address."""


@every_example
def test_unknown_fields_anywhere_change_nothing(channel: str, body: Any) -> None:
    expected = read(channel, body)
    for path, inner in _objects(body):
        more = {**inner, "a_new_field": {"of": ["theirs", 1, None]}}
        assert _told(_sound(channel, replaced(body, path, more))) == _told(expected)


def _sound(subject: str, body: Any) -> tuple[Incoming, ...]:
    if subject in INNER:
        return read(subject, body)
    return sound(PARSERS[subject], body, subject, *ALSO.get(subject, ()), headers=HEADERS)


def _objects(body: Any) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    for path in paths(body):
        inner = _at(body, path)
        if isinstance(inner, dict):
            yield path, inner


def _at(body: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        body = body[step]
    return body


def _told(events: tuple[Incoming, ...]) -> list[object]:
    """A broken part is kept as it came, new fields and all."""
    return [each.reason if isinstance(each, EventBroken) else each for each in events]


@every_example
def test_a_missing_field_costs_its_own_meaning_and_no_other(channel: str, body: Any) -> None:
    expected = read(channel, body)
    for path, inner in _objects(body):
        for name in inner:
            less = {key: value for key, value in inner.items() if key != name}
            found = _sound(channel, replaced(body, path, less))
            if name not in NEEDED[channel]:
                assert len(found) == len(expected), (*path, name)
                for one, other in zip(found, expected, strict=True):
                    _assert_little_is_lost(one, other, (*path, name))


def _assert_little_is_lost(found: Incoming, whole: Incoming, at: object) -> None:
    assert type(found) is type(whole), at
    if isinstance(found, MentionAdded | MentionEdited) and isinstance(
        whole, MentionAdded | MentionEdited
    ):
        lost = {
            each.name
            for each in fields_of(Mention)
            if getattr(found.mention, each.name) != getattr(whole.mention, each.name)
        }
        assert not lost & {"external_id", "channel", "received_at"}, (at, lost)
        assert len(lost) <= AT_MOST, (at, lost)
    elif isinstance(found, MentionDeleted):
        assert found == whole, at


@every_example
def test_raw_and_escaped_letters_are_the_same(channel: str, body: Any) -> None:
    expected = _told(read(channel, json.dumps(body, ensure_ascii=False)))
    assert _told(read(channel, json.dumps(body))) == expected
    assert _told(read(channel, _everything_escaped(json.dumps(body)))) == expected


@pytest.mark.parametrize("channel", sorted(SUBJECTS.keys() - WORDS_ELSEWHERE.keys()))
def test_an_emoji_in_the_words_comes_through_raw_and_escaped(channel: str) -> None:
    """Joined ones too, which UTF-16 writes as surrogates."""
    tried = [_with_emoji(channel, body) for body in SUBJECTS[channel]]
    assert any(tried)
    for body in filter(None, tried):
        raw = read(channel, json.dumps(body, ensure_ascii=False))
        assert _told(raw) == _told(read(channel, json.dumps(body)))
        assert any(EMOJI in text for text in _texts(raw))


def _with_emoji(channel: str, body: Any) -> Any:
    """The body with an emoji behind whichever of its strings are the words, or None."""
    said = [line for text in _texts(read(channel, body)) for line in text.split("\n")]
    strings = [path for path in paths(body) if isinstance(_at(body, path), str)]
    among = [path for path in strings if _at(body, path) and _at(body, path) in said]
    for path in among:
        body = replaced(body, path, _at(body, path) + EMOJI)
    return body if among else None


def _texts(events: tuple[Incoming, ...]) -> list[str]:
    return [each.mention.text for each in events if isinstance(each, MentionAdded | MentionEdited)]


def _everything_escaped(text: str) -> str:
    """Each letter within a string of JSON as `\\uXXXX`, as some libraries write."""
    out, inside, at = [], False, 0
    while at < len(text):
        letter = text[at]
        if inside and letter == "\\":
            width = 6 if text[at + 1] == "u" else 2
            out.append(text[at : at + width])
            at += width
            continue
        if letter == '"':
            inside = not inside
        out.append(f"\\u{ord(letter):04x}" if inside and letter != '"' else letter)
        at += 1
    return "".join(out)


def test_every_channel_has_examples() -> None:
    assert BODIES.keys() | {"websub"} == ADAPTERS.keys()  # its pushes are XML: test_websub_events
    assert NEEDED.keys() == SUBJECTS.keys()
