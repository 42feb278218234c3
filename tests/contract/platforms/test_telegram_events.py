"""What Telegram tells our bot, as events of ours."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.telegram import Telegram
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    Visibility,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only

BOT = {"query.bot": "5550001", "query.name": "marka_bot"}
CUSTOMER = Author(id="7123456789", name="Ayşe Örnek", handle="ayse_ornek")
GROUP = -1001234567890
MESSAGE = fixture("telegram/update_message_text.json")
GROUP_MESSAGE = fixture("telegram/update_supergroup_message.json")


def parse(body: object, headers: dict[str, str] | None = None) -> tuple[Incoming, ...]:
    given = BOT if headers is None else headers
    return tuple(Telegram().parse(a_delivery("telegram", body, given)))


def with_fields(update: Any, kind: str = "message", /, **changes: Any) -> Any:
    changed = deepcopy(update)
    changed[kind].update(changes)
    return changed


def in_group(**changes: Any) -> Any:
    return with_fields(GROUP_MESSAGE, **{"entities": [], "text": "Kargom yok", **changes})


def test_a_message_to_the_bot_is_a_private_mention() -> None:
    assert parse(MESSAGE) == (
        MentionAdded(
            mention=Mention(
                channel="telegram",
                account_id="5550001",
                external_id="7123456789:1365",
                author=CUSTOMER,
                text="Siparişim gelmedi 😡",
                received_at=NOW,
                posted_at=datetime(2025, 11, 22, 7, 20, tzinfo=UTC),
                thread_id="7123456789",
                visibility=Visibility.PRIVATE,
                language_hint="tr",
            )
        ),
    )


def test_an_edited_message_reads_as_it_does_now() -> None:
    edited = only(parse(fixture("telegram/update_edited_message.json")))
    assert isinstance(edited, MentionEdited)
    assert edited.mention.external_id == "7123456789:1365"
    assert edited.mention.text == "Siparişim geldi"


def test_a_photos_caption_is_its_text_and_the_answered_message_is_known() -> None:
    mention = only(parse(fixture("telegram/update_reply_with_photo.json"))).mention
    assert mention.text == "Kırık geldi"
    assert mention.in_reply_to == "7123456789:1300"
    assert mention.thread_id == "7123456789"


@pytest.mark.parametrize("kind", ["voice", "sticker", "document"])
def test_a_message_without_words_is_a_mention_without_words(kind: str) -> None:
    update = with_fields(MESSAGE, text=None, **{kind: {"file_id": "a"}})
    assert only(parse(update)).mention.text == ""


def test_a_mention_in_a_group_is_public_and_in_its_topic() -> None:
    mention = only(parse(GROUP_MESSAGE)).mention
    assert (mention.external_id, mention.thread_id) == (f"{GROUP}:77", f"{GROUP}:5")
    assert mention.visibility is Visibility.PUBLIC
    assert mention.url == "https://t.me/markadestek/77"
    assert mention.author == CUSTOMER


def test_a_group_without_a_name_is_linked_by_its_number() -> None:
    chat = {"id": GROUP, "type": "supergroup"}
    mention = only(parse(with_fields(GROUP_MESSAGE, chat=chat))).mention
    assert mention.url == "https://t.me/c/1234567890/77"


@pytest.mark.parametrize(
    "changes",
    [
        {"reply_to_message": {"message_id": 3, "from": {"id": 5550001, "is_bot": True}}},
        {"entities": [{"type": "text_mention", "offset": 0, "length": 2, "user": {"id": 5550001}}]},
        {"text": "/yardim@Marka_Bot 1", "entities": [entity := {"offset": 0, "length": 17}]},
        {"text": "😡 @MARKA_BOT", "entities": [{"type": "mention", "offset": 3, "length": 10}]},
        {
            "text": None,
            "photo": [{}],
            "caption": "@marka_bot",
            "caption_entities": [{"type": "mention", "offset": 0, "length": 10}],
        },
    ],
)
def test_what_calls_the_bot_in_a_group_is_a_mention(changes: dict[str, Any]) -> None:
    for entity in changes.get("entities", []):
        entity.setdefault("type", "bot_command")
    assert isinstance(only(parse(in_group(**changes))), MentionAdded)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"reply_to_message": {"message_id": 3, "from": {"id": 5550002, "is_bot": True}}},
        {"text": "@marka_bot", "entities": [{"type": "hashtag", "offset": 0, "length": 10}]},
        {"text": "@marka_botx", "entities": [{"type": "mention", "offset": 0, "length": 11}]},
        {"text": "/start", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
        {"entities": [{"type": "mention", "offset": -5, "length": 10**30}, None, 5, {}]},
    ],
)
def test_what_others_say_in_a_group_is_not_for_us(changes: dict[str, Any]) -> None:
    assert parse(in_group(**changes)) == (EventIgnored(event="message/unaddressed"),)


def test_without_the_bots_name_nothing_in_a_group_calls_it() -> None:
    assert parse(GROUP_MESSAGE, {}) == (EventIgnored(event="message/unaddressed"),)
    nobody = in_group(text="@", entities=[{"type": "mention", "offset": 0, "length": 1}])
    assert parse(nobody, {}) == (EventIgnored(event="message/unaddressed"),)
    assert only(parse(MESSAGE, {})).mention.account_id == ""


def test_a_channels_post_that_calls_nobody_is_ignored() -> None:
    ignored = EventIgnored(event="channel_post/unaddressed")
    assert parse(fixture("telegram/update_channel_post.json")) == (ignored,)


def test_a_channels_post_that_mentions_the_bot_is_the_channels() -> None:
    update = with_fields(
        fixture("telegram/update_channel_post.json"),
        "channel_post",
        text="@marka_bot nerede?",
        entities=[{"type": "mention", "offset": 0, "length": 10}],
    )
    mention = only(parse(update)).mention
    assert mention.author == Author(id="-1001111111111", name="Marka Kanal")


def test_an_anonymous_admin_is_the_group_itself() -> None:
    update = with_fields(GROUP_MESSAGE, sender_chat={"id": GROUP, "title": "Marka Destek"})
    assert only(parse(update)).mention.author == Author(id=str(GROUP), name="Marka Destek")


def test_a_message_to_the_business_account_carries_its_connection() -> None:
    mention = only(parse(fixture("telegram/update_business_message.json"))).mention
    assert mention.external_id == "bc_123:7123456789:5"
    assert mention.author == CUSTOMER
    assert mention.visibility is Visibility.PRIVATE


def test_what_we_say_in_a_business_chat_is_an_echo() -> None:
    update = with_fields(
        fixture("telegram/update_business_message.json"), "business_message", **{"from": {"id": 99}}
    )
    own = only(parse(update)).mention
    assert own.author.id == own.account_id == "5550001"


def test_the_bots_own_message_is_an_echo() -> None:
    update = with_fields(MESSAGE, **{"from": {"id": 5550001, "is_bot": True}})
    own = only(parse(update)).mention
    assert own.author.id == own.account_id


def test_deleted_messages_of_a_business_chat_are_deletions_each() -> None:
    update = {
        "update_id": 1,
        "deleted_business_messages": {
            "business_connection_id": "bc_123",
            "chat": {"id": 7123456789, "type": "private"},
            "message_ids": [5, None, 2**53 + 1],
        },
    }
    events = parse(update)
    assert [event.external_id for event in events if isinstance(event, MentionDeleted)] == [
        "bc_123:7123456789:5",
        "bc_123:7123456789:9007199254740993",
    ]
    (lost,) = broken(events)
    assert json.loads(lost.fragment)["deleted_business_messages"]["message_ids"] == [None]


@pytest.mark.parametrize(
    ("changes", "event"),
    [
        ({"text": "/start", "entities": []}, "message/start"),
        ({"text": None, "new_chat_members": [{}]}, "message/service"),
        ({"text": None, "migrate_to_chat_id": GROUP}, "message/service"),
        ({"is_automatic_forward": True}, "message/forward"),
    ],
)
def test_messages_without_a_word_for_us_are_ignored_by_name(
    changes: dict[str, Any], event: str
) -> None:
    assert parse(with_fields(MESSAGE, **changes)) == (EventIgnored(event=event),)


@pytest.mark.parametrize(
    ("update", "event"),
    [
        (fixture("telegram/update_my_chat_member_blocked.json"), "my_chat_member"),
        ({"update_id": 1, "callback_query": {}}, "callback_query"),
        ({"update_id": 1}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_updates_without_a_use_are_ignored_by_name(update: object, event: str) -> None:
    assert parse(update) == (EventIgnored(event=event),)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"chat": None}, "chat is not an object"),
        ({"message_id": None}, "no message id"),
        ({"message_id": "9" * 256}, "no id that fits"),
        ({"text": ["a"]}, "text is not text"),
    ],
)
def test_a_message_that_cannot_be_read_is_set_aside_whole(
    changes: dict[str, Any], reason: str
) -> None:
    update = with_fields(MESSAGE, **changes)
    (lost,) = broken(parse(update))
    assert lost.reason == reason
    assert json.loads(lost.fragment) == {"message": update["message"]}


def test_a_broken_part_of_an_update_does_not_lose_the_other() -> None:
    events = parse({**MESSAGE, "edited_message": 5})
    assert len(broken(events)) == 1
    assert any(isinstance(event, MentionAdded) for event in events)
