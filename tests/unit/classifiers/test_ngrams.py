"""Features and their hashes. Who changes the vectors makes every model file that exists useless."""

from zlib import crc32

from hearback.adapters.classifiers.ngrams import of_neighbours, of_signs, of_word, stem_of


def test_a_word_gives_itself_and_its_runs_of_three_to_five_bytes() -> None:
    runs = [b" bu", b"bu ", b" bu "]
    assert of_word("bu") == [crc32(b"word bu"), *map(crc32, runs)]


def test_a_long_word_gives_its_stem_too() -> None:
    stem = crc32(b"stem sipar")
    assert all(stem in of_word(word) for word in ("siparis", "siparisim", "siparislerimiz"))
    assert len({crc32(b"stem iade"), crc32(b"stem iade ")} & {*of_word("iade")}) == 0


def test_the_hashes_are_these_in_every_version() -> None:
    assert of_word("iade")[:4] == [0x61218905, 0x49861ED2, 0x8E7ED61A, 0x8A1D4371]
    assert of_signs(["link"]) == [0x4A452586]
    pairs = of_neighbours([stem_of("iade"), stem_of("yok")])
    assert pairs == [0x595F4F77, 0xA6F6FA9D, 0xAECFA145]


def test_an_elongated_word_is_the_plain_one_with_a_mark() -> None:
    assert [each for each in of_word("gelmediiii") if each not in of_word("gelmedi")] == of_signs(
        ["elongated"]
    )


def test_a_mark_gives_nothing_but_itself() -> None:
    assert of_word("?") == [crc32(b"word ?")]
    assert of_word("😡") == [crc32("word 😡".encode())]


def test_neighbours_are_pairs_of_stems_with_the_text_s_ends() -> None:
    stems = [stem_of("siparisim"), stem_of("gelmedi")]
    pairs = [b"^_sipar", b"sipar_gelme", b"gelme_$"]
    assert of_neighbours(stems) == sorted(crc32(b"stems " + pair) for pair in pairs)


def test_a_repeated_pair_counts_once() -> None:
    stem = stem_of("yok")
    assert len(of_neighbours([stem] * 50)) == 3


def test_families_do_not_meet() -> None:
    assert not {*of_word("link")} & {*of_signs(["link"])}
