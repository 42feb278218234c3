"""Our answers on WhatsApp: free text within the day, and never twice."""

import json
from dataclasses import replace
from typing import Any

import pytest

from hearback.adapters.http import HttpAnswer, PlatformApi
from hearback.adapters.platforms.whatsapp import WhatsApp
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.replies import ApprovedWords
from tests.contract.platforms.given import TOKEN, a_reply, an_api
from tests.contract.platforms.local_server import LocalServer, Scripted, as_json
from tests.contract.platforms.meta_given import an_error

PHONE = "905551111111"
REPLY = a_reply("whatsapp", in_reply_to=f"{PHONE}:wamid.1", text="Merhaba & hoş geldiniz 😀")
SENT = {"messaging_product": "whatsapp", "messages": [{"id": "wamid.9"}]}


def a_whatsapp(server: LocalServer) -> WhatsApp:
    return WhatsApp(an_api(f"{server.url}/v26.0"))


def test_an_answer_quotes_what_it_answers(server: LocalServer) -> None:
    server.answers_json(SENT)
    assert a_whatsapp(server).send(REPLY) == f"{PHONE}:wamid.9"
    (call,) = server.calls
    assert (call.method, call.path, call.query) == ("POST", "/v26.0/1500/messages", {})
    assert json.loads(call.body) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": PHONE,
        "context": {"message_id": "wamid.1"},
        "type": "text",
        "text": {"body": "Merhaba & hoş geldiniz 😀"},
    }
    assert call.headers["authorization"] == f"Bearer {TOKEN}"


def test_a_person_without_a_number_is_reached_by_the_id_for_our_business(
    server: LocalServer,
) -> None:
    server.answers_json(SENT)
    reply = a_reply("whatsapp", in_reply_to="TR.1349:wamid.1")
    assert a_whatsapp(server).send(reply) == "TR.1349:wamid.9"
    body = json.loads(server.calls[0].body)
    assert body["recipient"] == "TR.1349"
    assert "to" not in body


def test_a_template_is_named_with_its_numbered_values_in_their_order(server: LocalServer) -> None:
    server.answers_json(SENT)
    words = ApprovedWords(name="care_news", language="tr", values=(("1", "Ayşe"), ("2", "3F2QAB")))
    assert a_whatsapp(server).send(replace(REPLY, approved=words)) == f"{PHONE}:wamid.9"
    assert json.loads(server.calls[0].body) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": PHONE,
        "type": "template",
        "template": {
            "name": "care_news",
            "language": {"code": "tr"},
            "components": [
                {
                    "type": "body",
                    "parameters": [
                        {"type": "text", "text": "Ayşe"},
                        {"type": "text", "text": "3F2QAB"},
                    ],
                }
            ],
        },
    }


def test_named_values_say_their_names(server: LocalServer) -> None:
    server.answers_json(SENT)
    words = ApprovedWords(name="care_news", language="en_GB", values=(("customer", "Ayşe"),))
    a_whatsapp(server).send(replace(REPLY, approved=words))
    (component,) = json.loads(server.calls[0].body)["template"]["components"]
    assert component["parameters"] == [
        {"type": "text", "parameter_name": "customer", "text": "Ayşe"}
    ]


def test_a_template_without_values_has_no_components(server: LocalServer) -> None:
    server.answers_json(SENT)
    words = ApprovedWords(name="care_hello", language="tr")
    a_whatsapp(server).send(replace(REPLY, approved=words))
    told = json.loads(server.calls[0].body)["template"]
    assert told == {"name": "care_hello", "language": {"code": "tr"}}


ERRORS: list[tuple[Scripted, type[Exception], str]] = [
    (as_json(an_error(131047, "Re-engagement message"), 400), Refused, "^template_needed$"),
    (as_json(an_error(470), 400), Refused, "^template_needed$"),
    (as_json(an_error(131026), 400), Refused, "^blocked$"),
    (as_json(an_error(131049), 400), Refused, "^kept_back$"),
    (as_json(an_error(131050), 400), Refused, "^marketing_stopped$"),
    (as_json(an_error(132000), 400), Refused, "^template_values$"),
    (as_json(an_error(132001), 404), Refused, "^template_unknown$"),
    (as_json(an_error(132005), 400), Refused, "^template_too_long$"),
    (as_json(an_error(132007), 400), Refused, "^template_forbidden$"),
    (as_json(an_error(132012), 400), Refused, "^template_values$"),
    (as_json(an_error(132015), 400), Refused, "^template_paused$"),
    (as_json(an_error(132016), 400), Refused, "^template_disabled$"),
    (as_json(an_error(131021, "Recipient is sender"), 400), Refused, "^code_131021: Recipient"),
    (as_json(an_error(131008, "Required"), 400), Refused, "^code_131008: Required"),
    (as_json(an_error(131009, "Invalid"), 400), Refused, "^code_131009"),
    (as_json(an_error(131051, "Unsupported"), 400), Refused, "^code_131051"),
    (as_json(an_error(131062, "No such recipients"), 400), Refused, "^code_131062"),
    (as_json(an_error(130472, "Experiment"), 400), Refused, "^code_130472"),
    (as_json(an_error(130497, "Restricted country"), 403), Refused, "^code_130497"),
    (as_json(an_error(100, "Invalid parameter"), 400), Refused, "^code_100"),
    (as_json(an_error(100, "No number", error_subcode=33), 400), Refused, "^gone"),
    (as_json(an_error(130429), 429), RateLimited, "code_130429"),
    (as_json(an_error(130429), 400), RateLimited, "code_130429"),
    (as_json(an_error(131048), 400), RateLimited, "code_131048"),
    (as_json(an_error(131056), 400), RateLimited, "code_131056"),
    (as_json(an_error(80007), 400), RateLimited, "code_80007"),
    (as_json(an_error(4), 400), RateLimited, "code_4"),
    (as_json(an_error(2), 503), RateLimited, "code_2"),
    (as_json(an_error(131016), 503), RateLimited, "code_131016"),
    (as_json(an_error(133004), 503), RateLimited, "code_133004"),
    (Scripted(status=429), RateLimited, "rate_limited"),
    (as_json(an_error(0), 401), NotAuthorised, "code 0"),
    (as_json(an_error(190, error_subcode=463), 401), NotAuthorised, "code 190"),
    (as_json(an_error(3), 500), NotAuthorised, "code 3"),
    (as_json(an_error(10), 403), NotAuthorised, "code 10"),
    (as_json(an_error(200), 403), NotAuthorised, "code 200"),
    (as_json(an_error(299), 403), NotAuthorised, "code 299"),
    (as_json(an_error(368), 403), NotAuthorised, "code 368"),
    (as_json(an_error(131005), 403), NotAuthorised, "code 131005"),
    (as_json(an_error(131031), 403), NotAuthorised, "code 131031"),
    (as_json(an_error(131042), 400), NotAuthorised, "code 131042"),
    (as_json(an_error(131045), 500), NotAuthorised, "code 131045"),
    (as_json(an_error(133010), 400), NotAuthorised, "code 133010"),
    (as_json(an_error(1), 400), Unavailable, "code_1"),
    (as_json(an_error(131000, "Something went wrong"), 500), Unavailable, "http_500"),
    (Scripted(status=502, body=b"<html>"), Unavailable, "http_502"),
    (Scripted(raw=b""), Unavailable, "ProtocolError"),
    (Scripted(body=b"{}"), Unavailable, "without an id"),
    (as_json({"messages": [None]}), Unavailable, "without an id"),
]


@pytest.mark.parametrize(("answer", "kind", "told"), ERRORS)
def test_each_error_of_the_platform_is_known(
    server: LocalServer, answer: Scripted, kind: type[Exception], told: str
) -> None:
    server.answers(answer)
    with pytest.raises(kind, match=told):
        a_whatsapp(server).send(REPLY)
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    ("code", "headers", "seconds"),
    [(131056, {}, 6), (130429, {}, 60), (130429, {"Retry-After": "33"}, 33)],
)
def test_a_limit_says_how_long_to_wait(
    server: LocalServer, code: int, headers: dict[str, str], seconds: int
) -> None:
    server.answers_json(an_error(code), 400, headers)
    with pytest.raises(RateLimited) as error:
        a_whatsapp(server).send(REPLY)
    assert error.value.retry_after == seconds


@pytest.mark.parametrize("secret", [PHONE, REPLY.text])
def test_a_refusal_never_repeats_the_number_or_the_text(server: LocalServer, secret: str) -> None:
    server.answers_json(an_error(131030, f"not allowed: {secret}"), 400)
    with pytest.raises(Refused, match=r"^code_131030$"):
        a_whatsapp(server).send(REPLY)


class Unreachable:
    """An HTTP client whose calls end before or after they were made."""

    def __init__(self, why: str) -> None:
        self.why = why

    def request(self, method: str, url: str, **_: Any) -> HttpAnswer:
        raise Unavailable(self.why)


@pytest.mark.parametrize(
    ("why", "kind"),
    [
        ("NewConnectionError", RateLimited),
        ("NameResolutionError", RateLimited),
        ("ConnectTimeoutError", RateLimited),
        ("ReadTimeoutError", Unavailable),
        ("ProtocolError", Unavailable),
    ],
)
def test_only_a_call_that_may_have_arrived_leaves_the_outcome_open(
    why: str, kind: type[Exception]
) -> None:
    credentials = {"1500": {"access_token": TOKEN}}
    api = PlatformApi(http=Unreachable(why), base_url="", credentials=lambda: credentials)
    with pytest.raises(kind):
        WhatsApp(api).send(REPLY)


def test_a_server_that_nobody_listens_at_was_never_told() -> None:
    with pytest.raises(RateLimited, match="never_sent: NewConnectionError"):
        WhatsApp(an_api("http://127.0.0.1:1")).send(REPLY)


def test_an_answer_that_may_be_out_is_not_sent_twice() -> None:
    with pytest.raises(Refused, match=r"^outcome_unknown$"):
        WhatsApp().find(REPLY)


def test_length_counts_characters_in_the_form_that_is_sent() -> None:
    assert WhatsApp().length("s\u0327ikayet 😀") == 9
    assert WhatsApp.longest_reply == 4_096


def test_the_edges_adapter_has_no_api_to_send_with() -> None:
    with pytest.raises(RuntimeError):
        WhatsApp().send(REPLY)
