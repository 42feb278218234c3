"""When X takes no more calls, and until when."""

import time

import pytest

from hearback.adapters.platforms.x import X
from hearback.domain.errors import RateLimited
from tests.contract.platforms.given import a_reply, an_api
from tests.contract.platforms.local_server import LocalServer

REPLY = a_reply("x")


def an_x(server: LocalServer) -> X:
    return X(an_api(server.url))


def test_a_limit_says_until_when(server: LocalServer) -> None:
    reset = str(int(time.time()) + 300)
    server.answers_json({}, 429, {"x-rate-limit-reset": reset, "x-rate-limit-remaining": "0"})
    with pytest.raises(RateLimited) as error:
        an_x(server).send(REPLY)
    assert 295 <= error.value.retry_after <= 300


def test_of_several_limits_the_one_that_is_used_up_counts(server: LocalServer) -> None:
    now = int(time.time())
    headers = {
        "x-rate-limit-reset": str(now + 10),
        "x-rate-limit-remaining": "7",
        "x-user-limit-24hour-reset": str(now + 5000),
        "x-user-limit-24hour-remaining": "0",
    }
    server.answers_json({}, 429, headers)
    with pytest.raises(RateLimited) as error:
        an_x(server).send(REPLY)
    assert 4990 <= error.value.retry_after <= 5000


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 60),
        ({"retry-after": "17"}, 17),
        ({"retry-after": "soon"}, 60),
        ({"x-rate-limit-reset": "never"}, 60),
        ({"x-rate-limit-reset": "1"}, 1),
        ({"retry-after": "999999999999"}, 86_400),
    ],
)
def test_a_limit_without_a_usable_time_has_a_sane_one(
    server: LocalServer, headers: dict[str, str], seconds: int
) -> None:
    server.answers_json({}, 429, headers)
    with pytest.raises(RateLimited) as error:
        an_x(server).find(REPLY)
    assert error.value.retry_after == seconds
