"""Private messages on the sandbox's Bluesky: who may read and write them, and how many letters."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from hearback.domain.mention import Author
from local.fast_policy import fast
from local.sandbox import Sandbox
from local.sandbox.platforms import PLATFORMS
from tests.builders import a_policy

US = PLATFORMS["bluesky"].accounts[0]
AYSE = Author(id="did:plc:ayse", name="Ayşe Örnek", handle="ayse.bsky.example")
PROXY = {"atproto-proxy": "did:web:api.bsky.chat#bsky_chat"}
TOLD = {"id": "did:plc:ayse", "name": "Ayşe Örnek", "handle": "ayse.bsky.example"}


@pytest.fixture
def logged_in(web: FlaskClient) -> dict[str, str]:
    return session(web, US.token)


def session(web: FlaskClient, password: str) -> dict[str, str]:
    login = {"identifier": US.id, "password": password}
    told: Any = web.post("/bluesky/xrpc/com.atproto.server.createSession", json=login).json
    return {"authorization": f"Bearer {told['accessJwt']}", **PROXY}


def asked(web: FlaskClient, method: str, headers: dict[str, str], **query: str) -> Any:
    path = f"/bluesky/xrpc/chat.bsky.convo.{method}"
    return web.get(path, headers=headers, query_string=query).json


def sent(web: FlaskClient, headers: dict[str, str], convo: str, text: object) -> Any:
    order = {"convoId": convo, "message": {"text": text}}
    path = "/bluesky/xrpc/chat.bsky.convo.sendMessage"
    return web.post(path, headers=headers, json=order).json


def test_what_is_written_in_private_stands_in_no_public_place(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    order = {"channel": "bluesky", "author": TOLD, "text": "Kargom gelmedi"}
    answer = web.post("/control/messages", json=order)
    assert answer.status_code == 201
    (message,) = sandbox.messages("bluesky")
    assert (message.sender_id, message.text) == (AYSE.id, "Kargom gelmedi")
    assert sandbox.person("bluesky", "did:plc:ayse") == AYSE
    assert sandbox.posts() == ()


@pytest.mark.parametrize(
    ("order", "word"),
    [
        ({"channel": "youtube", "author": TOLD, "text": "x"}, "in private"),
        ({"channel": "bluesky", "author": {}, "text": "x"}, "author.id"),
        ({"channel": "bluesky", "author": TOLD}, "text"),
    ],
)
def test_an_order_that_cannot_be_carried_out_says_why(
    web: FlaskClient, order: dict[str, object], word: str
) -> None:
    answer = web.post("/control/messages", json=order)
    assert answer.status_code == 400
    assert word in answer.text


def test_the_service_is_reached_by_its_name_and_with_a_password_that_may(
    web: FlaskClient, logged_in: dict[str, str]
) -> None:
    assert asked(web, "getLog", logged_in)["logs"] == []
    unnamed = {**logged_in, "atproto-proxy": "did:web:elsewhere#chat"}
    assert asked(web, "getLog", unnamed)["error"] == "InvalidRequest"
    public_only = session(web, f"{US.token}-without-messages")
    assert asked(web, "getLog", public_only)["message"] == "Bad token method"


def test_the_log_starts_now_and_goes_on_from_its_cursor(
    sandbox: Sandbox, web: FlaskClient, logged_in: dict[str, str]
) -> None:
    sandbox.hear("bluesky", AYSE, "bir")
    begun = asked(web, "getLog", logged_in)
    assert begun["logs"] == []
    sandbox.hear("bluesky", AYSE, "iki")
    told = asked(web, "getLog", logged_in, cursor=begun["cursor"])
    assert [entry["message"]["text"] for entry in told["logs"]] == ["iki"]
    assert told["logs"][-1]["rev"] == told["cursor"] > begun["cursor"]
    assert asked(web, "getLog", logged_in, cursor="once")["error"] == "InvalidRequest"


def test_a_message_has_a_thousand_letters_at_most_and_a_conversation_that_is_there(
    sandbox: Sandbox, web: FlaskClient, logged_in: dict[str, str]
) -> None:
    sandbox.hear("bluesky", AYSE, "bir")
    (convo,) = asked(web, "listConvos", logged_in)["convos"]
    assert [member["did"] for member in convo["members"]] == [US.id, AYSE.id]
    assert sent(web, logged_in, convo["id"], "ş" * 1_000)["sender"] == {"did": US.id}
    for text in ("ş" * 1_001, "👩‍👩‍👧" * 600, None):
        assert sent(web, logged_in, convo["id"], text)["error"] == "InvalidRequest"
    assert sent(web, logged_in, "3lnowhere", "x")["error"] == "InvalidConvo"
    assert asked(web, "getMessages", logged_in, convoId="3lnowhere")["error"] == "InvalidConvo"
    assert len(sandbox.messages("bluesky")) == 2


@pytest.mark.parametrize("members", ["did:plc:nobody", US.id])
def test_with_nobody_there_is_no_conversation(
    web: FlaskClient, logged_in: dict[str, str], members: str
) -> None:
    told = asked(web, "getConvoForMembers", logged_in, members=members)
    assert told["error"] in ("RecipientNotFound", "InvalidRequest")


def test_the_local_stage_polls_messages_beside_posts() -> None:
    sources = {each.id: each for each in fast(a_policy(), "http://localhost:1").sources}
    assert sources["bluesky-messages"].messages
    assert sources["bluesky-messages"].account == sources["bluesky"].account == US.id
    assert [each.id for each in sources.values() if each.messages] == ["bluesky-messages"]
