"""Replies to Mastodon over HTTP: to whom, how visible, how long, and none of them twice."""

from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.platforms.mastodon import Mastodon
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from tests.contract.platforms.given import TOKEN, a_reply, an_api
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

REPLY = a_reply("mastodon", text="Merhaba & hoş geldiniz 😀")
THEIRS = {"id": "2085", "visibility": "public", "account": {"acct": "ornek@uzak.example"}}


def a_mastodon(server: LocalServer) -> Mastodon:
    return Mastodon(an_api(server.url))


def sent(server: LocalServer, *answers: Scripted) -> str:
    server.answers(*answers)
    return a_mastodon(server).send(REPLY)


def ours(**changes: Any) -> dict[str, Any]:
    own = {
        "id": "99",
        "in_reply_to_id": "2085",
        "account": {"id": "1500"},
        "content": '<p><span class="h-card">@<span>ornek</span></span> '
        "Merhaba &amp; hoş geldiniz 😀</p>",
    }
    return {**own, **changes}


def test_a_reply_addresses_its_reader_and_carries_a_key_of_its_own(server: LocalServer) -> None:
    assert sent(server, as_json(THEIRS), as_json({"id": "99"})) == "99"
    asked, posted = server.calls
    assert (asked.method, asked.path) == ("GET", "/api/v1/statuses/2085")
    assert (posted.method, posted.path) == ("POST", "/api/v1/statuses")
    assert posted.headers["idempotency-key"] == REPLY.id
    assert posted.headers["authorization"] == f"Bearer {TOKEN}"
    assert parse_qs(posted.body) == {
        "status": ["@ornek@uzak.example Merhaba & hoş geldiniz 😀"],
        "in_reply_to_id": ["2085"],
        "visibility": ["public"],
    }


@pytest.mark.parametrize(
    ("theirs", "our_own"),
    [
        ("public", "public"),
        ("unlisted", "unlisted"),
        ("private", "direct"),
        ("direct", "direct"),
        (None, "direct"),
    ],
)
def test_what_was_said_to_us_alone_is_never_answered_to_all(
    server: LocalServer, theirs: str | None, our_own: str
) -> None:
    sent(server, as_json({**THEIRS, "visibility": theirs}), as_json({"id": "99"}))
    assert parse_qs(server.calls[1].body)["visibility"] == [our_own]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("@ornek Merhaba", "@ornek Merhaba"),
        ("Merhaba @ornek, bakıyoruz", "Merhaba @ornek, bakıyoruz"),
        ("@ornekler Merhaba", "@ornek @ornekler Merhaba"),
        ("@ornek@baska.example Merhaba", "@ornek @ornek@baska.example Merhaba"),
        ("a@ornek.example", "@ornek a@ornek.example"),
    ],
)
def test_a_reader_who_is_addressed_already_is_not_addressed_twice(
    server: LocalServer, text: str, status: str
) -> None:
    server.answers(as_json({**THEIRS, "account": {"acct": "ornek"}}), as_json({"id": "99"}))
    a_mastodon(server).send(a_reply("mastodon", text=text))
    assert parse_qs(server.calls[1].body)["status"] == [status]


ERRORS = [
    (as_json({"error": "The access token is invalid"}, 401), NotAuthorised, "not_authorised"),
    (as_json({"error": "This action is not allowed"}, 403), NotAuthorised, "not_authorised"),
    (as_json({"error": "Record not found"}, 404), Refused, "gone: Record not found"),
    (Scripted(status=410), Refused, "gone"),
    (as_json({"error": "Validation failed: too long"}, 422), Refused, "http_422: Validation"),
    (Scripted(status=302), Refused, "http_302"),
    (Scripted(status=429), RateLimited, "rate_limited"),
    (Scripted(status=500), Unavailable, "http_500"),
    (Scripted(status=503), Unavailable, "http_503"),
    (Scripted(raw=b""), Unavailable, ""),
]


@pytest.mark.parametrize(("answer", "error", "word"), ERRORS)
def test_each_error_is_of_its_kind_while_asking_and_while_posting(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    with pytest.raises(error) as first:
        sent(server, answer)
    with pytest.raises(error) as second:
        sent(server, as_json(THEIRS), answer)
    assert str(first.value).startswith(word)
    assert str(second.value).startswith(word)


def test_no_refusal_repeats_the_reply(server: LocalServer) -> None:
    with pytest.raises(Refused, match=r"^http_422$"):
        sent(server, as_json(THEIRS), as_json({"error": f"no: {REPLY.text}"}, 422))


def test_an_answer_without_an_id_may_or_may_not_be_out(server: LocalServer) -> None:
    with pytest.raises(Unavailable):
        sent(server, as_json(THEIRS), as_json({}))


def test_an_earlier_attempt_is_found_below_the_post(server: LocalServer) -> None:
    server.answers_json({"ancestors": [], "descendants": [ours(content="<p>x</p>"), ours()]})
    assert a_mastodon(server).find(REPLY) == "99"
    assert server.calls[0].path == "/api/v1/statuses/2085/context"


@pytest.mark.parametrize(
    "status",
    [
        ours(account={"id": "7"}),
        ours(in_reply_to_id="1"),
        ours(content="<p>Merhaba</p>"),
        ours(content=None),
        {},
        None,
        5,
    ],
)
def test_another_post_is_not_taken_for_the_reply(server: LocalServer, status: object) -> None:
    server.answers_json({"descendants": [status]})
    assert a_mastodon(server).find(REPLY) is None


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Merhaba", 7),
        ("s\u0327ikayet", 7),
        ("👩‍👩‍👧 👍🏽 🇹🇷", 5),
        ("https://marka.example/" + "a" * 300, 23),
        ("bkz. https://a.b/c son", 32),
        ("@ayse@uzak.example selam", 11),
        ("a@b.example", 11),
    ],
)
def test_length_counts_as_the_server_counts(text: str, length: int) -> None:
    assert Mastodon().length(text) == length


def test_the_servers_own_limit_is_asked_once(server: LocalServer) -> None:
    server.answers_json({"configuration": {"statuses": {"max_characters": 5_000}}})
    mastodon = a_mastodon(server)
    assert mastodon.longest_reply == mastodon.longest_reply == 5_000 - 32
    assert [call.path for call in server.calls] == ["/api/v2/instance"]


@pytest.mark.parametrize(
    "answer", [Scripted(status=500), Scripted(raw=b""), as_json({}), as_json({"configuration": 5})]
)
def test_a_server_that_does_not_say_is_taken_for_an_ordinary_one(
    server: LocalServer, answer: Scripted
) -> None:
    server.answers(answer)
    assert a_mastodon(server).longest_reply == 500 - 32
    assert Mastodon().longest_reply == 500 - 32


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        Mastodon().send(REPLY)
