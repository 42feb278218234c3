"""Characters as people count them."""

import pytest

from hearback.adapters.platforms.shared.graphemes import graphemes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("şikâyet", 7),
        ("s\u0327ika\u0302yet", 7),
        ("e\u0301\u0327\u0308", 1),
        ("👩‍👩‍👧", 1),
        ("👍🏽", 1),
        ("❤️", 1),
        ("1️⃣", 1),
        ("🇹🇷", 1),
        ("🇹🇷🇩🇪", 2),
        ("🇹🇷🇩", 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 1),
        ("🏳️‍🌈", 1),
        ("a\r\nb", 3),
        ("a\n\u0301", 3),
        ("a\u200db", 2),
        ("각", 1),
        ("\u1100\u1161\u11a8", 1),
        ("நி", 1),
    ],
)
def test_a_cluster_counts_as_one(text: str, count: int) -> None:
    assert graphemes(text) == count
