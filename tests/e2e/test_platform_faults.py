"""Platforms that fail: replies wait, come through once, or are given up with a reason."""

import json
from typing import Any

import pytest

from hearback.domain.case import CaseStatus
from hearback.domain.replies import ReplyStatus
from tests.care import Care, an_author

pytestmark = pytest.mark.xdist_group("stack")


def order(care: Care, **fault: Any) -> None:
    url = f"{care.stack.endpoints['sandbox_url']}/control/faults"
    answer = care.http.request(
        "POST",
        url,
        body=json.dumps(fault).encode(),
        headers={"content-type": "application/json"},
    )
    assert answer.status == 201, answer.data


@pytest.fixture(autouse=True)
def _no_faults_stay(care: Care) -> Any:
    yield
    care.stack.sandbox.faults.clear()


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "retry_after": 2, "times": 1},
        {"status": 503, "times": 2},
        {"status": 500, "times": 1, "after_posting": True},
        {"status": 0, "times": 1, "after_posting": True},
    ],
    ids=["rate limit", "unavailable", "posted but 500", "posted but no answer"],
)
def test_a_passing_fault_delays_the_acknowledgement_and_never_doubles_it(
    care: Care, fault: dict[str, Any]
) -> None:
    author = an_author(f"fault_{fault['status']}_{fault['times']}_{len(fault)}")
    order(care, channel="x", **fault)
    post = care.says(author, "@NivoraDestek siparişim hâlâ gelmedi, yeter artık")
    care.case_of(author, CaseStatus.ACKNOWLEDGED)
    assert len(care.our_replies_to(post)) == 1


def test_a_reply_that_facebook_will_never_take_is_told_to_the_team(care: Care) -> None:
    author = an_author("fb_forbidden")
    order(care, channel="facebook", status=403, code=200, times=1)
    care.comments(author, "Faturam yanlış, mağdurum")
    case = care.until(
        author,
        lambda c: any(mark.status is ReplyStatus.FAILED for mark in c.replies),
        "the failed reply",
    )
    assert case.status is CaseStatus.NEW
    care.mail_about(case, "ulaşmadı")


def test_an_expired_token_holds_the_reply_and_is_told_at_once(care: Care) -> None:
    """Two refusals: after the first the secret is read again, and may have been renewed."""
    author = an_author("fb_token")
    order(care, channel="facebook", status=400, code=190, times=2)
    care.comments(author, "Kargom kayıp, yardım edin")
    case = care.until(author, lambda c: c.replies, "the reply")
    mail = care.mail_about(case, "Facebook")
    assert mail.topic == "care"
    (mark,) = care.case_of(author).replies
    assert mark.status is ReplyStatus.QUEUED
