"""Length as X counts it, for each kind of thing that X's public counting rules name.

Each figure was compared with what X's own published counter gives for the same text.
"""

import pytest

from hearback.adapters.platforms.x import X
from hearback.domain.send_gate.limits import weighted

LINK = 23
KINDS = {
    "latin letters": ("Merhaba dünya", 13),
    "turkish letters": ("ğüşıöçİĞ", 8),
    "greek, cyrillic and arabic letters": ("αβ жя كل", 8),
    "combined and composed letters alike": ("s\u0327e\u0301", 2),
    "chinese, japanese and korean": ("日本の저", 8),
    "beyond the first plane": ("\U00010000\U0010ffff", 4),
    "lira, euro and trade mark": ("₺€™", 6),
    "dashes and typographic quotes": ("–—“”‘’", 6),
    "an ellipsis": ("…", 2),
    "an emoji": ("🐱", 2),
    "an old emoji with and without its selector": ("☺ ☺️", 5),
    "a heart": ("❤️", 2),
    "a family of four": ("👨‍👩‍👧‍👦", 2),
    "a skin tone": ("👍🏽", 2),
    "a profession": ("👩‍💻", 2),
    "a flag": ("🇹🇷", 2),
    "a flag of a region": (
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        2,
    ),
    "a keycap": ("1️⃣", 2),
    "a run of emoji": ("🐱🐱🐱", 6),
    "line ends and spaces": ("a\n b\t", 5),
    "a link with http": ("http://marka.com", LINK),
    "a link with https": ("https://marka.com", LINK),
    "a link in capitals": ("HTTPS://MARKA.COM/A", LINK),
    "a link longer than all else": ("https://marka.com/" + "a" * 300, LINK),
    "a host without a scheme": ("marka.com", LINK),
    "a host of two parts in the country's code": ("marka.com.tr", LINK),
    "a short link": ("t.co/abc", LINK),
    "a host of letters beyond ascii": ("http://örnek.com/yol", LINK),
    "a path in cyrillic": ("http://marka.com/Русские", LINK),
    "a host of a symbol": ("http://☃.com/", LINK),
    "an address of a country's script": ("\u2066http://nivora.پاکستان/\u2069", LINK + 4),
    "a label of 63 letters": ("a" * 63 + ".com", LINK),
    "a label of 64 letters is no host's": ("a" * 64 + ".com", 68),
    "a host whose encoded name is too long": ("http://" + "ığ" * 30 + ".com", 71),
    "an underscore below the domain": ("http://alt_alan.marka.com", LINK),
    "an underscore in the domain": ("http://alan.marka_tr.com", 24),
    "a dash at the end of a label": ("http://marka-.com", 17),
    "a name without a domain": ("http://sunucu", 13),
    "an unknown domain": ("marka.bilinmeyen", 16),
    "another scheme": ("ftp://www.marka.com/", 20),
    "a port, a query and an anchor": ("https://marka.com:8080/a?b=c&d=e#f", LINK),
    "a path with brackets": ("https://marka.com/Kargo_(takip)", LINK),
    "a path that ends in a dash": ("https://marka.com/liste?id=A1b-", LINK),
    "a link between chinese letters": ("日marka.com語", LINK + 4),
    "links that only chinese letters part": ("marka.com中marka.com", 2 * LINK + 2),
    "marks of direction": ("\u202aa\u202c", 5),
    "blanks of print": ("a\u2000\u2009\u200bb", 5),
    "hebrew with points": ("A\u05e9\u05bc\u05c1", 4),
    "an emoji of 2017 with a skin tone": ("🧕🏾", 2),
    "a sign that is no emoji by itself": ("©", 2),
    "several links": ("a https://marka.com b marka.com c", 2 * LINK + 7),
    "a link in brackets": ("(marka.com)", LINK + 2),
    "a link before a full stop": ("marka.com/a.", LINK + 1),
    "an address of a mailbox": ("info@marka.com", 14),
    "a sentence that ends without a space": ("geldi.Sonra gitti", 17),
    "nothing": ("", 0),
    "a number with a point": ("1.250 lira", 10),
    "a network address": ("192.168.0.1", 11),
    "a handle and a hashtag": ("@NivoraDestek #iade", 19),
}


@pytest.mark.parametrize(("text", "length"), KINDS.values(), ids=KINDS)
def test_each_kind_counts_as_x_says(text: str, length: int) -> None:
    assert X().length(text) == length


@pytest.mark.parametrize(("text", "length"), KINDS.values(), ids=KINDS)
def test_what_is_counted_before_any_adapter_is_there_is_no_less(text: str, length: int) -> None:
    assert weighted(text) >= length


@pytest.mark.parametrize("unit", ["a", "ğ", "日", "🐱", "👨‍👩‍👧‍👦", "marka.com "])
def test_length_grows_by_the_unit(unit: str) -> None:
    one = X().length(unit)
    assert [X().length(unit * n) for n in (2, 7)] == [2 * one, 7 * one]


@pytest.mark.parametrize("unit", ["a", "日", "😷", "👨‍👩‍👧‍👦"])
def test_the_border_is_where_x_draws_it(unit: str) -> None:
    most = X.longest_reply // X().length(unit)

    assert X().length(unit * most) == X.longest_reply == 280
    assert X().length(unit * (most + 1)) > X.longest_reply


def test_what_no_text_may_hold_is_counted_as_what_is_sent_for_it() -> None:
    assert X().length("a\x00\ud800b") == 6
