"""What Google tells of our places' reviews: ids are pushed, words are fetched."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.google_business import GoogleBusiness
from hearback.domain.errors import RateLimited, Unavailable
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.given import NOW, a_delivery, broken, fixture, only
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json

PLACE = "accounts/111/locations/222"
REVIEW = f"{PLACE}/reviews/AbFvOqmExample"
PUSH = fixture("google_business/pubsub_push_new_review.json")
REVIEWS = fixture("google_business/reviews_list.json")["reviews"]
OAUTH = as_json({"access_token": "at", "expires_in": 3600})
GIVEN = {"client_id": "c", "client_secret": "s", "refresh_token": "r"}


def an_adapter(server: LocalServer) -> GoogleBusiness:
    given = {**GIVEN, "token_uri": f"{server.url}/token"}
    return GoogleBusiness(
        PlatformApi(
            http=Urllib3Http(), base_url=f"{server.url}/v4/", credentials=lambda: {PLACE: given}
        )
    )


def parse(server: LocalServer, body: object, *answers: Scripted) -> tuple[Incoming, ...]:
    server.answers(OAUTH, *answers)
    return tuple(an_adapter(server).parse(a_delivery("google_business", body)))


def a_push(**told: Any) -> dict[str, Any]:
    data = {"notificationType": "NEW_REVIEW", "reviewName": REVIEW, "locationName": PLACE, **told}
    return {"message": {"data": base64.b64encode(json.dumps(data).encode()).decode()}}


def test_a_new_review_is_added_with_its_stars_and_words(server: LocalServer) -> None:
    assert parse(server, PUSH, as_json(REVIEWS[0])) == (
        MentionAdded(
            mention=Mention(
                channel="google_business",
                account_id=PLACE,
                external_id=REVIEW,
                author=Author(name="Ayşe Örnek"),
                text="★☆☆☆☆\nÇok kötü hizmet",
                received_at=NOW,
                posted_at=datetime(2026, 11, 21, 8, 15, 20, 112_233, tzinfo=UTC),
                thread_id=REVIEW,
            )
        ),
    )
    call = server.calls[1]
    assert (call.method, call.path) == ("GET", f"/v4/{REVIEW}")
    assert call.headers["authorization"] == "Bearer at"


def test_the_decoded_message_of_the_fixture_is_the_pushed_one() -> None:
    decoded = json.loads(base64.b64decode(PUSH["message"]["data"]))
    assert decoded == fixture("google_business/pubsub_message_decoded.json")


def test_an_updated_review_reads_as_it_does_now(server: LocalServer) -> None:
    edited = only(parse(server, a_push(notificationType="UPDATED_REVIEW"), as_json(REVIEWS[1])))
    assert isinstance(edited, MentionEdited)
    assert edited.mention.text == "★★★★★\nÇok kötü hizmet"


def test_a_review_without_words_is_its_stars(server: LocalServer) -> None:
    assert only(parse(server, PUSH, as_json(REVIEWS[2]))).mention.text == "★☆☆☆☆"


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ("(Translated by Google) Bad\n\n(Original)\nKötü", "Kötü"),
        ("Kötü\n\n(Translated by Google)\nBad", "Kötü"),
        ("(Original) değil", "(Original) değil"),
        (None, ""),
    ],
)
def test_googles_translation_is_left_out(server: LocalServer, comment: object, text: str) -> None:
    assert only(parse(server, PUSH, as_json({"comment": comment}))).mention.text == text


def test_a_review_that_is_gone_when_we_ask_is_a_deletion(server: LocalServer) -> None:
    gone = as_json({"error": {"code": 404, "status": "NOT_FOUND"}}, 404)
    deleted = MentionDeleted(channel="google_business", external_id=REVIEW, received_at=NOW)
    assert parse(server, PUSH, gone) == (deleted,)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (as_json({"error": {"status": "PERMISSION_DENIED"}}, 403), "not_authorised: PERM"),
        (as_json({"error": {"status": "INVALID_ARGUMENT"}}, 400), "the review was not given: http"),
        (as_json({"comment": ["x"]}), "text is not text"),
    ],
)
def test_a_review_that_google_does_not_give_is_set_aside(
    server: LocalServer, answer: Scripted, reason: str
) -> None:
    (lost,) = broken(parse(server, PUSH, answer))
    assert lost.reason.startswith(reason)
    assert json.loads(lost.fragment) == PUSH


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json({"error": {"status": "RESOURCE_EXHAUSTED"}}, 429), RateLimited),
        (Scripted(status=503), Unavailable),
        (Scripted(raw=b""), Unavailable),
    ],
)
def test_a_passing_fault_lets_the_delivery_come_again(
    server: LocalServer, answer: Scripted, error: type[Exception]
) -> None:
    with pytest.raises(error):
        parse(server, PUSH, answer)


def test_without_an_api_a_review_is_set_aside() -> None:
    (lost,) = broken(GoogleBusiness().parse(a_delivery("google_business", PUSH)))
    assert "no api" in lost.reason


@pytest.mark.parametrize(
    ("kind", "event"),
    [("NEW_CUSTOMER_MEDIA", "NEW_CUSTOMER_MEDIA"), (None, "unknown"), ({}, "unknown")],
)
def test_other_notifications_are_ignored(kind: object, event: str) -> None:
    events = GoogleBusiness().parse(a_delivery("google_business", a_push(notificationType=kind)))
    assert tuple(events) == (EventIgnored(event=event),)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message": []},
        {"message": {"data": None}},
        {"message": {"data": "%%%"}},
        {"message": {"data": "/w=="}},
        {"message": {"data": base64.b64encode(b"[]").decode()}},
        a_push(reviewName=None),
        a_push(reviewName="accounts/1/locations/2/reviews/../../x"),
        a_push(reviewName="9" * 300),
    ],
)
def test_a_push_that_cannot_be_read_is_set_aside_before_a_call(
    server: LocalServer, body: object
) -> None:
    (lost,) = broken(parse(server, body))
    assert json.loads(lost.fragment) == body
    assert server.calls == []
