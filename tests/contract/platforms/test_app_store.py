"""App Store over HTTP: reviews of the API and of the public feed, and the answers to them."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.app_store import AppStore
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.mention import Author, EventBroken, Mention, MentionEdited
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from tests.contract.platforms.given import NOW, a_delivery, a_reply, fixture, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.signing_keys import es256, p256_key, pem

APP = "682658836"
SOURCE = Source(id="store", brand="marka", channel="app_store", account=APP)
START = SourceCursor(source_id="store", since=datetime(2026, 11, 18, tzinfo=UTC))
REVIEWS = fixture("app_store/asc_customerReviews.json")
(REVIEW,) = REVIEWS["data"]
FEED = fixture("app_store/rss_customerreviews.json")
REPLY = a_reply(
    "app_store",
    account_id=APP,
    in_reply_to="00000028-b08c-0014-729e-fbd500000000",
    text="Merhaba, 2.1.1 sürümünde düzelttik.",
)
SECONDS = int(NOW.timestamp())
ANSWER_ID = "00000011-aaaa"
KEY = {"issuer_id": "issuer-1", "key_id": "KEY1", "private_key": pem(p256_key())}


def a_store(server: LocalServer, key: dict[str, str] = KEY) -> AppStore:
    api = PlatformApi(http=Urllib3Http(), base_url=f"{server.url}/", credentials=lambda: {APP: key})
    return AppStore(api, SafeFetch(allow_private=True), clock=lambda: SECONDS + 0.7)


def poll(server: LocalServer, answer: Scripted, cursor: SourceCursor = START) -> Page:
    server.answers(answer)
    return a_store(server).fetch(SOURCE, cursor)


def poll_feed(server: LocalServer, answer: Scripted, cursor: SourceCursor = START) -> Page:
    server.answers(answer)
    source = SOURCE.model_copy(update={"url": f"{server.url}/tr/rss/json"})
    return a_store(server).fetch(source, cursor)


def a_review(own_id: str, day: int, **changes: Any) -> dict[str, Any]:
    said = {**REVIEW["attributes"], "createdDate": f"2026-11-{day:02}T08:00:00-08:00", **changes}
    return {"type": "customerReviews", "id": own_id, "attributes": said}


def a_page(*reviews: Any, following: str = "") -> Scripted:
    url = f"https://elsewhere.example/v1/apps/1/customerReviews?cursor={following}&limit=200"
    return as_json({"data": list(reviews), "links": {"next": url} if following else {}})


def ids(page: Page) -> list[str]:
    return [json.loads(item.body)["id"] for item in page.items]


def event(body: object) -> Any:
    return only(AppStore().parse(a_delivery("app_store", body, {"hearback-account": APP})))


def test_reviews_are_asked_for_with_a_token_of_our_own(server: LocalServer) -> None:
    page = poll(server, as_json(REVIEWS))
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", f"/v1/apps/{APP}/customerReviews")
    assert call.query == {"sort": ["-createdDate"], "limit": ["200"]}
    header, claims = es256(call.headers["authorization"].removeprefix("Bearer "))
    assert header == {"alg": "ES256", "kid": "KEY1", "typ": "JWT"}
    assert claims == {
        "iss": "issuer-1",
        "iat": SECONDS,
        "exp": SECONDS + 900,
        "aud": "appstoreconnect-v1",
    }
    assert ids(page) == [REVIEW["id"]]
    assert (page.more, page.position["page"]) == (True, "AQ.xyz")


@pytest.mark.parametrize("missing", list(KEY))
def test_a_missing_credential_is_named(server: LocalServer, missing: str) -> None:
    key = {name: value for name, value in KEY.items() if name != missing}
    with pytest.raises(NotAuthorised, match=missing):
        a_store(server, key).fetch(SOURCE, START)


def test_a_walk_ends_where_the_last_one_began_less_three_days(server: LocalServer) -> None:
    first = poll(server, a_page(a_review("c", 21), following="p2"))
    second = poll(
        server,
        a_page(a_review("b", 20), a_review("old", 1)),
        replace(START, position=first.position),
    )
    assert server.calls[-1].path == f"/v1/apps/{APP}/customerReviews"
    assert server.calls[-1].query["cursor"] == ["p2"]
    assert (ids(second), second.position) == (["b"], {"mark": "2026-11-21T16:00:00+00:00"})
    cursor = replace(START, position=second.position)
    reviews = [a_review("d", 22), a_review("late", 19), a_review("old", 17)]
    third = poll(server, a_page(*reviews, following="p2"), cursor)
    assert (ids(third), third.more) == (["d", "late"], False)


def test_an_edited_review_comes_with_another_key(server: LocalServer) -> None:
    keys = {
        poll(server, a_page(a_review("a", 21, **change))).items[0].key
        for change in ({}, {"title": "x"}, {"body": "x"}, {"rating": 5}, {"reviewerNickname": "x"})
    }
    assert len(keys) == 4


@pytest.mark.parametrize(
    "body",
    [{}, {"data": None}, {"data": [None, {}, {"attributes": 5}], "links": {"next": "http://["}}],
)
def test_a_page_of_any_shape_is_survived(server: LocalServer, body: object) -> None:
    assert not poll(server, as_json(body)).more


def test_a_review_becomes_a_mention_with_its_stars() -> None:
    assert event(REVIEW) == MentionEdited(
        mention=Mention(
            channel="app_store",
            account_id=APP,
            external_id="00000028-b08c-0014-729e-fbd500000000",
            author=Author(name="Ayşe Ö."),
            text="Çöktü\nHer açılışta kapanıyor\n★☆☆☆☆",
            received_at=NOW,
            posted_at=datetime(2026, 11, 21, 16, 10, 34, tzinfo=UTC),
            thread_id="00000028-b08c-0014-729e-fbd500000000",
            url=f"https://apps.apple.com/app/id{APP}",
            language_hint="tr",
        )
    )


def test_the_public_feed_is_read_without_a_key(server: LocalServer) -> None:
    page = poll_feed(server, as_json(FEED))
    (call,) = server.calls
    assert call.path == "/tr/rss/json"
    assert "authorization" not in call.headers
    assert [item["label"] for item in ids(page)] == ["987654321", "987654322"]  # type: ignore[index]
    assert not page.more
    assert event(page.items[0].body) == MentionEdited(
        mention=Mention(
            channel="app_store",
            account_id=APP,
            external_id="rss:987654321",
            author=Author(name="Ayşe"),
            text="Butonlar çok küçük\nBasılmıyor\n★★☆☆☆",
            received_at=NOW,
            posted_at=datetime(2026, 11, 21, 7, 36, 35, tzinfo=UTC),
            thread_id="rss:987654321",
            url="https://itunes.apple.com/tr/review?id=1&type=Purple%20Software",
        )
    )


def test_a_feed_of_one_review_has_an_object_for_a_list(server: LocalServer) -> None:
    single = fixture("app_store/rss_customerreviews_single_entry_is_object.json")
    assert len(poll_feed(server, as_json(single)).items) == 1


def test_a_feed_without_reviews_has_no_entry_at_all(server: LocalServer) -> None:
    empty = fixture("app_store/rss_customerreviews_empty.json")
    assert poll_feed(server, as_json(empty)).items == ()


def test_an_apps_own_entry_is_no_review(server: LocalServer) -> None:
    app = {k: v for k, v in FEED["feed"]["entry"][0].items() if k != "im:rating"}
    assert poll_feed(server, as_json({"feed": {"entry": [app, None, 5]}})).items == ()


def test_reviews_from_before_the_first_poll_are_left(server: LocalServer) -> None:
    late = replace(START, since=NOW + timedelta(days=1))
    assert poll_feed(server, as_json(FEED), late).items == ()


def test_a_feed_is_asked_for_only_if_it_has_changed(server: LocalServer) -> None:
    page = poll_feed(server, as_json(FEED, headers={"ETag": '"1"'}))
    again = poll_feed(server, Scripted(status=304), replace(START, position=page.position))
    assert server.calls[1].headers["if-none-match"] == '"1"'
    assert again == Page(position={"etag": '"1"'})


@pytest.mark.parametrize(
    ("answer", "error", "word"),
    [
        (as_json([]), Refused, "not_a_feed"),
        (Scripted(body=b"<html>"), Refused, "not_a_feed"),
        (Scripted(status=404), Refused, "http_404"),
        (Scripted(status=429), RateLimited, "rate_limited"),
        (Scripted(status=503), Unavailable, "http_503"),
    ],
)
def test_a_feed_that_cannot_be_read(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    with pytest.raises(error, match=word):
        poll_feed(server, answer)


def test_an_answer_is_posted_as_apple_wants_it(server: LocalServer) -> None:
    server.answers_json({"data": {"id": ANSWER_ID}}, 201)
    assert a_store(server).send(REPLY) == ANSWER_ID
    (call,) = server.calls
    assert (call.method, call.path) == ("POST", "/v1/customerReviewResponses")
    wanted = fixture("app_store/asc_customerReviewResponses_create_request.json")
    assert json.loads(call.body) == wanted


def test_a_review_of_the_public_feed_cannot_be_answered(server: LocalServer) -> None:
    with pytest.raises(Refused, match="channel_without_replies"):
        a_store(server).send(replace(REPLY, in_reply_to="rss:987654321"))
    assert server.calls == []


def test_an_earlier_attempt_is_the_answer_that_the_review_has(server: LocalServer) -> None:
    store = a_store(server)
    said = {"id": ANSWER_ID, "attributes": {"responseBody": f"{REPLY.text}\n"}}
    server.answers_json({"data": said})
    assert store.find(REPLY) == ANSWER_ID
    assert server.calls[0].path == f"/v1/customerReviews/{REPLY.in_reply_to}/response"


@pytest.mark.parametrize(
    "answer",
    [
        Scripted(status=404),
        as_json({"data": None}),
        as_json({"data": {"id": "1", "attributes": {"responseBody": "başka"}}}),
        as_json({"data": {"id": "1", "attributes": {"responseBody": None}}}),
    ],
)
def test_without_such_an_answer_nothing_was_sent(server: LocalServer, answer: Scripted) -> None:
    server.answers(answer)
    assert a_store(server).find(REPLY) is None


def an_error(status: int, code: str, detail: str = "Why.") -> Scripted:
    error = {"status": str(status), "code": code, "title": "T", "detail": detail}
    return as_json({"errors": [error]}, status)


ERRORS = [
    (an_error(401, "NOT_AUTHORIZED"), NotAuthorised, "not_authorised"),
    (an_error(403, "FORBIDDEN_ERROR"), NotAuthorised, "not_authorised: FORBIDDEN_ERROR"),
    (an_error(400, "PARAMETER_ERROR.INVALID"), Refused, "PARAMETER_ERROR.INVALID: Why."),
    (an_error(409, "ENTITY_ERROR.ATTRIBUTE.INVALID"), Refused, "ENTITY_ERROR"),
    (an_error(422, "UNPROCESSABLE_ENTITY"), Refused, "UNPROCESSABLE_ENTITY"),
    (as_json({"errors": "x"}, 400), Refused, "http_400"),
    (Scripted(status=302), Refused, "http_302"),
    (an_error(429, "RATE_LIMIT_EXCEEDED"), RateLimited, "rate_limited"),
    (an_error(500, "UNEXPECTED_ERROR"), Unavailable, "http_500"),
    (Scripted(status=503), Unavailable, "http_503"),
    (Scripted(raw=b""), Unavailable, ""),
]


CALLS: list[Callable[[AppStore], object]] = [
    lambda store: store.send(REPLY),
    lambda store: store.find(REPLY),
    lambda store: store.fetch(SOURCE, START),
]


@pytest.mark.parametrize(("answer", "error", "word"), ERRORS)
def test_each_error_is_of_its_kind_for_every_call(
    server: LocalServer, answer: Scripted, error: type[Exception], word: str
) -> None:
    for call in CALLS:
        server.answers(answer)
        with pytest.raises(error) as raised:
            call(a_store(server))
        assert str(raised.value).startswith(word)


def test_a_review_that_is_gone_is_refused(server: LocalServer) -> None:
    server.answers(an_error(404, "NOT_FOUND"))
    with pytest.raises(Refused, match=r"^gone: Why\.$"):
        a_store(server).send(REPLY)


def test_no_refusal_repeats_the_reply(server: LocalServer) -> None:
    server.answers(an_error(409, "ENTITY_ERROR", f"no: {REPLY.text}"))
    with pytest.raises(Refused, match=r"^ENTITY_ERROR$"):
        a_store(server).send(REPLY)


def test_an_answer_without_an_id_may_or_may_not_be_out(server: LocalServer) -> None:
    server.answers_json({}, 201)
    with pytest.raises(Unavailable):
        a_store(server).send(REPLY)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        {},
        {"id": "a"},
        {"id": "", "attributes": {}},
        {"id": "a", "attributes": {"body": 5}},
        {"im:rating": {"label": "1"}},
        {"im:rating": {"label": "1"}, "id": {"label": "1" * 254}},
        {"im:rating": {"label": "1"}, "id": {"label": "1"}, "title": {"label": []}},
    ],
)
def test_what_cannot_be_read_is_set_aside(body: object) -> None:
    lost = event(body)
    assert isinstance(lost, EventBroken)
    assert lost.fragment == (body if isinstance(body, str) else json.dumps(body))


def test_length_counts_characters_in_the_form_that_is_sent() -> None:
    assert (AppStore().length("s\u0327ikayet 😀"), AppStore().longest_reply) == (9, 5_970)


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        AppStore().send(REPLY)
