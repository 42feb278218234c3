"""Comments of YouTube as mentions."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.youtube import YouTube
from hearback.domain.mention import (
    Author,
    EventBroken,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.given import NOW, a_delivery, fixture, only

HEADERS = {"hearback-account": "UCBRANDCHANNEL0000000000"}
THREAD = fixture("youtube/commentThreads_list.json")["items"][0]


def a_comment(**changes: Any) -> dict[str, Any]:
    comment = THREAD["replies"]["comments"][0]
    return {**comment, "snippet": {**comment["snippet"], **changes}}


def event(item: object) -> Any:
    return only(YouTube().parse(a_delivery("youtube", item, HEADERS)))


def test_a_comment_that_was_changed_is_an_edit_with_all_that_is_known() -> None:
    edited = event({"comment": THREAD["snippet"]["topLevelComment"]})
    assert edited == MentionEdited(
        mention=Mention(
            channel="youtube",
            account_id="UCBRANDCHANNEL0000000000",
            external_id="UgxD7msptSaPXG9Xqt14AaABAg",
            author=Author(id="UCUSER000000000000000001", name="@ayse-ornek", handle="ayse-ornek"),
            text="Kargo 2 haftadır yok & cevap da yok 💙",
            received_at=NOW,
            posted_at=datetime(2026, 11, 21, 10, 0, tzinfo=UTC),
            thread_id="UgxD7msptSaPXG9Xqt14AaABAg",
            url="https://www.youtube.com/watch?v=axepn8QqxRk&lc=UgxD7msptSaPXG9Xqt14AaABAg",
        )
    )


def test_a_reply_belongs_to_its_thread() -> None:
    added = event({"comment": a_comment()})
    assert isinstance(added, MentionAdded)
    assert added.mention.thread_id == added.mention.in_reply_to == THREAD["id"]
    assert added.mention.external_id == f"{THREAD['id']}.9xReply01"


def test_a_thread_that_is_gone_is_a_deletion() -> None:
    gone = event({"gone": "UgxT"})
    assert gone == MentionDeleted(channel="youtube", external_id="UgxT", received_at=NOW)


def test_the_channels_own_comment_carries_its_id_as_author() -> None:
    own = event({"comment": a_comment(authorChannelId={"value": HEADERS["hearback-account"]})})
    assert own.mention.author.id == own.mention.account_id


def test_the_text_as_shown_stands_in_for_the_original() -> None:
    found = event({"comment": a_comment(textOriginal=None, textDisplay="Ş & <b> 😀")})
    assert found.mention.text == "Ş & <b> 😀"


@pytest.mark.parametrize(
    "item",
    [
        "",
        "[]",
        {},
        {"comment": []},
        {"comment": {"id": "1"}},
        {"comment": {"snippet": {}}},
        {"comment": {"id": "1", "snippet": {"textOriginal": ["x"]}}},
        {"gone": ""},
    ],
)
def test_what_cannot_be_read_is_set_aside(item: object) -> None:
    lost = event(item)
    assert isinstance(lost, EventBroken)
    assert lost.fragment == (item if isinstance(item, str) else json.dumps(item))
