"""From which account, to whom, until when."""

from datetime import timedelta
from typing import Any

import pytest

from hearback.domain.mention import Visibility
from hearback.domain.replies import ReplyStatus
from hearback.domain.send_gate.draft import context_of
from hearback.domain.send_gate.findings import Rule
from hearback.domain.send_gate.gate import check, check_again
from tests.builders import MINUTE, NOW, a_case, a_case_mention, a_mention, a_policy, a_reply
from tests.unit.send_gate.drafts import DAY, a_context, a_draft


def rules(draft: dict[str, Any], context: dict[str, Any]) -> list[Rule]:
    return [finding.rule for finding in check(a_draft(**draft), a_context(**context))]


@pytest.mark.parametrize(
    ("deed", "sender", "found"),
    [
        ("reply", "support", []),
        ("reply", "corporate", [Rule.WRONG_ACCOUNT]),
        ("like", "corporate", []),
        ("like", "support", [Rule.WRONG_ACCOUNT]),
        ("reply", "", []),
    ],
)
def test_replies_come_from_support_and_likes_from_the_corporate_account(
    deed: str, sender: str, found: list[Rule]
) -> None:
    assert rules({"deed": deed}, {"sender": sender}) == found


SECOND = timedelta(seconds=1)
PRIVATE = {"visibility": Visibility.PRIVATE}


@pytest.mark.parametrize(
    ("channel", "by_human", "silence", "found"),
    [
        ("messenger", False, DAY, []),
        ("messenger", False, DAY + MINUTE, [Rule.OUTSIDE_WINDOW]),
        ("messenger", False, DAY + SECOND, [Rule.OUTSIDE_WINDOW]),
        ("messenger", True, DAY + SECOND, []),
        ("messenger", True, 7 * DAY, []),
        ("messenger", True, 7 * DAY + SECOND, [Rule.OUTSIDE_WINDOW]),
        ("instagram", False, DAY + SECOND, [Rule.OUTSIDE_WINDOW]),
        ("instagram", True, 7 * DAY, []),
        ("instagram", True, 7 * DAY + SECOND, [Rule.OUTSIDE_WINDOW]),
        ("whatsapp", True, DAY, []),
        ("whatsapp", True, DAY + SECOND, [Rule.TEMPLATE_NEEDED]),
        ("whatsapp", False, DAY, []),
        ("whatsapp", False, DAY + SECOND, [Rule.TEMPLATE_NEEDED]),
        ("whatsapp", True, -5 * MINUTE, []),
        ("messenger", False, -5 * MINUTE, []),
        ("x", True, 90 * DAY, []),
        ("telegram", True, 90 * DAY, []),
    ],
)
def test_private_windows_close(
    channel: str, by_human: bool, silence: timedelta, found: list[Rule]
) -> None:
    where = {"channel": channel, "heard_at": NOW - silence, **PRIVATE}

    assert rules({"by_human": by_human}, where) == found


def test_a_comment_in_public_has_no_window() -> None:
    assert rules({}, {"channel": "instagram", "heard_at": NOW - 30 * DAY}) == []


def test_a_closed_window_says_when_it_closed() -> None:
    context = a_context(channel="whatsapp", heard_at=NOW - 2 * DAY, **PRIVATE)
    (finding,) = check(a_draft(), context)

    assert finding.at == NOW - DAY


@pytest.mark.parametrize(
    ("used", "silence", "found"),
    [
        (False, 7 * DAY, []),
        (True, MINUTE, [Rule.PRIVATE_REPLY_USED]),
        (False, 7 * DAY + SECOND, [Rule.PRIVATE_REPLY_LATE]),
        (False, -5 * MINUTE, []),
        (True, 7 * DAY + SECOND, [Rule.PRIVATE_REPLY_USED]),
    ],
)
def test_a_post_is_answered_in_private_once_within_seven_days(
    used: bool, silence: timedelta, found: list[Rule]
) -> None:
    where = {"channel": "facebook", "heard_at": NOW - silence, "answered_privately": used}

    assert rules({"in_private": True}, where) == found
    assert rules({}, where) == []


def test_on_x_only_those_who_named_us_are_answered_in_public() -> None:
    assert rules({}, {"summoned": False}) == [Rule.NOT_SUMMONED]
    assert rules({}, {"summoned": True}) == []
    assert rules({}, {"summoned": False, **PRIVATE}) == []
    assert rules({}, {"summoned": False, "channel": "facebook"}) == []


def test_what_may_change_meanwhile_is_checked_again_and_nothing_else() -> None:
    text = "Sizin hatanız, 0532 123 45 67"
    context = a_context(
        channel="whatsapp", heard_at=NOW - 2 * DAY, longest=5, summoned=False, **PRIVATE
    )

    assert [finding.rule for finding in check_again(a_draft(text), context)] == [
        Rule.TEMPLATE_NEEDED,
        Rule.TOO_LONG,
    ]


# What the case knows


def known(case: Any = None, **more: Any) -> Any:
    policy = a_policy()
    limits: dict[str, Any] = {"length": len, "longest": 280}
    return context_of(case or a_case(), policy=policy, now=NOW, **limits, **more)


def test_the_case_knows_which_account_speaks() -> None:
    policy = a_policy(
        brands=[
            {
                "id": "nivora",
                "name": "Nivora",
                "watch_words": ["Nivora"],
                "contacts": ["0212 999 88 77"],
                "accounts": [{"channel": "x", "id": "1500", "purpose": "corporate"}],
            }
        ]
    )
    context = context_of(a_case(), policy=policy, now=NOW, length=len, longest=280)

    assert (context.sender, context.contacts) == ("corporate", ("0212 999 88 77",))
    assert known().sender == "support"
    assert known(a_case(account_id="elsewhere")).sender == ""


def test_a_brand_that_the_policy_no_longer_has_is_no_reason_to_fail() -> None:
    assert known(a_case(brand="gone")).brand == ""


def test_the_post_to_be_answered_says_whether_it_named_us() -> None:
    first = a_case_mention(a_mention(external_id="900", addressed=False))
    second = a_case_mention(a_mention(external_id="901", addressed=True))

    assert not known(mentions=[first, second]).summoned
    assert known(a_case(last_mention_id="901"), mentions=[first, second]).summoned
    assert known().summoned


def test_the_last_reply_is_the_latest_that_did_not_fail() -> None:
    early = a_reply(id="000002-1", text="Önce", created_at=NOW)
    late = a_reply(id="000003-1", text="Sonra", created_at=NOW + MINUTE)
    failed = a_reply(
        id="000004-1", text="Boşa", created_at=NOW + 2 * MINUTE, status=ReplyStatus.FAILED
    )

    assert known(replies=[late, failed, early]).last_reply == "Sonra"
    assert known().last_reply == ""
