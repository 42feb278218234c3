"""Google Play over HTTP: a week of reviews, and the one answer that each may have."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.google_play import GooglePlay
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.mention import Author, EventBroken, Mention, MentionEdited
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import NOW, a_delivery, a_reply, fixture, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.signing_keys import pem, rs256, rsa_key

APP = "com.marka.app"
SOURCE = Source(id="play", brand="marka", channel="google_play", account=APP)
START = SourceCursor(source_id="play", since=datetime(2025, 11, 20, tzinfo=UTC))
TOKEN = as_json({"access_token": "t1", "expires_in": 3599})
REVIEWS = fixture("google_play/reviews_list.json")
FIRST = REVIEWS["reviews"][0]
REPLY = a_reply("google_play", account_id=APP, in_reply_to="gp:AOqpTO/1", text="Merhaba 😀")
SECONDS = int(NOW.timestamp())


def a_play(server: LocalServer, clock: Callable[[], float] = lambda: SECONDS) -> GooglePlay:
    secret = {
        "client_email": "robot@project.example",
        "private_key": pem(rsa_key()),
        "token_uri": f"{server.url}/token",
    }
    api = PlatformApi(
        http=Urllib3Http(), base_url=f"{server.url}/", credentials=lambda: {APP: secret}
    )
    return GooglePlay(api, clock)


def poll(server: LocalServer, answer: Scripted, cursor: SourceCursor = START) -> Page:
    server.answers(TOKEN, answer)
    return a_play(server).fetch(SOURCE, cursor)


def a_review(own_id: str, seconds: object, **changes: Any) -> dict[str, Any]:
    said = {"text": "x", "lastModified": {"seconds": seconds}, "starRating": 1, **changes}
    return {"reviewId": own_id, "comments": [{"userComment": said}]}


def a_page(*reviews: Any, following: str = "") -> Scripted:
    paging = {"tokenPagination": {"nextPageToken": following}} if following else {}
    return as_json({"reviews": list(reviews), **paging})


def ids(page: Page) -> list[str]:
    return [json.loads(item.body)["reviewId"] for item in page.items]


def event(body: object) -> Any:
    return only(GooglePlay().parse(a_delivery("google_play", body, {"hearback-account": APP})))


def test_reviews_are_asked_for_with_a_token_that_our_key_was_traded_for(
    server: LocalServer,
) -> None:
    page = poll(server, as_json(REVIEWS))
    trade, call = server.calls
    form = parse_qs(trade.body)
    assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
    header, claims = rs256(form["assertion"][0])
    assert header == {"alg": "RS256", "typ": "JWT"}
    assert claims == {
        "iss": "robot@project.example",
        "scope": "https://www.googleapis.com/auth/androidpublisher",
        "aud": f"{server.url}/token",
        "iat": SECONDS,
        "exp": SECONDS + 3600,
    }
    assert call.path == f"/androidpublisher/v3/applications/{APP}/reviews"
    assert call.query == {"maxResults": ["100"]}
    assert call.headers["authorization"] == "Bearer t1"
    assert ids(page) == ["gp:AOqpTOExample1", "gp:AOqpTOExample2"]
    assert (page.more, page.position["page"]) == (True, "CAEQAA")


def test_a_token_is_traded_anew_shortly_before_its_end(server: LocalServer) -> None:
    now = [float(SECONDS)]
    server.answers(TOKEN, a_page(), a_page(), TOKEN, a_page())
    play = a_play(server, lambda: now[0])
    for later in (0, 3_000, 400):
        now[0] += later
        play.fetch(SOURCE, START)
    assert [call.path for call in server.calls].count("/token") == 2


def test_a_walk_ends_where_the_last_one_began_less_a_day(server: LocalServer) -> None:
    first = poll(server, a_page(a_review("c", "1763796000"), following="p2"))
    cursor = replace(START, position=first.position)
    second = poll(server, a_page(a_review("b", "1763700000")), cursor)
    assert server.calls[-1].query["token"] == ["p2"]
    assert second.position == {"mark": "2025-11-22T07:20:00+00:00"}
    cursor = replace(START, position=second.position)
    reviews = [a_review("d", 1763797000), a_review("c", "1763796000"), a_review("b", "1763700000")]
    third = poll(server, a_page(*reviews, following="p2"), cursor)
    assert (ids(third), third.more) == (["d", "c"], False)


def test_an_edited_review_comes_with_another_key(server: LocalServer) -> None:
    (before,) = poll(server, a_page(a_review("a", "1763796000"))).items
    (after,) = poll(server, a_page(a_review("a", "1763796001"))).items
    assert before.key != after.key


@pytest.mark.parametrize("body", [{}, {"reviews": None}, {"reviews": [None, {}, {"comments": 5}]}])
def test_a_page_of_any_shape_is_survived(server: LocalServer, body: object) -> None:
    assert not poll(server, as_json(body)).more


def test_a_review_becomes_a_mention_with_its_stars() -> None:
    assert event(FIRST) == MentionEdited(
        mention=Mention(
            channel="google_play",
            account_id=APP,
            external_id="gp:AOqpTOExample1",
            author=Author(name="Ayşe Örnek"),
            text="Uygulama sürekli kapanıyor\n★☆☆☆☆",
            received_at=NOW,
            posted_at=datetime(2025, 11, 22, 7, 20, tzinfo=UTC),
            thread_id="gp:AOqpTOExample1",
            url=f"https://play.google.com/store/apps/details?id={APP}&reviewId=gp:AOqpTOExample1",
            language_hint="tr",
        )
    )


def test_a_review_without_words_is_its_stars() -> None:
    assert event(REVIEWS["reviews"][1]).mention.text == "★★☆☆☆"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"text": "Başlık\tSözler 😀", "starRating": 5}, "Başlık\nSözler 😀\n★★★★★"),
        ({"text": "çeviri", "originalText": "asıl", "starRating": 3}, "asıl\n★★★☆☆"),
        ({"text": "x", "starRating": 0}, "x"),
        ({"text": "x", "starRating": 6}, "x"),
        ({"text": "x", "starRating": "çok"}, "x"),
        ({"text": "x", "starRating": None}, "x"),
    ],
)
def test_the_text_is_what_the_store_shows(given: dict[str, Any], text: str) -> None:
    assert event(a_review("a", 1763796000, **given)).mention.text == text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        {},
        {"reviewId": "a"},
        {"reviewId": "a", "comments": [{"developerComment": {"text": "x"}}]},
        a_review("a", 1, text=[1]),
        a_review("", 1),
    ],
)
def test_what_cannot_be_read_is_set_aside(body: object) -> None:
    lost = event(body)
    assert isinstance(lost, EventBroken)
    assert lost.fragment == (body if isinstance(body, str) else json.dumps(body))


def test_an_answer_is_posted_to_the_review(server: LocalServer) -> None:
    server.answers(TOKEN, as_json(fixture("google_play/reviews_reply_response.json")))
    assert a_play(server).send(REPLY) == "gp:AOqpTO/1#reply"
    call = server.calls[-1]
    assert call.method == "POST"
    assert call.path == f"/androidpublisher/v3/applications/{APP}/reviews/gp%3AAOqpTO%2F1:reply"
    assert json.loads(call.body) == {"replyText": "Merhaba 😀"}


def test_an_earlier_attempt_is_the_answer_that_the_review_has(server: LocalServer) -> None:
    play = a_play(server)
    answered = {
        "comments": [*FIRST["comments"][:1], {"developerComment": {"text": "Merhaba  😀\n"}}]
    }
    server.answers(TOKEN, as_json(answered))
    assert play.find(REPLY) == "gp:AOqpTO/1#reply"
    server.answers_json(FIRST)
    assert play.find(REPLY) is None
    server.answers_json({"comments": [{"developerComment": {"text": None}}]})
    assert play.find(REPLY) is None


CALLS: list[Callable[[GooglePlay], object]] = [
    lambda play: play.send(REPLY),
    lambda play: play.find(REPLY),
    lambda play: play.fetch(SOURCE, START),
]


def an_error(status: int, word: str, **more: Any) -> Scripted:
    return as_json({"error": {"code": status, "message": "Why.", "status": word, **more}}, status)


@pytest.mark.parametrize(
    ("answer", "error", "word"),
    [
        (an_error(401, "UNAUTHENTICATED"), NotAuthorised, "not_authorised"),
        (an_error(403, "PERMISSION_DENIED"), NotAuthorised, "not_authorised"),
        (
            an_error(403, "", errors=[{"reason": "accessNotConfigured"}]),
            NotAuthorised,
            "not_authorised",
        ),
        (an_error(400, "INVALID_ARGUMENT"), Refused, "INVALID_ARGUMENT: Why."),
        (an_error(404, "NOT_FOUND"), Refused, "gone: Why."),
        (Scripted(status=302), Refused, "http_302"),
        (an_error(429, "RESOURCE_EXHAUSTED"), RateLimited, "rate_limited"),
        (an_error(403, "", errors=[{"reason": "quotaExceeded"}]), RateLimited, "quota_used_up"),
        (an_error(500, "INTERNAL"), Unavailable, "http_500"),
        (an_error(503, "UNAVAILABLE"), Unavailable, "http_503"),
        (Scripted(raw=b""), Unavailable, ""),
    ],
)
def test_each_error_is_of_its_kind_for_every_call(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    for call in CALLS:
        server.answers(TOKEN, answer)
        with pytest.raises(error) as raised:
            call(a_play(server))
        assert str(raised.value).startswith(word)


def test_an_answer_without_a_result_may_or_may_not_be_out(server: LocalServer) -> None:
    server.answers(TOKEN, as_json({}))
    with pytest.raises(Unavailable):
        a_play(server).send(REPLY)


def test_no_refusal_repeats_the_reply(server: LocalServer) -> None:
    server.answers(TOKEN, an_error(400, "INVALID_ARGUMENT", message=f"no: {REPLY.text}"))
    with pytest.raises(Refused, match=r"^INVALID_ARGUMENT$"):
        a_play(server).send(REPLY)


def test_length_counts_characters_in_the_form_that_is_sent() -> None:
    assert (GooglePlay().length("s\u0327ikayet 😀"), GooglePlay().longest_reply) == (9, 350)


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        GooglePlay().send(REPLY)
