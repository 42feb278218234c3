"""What Instagram tells us, as events of ours: comments and messages."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.instagram import Instagram
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
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only, texts
from tests.contract.platforms.meta_given import a_message, an_entry

ACCOUNT, PERSON = "17841400000000001", "5614879045272581"
MID = fixture("instagram/dm_text.json")["entry"][0]["messaging"][0]["message"]["mid"]
COMMENTED = Mention(
    channel="instagram",
    account_id=ACCOUNT,
    external_id="17916477187142401",
    author=Author(id=PERSON, handle="ayse_ornek"),
    text="Ürün hatalı geldi 😕",
    received_at=NOW,
    posted_at=datetime(2025, 11, 22, 7, 20, tzinfo=UTC),
    thread_id="17900000000000001",
    in_reply_to="17916477187142400",
)


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(Instagram().parse(a_delivery("instagram", body)))


def a_comment(field: str = "comments", **value: Any) -> dict[str, Any]:
    return {"field": field, "value": {"id": "1", "text": "Merhaba", **value}}


def direct(*messages: object, where: str = "messaging") -> dict[str, Any]:
    return an_entry("instagram", ACCOUNT, **{where: list(messages)})


def test_a_comment_is_added_in_the_thread_of_its_picture() -> None:
    assert parse(fixture("instagram/wh-comments-current.json")) == (
        MentionAdded(mention=COMMENTED),
    )


def test_a_comment_below_an_advertisement_is_added() -> None:
    mention = only(parse(fixture("instagram/wh-comments-ad.json"))).mention
    assert (mention.text, mention.in_reply_to) == ("fiyat?", None)


def test_a_comment_during_a_broadcast_is_added() -> None:
    assert texts(parse(an_entry("instagram", changes=[a_comment("live_comments")]))) == ["Merhaba"]


@pytest.mark.parametrize("scoped", [ACCOUNT, "8000000000000009"])
def test_our_own_comment_is_recognised_whatever_id_it_bears(scoped: str) -> None:
    body = fixture("instagram/wh-comments-own-self_ig_scoped_id.json")
    body["entry"][0]["changes"][0]["value"]["from"]["id"] = scoped
    own = only(parse(body)).mention
    assert own.author.id == own.account_id == ACCOUNT


def test_a_comment_with_nothing_but_an_id_is_added() -> None:
    change = {"field": "comments", "value": {"id": 2**53 + 1}}
    mention = only(parse(an_entry("instagram", changes=[change]))).mention
    assert mention.external_id == mention.thread_id == "9007199254740993"
    assert (mention.text, mention.author) == ("", Author())


def test_a_direct_message_is_private_and_in_the_thread_of_its_person() -> None:
    assert parse(fixture("instagram/dm_text.json")) == (
        MentionAdded(
            mention=Mention(
                channel="instagram",
                account_id=ACCOUNT,
                external_id=f"{PERSON}:{MID}",
                author=Author(id=PERSON),
                text="Siparişim 10 gündür gelmedi 😡 #iade",
                received_at=NOW,
                posted_at=datetime(2025, 9, 8, 6, 14, 3, 735_000, tzinfo=UTC),
                thread_id=PERSON,
                visibility=Visibility.PRIVATE,
            )
        ),
    )


def test_our_own_message_is_recognised() -> None:
    own = only(parse(fixture("instagram/dm_echo.json"))).mention
    assert own.author.id == own.account_id == ACCOUNT
    assert (own.external_id, own.thread_id) == (f"{PERSON}:{MID}", PERSON)


def test_a_message_that_another_app_answers_is_taken_in() -> None:
    assert texts(parse(fixture("instagram/dm_standby.json"))) == [
        "Siparişim 10 gündür gelmedi 😡 #iade"
    ]


def test_an_unsent_message_is_a_deletion() -> None:
    assert parse(fixture("instagram/dm_unsend.json")) == (
        MentionDeleted(channel="instagram", external_id=f"{PERSON}:{MID}", received_at=NOW),
    )


@pytest.mark.parametrize(("name", "asset"), [("share_attachment", 2), ("story_mention", 3)])
def test_what_was_attached_is_linked(name: str, asset: int) -> None:
    mention = only(parse(fixture(f"instagram/dm_{name}.json"))).mention
    assert mention.text == ""
    assert mention.url == f"https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id={asset}"


def test_an_answer_to_a_story_leads_to_the_story() -> None:
    mention = only(parse(fixture("instagram/dm_story_reply.json"))).mention
    assert mention.text == "This is the story reply"
    assert mention.in_reply_to == "17900000000000001"
    assert mention.url.endswith("asset_id=1")


def test_an_edited_message_reads_as_it_does_now() -> None:
    edit = {"mid": "m1", "text": "Geldi, sağ olun", "num_edit": 1}
    edited = only(parse(direct(a_message(PERSON, ACCOUNT, message_edit=edit))))
    assert isinstance(edited, MentionEdited)
    assert (edited.mention.external_id, edited.mention.text) == (f"{PERSON}:m1", "Geldi, sağ olun")


def test_an_edit_without_words_blanks_no_message() -> None:
    edit = a_message(PERSON, ACCOUNT, message_edit={"mid": "m1", "num_edit": 0})
    assert parse(direct(edit)) == (EventIgnored(event="message_edit/empty"),)


def test_a_message_among_the_changes_is_read_like_any() -> None:
    value = a_message(PERSON, ACCOUNT, message={"mid": "m1", "text": "Merhaba"})
    body = an_entry("instagram", ACCOUNT, changes=[{"field": "messages", "value": value}])
    assert only(parse(body)).mention.external_id == f"{PERSON}:m1"


def test_a_message_of_an_unsupported_kind_is_a_mention_without_words() -> None:
    message = a_message(PERSON, ACCOUNT, message={"mid": "m1", "is_unsupported": True})
    assert texts(parse(direct(message))) == [""]


@pytest.mark.parametrize(
    "body",
    [
        fixture("instagram/dm_dashboard_test_event.json"),
        direct(a_message(PERSON, ACCOUNT, message={"mid": "random_mid", "text": "random_text"})),
    ],
)
def test_the_samples_of_the_dashboard_are_ignored(body: object) -> None:
    assert parse(body) == (EventIgnored(event="messaging/test"),)


@pytest.mark.parametrize("field", ["comments", "mentions"])
def test_the_sample_changes_of_the_dashboard_are_ignored(field: str) -> None:
    change = a_comment(field, media_id="17887498072083520")
    assert parse(an_entry("instagram", "0", changes=[change])) == (
        EventIgnored(event=f"{field}/test"),
    )


@pytest.mark.parametrize(
    ("content", "event"),
    [
        ({"reaction": {"mid": "m1", "action": "react"}}, "messaging/reaction"),
        ({"read": {"mid": "m1"}}, "messaging/read"),
        ({"referral": {"ref": "a"}}, "messaging/referral"),
        ({"a_new_thing": 1}, "messaging/a_new_thing"),
        ({}, "messaging"),
    ],
)
def test_messages_events_without_a_use_are_ignored_by_name(
    content: dict[str, Any], event: str
) -> None:
    assert parse(direct(a_message(PERSON, ACCOUNT, **content))) == (EventIgnored(event=event),)


@pytest.mark.parametrize(
    ("body", "event"),
    [
        (
            an_entry("instagram", changes=[{"field": "story_insights", "value": {}}]),
            "story_insights",
        ),
        (an_entry("instagram", changes=[{"field": 5}]), "unknown"),
        (an_entry("page"), "page"),
        ({"entry": []}, "unknown"),
    ],
)
def test_other_changes_and_objects_are_ignored_by_name(body: object, event: str) -> None:
    assert parse(body) == (EventIgnored(event=event),)


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize(
    "bad",
    [
        None,
        5,
        "x",
        a_message(PERSON, ACCOUNT, message=None),
        a_message(PERSON, ACCOUNT, message={"text": "without an id"}),
        a_message(PERSON, ACCOUNT, message={"mid": "m" * 300}),
        a_message(PERSON, ACCOUNT, message={"mid": "m1", "text": ["a"]}),
        a_message(None, ACCOUNT, message={"mid": "m1"}),
        {"message": {"mid": "m1"}},
    ],
)
def test_a_broken_message_does_not_lose_the_others(at: int, bad: object) -> None:
    messages: list[object] = [
        a_message(PERSON, ACCOUNT, message={"mid": "m1", "text": "bir"}),
        a_message(PERSON, ACCOUNT, message={"mid": "m2", "text": "iki"}),
    ]
    messages.insert(at, bad)
    events = parse(direct(*messages))
    assert texts(events) == ["bir", "iki"]
    (lost,) = broken(events)
    assert json.loads(lost.fragment) == direct(bad)


@pytest.mark.parametrize("bad", [None, 5, {"field": "comments"}, a_comment(id=None)])
def test_a_broken_change_does_not_lose_the_others(bad: object) -> None:
    body = an_entry("instagram", changes=[bad, a_comment()], messaging="x")
    events = parse(body)
    assert texts(events) == ["Merhaba"]
    assert len(broken(events)) == 2
