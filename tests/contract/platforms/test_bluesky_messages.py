"""Direct messages of Bluesky by polling, over HTTP: none lost, none twice, groups left alone."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.bluesky import Bluesky
from hearback.domain.errors import NotAuthorised, Refused, Unavailable
from hearback.domain.mention import (
    Author,
    EventBroken,
    EventIgnored,
    Mention,
    MentionAdded,
    MentionDeleted,
    Visibility,
)
from hearback.domain.policy import Source
from hearback.domain.polling import Found, Page, SourceCursor
from hearback.domain.replies import ReplyForm
from tests.contract.platforms.given import NOW, a_delivery, fixture, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.sandbox import AYSE, Play, Played

ME = "did:plc:me000000000000000000000"
THEM = "did:plc:ghi789ghi789ghi789ghi789"
CONVO = "3lconvo7abcde"
SOURCE = Source(id="dms", brand="marka", channel="bluesky", account=ME, messages=True)
START = SourceCursor(source_id="dms", since=NOW.replace(day=20))
READING = replace(START, position={"log": "c1"})
SESSION = as_json({"accessJwt": "a1", "refreshJwt": "r1", "did": ME, "active": True})
LOG = fixture("bluesky/getLog.json")
BEGUN, CREATED, OURS, REACTION, DELETED, READ = LOG["logs"]
AYSE_THERE = {"did": THEM, "handle": "ayse.bsky.social", "displayName": "Ayşe", "avatar": "x"}
DIRECT = {"$type": "chat.bsky.convo.defs#directConvo"}
GROUP = {"$type": "chat.bsky.convo.defs#groupConvo", "name": "Komşular"}


def a_convo(kind: object = DIRECT, **more: Any) -> dict[str, Any]:
    return {"id": CONVO, "members": [{"did": ME}, AYSE_THERE], "kind": kind, **more}


def the_convo(kind: object = DIRECT) -> Scripted:
    return as_json({"convo": a_convo(kind)})


def a_log(*entries: Any, cursor: str | None = "c2") -> Scripted:
    return as_json({"logs": list(entries), **({"cursor": cursor} if cursor else {})})


def said(own_id: str, text: str = "Merhaba", day: int = 22) -> dict[str, Any]:
    sent_at = f"2026-11-{day:02}T07:00:00.000Z"
    return {**CREATED["message"], "id": own_id, "text": text, "sentAt": sent_at}


def poll(server: LocalServer, *answers: Scripted, cursor: SourceCursor = READING) -> Page:
    server.answers(SESSION, *answers)
    api = PlatformApi(
        http=Urllib3Http(),
        base_url=server.url,
        credentials=lambda: {ME: {"app_password": "abcd-efgh"}},
    )
    return Bluesky(api).fetch(SOURCE, cursor)


def event(item: Found | dict[str, Any]) -> Any:
    body = item.body if isinstance(item, Found) else item
    return only(Bluesky().parse(a_delivery("bluesky", body, {"hearback-account": ME})))


def texts(page: Page) -> list[str]:
    return [json.loads(item.body)["log"]["message"]["text"] for item in page.items]


# The log


def test_the_log_is_read_on_from_where_it_was_left_through_the_accounts_own_server(
    server: LocalServer,
) -> None:
    page = poll(server, as_json(LOG), the_convo())
    asked, convo = server.calls[1:]
    assert (asked.path, asked.query) == ("/xrpc/chat.bsky.convo.getLog", {"cursor": ["c1"]})
    assert asked.headers["atproto-proxy"] == "did:web:api.bsky.chat#bsky_chat"
    assert asked.headers["authorization"] == "Bearer a1"
    assert convo.query == {"convoId": [CONVO]}
    assert page.position == {"log": "22222223abcd7"}
    assert page.more


def test_each_entry_is_an_event_of_its_kind(server: LocalServer) -> None:
    page = poll(server, as_json(LOG), the_convo())
    begun, created, ours, reaction, deleted, read = map(event, page.items)
    assert created == MentionAdded(
        mention=Mention(
            channel="bluesky",
            account_id=ME,
            external_id=f"{CONVO}:3lmessage2abc",
            author=Author(id=THEM, name="Ayşe", handle="ayse.bsky.social"),
            text="Sipariş numaram 884120, iade nerede? 👩‍👩‍👧",
            received_at=NOW,
            posted_at=datetime(2026, 11, 22, 7, 58, 12, 345_000, tzinfo=UTC),
            thread_id=CONVO,
            url=f"https://bsky.app/messages/{CONVO}",
            visibility=Visibility.PRIVATE,
        )
    )
    assert ours.mention.author.id == ME
    assert deleted == MentionDeleted(
        channel="bluesky", external_id=f"{CONVO}:3lmessage2abc", received_at=NOW
    )
    assert [begun, reaction, read] == [
        EventIgnored(event="logBeginConvo"),
        EventIgnored(event="logAddReaction"),
        EventIgnored(event="logReadConvo"),
    ]


def test_what_is_not_a_message_to_us_is_passed_on_without_its_words(server: LocalServer) -> None:
    page = poll(server, a_log(BEGUN, REACTION, DELETED, READ))
    for item in page.items:
        assert "text" not in item.body
        assert "sender" not in item.body


def test_an_entry_of_a_kind_unknown_to_us_is_ignored_by_name(server: LocalServer) -> None:
    news = {"$type": "chat.bsky.convo.defs#logSomethingNew", "rev": "r", "convoId": CONVO}
    (item,) = poll(server, a_log(news)).items
    assert event(item) == EventIgnored(event="logSomethingNew")


def test_what_is_said_in_a_group_is_not_ours_to_read(server: LocalServer) -> None:
    (item,) = poll(server, a_log(CREATED), the_convo(GROUP)).items
    assert "884120" not in item.body
    assert event(item) == EventIgnored(event="logCreateMessage/group")


def test_a_conversation_is_asked_for_once_a_look(server: LocalServer) -> None:
    another = {**CREATED, "message": said("m9")}
    assert len(poll(server, a_log(CREATED, another), the_convo()).items) == 2
    assert [call.path for call in server.calls].count("/xrpc/chat.bsky.convo.getConvo") == 1


def test_of_a_conversation_that_is_gone_the_message_is_kept(server: LocalServer) -> None:
    gone = as_json({"error": "InvalidConvo", "message": "Convo not found"}, 400)
    (item,) = poll(server, a_log(CREATED), gone).items
    assert event(item).mention.author == Author(id=THEM, name="Ayşe", handle="ayse.bsky.social")


def test_without_a_profile_the_author_is_still_known(server: LocalServer) -> None:
    bare = {name: value for name, value in CREATED.items() if name != "relatedProfiles"}
    gone = as_json({"error": "InvalidConvo"}, 400)
    (item,) = poll(server, a_log(bare), gone).items
    assert event(item).mention.author == Author(id=THEM)


def test_the_log_ends_where_nothing_is_new(server: LocalServer) -> None:
    page = poll(server, a_log(cursor="c1"))
    assert (page.items, page.more, page.position) == ((), False, {"log": "c1"})


def test_a_log_that_does_not_move_on_is_not_asked_for_ever(server: LocalServer) -> None:
    page = poll(server, a_log(BEGUN, cursor=None))
    assert (page.more, page.position) == (False, {"log": "c1"})


def test_a_message_and_its_deletion_have_keys_of_their_own(server: LocalServer) -> None:
    keys = [item.key for item in poll(server, as_json(LOG), the_convo()).items]
    assert len(set(keys)) == len(LOG["logs"])


@pytest.mark.parametrize("logs", [None, "x", [None, 5, {}], [{"$type": []}, {"$type": "#"}]])
def test_a_log_of_any_shape_is_survived(server: LocalServer, logs: object) -> None:
    page = poll(server, as_json({"logs": logs, "cursor": "c2"}))
    for item in page.items:
        assert isinstance(event(item), EventBroken)


# The first look


def test_the_first_look_takes_its_place_in_the_log_before_anything_is_read(
    server: LocalServer,
) -> None:
    page = poll(server, a_log(cursor="c0"), cursor=START)
    assert server.calls[-1].query == {}
    assert (page.position, page.more) == ({"log": "c0", "convos": ""}, True)


def test_a_log_without_a_place_cannot_be_begun(server: LocalServer) -> None:
    with pytest.raises(Unavailable):
        poll(server, a_log(cursor=None), cursor=START)


def test_what_was_said_before_is_read_once_in_the_conversations_themselves(
    server: LocalServer,
) -> None:
    begun = replace(START, position={"log": "c0", "convos": ""})
    fresh = a_convo(lastMessage=said("m3"))
    quiet = {**a_convo(lastMessage=said("m0", day=19)), "id": "3lquiet"}
    told = [said("m3", "üç"), said("m2", "iki"), said("m0", "eski", day=19)]
    convos = as_json({"convos": [fresh, quiet, a_convo(GROUP, lastMessage=said("g"))]})
    page = poll(server, convos, as_json({"messages": told, "cursor": "older"}), cursor=begun)
    assert server.calls[1].path == "/xrpc/chat.bsky.convo.listConvos"
    assert server.calls[2].query == {"convoId": [CONVO], "limit": ["100"]}
    assert len(server.calls) == 3
    assert texts(page) == ["iki", "üç"]
    assert event(page.items[0]).mention.author.handle == "ayse.bsky.social"
    assert (page.position, page.more) == ({"log": "c0"}, True)


def test_conversations_go_on_at_the_next_page(server: LocalServer) -> None:
    begun = replace(START, position={"log": "c0", "convos": ""})
    page = poll(server, as_json({"convos": [a_convo()], "cursor": "p2"}), cursor=begun)
    assert page.position == {"log": "c0", "convos": "p2"}
    poll(server, as_json({"convos": []}), cursor=replace(begun, position=page.position))
    assert server.calls[-1].query["cursor"] == ["p2"]


def test_a_conversation_that_is_closed_to_us_does_not_keep_the_others_from_being_read(
    server: LocalServer,
) -> None:
    begun = replace(START, position={"log": "c0", "convos": ""})
    closed = {**a_convo(lastMessage=said("m1")), "id": "3lclosed"}
    convos = as_json({"convos": [closed, a_convo(lastMessage=said("m2"))]})
    gone = as_json({"error": "InvalidConvo", "message": "Convo not found"}, 400)
    page = poll(server, convos, gone, as_json({"messages": [said("m2", "iki")]}), cursor=begun)
    assert texts(page) == ["iki"]


def test_a_message_that_both_ways_bring_has_one_key(server: LocalServer) -> None:
    begun = replace(START, position={"log": "c0", "convos": ""})
    convos = as_json({"convos": [a_convo(lastMessage=CREATED["message"])]})
    told = as_json({"messages": [CREATED["message"]]})
    (early,) = poll(server, convos, told, cursor=begun).items
    (late,) = poll(server, a_log(CREATED), the_convo()).items
    assert early.key == late.key
    assert event(early) == event(late)


# What cannot be read


@pytest.mark.parametrize(
    "item",
    [
        {"log": 5},
        {"log": {}},
        {"log": {**CREATED, "convoId": None}},
        {"log": {**CREATED, "message": 5}},
        {"log": {**CREATED, "message": {**CREATED["message"], "sender": {}}}},
        {"log": {**CREATED, "message": {**CREATED["message"], "text": 5}}},
        {"log": {**DELETED, "message": {}}},
    ],
)
def test_what_cannot_be_read_is_set_aside(item: dict[str, Any]) -> None:
    assert isinstance(event(item), EventBroken)


def test_a_message_that_was_deleted_before_we_read_it_is_ignored() -> None:
    gone = {**CREATED, "message": DELETED["message"]}
    assert event({"log": gone}) == EventIgnored(event="logCreateMessage/deleted")


@pytest.mark.parametrize(
    ("answer", "error", "word"),
    [
        (
            as_json({"error": "InvalidToken", "message": "Bad token method"}, 400),
            NotAuthorised,
            "InvalidToken",
        ),
        (
            as_json({"error": "InvalidRequest", "message": "Account is disabled"}, 400),
            NotAuthorised,
            "chat is closed",
        ),
        (as_json({"error": "InvalidRequest", "message": "bad cursor"}, 400), Refused, "bad cursor"),
        (as_json({"error": "XRPCNotSupported"}, 404), Refused, "XRPCNotSupported"),
        (as_json({"error": "UpstreamFailure"}, 502), Unavailable, "502"),
    ],
)
def test_each_error_is_of_its_kind(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    with pytest.raises(error, match=word):
        poll(server, answer)


# The sandbox


def writes(played: Played, text: str) -> None:
    played.sandbox.hear("bluesky", played.platform.author(AYSE), text)


def test_what_a_customer_writes_in_private_is_found_once_and_answered_there(play: Play) -> None:
    played = play("bluesky")
    writes(played, "İadem nerede?")
    (item,), cursor = played.polled(messages=True)
    mention = played.read(item).mention  # type: ignore[union-attr]
    assert (mention.text, mention.visibility) == ("İadem nerede?", "private")
    assert mention.author == played.platform.author(AYSE)
    assert played.polled()[0] == []
    answer = replace(
        played.reply_to(played.says()), in_reply_to=mention.external_id, form=ReplyForm.DM
    )
    sent = played.adapter.send(answer)
    assert sent.startswith(f"{mention.thread_id}:")
    assert played.anew().find(answer) == sent
    writes(played, "Sesimi duyan var mı?")
    (echo, item), cursor = played.polled(cursor, messages=True)
    assert played.read(echo).mention.author.id == played.account.id  # type: ignore[union-attr]
    again = played.read(item).mention  # type: ignore[union-attr]
    assert (again.text, again.thread_id) == ("Sesimi duyan var mı?", mention.thread_id)
    assert played.polled(cursor, messages=True)[0] == []


def test_nothing_that_was_written_is_lost_between_pages_or_found_twice(play: Play) -> None:
    played = play("bluesky")
    for number in range(130):
        writes(played, f"önce {number}")
    _, cursor = played.polled(messages=True)
    for number in range(130):
        writes(played, f"sonra {number}")
    found, _ = played.polled(cursor, messages=True)
    events = list(map(played.read, found))
    told = [each.mention.text for each in events if isinstance(each, MentionAdded)]
    assert [text for text in told if text.startswith("sonra")] == [
        f"sonra {number}" for number in range(130)
    ]


def test_a_password_without_access_to_messages_reads_posts_only(play: Play) -> None:
    played = play("bluesky")
    password = f"{played.platform.accounts[0].token}-without-messages"
    played.adapter = played.anew(app_password=password)
    played.says()
    assert len(played.polled()[0]) == 1
    with pytest.raises(NotAuthorised, match="InvalidToken"):
        played.polled(messages=True)


def test_a_group_of_the_sandbox_is_left_alone(play: Play) -> None:
    played = play("bluesky")
    _, cursor = played.polled(messages=True)
    person = played.platform.author(AYSE).id or ""
    played.sandbox.write("bluesky", "group komşular", person, "Herkese selam")
    found, _ = played.polled(cursor, messages=True)
    assert [played.read(item) for item in found] == [
        EventIgnored(event="logBeginConvo"),
        EventIgnored(event="logCreateMessage/group"),
    ]
