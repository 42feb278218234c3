import csv
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.domain.policy import Brand
from hearback.domain.watch_words import BrandFinder, compile_finder

LINES = Path(__file__).parents[1] / "fixtures" / "brand_lines.tsv"

BRANDS = (
    Brand(
        id="dalgatel",
        name="Dalgatel",
        watch_words=("Dalgatel", "Dalgatel Fiber", "@dalgadestek"),
        exclude=("Dalgatel Arena",),
    ),
    Brand(
        id="elma",
        name="Elma",
        watch_words=("Elma", "Elmabook"),
        ambiguous={"Elma": ("telefon", "tablet", "kulaklık", "ekran", "servis", "garanti")},
        exclude=("elma suyu", "elma şekeri", "elma sirkesi"),
    ),
    Brand(
        id="papatya",
        name="Papatya Bank",
        watch_words=("Papatya Bank", "PapatyaKart", "Papatya"),
        ambiguous={"papatya": ("banka", "kredi", "kart", "hesap", "hesab", "şube", "atm")},
        exclude=("papatya çayı",),
    ),
    Brand(
        id="simsek",
        name="Şimşek Kargo",
        watch_words=("Şimşek Kargo",),
        ambiguous={"Şimşek": ("kargo", "kurye", "paket", "gönderi")},
        exclude=("Şimşek Sokak",),
    ),
    Brand(id="moraska", name="Moraska", watch_words=("Moraska",), exclude=("moraski bot",)),
    Brand(id="bulutpara", name="Bulutpara", watch_words=("Bulutpara",)),
    Brand(id="sofrakur", name="Sofrakur", watch_words=("Sofrakur",), exclude=("iş ilanı",)),
    Brand(id="yildiz", name="Yıldız Hava Yolları", watch_words=("Yıldız Hava Yolları", "YHY")),
    Brand(id="inci", name="İnci Işık", watch_words=("İnci Işık",)),
    Brand(id="renkli", name="Renkli Kitap", watch_words=("Renkli Kitap",)),
    Brand(id="a77", name="A77", watch_words=("A77",)),
    Brand(id="vo", name="Vo", watch_words=("Vo",)),
)

FINDER = compile_finder(BRANDS)

Spans = frozenset[tuple[str, str]]


def labelled_lines() -> list[tuple[str, str, Spans]]:
    with LINES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (
                row["case"],
                row["text"],
                frozenset(zip(row["brands"].split("|"), row["spans"].split("|"), strict=True))
                - {("", "")},
            )
            for row in rows
        ]


LABELLED = labelled_lines()


def found(text: str, finder: BrandFinder = FINDER) -> Spans:
    return frozenset((hit.brand, text[hit.start : hit.end]) for hit in finder.find(text))


def spans(text: str, *watch_words: str, exclude: tuple[str, ...] = ()) -> list[str]:
    brand = Brand(id="x", name="X", watch_words=watch_words, exclude=exclude)
    return [text[hit.start : hit.end] for hit in compile_finder([brand]).find(text)]


def test_the_labelled_lines_are_found_with_precision_and_recall_of_95_percent() -> None:
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for case, text, expected in LABELLED:
        hits = found(text)
        right[case] += len(hits & expected)
        wrong[case] += len(hits - expected)
        missed[case] += len(expected - hits)
        if hits != expected:
            print(f"{case}: {text!r} gave {sorted(hits)}, not {sorted(expected)}")  # noqa: T201
    precision = right.total() / (right.total() + wrong.total())
    recall = right.total() / (right.total() + missed.total())
    print(f"{len(LABELLED)} lines: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    assert len(LABELLED) >= 300
    assert precision >= 0.95
    assert recall >= 0.95


def test_a_suffix_with_apostrophe_is_part_of_no_name() -> None:
    assert spans("Moraska'nın, Moraska’dan, MORASKA'YA", "Moraska") == [
        "Moraska",
        "Moraska",
        "MORASKA",
    ]


def test_a_suffix_without_apostrophe_is_part_of_no_name() -> None:
    assert spans("moraskalarınızdakilerden", "Moraska") == ["moraska"]


def test_letters_that_are_no_suffix_make_another_word() -> None:
    assert spans("moraskacell", "Moraska") == []


def test_after_a_short_name_the_vowels_must_meet_as_in_turkish() -> None:
    assert spans("elmaya", "Elma") == ["elma"]
    assert spans("elmaa elmai", "Elma") == []


def test_a_final_consonant_softens_before_a_vowel_only() -> None:
    assert spans("Mavikitabın", "Mavikitap") == ["Mavikitab"]
    assert spans("mavikitab", "Mavikitap", exclude=("x",)) == ["mavikitab"]  # as a typo
    assert spans("kitabdan", "Kitap") == []


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "İİİ ŞŞŞ " + unicodedata.normalize("NFD", "Şimşek İlaç") + "'ın"
    (hit,) = compile_finder([Brand(id="x", name="X", watch_words=("Şimşek İlaç",))]).find(text)
    assert unicodedata.normalize("NFC", text[hit.start : hit.end]) == "Şimşek İlaç"
    assert text[hit.end :] == "'ın"


def test_a_letter_that_folds_to_several_is_kept_whole() -> None:
    assert spans("ﬁnlora", "Finlora") == ["ﬁnlora"]


def test_the_dots_of_the_i_do_not_matter() -> None:
    for text in ("İnci Işık", "INCI ISIK", "inci ışık", "ıncı isik", "İNCİ IŞIK"):
        assert spans(text, "İnci Işık") == [text]


def test_a_name_of_two_letters_counts_as_a_word_of_its_own_only() -> None:
    assert spans("Vo güzel", "Vo") == ["Vo"]
    assert spans("Vo'da", "Vo") == ["Vo"]
    assert spans("#vo", "Vo") == ["vo"]
    assert spans("voda vooo voleybol bravo v o", "Vo") == []


def test_a_short_name_with_a_sign_is_found_with_that_sign_only() -> None:
    assert spans("h&m'den aldım", "H&M") == ["h&m"]
    assert spans("hm, h m", "H&M") == []


@pytest.mark.parametrize(
    ("name", "text", "hit"),
    [
        ("Vento", "ventu", False),
        ("Ventor", "ventur", True),
        ("Ventor", "vantur", False),
        ("Ventorila", "ventoirla", True),
        ("Ventorila", "ventoril", True),
        ("Ventorila", "vantorula", False),
        ("Ventorilap", "vantorulap", True),
        ("Ventorilap", "vantarulap", False),
    ],
)
def test_the_longer_a_name_the_more_letters_may_be_wrong(name: str, text: str, hit: bool) -> None:
    assert bool(spans(text, name)) is hit


def test_a_wrong_digit_is_another_name() -> None:
    assert spans("Moraska 11", "Moraska 12") == []
    assert spans("Morasak 12", "Moraska 12") == ["Morasak 12"]


def test_a_wrong_first_letter_of_a_short_name_makes_another_word() -> None:
    assert spans("partal", "Kartal") == []


def test_a_mistyped_name_takes_suffixes() -> None:
    assert spans("dalgtelden, dalgtel'in", "Dalgatel") == ["dalgtel", "dalgtel"]


def test_elongation_counts_from_three_letters_on() -> None:
    assert spans("Bimmm, biiim", "Bim") == ["Bimmm", "biiim"]
    assert spans("biim", "Bim") == []


def test_elongation_elsewhere_shortens_no_other_word() -> None:
    assert spans("çooook elli", "Eli") == []


def test_a_split_name_needs_pieces_of_three_letters() -> None:
    assert spans("dalga tel", "Dalgatel") == ["dalga tel"]
    assert spans("da lgatel", "Dalgatel") == []
    assert spans("tel efon", "Telefon") == ["tel efon"]


def test_a_sentence_ends_a_name() -> None:
    assert spans("Çok şimşek. Kargo gelmedi", "Şimşek Kargo") == []
    assert spans("şimşek, kargo", "Şimşek Kargo") == []


def test_a_name_may_stand_anywhere_in_a_hashtag() -> None:
    assert spans("#yetermoraskayeter", "Moraska") == ["moraska"]


def test_a_short_name_stands_in_a_hashtag_only_as_a_word() -> None:
    assert spans("#elmalıkurabiye", "Elma") == []
    assert spans("#BoykotElma", "Elma") == ["Elma"]
    assert spans("#elma_boykot", "Elma") == ["elma"]


def test_a_handle_that_merely_contains_the_name_is_somebody_else() -> None:
    assert spans("@moraskasever @ali_moraska @alimoraska", "Moraska") == []


def test_a_handle_for_support_is_the_brands() -> None:
    assert spans("@moraskadestek @moraska_tr", "Moraska") == ["moraska", "moraska"]


def test_a_watch_word_with_a_mark_is_found_with_that_mark_only() -> None:
    assert spans("moraska #moraska @moraska", "@moraska") == ["moraska"]
    assert spans("moraska #moraska", "#moraska") == ["moraska"]


def test_an_ambiguous_word_needs_a_context_word() -> None:
    assert found("elma aldım") == frozenset()
    assert found("elma telefonumu aldım") == {("elma", "elma")}


def test_an_ambiguous_word_need_not_be_given_as_a_watch_word_too() -> None:
    assert found("şimşek paketim") == {("simsek", "şimşek")}


def test_the_name_is_not_its_own_context() -> None:
    brand = Brand(id="x", name="X", watch_words=("Kart",), ambiguous={"Kart": ("kart",)})
    finder = compile_finder([brand])
    assert finder.find("kartım") == ()
    assert len(finder.find("kart ve kart")) == 2


def test_an_excluded_phrase_takes_back_only_what_it_covers() -> None:
    hits = spans("moraska arenada moraska", "Moraska", exclude=("Moraska Arena",))
    assert hits == ["moraska"]


def test_an_excluded_phrase_without_the_name_takes_back_all() -> None:
    assert spans("moraska iş ilanı", "Moraska", exclude=("iş ilanı",)) == []


def test_an_exclusion_of_one_brand_leaves_the_others_alone() -> None:
    brands = [
        Brand(id="a", name="A", watch_words=("Moraska",), exclude=("iş ilanı",)),
        Brand(id="b", name="B", watch_words=("Dalgatel",)),
    ]
    hits = compile_finder(brands).find("moraska ve dalgatel iş ilanı")
    assert [hit.brand for hit in hits] == ["b"]


def test_the_longer_of_two_names_wins() -> None:
    assert spans("Dalgatel Fiber'in hızı", "Dalgatel", "Dalgatel Fiber") == ["Dalgatel Fiber"]


def test_the_best_hit_comes_first() -> None:
    assert spans("dalgtel ve moraska", "Dalgatel", "Moraska") == ["moraska", "dalgtel"]


def test_the_hit_names_the_watch_word_as_the_policy_writes_it() -> None:
    (hit,) = FINDER.find("SIMSEKKARGODAN bıktım")
    assert (hit.brand, hit.word) == ("simsek", "Şimşek Kargo")


def test_a_watch_word_without_letters_is_never_found() -> None:
    assert spans("!!! ??? 🙂", "!!!", "🙂") == []


@given(st.text(st.characters(), max_size=200))
def test_no_text_breaks_it_and_hits_never_overlap(text: str) -> None:
    hits = sorted(FINDER.find(text), key=lambda hit: hit.start)
    ends = [0, *(hit.end for hit in hits)]
    assert all(hit.start < hit.end <= len(text) for hit in hits)
    assert all(end <= hit.start for end, hit in zip(ends, hits, strict=False))


@given(
    st.text(st.sampled_from("İIıiŞşs dalgateDALGATE'-#@_.\u0307\u0327\u200d"), max_size=60),
    st.sampled_from(["Dalgatel", "ŞİMŞEK KARGO", "inci ışık", "dalgatellll"]),
)
def test_a_name_after_any_prelude_keeps_its_offsets(prelude: str, name: str) -> None:
    text = f"{prelude} ; {name}"
    assert any(text[hit.start : hit.end] == name for hit in FINDER.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ud800\udfff \ud8001",
        "\x00\x01dalgatel\x02",
        "#" + "dalgatel" * 12_500,
        "dalgatel " * 11_000,
        "ab" * 50_000,
        "a" * 100_000,
        "@_.'" * 25_000,
        "elma telefon " * 8_000,
    ],
    ids=["empty", "surrogates", "controls", "tag", "names", "word", "run", "marks", "contexts"],
)
def test_the_strangest_texts_are_read_to_their_end(text: str) -> None:
    FINDER.find(text)
