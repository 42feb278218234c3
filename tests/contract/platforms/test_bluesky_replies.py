"""Replies to Bluesky over HTTP: place in the thread, links by bytes, and none of them twice."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.bluesky import Bluesky
from hearback.adapters.platforms.bluesky.posts import facets, record_key
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from tests.contract.platforms.given import NOW, a_reply, fixture
from tests.contract.platforms.local_server import Call, LocalServer, Scripted, as_json

ME = "did:plc:me000000000000000000000"
(POST,) = fixture("bluesky/searchPosts.json")["posts"]
REPLY = a_reply("bluesky", account_id=ME, in_reply_to=POST["uri"], text="Merhaba 😀")
SESSION = as_json({"accessJwt": "a1", "refreshJwt": "r1"})
OURS = f"at://{ME}/app.bsky.feed.post/{record_key(REPLY)}"


def a_bluesky(server: LocalServer) -> Bluesky:
    api = PlatformApi(
        http=Urllib3Http(),
        base_url=server.url,
        credentials=lambda: {ME: {"app_password": "abcd-efgh"}},
    )
    return Bluesky(api)


def sent(server: LocalServer, *answers: Scripted, text: str = REPLY.text) -> str:
    server.answers(SESSION, *answers)
    return a_bluesky(server).send(replace(REPLY, text=text))


def posts(*found: Any) -> Scripted:
    return as_json({"posts": list(found)})


def written(call: Call) -> dict[str, Any]:
    record = json.loads(call.body)["record"]
    assert isinstance(record, dict)
    return record


def test_a_reply_names_its_parent_and_the_root_of_the_thread(server: LocalServer) -> None:
    assert sent(server, posts(POST), as_json({"uri": OURS, "cid": "c"})) == OURS
    asked, put = server.calls[1:]
    assert (asked.path, asked.query) == ("/xrpc/app.bsky.feed.getPosts", {"uris": [POST["uri"]]})
    assert (put.method, put.path) == ("POST", "/xrpc/com.atproto.repo.putRecord")
    assert json.loads(put.body) == {
        "repo": ME,
        "collection": "app.bsky.feed.post",
        "rkey": record_key(REPLY),
        "record": {
            "$type": "app.bsky.feed.post",
            "text": "Merhaba 😀",
            "createdAt": "2026-11-22T08:00:00.000000Z",
            "reply": {
                "root": POST["record"]["reply"]["root"],
                "parent": {"uri": POST["uri"], "cid": POST["cid"]},
            },
        },
    }


def test_a_post_that_begins_a_thread_is_root_and_parent(server: LocalServer) -> None:
    alone = {**POST, "record": {"text": "x"}}
    sent(server, posts(alone), as_json({"uri": OURS}))
    place = written(server.calls[-1])["reply"]
    assert place["root"] == place["parent"] == {"uri": POST["uri"], "cid": POST["cid"]}


def test_a_second_attempt_writes_the_very_same_record(server: LocalServer) -> None:
    server.answers(SESSION, posts(POST), Scripted(status=500), posts(POST), as_json({"uri": OURS}))
    bluesky = a_bluesky(server)
    with pytest.raises(Unavailable):
        bluesky.send(REPLY)
    bluesky.send(REPLY)
    first, second = (call for call in server.calls if call.path.endswith("putRecord"))
    assert first.body == second.body


@pytest.mark.parametrize(
    ("found", "word"),
    [
        ((), "gone"),
        (({"uri": "at://x"},), "gone"),
        (({**POST, "viewer": {"replyDisabled": True}},), "replies_closed"),
    ],
)
def test_a_post_that_cannot_be_answered_is_refused_before_anything_is_written(
    server: LocalServer, found: tuple[Any, ...], word: str
) -> None:
    with pytest.raises(Refused, match=f"^{word}$"):
        sent(server, posts(*found))
    assert not any(call.path.endswith("putRecord") for call in server.calls)


@pytest.mark.parametrize(
    ("answer", "error", "word"),
    [
        (as_json({"error": "InvalidToken"}, 401), NotAuthorised, "not_authorised"),
        (as_json({"error": "AccountTakedown"}, 400), NotAuthorised, "not_authorised"),
        (Scripted(status=401), NotAuthorised, "not_authorised"),
        (
            as_json({"error": "InvalidRequest", "message": "Why."}, 400),
            Refused,
            "InvalidRequest: W",
        ),
        (as_json({"error": "InvalidSwap"}, 400), Refused, "InvalidSwap"),
        (as_json({"error": "Merhaba, ilgileniyoruz."}, 400), Refused, "http_400"),
        (Scripted(status=413), Refused, "http_413"),
        (Scripted(status=302), Refused, "http_302"),
        (as_json({"error": "RateLimitExceeded"}, 429), RateLimited, "rate_limited"),
        (as_json({"error": "InternalServerError"}, 500), Unavailable, "http_500"),
        (as_json({"error": "UpstreamTimeout"}, 504), Unavailable, "http_504"),
        (Scripted(raw=b""), Unavailable, ""),
    ],
)
def test_each_error_is_of_its_kind_while_asking_and_while_writing(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    with pytest.raises(error) as first:
        sent(server, answer)
    with pytest.raises(error) as second:
        sent(server, posts(POST), answer)
    assert str(first.value).startswith(word)
    assert str(second.value).startswith(word)


def test_an_answer_without_a_uri_may_or_may_not_be_out(server: LocalServer) -> None:
    with pytest.raises(Unavailable):
        sent(server, posts(POST), as_json({}))


def test_no_refusal_repeats_the_reply(server: LocalServer) -> None:
    told = as_json({"error": "InvalidRequest", "message": f"no: {REPLY.text}"}, 400)
    with pytest.raises(Refused, match=r"^InvalidRequest$"):
        sent(server, posts(POST), told)


@pytest.mark.parametrize("echo", ["Merhaba Ayşe, bakıyoruz", "Merhaba\x85 Ayşe,\nbakıyoruz"])
def test_nor_does_one_that_has_it_on_another_line(server: LocalServer, echo: str) -> None:
    refused = as_json({"error": "InvalidRequest", "message": f"Bad text: {echo}"}, 400)
    with pytest.raises(Refused, match=r"^InvalidRequest$"):
        sent(server, posts(POST), refused, text="Merhaba Ayşe,\nbakıyoruz")


def test_an_earlier_attempt_is_found_under_its_own_key(server: LocalServer) -> None:
    server.answers(SESSION, as_json({"uri": OURS, "cid": "c", "value": {}}))
    assert a_bluesky(server).find(REPLY) == OURS
    call = server.calls[-1]
    assert call.path == "/xrpc/com.atproto.repo.getRecord"
    assert call.query["rkey"] == [record_key(REPLY)]


def test_a_record_that_is_not_there_was_not_sent(server: LocalServer) -> None:
    server.answers(SESSION, as_json({"error": "RecordNotFound"}, 400))
    assert a_bluesky(server).find(REPLY) is None


def test_finding_passes_errors_on(server: LocalServer) -> None:
    server.answers(SESSION, Scripted(status=503))
    with pytest.raises(Unavailable):
        a_bluesky(server).find(REPLY)


def test_a_key_is_a_time_and_never_that_of_another_reply() -> None:
    key = record_key(REPLY)
    assert (len(key), key) == (13, record_key(REPLY))
    assert set(key) <= set("234567abcdefghijklmnopqrstuvwxyz")
    assert key[0] in "234567abcdefghij"
    assert record_key(replace(REPLY, id="r2")) != key
    later = replace(REPLY, created_at=NOW + timedelta(microseconds=1))
    assert record_key(later) > key


def test_a_key_follows_the_rules_for_time_ids() -> None:
    number = 0
    for letter in record_key(REPLY):
        number = number << 5 | "234567abcdefghijklmnopqrstuvwxyz".index(letter)
    assert number >> 10 == int(NOW.timestamp() * 1_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "Şikâyet için https://marka.example/ş?a=1, teşekkürler",
        "👩‍👩‍👧 https://marka.example.",
        "(https://a.example/b) #iade",
        "#Kargo ve #iadeŞ",
    ],
)
def test_the_place_of_a_facet_counts_bytes(text: str) -> None:
    found = list(facets(text))
    assert found
    for facet in found:
        index = facet["index"]
        part = text.encode()[index["byteStart"] : index["byteEnd"]].decode()
        (feature,) = facet["features"]
        assert part == feature.get("uri", f"#{feature.get('tag')}")
        assert not part.endswith((".", ",", ")"))


@pytest.mark.parametrize("text", ["#1 numara", "a#b", "marka.example", "e-posta: a@b.example"])
def test_what_only_looks_like_a_link_or_a_tag_is_none(text: str) -> None:
    assert list(facets(text)) == []


def test_facets_go_out_with_the_text(server: LocalServer) -> None:
    sent(server, posts(POST), as_json({"uri": OURS}), text="bkz. https://a.example")
    (facet,) = written(server.calls[-1])["facets"]
    assert facet == {
        "index": {"byteStart": 5, "byteEnd": 22},
        "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example"}],
    }


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("s\u0327ikayet", 7),
        ("a" * 300, 300),
        ("👍" * 300, 300),
        ("👩‍👩‍👧" * 300, 540),  # 18 bytes each: the bytes end first
        ("ş" * 300, 300),
    ],
)
def test_length_is_graphemes_or_tenths_of_bytes_whichever_is_more(text: str, length: int) -> None:
    assert Bluesky().length(text) == length


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        Bluesky().send(REPLY)
