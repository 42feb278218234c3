"""Which of the pushed channels can be answered, and at what length."""

import pytest

from hearback.adapters.platforms.email import Email
from hearback.adapters.platforms.google_business import GoogleBusiness
from hearback.adapters.platforms.linkedin import LinkedIn
from hearback.adapters.platforms.telegram import Telegram
from hearback.adapters.platforms.tiktok import TikTok
from hearback.adapters.platforms.websub import WebSub
from hearback.domain.ports import Platform


@pytest.mark.parametrize(
    ("platform", "longest"),
    [
        (Telegram(), 4_096),
        (LinkedIn(), 1_250),
        (TikTok(), 1_200),
        (GoogleBusiness(), 4_096),
        (Email(), 10_000),
    ],
)
def test_a_channel_that_can_be_answered_says_at_what_length(
    platform: Platform, longest: int
) -> None:
    assert platform.can_reply
    assert platform.longest_reply == longest


def test_a_channel_that_only_listens_says_so() -> None:
    assert not WebSub().can_reply
