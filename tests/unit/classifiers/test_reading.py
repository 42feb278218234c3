"""A text as words in folded letters, and signs of how it was written."""

import pytest

from hearback.adapters.classifiers.reading import FROM_END, FROM_START, read, shortened


def words(text: str) -> list[str]:
    return read(text).words


@pytest.mark.parametrize(
    "text",
    ["Şikâyetim ÇÖZÜLMEDİ", "sikayetim cozulmedi", "ŞIKAYETIM ÇÖZÜLMEDI", "ŞİKÂYETİM çözülmedi"],
)
def test_case_diacritics_and_the_two_turkish_i_make_no_difference(text: str) -> None:
    assert words(text) == ["sikayetim", "cozulmedi"]


def test_decomposed_letters_are_the_same_letters() -> None:
    assert words("go\u0308nderi gu\u0308n") == words("gönderi gün") == ["gonderi", "gun"]


def test_marks_that_tell_something_are_words() -> None:
    assert words("Nerede?! Ver… @biri :( 🙂 😡") == [
        "nerede",
        "?",
        "ver",
        "…",
        "@",
        ":(",
        "🙂",
        "😡",
    ]


def test_numbers_keep_their_length_only() -> None:
    assert words("1.250 TL 7 gün 05321234567") == ["0000", "tl", "0", "gun", "00000"]
    assert words("4G modem 2x") == words("5G modem 3x")


def test_a_masked_word_stays_one_word() -> None:
    assert words("s*ktir a**") == ["s*ktir", "a**"]


def test_a_word_spelled_with_dots_is_the_word() -> None:
    assert words("A.M.K yine a.q. ve T.C. kimlik 3.5 iyi.a") == [
        *("amk", "yine", "aq", "ve", "tc", "kimlik", "00", "iyi", "a")
    ]


def test_whom_a_post_is_to_is_no_word_but_a_sign() -> None:
    plain = read("kargom nerede @kargo")
    for handles, sign in (
        ("@marka ", "to 1"),
        ("@marka_destek, @a.b:\n", "to 2"),
        ("  @MARKA @x @y @z ", "to 3"),
    ):
        found = read(handles + "kargom nerede @kargo")
        assert found == plain._replace(signs=found.signs)
        assert set(found.signs) == {*plain.signs, sign}
    assert words("@marka") == words("@marka ") == ["@"]


def test_links_and_who_is_addressed_are_counted_not_read() -> None:
    reading = read("Bkz. https://example.com/x?q=1 ve www.example.org @marka_destek")
    assert reading.words == ["bkz", "ve", "@"]
    assert "link" in reading.signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("NEREDE KALDI BU KARGO", "shouted"),
        ("Bana SMS geldi, bakın", "capitals"),
        ("kargom gelmedi", "small start"),
        ("olmaz!!!", "!!"),
        ("nasıl??", "??"),
        ("gerçekten mi?!", "?!"),
        ('"ilgileniyoruz" dediler', "quoted"),
        ("#rezalet", "tag"),
        ("где посылка", "script 8"),
        ("çok", "ç"),
    ],
)
def test_how_it_is_written_is_a_sign(text: str, sign: str) -> None:
    assert sign in read(text).signs


def test_nothing_is_a_sign_of_plain_words() -> None:
    assert read("Kargo dun geldi").signs == ["length 1"]


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    text = "bas " + "orta " * 10_000 + "son"
    assert len(shortened(text)) == FROM_START + FROM_END + 1
    assert (words(text)[0], words(text)[-1]) == ("bas", "son")
    assert shortened("a" * (FROM_START + FROM_END)) == "a" * (FROM_START + FROM_END)


@pytest.mark.parametrize("text", ["", " \t\n", "\u0307", "...", "%&/"])
def test_a_text_without_words_is_read(text: str) -> None:
    assert all(words(text)) or words(text) == []


def test_a_word_is_shown_as_it_was_written() -> None:
    reading = read("Kargom GECİKTİ, kargomu isterim")
    assert reading.as_written("gecikti") == "GECİKTİ"
    assert reading.as_written("kargomu") == "kargomu"
    assert reading.as_written("unknown") == "unknown"
