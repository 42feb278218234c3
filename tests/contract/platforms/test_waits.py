"""How long a platform wants to be left alone, in whichever words it says so."""

import time
from email.utils import formatdate

import pytest

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared.answers import DEFAULT_WAIT, require_success, wait_of
from hearback.domain.errors import RateLimited, Unavailable

DAY = 24 * 3600


def answer(told: str, status: int = 429) -> HttpAnswer:
    return HttpAnswer(status=status, headers={"retry-after": told})


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120),
        ("0", 1),
        ("86401", DAY),
        ("999999999999999999", DAY),
        ("9" * 400, DEFAULT_WAIT),
        ("-5", DEFAULT_WAIT),
        ("1.5", DEFAULT_WAIT),
        ("", DEFAULT_WAIT),
        ("soon", DEFAULT_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DAY),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 1),
        ("Sun, 22 Nov 2026 25:61:61 GMT", DEFAULT_WAIT),
        ("Sun, 99 Nov 99999999999 00:00:00 GMT", DEFAULT_WAIT),
    ],
)
def test_seconds_and_dates_are_kept_to_within_reason(told: str, seconds: int) -> None:
    assert wait_of(answer(told)) == seconds


def test_a_date_is_so_far_away_as_it_is() -> None:
    told = formatdate(time.time() + 600, usegmt=True)
    assert 598 <= wait_of(answer(told)) <= 602


@pytest.mark.parametrize(("told", "seconds"), [("90", 90), ("", 0), ("soon", 0)])
def test_a_server_that_is_down_may_say_how_long(told: str, seconds: int) -> None:
    with pytest.raises(Unavailable) as error:
        require_success(answer(told, 503))
    assert error.value.retry_after == seconds


def test_too_many_calls_without_a_word_is_a_minute() -> None:
    with pytest.raises(RateLimited) as error:
        require_success(HttpAnswer(status=429))
    assert error.value.retry_after == DEFAULT_WAIT
