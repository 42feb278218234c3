"""What LinkedIn tells a page, as events of ours."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.linkedin import LinkedIn
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only, texts

BATCH = fixture("linkedin/org_social_action_push_batch.json")
PAGE = "urn:li:organization:96072893"
POST = "urn:li:activity:7094637247890620418"
COMMENT = f"urn:li:comment:({POST},7094977717598625792)"
MENTION = Mention(
    channel="linkedin",
    account_id=PAGE,
    external_id=COMMENT,
    author=Author(id="urn:li:person:AbCdEf1234"),
    text="Siparişim gelmedi",
    received_at=NOW,
    posted_at=datetime(2023, 8, 9, 9, 48, 26, 310_000, tzinfo=UTC),
    thread_id=POST,
    in_reply_to=POST,
    url=f"https://www.linkedin.com/feed/update/{POST}",
)


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(LinkedIn().parse(a_delivery("linkedin", body)))


def the_one(wanted: str, **changes: Any) -> Any:
    """The batch's notification of this action, alone."""
    found = next(one for one in BATCH["notifications"] if one["action"] == wanted)
    return {**BATCH, "notifications": [{**deepcopy(found), **changes}]}


def test_a_batch_is_read_in_its_order() -> None:
    events = parse(BATCH)
    assert [type(event) for event in events] == [
        MentionAdded,
        MentionAdded,
        MentionEdited,
        MentionDeleted,
        EventIgnored,
        MentionAdded,
    ]


def test_a_comment_on_our_post_is_added() -> None:
    assert parse(the_one("COMMENT")) == (MentionAdded(mention=MENTION),)


def test_an_edited_comment_is_the_same_mention() -> None:
    assert parse(the_one("COMMENT_EDIT")) == (MentionEdited(mention=MENTION),)


def test_a_deleted_comment_is_known_by_the_short_form_of_its_urn() -> None:
    deleted = MentionDeleted(channel="linkedin", external_id=COMMENT, received_at=NOW)
    assert parse(the_one("COMMENT_DELETE")) == (deleted,)


def test_what_we_say_as_the_page_is_an_echo() -> None:
    own = only(parse(the_one("ADMIN_COMMENT"))).mention
    assert own.author.id == own.account_id == PAGE


def test_a_post_that_mentions_us_is_its_own_thread() -> None:
    mention = only(parse(the_one("SHARE_MENTION"))).mention
    share = "urn:li:share:7094977717598629999"
    assert mention.external_id == mention.thread_id == share
    assert mention.in_reply_to is None
    assert mention.url == f"https://www.linkedin.com/feed/update/{share}"
    assert mention.text == "@Marka ile kötü deneyim"


def test_a_share_of_our_post_counts_when_it_has_words() -> None:
    shared = the_one("SHARE_MENTION", action="SHARE")
    assert isinstance(only(parse(shared)), MentionAdded)
    silent = the_one("SHARE_MENTION", action="SHARE", decoratedGeneratedActivity=None)
    assert parse(silent) == (EventIgnored(event="SHARE/without words"),)


def test_a_comment_whose_author_and_words_are_withheld_is_added_without() -> None:
    bare = the_one("COMMENT", decoratedGeneratedActivity=None, sourcePost=None, lastModifiedAt=None)
    mention = only(parse(bare)).mention
    assert mention.author == Author()
    assert (mention.external_id, mention.thread_id, mention.text) == (COMMENT, COMMENT, "")
    assert (mention.posted_at, mention.in_reply_to) == (None, None)


@pytest.mark.parametrize(
    ("action", "event"), [("LIKE", "LIKE"), ("SOMETHING_NEW", "SOMETHING_NEW"), (None, "unknown")]
)
def test_actions_without_a_use_are_ignored_by_name(action: object, event: str) -> None:
    assert parse(the_one("LIKE", action=action)) == (EventIgnored(event=event),)


@pytest.mark.parametrize(
    ("body", "event"),
    [
        ({"type": "LEAD_ACTION"}, "LEAD_ACTION"),
        ({}, "unknown"),
        ({"type": BATCH["type"], "notifications": []}, "empty batch"),
    ],
)
def test_other_kinds_of_notifications_are_ignored(body: object, event: str) -> None:
    assert parse(body) == (EventIgnored(event=event),)


BAD: list[object] = [
    None,
    5,
    [],
    {"action": "COMMENT"},
    {"action": "COMMENT_DELETE", "generatedActivity": []},
    {
        "action": "COMMENT",
        "generatedActivity": "urn:a",
        "decoratedGeneratedActivity": {"comment": {"text": 5}},
    },
    {"action": "COMMENT", "generatedActivity": f"urn:li:comment:(activity:1,{'9' * 230})"},
]


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("bad", BAD)
def test_a_broken_notification_does_not_lose_the_others(at: int, bad: object) -> None:
    good = the_one("COMMENT")["notifications"] * 2
    good.insert(at, bad)
    events = parse({**BATCH, "notifications": good})
    assert texts(events) == [MENTION.text] * 2
    (lost,) = broken(events)
    assert json.loads(lost.fragment) == {"type": BATCH["type"], "notifications": [bad]}


def test_notifications_that_are_no_list_are_broken() -> None:
    (lost,) = broken(parse({"type": BATCH["type"]}))
    assert lost.reason == "notification is not an object"
