"""Watch words that are missing, from mentions that people brought in by hand."""

from hypothesis import given
from hypothesis import strategies as st

from hearback.domain.policy import Brand
from hearback.domain.suggesting_words import Suggestion, suggest_words

BRAND = Brand(id="nivora", name="Nivora", watch_words=("Nivora", "Nivora Fiber", "@nivoradestek"))
REST = [
    *(f"Nivora kargom {n} gündür gelmedi" for n in range(2, 22)),
    *("Nivora iade nerede", "faturam yanlış Nivora", "Nivora'ya teşekkürler") * 10,
]


def words(brought: list[str], rest: list[str] | None = None, least: int = 3) -> list[str]:
    return [each.word for each in suggest_words(BRAND, brought, rest or [], least=least)]


def test_a_nickname_that_ordinary_mentions_lack_is_suggested() -> None:
    brought = ["mavikutu kargom gelmedi", "Mavikutu'dan iade nerede", "yine mavikutu", "mavikutu"]
    (found,) = suggest_words(BRAND, brought, REST)
    assert found.word in ("mavikutu", "Mavikutu")
    assert (found.count, found.rest, found.near) == (4, 0, None)
    assert found.score >= 6.6
    assert found.examples == ("mavikutu", "yine mavikutu", "mavikutu kargom gelmedi")


def test_everyday_words_are_not() -> None:
    assert words([text.replace("Nivora", "") for text in REST[::4]], REST) == []


def test_without_ordinary_mentions_only_misspellings_are_suggested() -> None:
    brought = ["nivuara kargom mavikutu", "Nivuara iade mavikutu", "nivuara fatura mavikutu"]
    (found,) = suggest_words(BRAND, brought)
    assert (found.word, found.near, found.count) == ("nivuara", "Nivora", 3)


def test_a_misspelling_that_the_finder_knows_already_is_not() -> None:
    assert words(["nivoraa kargom", "NIVORRA iade", "niivora fatura"] * 2) == []


def test_a_word_of_too_few_mentions_is_not() -> None:
    assert words(["nivuara kargom"] * 2) == []
    assert words(["nivuara kargom"] * 2, least=2) == ["nivuara"]


def test_two_capitalised_words_stand_together() -> None:
    brought = [f"Mor Kutu kargom {each}" for each in ("bir", "iki", "dört", "beş", "altı")]
    assert words(brought, REST) == ["Mor Kutu"]


def test_a_word_that_also_stands_alone_is_suggested_beside_its_pair() -> None:
    brought = [f"Mor Kutu kargom {n}" for n in "abcde"] + [f"bizim kutu yine {n}" for n in "abcde"]
    found = [word.lower() for word in words(brought, REST)]
    assert {"mor kutu", "kutu"} <= set(found)
    assert "mor" not in found


def test_nothing_private_is_suggested() -> None:
    brought = [
        "Ben Zülküf Bey, @zulkuf_77 zulkuf@example.com https://zulkufsayfa.example 5321234567",
        "Sayın Zülküf Hanım'a iletin, www.zulkufsayfa.example",
        "adım Zülküf, kargom yok",
        "Ms Zülküf, @zulkuf_77",
    ]
    private = ("zülk", "zulk", "example", "532")
    found = words(brought, REST, least=1)
    assert [word for word in found if word.lower().startswith(private)] == []


def test_a_suffix_after_an_apostrophe_is_no_word() -> None:
    brought = ["mavikutu'dan ses yok", "Mavikutu'dan iade", "mavikutu'dan kargo", "MAVİKUTU'DAN"]
    assert not {"dan", "DAN"} & set(words(brought, REST))


def test_spelling_is_folded_and_the_most_frequent_form_is_shown() -> None:
    brought = ["Şıkkutu geç", "şıkkutu geç", "sikkutu gec", "ŞIKKUTU GEÇ", "şıkkutu"]
    (found,) = [each for each in suggest_words(BRAND, brought, REST) if each.count == 5]
    assert found.word == "şıkkutu"


def test_the_surest_come_first_and_no_more_than_wanted() -> None:
    brought = ["mavikutu sarıkutu"] * 9 + ["mavikutu"] * 9
    found = suggest_words(BRAND, brought, REST, most=1)
    assert [each.word for each in found] == ["mavikutu"]


@given(st.lists(st.text(max_size=60), max_size=8), st.lists(st.text(max_size=60), max_size=8))
def test_any_texts_will_do(brought: list[str], rest: list[str]) -> None:
    found = suggest_words(BRAND, brought, rest, least=1)
    assert all(isinstance(each, Suggestion) and 1 <= each.count <= len(brought) for each in found)
    assert len({each.word for each in found}) == len(found)
