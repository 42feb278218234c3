"""What X charges: whole millionths of a dollar, counted once for each call that it took."""

from typing import Any

import pytest

from hearback.domain.prices import X_POST_READ, price_of
from hearback.domain.replies import Reply, ReplyForm, ReplyPurpose
from tests.builders import NOW


def a_reply(text: str = "Merhaba", **changes: Any) -> Reply:
    reply = {
        "id": "1-1",
        "case_id": "1",
        "channel": "x",
        "account_id": "1",
        "in_reply_to": "2",
        "text": text,
        "purpose": ReplyPurpose.ACKNOWLEDGEMENT,
        "by_human": False,
        "author": "system",
        "created_at": NOW,
        **changes,
    }
    return Reply(**reply)


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("Merhaba, hemen bakıyoruz.", 15_000),
        ("Kargonuz yolda.Teşekkürler", 15_000),
        ("Saat 17.30 gibi, 1.250,00 TL", 15_000),
        ("https://nivora.example/iade", 200_000),
        ("Bakın: HTTPS://NIVORA.EXAMPLE", 200_000),
        ("nivora.com.tr adresinden", 200_000),
        ("www.nivora.com", 200_000),
    ],
)
def test_a_reply_with_a_link_costs_more(text: str, price: int) -> None:
    assert price_of(a_reply(text)) == price
    assert price_of(a_reply(text, channel="mastodon")) == 0


def test_a_deed_costs_no_link_whatever_its_reason_says() -> None:
    assert price_of(a_reply("https://a.example", form=ReplyForm.HIDE)) == 15_000


def test_prices_are_whole_numbers() -> None:
    assert all(type(each) is int for each in (X_POST_READ, price_of(a_reply())))
    assert 200 * X_POST_READ == 1_000_000
