"""Reddit's things as mentions."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.platforms.reddit import Reddit
from hearback.domain.mention import (
    Author,
    EventBroken,
    EventIgnored,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    Visibility,
)
from tests.contract.platforms.given import NOW, a_delivery, fixture, only


def children(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = fixture(f"reddit/{name}.json")["data"]["children"]
    return found


NAMED_US, LETTER, ANSWER, NOTICE, MODERATORS, REPLY, NOBODYS = children("message_inbox")
SELF_POST, LINK_POST, CROSSPOST = children("search")
FOUND, _ = children("r_comments")
EDITED, EDITED_LONG_AGO, *GONE = children("api_info")


def event(body: object, account: str = "NivoraDestek") -> Any:
    return only(Reddit().parse(a_delivery("reddit", body, {"hearback-account": account})))


def mention(child: dict[str, Any], **changes: Any) -> Mention:
    found: Mention = event({**child, "data": {**child["data"], **changes}}).mention
    return found


def test_a_comment_that_names_us_becomes_a_mention() -> None:
    assert event({**NAMED_US, "reason": "inbox"}) == MentionAdded(
        mention=Mention(
            channel="reddit",
            account_id="NivoraDestek",
            external_id="t1_kx1men1",
            author=Author(id="ayse_ornek", name="ayse_ornek", handle="ayse_ornek"),
            text="u/NivoraDestek kargom 9 gündür gelmedi\n\ntakip no: kargo_takip & iade\u00a0yok",
            received_at=NOW,
            posted_at=datetime(2026, 11, 22, 7, 50, tzinfo=UTC),
            thread_id="t3_1p3abc",
            in_reply_to="t3_1p3abc",
            url="https://www.reddit.com/r/nivora/comments/1p3abc/kargo/kx1men1/?context=3",
        )
    )


def test_a_private_message_is_private_and_its_answers_belong_to_it() -> None:
    first, second = mention(LETTER), mention(ANSWER)
    assert first.visibility is second.visibility is Visibility.PRIVATE
    assert first.text == "Siparişim\nSipariş no 884120, ne zaman gelir?"
    assert second.text == "Hâlâ gelmedi"
    assert (second.thread_id, second.in_reply_to) == (first.external_id, first.external_id)
    assert first.thread_id == "t4_2b1abc"
    assert first.url == ""


@pytest.mark.parametrize("notice", [NOTICE, MODERATORS])
def test_what_reddit_or_moderators_send_is_no_mention(notice: dict[str, Any]) -> None:
    assert event(notice) == EventIgnored(event="notice")


def test_a_comment_whose_account_is_deleted_still_stands() -> None:
    found = mention(NOBODYS)
    assert found.author == Author()
    assert found.text == "Hesabımı kapatıyorum, rezalet"


def test_a_post_says_its_title_and_its_words() -> None:
    found = event({**SELF_POST, "reason": "search"}).mention
    assert found.text == "Nivora iademi yatırmadı\nOn beş gün oldu & ses yok. **Rezalet!**"
    assert (found.external_id, found.thread_id) == ("t3_1p3self", "t3_1p3self")
    assert found.in_reply_to is None
    assert found.url == "https://www.reddit.com/r/turkiye/comments/1p3self/_/"
    assert not found.addressed


def test_a_link_is_part_of_the_post_that_shares_it() -> None:
    assert mention(LINK_POST).text == "Nivora'dan zam\nhttps://haber.example/nivora-zam?a=1&b=2"


def test_a_crosspost_is_answered_for_its_own_words_only() -> None:
    found = mention(CROSSPOST)
    assert (found.text, found.author.id) == ("Nivora yine aynı", "can_ornek")


def test_a_comment_belongs_to_the_post_and_answers_its_parent() -> None:
    found = mention(FOUND, parent_id="t1_kx0")
    assert (found.thread_id, found.in_reply_to) == ("t3_1p3self", "t1_kx0")


@pytest.mark.parametrize("edited", [EDITED, EDITED_LONG_AGO])
def test_an_edit_is_told_as_one_with_or_without_its_time(edited: dict[str, Any]) -> None:
    found = event(edited)
    assert isinstance(found, MentionEdited)
    assert found.mention.external_id == edited["data"]["name"]


@pytest.mark.parametrize("gone", GONE, ids=lambda child: child["data"]["id"])
def test_what_was_taken_away_is_a_deletion(gone: dict[str, Any]) -> None:
    assert event(gone) == MentionDeleted(
        channel="reddit", external_id=gone["data"]["name"], received_at=NOW
    )


@pytest.mark.parametrize("written", ["NivoraDestek", "nivoradestek"])
def test_our_own_words_carry_our_account_as_author(written: str) -> None:
    found = mention(REPLY, author=written)
    assert found.author.id == found.account_id == "NivoraDestek"


@pytest.mark.parametrize("kind", ["more", "t2", "Listing"])
def test_other_kinds_are_ignored_by_name(kind: str) -> None:
    assert event({"kind": kind, "data": {}}) == EventIgnored(event=kind)


def test_a_name_is_made_of_kind_and_number_where_it_is_missing() -> None:
    assert mention(REPLY, name=None).external_id == "t1_kx1rep1"
    assert mention(REPLY, name=None, id=7).external_id == "t1_7"


@pytest.mark.parametrize("child", [NAMED_US, LETTER, SELF_POST, LINK_POST, FOUND, EDITED])
def test_optional_fields_may_be_missing_and_unknown_ones_may_come(child: dict[str, Any]) -> None:
    for missing in child["data"]:
        data = {name: value for name, value in child["data"].items() if name != missing}
        found = event({"kind": child["kind"], "data": {**data, "unknown": [1]}, "new": {}})
        assert isinstance(found, MentionAdded | MentionEdited | EventIgnored)
        if isinstance(found, EventIgnored):
            assert (child["kind"], missing) == ("t4", "author")


def test_a_name_of_digits_is_a_name_however_it_is_written() -> None:
    for written in ("9007199254740993", 9007199254740993):
        assert mention(LETTER, author=written).author.id == "9007199254740993"


@pytest.mark.parametrize("created", [1_795_334_400.0, 1_795_334_400, "1795334400"])
def test_a_time_is_in_seconds_however_it_is_written(created: object) -> None:
    assert mention(REPLY, created_utc=created).posted_at == datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.mark.parametrize("context", ["javascript:alert(1)", "//evil.example/", 5, "", None])
def test_no_address_leads_away_from_reddit(context: object) -> None:
    url = mention(NAMED_US, context=context).url
    assert url == "" or url.startswith("https://www.reddit.com/")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        {},
        {"kind": "t1"},
        {"kind": "t1", "data": {}},
        {"kind": "t1", "data": {"name": "t1_1", "body": []}},
        {"kind": "t3", "data": {"name": "t3_1", "title": 5}},
    ],
)
def test_what_cannot_be_read_is_set_aside(body: object) -> None:
    lost = event(body)
    assert isinstance(lost, EventBroken)
    assert lost.fragment == (body if isinstance(body, str) else json.dumps(body))
