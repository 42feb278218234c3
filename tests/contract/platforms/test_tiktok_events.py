"""What TikTok tells a business account, as events of ours."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.tiktok import TikTok
from hearback.domain.mention import (
    AccessRevoked,
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only

UPDATE = fixture("tiktok/comment_update.json")
COMMENT = "7203946942097902849:7247303576418566913"


def parse(body: object) -> tuple[Incoming, ...]:
    return tuple(TikTok().parse(a_delivery("tiktok", body)))


def with_content(**changes: Any) -> Any:
    content = {**json.loads(UPDATE["content"]), **changes}
    return {**UPDATE, "content": json.dumps(content)}


def test_a_comment_on_our_video_is_added() -> None:
    assert parse(UPDATE) == (
        MentionAdded(
            mention=Mention(
                channel="tiktok",
                account_id="_000ExampleOpenId",
                external_id=COMMENT,
                author=Author(id="u-abc"),
                text="kargo nerede?",
                received_at=NOW,
                posted_at=datetime.fromtimestamp(1789000000, UTC),
                thread_id=COMMENT,
                url="https://www.tiktok.com/@/video/7203946942097902849",
            )
        ),
    )


@pytest.mark.parametrize("parent", [7247303576418566001, "7247303576418566001"])
def test_a_reply_is_in_the_thread_of_the_comment_that_it_answers(parent: object) -> None:
    mention = only(parse(with_content(parent_comment_id=parent, comment_type="reply"))).mention
    assert mention.thread_id == mention.in_reply_to == "7203946942097902849:7247303576418566001"


@pytest.mark.parametrize("parent", [0, "0", None, ""])
def test_a_comment_without_a_parent_is_its_own_thread(parent: object) -> None:
    mention = only(parse(with_content(parent_comment_id=parent))).mention
    assert (mention.thread_id, mention.in_reply_to) == (COMMENT, None)


def test_a_deleted_comment_is_a_deletion() -> None:
    deleted = MentionDeleted(channel="tiktok", external_id=COMMENT, received_at=NOW)
    assert parse(with_content(comment_action="delete", text=None)) == (deleted,)


def test_our_own_comment_keeps_its_author_so_that_the_echo_is_recognised() -> None:
    own = only(parse(with_content(unique_identifier="_000ExampleOpenId"))).mention
    assert own.author.id == own.account_id


def test_a_comment_without_words_is_a_picture() -> None:
    assert only(parse(with_content(text=None))).mention.text == ""


@pytest.mark.parametrize("time", [1789000000_000, None, "soon"])
def test_a_time_may_be_in_milliseconds_or_the_envelopes(time: object) -> None:
    mention = only(parse(with_content(timestamp=time))).mention
    assert mention.posted_at == datetime.fromtimestamp(1789000000, UTC)


@pytest.mark.parametrize(
    ("body", "event"),
    [
        (with_content(comment_action="set_to_hidden"), "comment.update/set_to_hidden"),
        (with_content(comment_action="set_to_public"), "comment.update/set_to_public"),
        (with_content(comment_action=None), "comment.update/"),
        ({**UPDATE, "event": "video.publish.completed"}, "video.publish.completed"),
        ({}, "unknown"),
    ],
)
def test_events_without_a_use_are_ignored_by_name(body: object, event: str) -> None:
    assert parse(body) == (EventIgnored(event=event),)


@pytest.mark.parametrize(
    "body",
    [
        {**UPDATE, "content": None},
        {**UPDATE, "content": "{"},
        {**UPDATE, "content": "[]"},
        {**UPDATE, "content": {"comment_id": 1}},
        {**UPDATE, "content": "[" * 100_000},
        with_content(video_id=None),
        with_content(comment_id=[]),
        with_content(comment_id="9" * 256),
        with_content(text={"a": 1}),
    ],
    ids=range(9),
)
def test_a_comment_that_cannot_be_read_is_set_aside_whole(body: object) -> None:
    (lost,) = broken(parse(body))
    assert json.loads(lost.fragment) == body


def test_an_account_that_takes_its_permission_back_is_named() -> None:
    body = {**UPDATE, "event": "authorization.removed", "content": '{"reason": 1}'}
    assert parse(body) == (AccessRevoked(channel="tiktok", account_id=UPDATE["user_openid"]),)
