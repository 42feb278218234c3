import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from local.sandbox import Sandbox
from local.sandbox.platforms.facebook import PAGE
from local.sandbox.platforms.x import SUPPORT
from tests.unit.local.conftest import AYSE, START


def order(web: FlaskClient, **fault: object) -> int:
    return web.post("/control/faults", json=fault).status_code


def reply_x(sandbox: Sandbox, web: FlaskClient, text: str = "Bakıyoruz") -> TestResponse:
    target = sandbox.publish("x", AYSE, "@NivoraDestek kargom gelmedi")
    body = {"text": text, "reply": {"in_reply_to_tweet_id": target.id}}
    return web.post("/x/2/tweets", json=body, headers={"authorization": f"Bearer {SUPPORT.token}"})


def comment(sandbox: Sandbox, web: FlaskClient) -> TestResponse:
    target = sandbox.publish("facebook", AYSE, "Kargom gelmedi")
    return web.post(
        f"/facebook/v26.0/{target.id}/comments",
        data={"message": "Bakıyoruz", "access_token": PAGE.token},
    )


def ours(sandbox: Sandbox) -> int:
    return sum(post.is_ours for post in sandbox.posts())


def test_a_fault_lasts_as_often_as_ordered(sandbox: Sandbox, web: FlaskClient) -> None:
    order(web, channel="x", status=503, times=2)
    statuses = [reply_x(sandbox, web, f"{number}").status_code for number in range(3)]
    assert statuses == [503, 503, 201]
    assert ours(sandbox) == 1


def test_too_many_requests_say_when_to_come_back(sandbox: Sandbox, web: FlaskClient) -> None:
    order(web, channel="x", status=429, retry_after=2)
    answer = reply_x(sandbox, web)
    assert answer.status_code == 429
    assert answer.headers["x-rate-limit-remaining"] == "0"
    assert answer.headers["x-rate-limit-reset"] == str(int(START.timestamp()) + 2)


def test_the_post_may_be_out_although_the_answer_is_an_error(
    sandbox: Sandbox, web: FlaskClient
) -> None:
    order(web, channel="x", status=500, after_posting=True)
    order(web, channel="facebook", status=500, after_posting=True)
    assert reply_x(sandbox, web).status_code == 500
    assert comment(sandbox, web).status_code == 500
    assert ours(sandbox) == 2


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        ({"code": 190, "status": 401}, 401, 190),
        ({"code": 190}, 400, 190),
        ({"status": 429}, 429, 4),
        ({"code": 32}, 400, 32),
        ({"status": 500}, 500, 2),
        ({"code": 368}, 400, 368),
        ({"status": 403}, 403, 200),
    ],
)
def test_graph_faults_have_graphs_codes(
    sandbox: Sandbox, web: FlaskClient, fault: dict[str, object], status: int, code: int
) -> None:
    order(web, channel="facebook", **fault)
    answer = comment(sandbox, web)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)  # type: ignore[index]
    assert ours(sandbox) == 0


def test_an_expired_token_looks_as_the_platform_says(sandbox: Sandbox, web: FlaskClient) -> None:
    order(web, channel="facebook", code=190)
    error = comment(sandbox, web).json["error"]  # type: ignore[index]
    assert (error["type"], error["error_subcode"]) == ("OAuthException", 463)


def test_reading_fails_only_if_so_ordered(sandbox: Sandbox, web: FlaskClient) -> None:
    headers = {"authorization": f"Bearer {SUPPORT.token}"}
    order(web, channel="x", status=503)
    order(web, channel="x", status=500, on="read")
    assert web.get("/x/2/users/1/tweets", headers=headers).status_code == 500
    assert web.get("/x/2/users/1/tweets", headers=headers).status_code == 200
    assert reply_x(sandbox, web).status_code == 503


def test_a_slow_answer_is_still_right(sandbox: Sandbox, web: FlaskClient) -> None:
    order(web, channel="x", delay_seconds=0.01)
    order(web, channel="x", delay_seconds=0.01, after_posting=True)
    assert reply_x(sandbox, web, "bir").status_code == 201
    assert reply_x(sandbox, web, "iki").status_code == 201
    assert ours(sandbox) == 2


def test_orders_can_be_withdrawn(sandbox: Sandbox, web: FlaskClient) -> None:
    order(web, channel="x", status=503, times=100)
    web.delete("/control/faults")
    assert reply_x(sandbox, web).status_code == 201


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"channel": "fax"},
        {"channel": "x", "status": 200},
        {"channel": "x", "status": 500, "times": 0},
        {"channel": "x", "on": "sunday"},
        {"channel": "x", "delay_seconds": 1000},
        {"channel": "x", "unknown": 1},
    ],
)
def test_an_order_that_is_none_is_refused(web: FlaskClient, fault: dict[str, object]) -> None:
    assert order(web, **fault) == 400
