"""The domain's own counting is never below the platforms', whose adapters have the last word."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.domain.send_gate.limits import LIMITS, limit_of
from hearback.domain.text import clean

SPEAKING = [name for name in ADAPTERS if adapter_class(name)().can_reply]
PIECES = st.sampled_from(
    ["a", "ş", "₺", "漢", "🙏", "👨‍👩‍👧", "🇹🇷", "nivora.com.tr", "https://a.co/x", "http://x.org",
     "@ayse", " ", "\n", ".", "-", "www.example.com,b.net", "e\u0301", "31.12. 23:59", "1.250,00",
     "☃.net", "a.co", "中", "\u2066"]
)  # fmt: skip


def test_every_channel_on_which_we_speak_is_known() -> None:
    assert set(SPEAKING) <= set(LIMITS)


@pytest.mark.parametrize("channel", SPEAKING)
def test_no_limit_is_wider_than_the_adapter_s(channel: str) -> None:
    assert limit_of(channel).longest <= adapter_class(channel)().longest_reply


@pytest.mark.parametrize("channel", SPEAKING)
@settings(max_examples=80, deadline=None)
@given(text=st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80))
@example(text="a.com,b.com;c.com")
@example(text="a.co中a.co中a.co")
@example(text="http://☃.net/")
@example(text="🙏" * 20)
def test_a_text_is_never_counted_shorter_than_the_platform_counts_it(
    channel: str, text: str
) -> None:
    text = clean(text)  # as the gate does before it counts

    assert limit_of(channel).length(text) >= adapter_class(channel)().length(text)


def test_ordinary_words_are_counted_as_x_counts_them() -> None:
    text = "Merhaba @ayse, yaşadığınız için üzgünüz 🙏 ₺250 iade edildi."

    assert limit_of("x").length(text) == adapter_class("x")().length(text)


@pytest.mark.parametrize(
    ("channel", "unit", "most"),
    [
        ("x", "ğ", 280), ("x", "₺", 140), ("x", "👨‍👩‍👧‍👦", 25),
        ("bluesky", "ğ", 300), ("bluesky", "👍🏽", 150), ("mastodon", "漢", 468),
        ("telegram", "ş", 4_096), ("telegram", "🙏", 2_048), ("instagram", "ş", 500),
        ("instagram", "🙏", 250), ("google_business", "ş", 2_048), ("google_play", "ş", 350),
    ],
)  # fmt: skip
def test_how_much_of_a_letter_a_template_may_have(channel: str, unit: str, most: int) -> None:
    limit = limit_of(channel)

    assert limit.length(unit * most) <= limit.longest < limit.length(unit * (most + 1))


def test_a_channel_of_its_own_has_no_limit_here() -> None:
    assert limit_of("somewhere-new").longest >= 100_000
