"""Our words in Reddit's Markdown, and Reddit's words made plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.platforms.reddit import Reddit
from hearback.adapters.platforms.reddit.text import markdown, plain, same_words
from hearback.domain.text import clean


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Merhaba, hemen bakıyoruz.", "Merhaba, hemen bakıyoruz."),
        ("*önemli* _not_ ~~eski~~ `kod`", r"\*önemli\* \_not\_ \~\~eski\~\~ \`kod\`"),
        ("# 1 numara\n> alıntı", "\\# 1 numara  \n\\> alıntı"),
        ("1. adım\n2) adım\n- adım\n+ adım", "1\\. adım  \n2\\) adım  \n\\- adım  \n\\+ adım"),
        ("1.250,00 ₺", "1\\.250,00 ₺"),
        ("Toplam\n===\n---", "Toplam  \n\\===  \n\\---"),
        ("a|b ^üst [ad](https://a.co)", r"a\|b \^üst \[ad\](https://a.co)"),
        ("<b>kalın</b> &amp; & R&D", r"\<b\>kalın\</b\> \&amp; & R&D"),
        (r"C:\yol", r"C:\\yol"),
        ("    dört boşluk", "dört boşluk"),
        ("bir\n\n \niki", "bir\n\niki"),
        ("bkz. https://a.co/x_y_z*q?a=1#b son_", "bkz. https://a.co/x_y_z*q?a=1#b son\\_"),
        ("www.nivora.example/a_b", "www.nivora.example/a_b"),
        ("u/ayse_ornek ve /r/nivora_tr *", r"u/ayse_ornek ve /r/nivora_tr \*"),
        ("bu/a_b", r"bu/a\_b"),
        ("", ""),
    ],
)
def test_each_sign_shows_as_itself(text: str, written: str) -> None:
    assert markdown(text) == written


@given(text=st.text(alphabet=st.sampled_from("aş1 .)\\`*_[](){}#+-=!>~|^<&;:/\n😀"), max_size=60))
def test_what_a_reader_sees_is_what_was_written(text: str) -> None:
    assert plain(markdown(text)).split() == clean(text).split()


@pytest.mark.parametrize(
    ("theirs", "shown"),
    [
        (r"kargo\_takip \*\*", "kargo_takip **"),
        ("a &amp; b &lt;3 &#x200B;", "a & b <3 \u200b"),
        (r"\&amp; C:\yol \\", r"&amp; C:\yol" + " \\"),
        ("**kalın** [ad](https://a.co)", "**kalın** [ad](https://a.co)"),
        ("&boş; &; &#99999999999;", "&boş; &; \ufffd"),
    ],
)
def test_their_marks_before_signs_are_undone(theirs: str, shown: str) -> None:
    assert plain(theirs) == shown


def test_the_same_words_are_known_again_with_or_without_marks() -> None:
    text = "Merhaba!\n1. Kargonuz *yolda*: https://a.co/x_y"
    for stored in (markdown(text), text, markdown(text).replace("  \n", "\n\n")):
        assert same_words(stored, text)
    assert not same_words("Merhaba!", text)
    assert not same_words(None, text)


@pytest.mark.parametrize(
    ("text", "length"), [("Merhaba", 7), ("a_b", 4), ("a\nb", 5), ("s\u0327", 1), ("👍", 1)]
)
def test_length_counts_the_marks_too(text: str, length: int) -> None:
    assert Reddit().length(text) == length
