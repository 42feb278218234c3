"""Mentions of us on Instagram come as ids: their words are fetched before they count."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.http import PlatformApi, Urllib3Http
from hearback.adapters.platforms.instagram import Instagram
from hearback.domain.errors import RateLimited, Unavailable
from hearback.domain.mention import Author, EventBroken, EventIgnored, Incoming, Mention
from hearback.domain.mention import MentionAdded as Added
from tests.contract.platforms.given import NOW, TOKEN, a_delivery, fixture, only, texts
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.meta_given import an_error

ACCOUNT = "17841400000000001"
IN_COMMENT = fixture("instagram/mention_in_a_comment.json")
IN_CAPTION = fixture("instagram/mention_in_a_caption.json")
TOLD = {"username": "ayse_ornek", "timestamp": "2026-11-22T07:31:16+0000"}
COMMENT = {"text": "marka kargom nerede? 😡", "media": {"permalink": "https://ig.example/p/1"}}


def parse(server: LocalServer, body: object, token: str = TOKEN) -> tuple[Incoming, ...]:
    api = PlatformApi(
        http=Urllib3Http(),
        base_url=server.url,
        credentials=lambda: {ACCOUNT: {"access_token": token}},
    )
    return tuple(Instagram(api).parse(a_delivery("instagram", body)))


def test_a_mention_in_a_comment_is_fetched(server: LocalServer) -> None:
    server.answers_json({"mentioned_comment": {**TOLD, **COMMENT}, "id": ACCOUNT})
    assert parse(server, IN_COMMENT) == (
        Added(
            mention=Mention(
                channel="instagram",
                account_id=ACCOUNT,
                external_id="@17920112008063024:17894227972186120",
                author=Author(handle="ayse_ornek"),
                text="marka kargom nerede? 😡",
                received_at=NOW,
                posted_at=datetime(2026, 11, 22, 7, 31, 16, tzinfo=UTC),
                thread_id="17920112008063024",
                url="https://ig.example/p/1",
            )
        ),
    )
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", f"/{ACCOUNT}")
    (asked,) = call.query["fields"]
    assert asked.startswith("mentioned_comment.comment_id(17894227972186120){text,")
    assert call.headers["authorization"] == f"Bearer {TOKEN}"


def test_a_mention_in_a_caption_is_fetched(server: LocalServer) -> None:
    caption = {**TOLD, "caption": "marka bizi üzdü", "permalink": "https://ig.example/p/2"}
    server.answers_json({"mentioned_media": caption})
    mention = only(parse(server, IN_CAPTION)).mention
    assert (mention.external_id, mention.text) == ("@17920112008063024", "marka bizi üzdü")
    assert mention.url == "https://ig.example/p/2"
    (asked,) = server.calls[0].query["fields"]
    assert asked.startswith("mentioned_media.media_id(17920112008063024){caption,")


def test_a_mention_that_is_gone_is_ignored(server: LocalServer) -> None:
    server.answers_json(an_error(100, "does not exist", error_subcode=33), 400)
    assert parse(server, IN_COMMENT) == (EventIgnored(event="mentions/gone"),)


@pytest.mark.parametrize(
    "answer",
    [
        as_json(an_error(190), 400),
        as_json(an_error(10), 403),
        as_json(an_error(100, "Unsupported get request."), 400),
        as_json({"id": ACCOUNT}),
        as_json({"mentioned_comment": {"text": ["a"]}}),
        Scripted(body=b"not json"),
    ],
)
def test_a_mention_that_is_not_given_to_us_is_set_aside(
    server: LocalServer, answer: Scripted
) -> None:
    server.answers(answer)
    assert isinstance(only(parse(server, IN_COMMENT)), EventBroken)


def test_a_mention_for_an_account_without_a_token_is_set_aside(server: LocalServer) -> None:
    assert isinstance(only(parse(server, IN_COMMENT, token="")), EventBroken)
    assert server.calls == []


def test_without_an_api_a_mention_is_set_aside_and_loses_no_other() -> None:
    body = fixture("instagram/wh-comments-current.json")
    body["entry"][0]["changes"].insert(0, IN_COMMENT["entry"][0]["changes"][0])
    lost, comment = Instagram().parse(a_delivery("instagram", body))
    assert isinstance(lost, EventBroken)
    assert "must be fetched" in lost.reason
    assert texts([comment]) == ["Ürün hatalı geldi 😕"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (as_json(an_error(4), 400), RateLimited),
        (Scripted(status=429), RateLimited),
        (as_json(an_error(2), 500), Unavailable),
        (Scripted(status=503), Unavailable),
        (Scripted(raw=b""), Unavailable),
    ],
)
def test_a_mention_that_cannot_be_fetched_now_comes_again(
    server: LocalServer, answer: Scripted, kind: type[Exception]
) -> None:
    server.answers(answer)
    with pytest.raises(kind):
        parse(server, IN_COMMENT)


@pytest.mark.parametrize(
    "value", [{}, {"media_id": "1){id}"}, {"media_id": "1", "comment_id": "2),x"}, {"media_id": []}]
)
def test_ids_of_another_form_are_never_asked_for(
    server: LocalServer, value: dict[str, Any]
) -> None:
    body = fixture("instagram/mention_in_a_comment.json")
    body["entry"][0]["changes"][0]["value"] = value
    assert isinstance(only(parse(server, body)), EventBroken)
    assert server.calls == []
