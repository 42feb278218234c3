"""Private answers on Messenger and Instagram, which take them at the same address."""

import json
from typing import Any

import pytest

from hearback.adapters.platforms.instagram import Instagram
from hearback.adapters.platforms.messenger import Messenger
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from tests.contract.platforms.given import TOKEN, a_reply, an_api, fixture
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.meta_given import an_error

PRODUCTS: dict[str, type[Messenger] | type[Instagram]] = {
    "messenger": Messenger,
    "instagram": Instagram,
}
every_product = pytest.mark.parametrize("channel", PRODUCTS)
REPLY = a_reply("messenger", in_reply_to="2000:m_1", text="Merhaba & hoş geldiniz 😀")
BY_SYSTEM = a_reply("messenger", in_reply_to="2000:m_1", by_human=False)
OUTSIDE = as_json(fixture("messenger/error_outside_window.json"), 403)
SENT = as_json({"recipient_id": "2000", "message_id": "m_9"})


def a_product(channel: str, server: LocalServer) -> Messenger | Instagram:
    return PRODUCTS[channel](an_api(f"{server.url}/v26.0"))


def a_talk(*messages: object) -> dict[str, Any]:
    return {"data": [{"id": "t_1", "messages": {"data": list(messages)}}]}


def ours(text: object = REPLY.text, at: object = "2026-11-22T08:00:10+0000") -> dict[str, Any]:
    return {"id": "m_9", "message": text, "from": {"id": "1500"}, "created_time": at}


@every_product
def test_an_answer_goes_to_the_person(server: LocalServer, channel: str) -> None:
    server.answers(SENT)
    assert a_product(channel, server).send(REPLY) == "2000:m_9"
    (call,) = server.calls
    assert (call.method, call.path, call.query) == ("POST", "/v26.0/me/messages", {})
    assert json.loads(call.body) == {
        "recipient": {"id": "2000"},
        "message": {"text": "Merhaba & hoş geldiniz 😀"},
        "messaging_type": "RESPONSE",
    }
    assert call.headers["authorization"] == f"Bearer {TOKEN}"


@every_product
def test_after_a_day_a_persons_answer_goes_out_as_such(server: LocalServer, channel: str) -> None:
    server.answers(OUTSIDE, SENT)
    assert a_product(channel, server).send(REPLY) == "2000:m_9"
    kinds = [json.loads(call.body)["messaging_type"] for call in server.calls]
    assert kinds == ["RESPONSE", "MESSAGE_TAG"]
    assert json.loads(server.calls[1].body)["tag"] == "HUMAN_AGENT"


@every_product
def test_after_a_day_an_automatic_answer_stays_here(server: LocalServer, channel: str) -> None:
    server.answers(OUTSIDE)
    with pytest.raises(Refused, match=r"^outside_window$"):
        a_product(channel, server).send(BY_SYSTEM)
    assert len(server.calls) == 1


@every_product
@pytest.mark.parametrize(
    "answer",
    [
        OUTSIDE,
        as_json(an_error(100, "The tag is not allowed"), 400),
        as_json(an_error(200, "Requires approval"), 403),
        as_json(an_error(10, "Sent outside", error_subcode=2534022), 403),
    ],
)
def test_after_a_week_or_without_the_right_to_it_no_answer_goes_out(
    server: LocalServer, channel: str, answer: Scripted
) -> None:
    server.answers(OUTSIDE, answer)
    with pytest.raises(Refused, match=r"^outside_window"):
        a_product(channel, server).send(REPLY)
    assert len(server.calls) == 2


@every_product
def test_a_limit_on_the_second_try_is_still_a_limit(server: LocalServer, channel: str) -> None:
    server.answers(OUTSIDE, as_json(an_error(613), 400))
    with pytest.raises(RateLimited):
        a_product(channel, server).send(REPLY)


ERRORS: list[tuple[Scripted, type[Exception], str]] = [
    (as_json(an_error(190, error_subcode=463), 400), NotAuthorised, "code 190, subcode 463"),
    (as_json(an_error(10, "no pages_messaging"), 403), NotAuthorised, "code 10"),
    (as_json(an_error(200, error_subcode=2018028), 403), NotAuthorised, "code 200"),
    (as_json(an_error(230), 403), NotAuthorised, "code 230"),
    (as_json(an_error(4, error_subcode=2018022), 400), RateLimited, "code_4"),
    (as_json(an_error(613), 400), RateLimited, "code_613"),
    (as_json(an_error(80006), 400), RateLimited, "code_80006"),
    (as_json(an_error(1200), 500), Unavailable, "code_1200"),
    (as_json(an_error(1, error_subcode=99), 500), Unavailable, "code_1"),
    (as_json(an_error(2), 500), Unavailable, "code_2"),
    (Scripted(status=503), Unavailable, "http_503"),
    (Scripted(raw=b""), Unavailable, "ProtocolError"),
    (Scripted(body=b"{}"), Unavailable, "without an id"),
    (as_json(an_error(551, error_subcode=1545041), 400), Refused, "^blocked$"),
    (as_json(an_error(200, error_subcode=2018108), 403), Refused, "^blocked$"),
    (as_json(an_error(100, error_subcode=2018001), 400), Refused, "^blocked$"),
    (as_json(an_error(100, error_subcode=2534014), 400), Refused, "^blocked$"),
    (as_json(an_error(10, error_subcode=2018300), 400), Refused, "^another_app$"),
    (as_json(an_error(100, "Length must be less"), 400), Refused, "^code_100: Length"),
    (as_json(an_error(100, f"no: {REPLY.text}"), 400), Refused, "^code_100$"),
    (as_json({}, 404), Refused, "^http_404$"),
]


@every_product
@pytest.mark.parametrize(("answer", "kind", "told"), ERRORS)
def test_each_error_of_the_platform_is_known(
    server: LocalServer, channel: str, answer: Scripted, kind: type[Exception], told: str
) -> None:
    server.answers(answer)
    with pytest.raises(kind, match=told):
        a_product(channel, server).send(REPLY)
    assert len(server.calls) == 1


@every_product
def test_finding_reads_the_newest_of_the_conversation(server: LocalServer, channel: str) -> None:
    server.answers_json(a_talk(ours("başka"), ours(f" {REPLY.text}\n")))
    assert a_product(channel, server).find(REPLY) == "2000:m_9"
    (call,) = server.calls
    assert (call.method, call.path) == ("GET", "/v26.0/me/conversations")
    assert (call.query["platform"], call.query["user_id"]) == ([channel], ["2000"])
    assert call.query["fields"] == ["messages.limit(20){id,message,from,created_time}"]


@every_product
@pytest.mark.parametrize(
    "message",
    [
        ours("başka"),
        ours(at="2026-11-22T07:00:00+0000"),
        ours(at=None),
        ours(None),
        ours() | {"from": {"id": "2000"}},
        ours() | {"from": None},
        None,
        5,
    ],
)
def test_another_message_is_not_taken_for_the_answer(
    server: LocalServer, channel: str, message: object
) -> None:
    server.answers_json(a_talk(message))
    assert a_product(channel, server).find(REPLY) is None


@every_product
@pytest.mark.parametrize("content", [{}, {"data": []}, {"data": [{"id": "t_1"}]}, {"data": 5}])
def test_a_conversation_without_messages_has_no_answer(
    server: LocalServer, channel: str, content: object
) -> None:
    server.answers_json(content)
    assert a_product(channel, server).find(REPLY) is None


@every_product
def test_where_the_newest_do_not_reach_far_enough_nothing_is_sent_twice(
    server: LocalServer, channel: str
) -> None:
    server.answers_json(a_talk(*[ours("başka")] * 20))
    with pytest.raises(Refused, match=r"^outcome_unknown$"):
        a_product(channel, server).find(REPLY)
    server.answers_json(a_talk(*[ours("başka")] * 19, ours("başka", "2026-11-22T07:00:00+0000")))
    assert a_product(channel, server).find(REPLY) is None


def test_length_counts_characters_in_the_form_that_is_sent() -> None:
    assert Messenger().length("s\u0327ikayet 😀") == 9
    assert Messenger.longest_reply == 2_000


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        Messenger().send(REPLY)
