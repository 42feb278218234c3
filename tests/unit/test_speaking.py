"""From which of our accounts a customer is answered."""

import pytest

from hearback.domain.case import Case
from hearback.domain.mention import Visibility
from hearback.domain.policy import CarePolicy
from hearback.domain.send_gate.draft import Context, context_of
from hearback.domain.speaking import speaker_of
from tests.builders import NOW, a_mention, a_policy, open_a_case

SUPPORT, CORPORATE = "1500", "1501"


def a_brand(*channels: str) -> CarePolicy:
    """With a support and a corporate account on each channel."""
    names = ((SUPPORT, "NivoraDestek", "support"), (CORPORATE, "Nivora", "corporate"))
    accounts = [
        {"channel": channel, "id": id_, "handle": handle, "purpose": purpose}
        for channel in channels
        for id_, handle, purpose in names
    ]
    brand = {"id": "nivora", "name": "Nivora", "watch_words": ["Nivora"], "accounts": accounts}
    return a_policy(brands=[brand])


def a_case(policy: CarePolicy, **mention: object) -> Case:
    written = {"account_id": CORPORATE, **mention}
    return open_a_case(a_mention(**written), policy).case


def speaker(case: Case, policy: CarePolicy) -> str:
    return speaker_of(case.place, case.brand, policy)


@pytest.mark.parametrize("channel", ["x", "bluesky", "mastodon", "reddit", "youtube"])
def test_the_support_account_answers_what_was_said_to_the_corporate_one(channel: str) -> None:
    policy = a_brand(channel)
    assert speaker(a_case(policy, channel=channel), policy) == SUPPORT
    assert speaker(a_case(policy, channel=channel, account_id=SUPPORT), policy) == SUPPORT


@pytest.mark.parametrize("channel", ["facebook", "instagram", "linkedin", "google_business"])
def test_below_an_account_s_own_posts_nobody_else_answers(channel: str) -> None:
    policy = a_brand(channel)
    assert speaker(a_case(policy, channel=channel), policy) == CORPORATE


def test_a_private_talk_stays_with_the_account_that_was_written_to() -> None:
    policy = a_brand("x")
    private = a_case(policy, visibility=Visibility.PRIVATE)
    assert speaker(private, policy) == CORPORATE


def test_without_a_support_account_the_one_that_was_written_to_speaks() -> None:
    policy = a_policy(
        brands=[
            {
                "id": "nivora",
                "name": "Nivora",
                "watch_words": ["Nivora"],
                "accounts": [{"channel": "x", "id": CORPORATE, "purpose": "corporate"}],
            }
        ]
    )
    assert speaker(a_case(policy), policy) == CORPORATE


def context(text: str) -> Context:
    policy = a_brand("x")
    story = open_a_case(a_mention(account_id=CORPORATE, text=text), policy)
    return context_of(
        story.case, policy=policy, now=NOW, length=len, longest=280, mentions=story.mentions
    )


def test_the_support_account_is_summoned_only_if_it_was_named() -> None:
    assert context("@Nivora @nivoradestek kargom yok").summoned
    assert context("Olmadı ＠NIVORADESTEK, hiç olmadı").summoned
    assert not context("@Nivora kargom yok").summoned
    assert not context("@Nivora @NivoraDestekYok kargom yok").summoned
    assert not context("@Nivora info@nivoradestek kargom yok").summoned
    assert context("@Nivora @NivoraDestek kargom yok").sender == "support"
