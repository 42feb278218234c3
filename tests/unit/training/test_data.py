"""What the classifier learns from can be used, and no row of the public sets is among it."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from hearback.domain.classification import Kind, Leverage, Topic
from training.examples import DataWrong, read_tsv
from training.grouping import group_near_duplicates
from training.masking import mask_names
from training.sources.corpus import BASICS, FOLDER, read_corpus, read_sentences
from training.sources.corrections import read_corrections
from training.sources.cues import FILE, read_cues
from training.sources.english import bitext, davidson, semeval
from training.sources.turkish import offenseval, questions, telco

CORPUS = list(read_corpus())
HEADER = "lang\tkind\tsentiment\tleverage\ttopic\tseverity\toffensive\ttext\n"


def test_every_label_has_sentences() -> None:
    for head, labels in (("kind", Kind), ("leverage", Leverage), ("topic", Topic)):
        counts = Counter(example.labels[head] for example in CORPUS)
        assert all(counts[label] >= 100 for label in labels), (head, counts)


def test_the_corpus_keeps_the_scheme_s_rules() -> None:
    for example in CORPUS:
        labels = example.labels
        if labels["leverage"] == "physical":
            assert labels["severity"] == "2", example.text
        if labels["kind"] == "noise":
            assert (labels["topic"], labels["severity"]) == ("other", "0"), example.text


def test_no_basic_sentence_is_there_twice() -> None:
    counts = Counter(example.text for example in CORPUS)
    basics = [example.text for example in CORPUS if example.sector == BASICS]
    assert [text for text in basics if counts[text] > 1] == []


def test_brands_of_the_real_sets_are_not_in_the_corpus() -> None:
    assert [each.text for each in CORPUS if mask_names(each.text) != each.text] == []


def test_cues_are_labelled_in_the_scheme_and_there_once() -> None:
    cues = [(row["head"], row["label"], row["cue"]) for row in read_tsv(FILE)]
    assert len(set(cues)) == len(cues)
    allowed = {
        "kind": set(map(str, Kind)),
        "leverage": set(map(str, Leverage)),
        "topic": set(map(str, Topic)),
        "offensive": {"0", "1"},
    }
    assert [cue for cue in cues if cue[1] not in allowed[cue[0]]] == []
    assert FILE.read_text("utf-8").splitlines()[1:] == sorted(
        FILE.read_text("utf-8").splitlines()[1:]
    )


def test_a_cue_for_what_no_threat_goes_with_is_a_post_without_one() -> None:
    labels = {cue.text: cue.labels for cue in read_cues()}
    assert labels["memnunum"] == {"kind": "praise", "leverage": "none"}
    assert labels["avukatım arayacak"] == {"leverage": "legal"}
    assert labels["rezalet"] == {"kind": "complaint"}


def test_a_wrong_label_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "sector.tsv"
    file.write_text(HEADER + "tr\tcomplaint\tangry\tnone\tapp\t0\t0\tx\n", "utf-8")
    with pytest.raises(DataWrong, match=r"sector\.tsv:2: wrong label in \['sentiment'\]"):
        list(read_sentences(file))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"\xff", "not UTF-8"),
        (b"a\tb\n1\n", ":2: 1 columns, not 2"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "set.tsv"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(DataWrong, match=said):
        list(read_tsv(file))


def correction(**fields: object) -> str:
    sound = {"text": "Kargom gelmedi", "language": "tr", "kind": "complaint"}
    return json.dumps({k: v for k, v in (sound | fields).items() if v is not None})


def test_corrections_are_examples_that_weigh_twice(tmp_path: Path) -> None:
    file = tmp_path / "corrections.jsonl"
    lines = [correction(severity=2, topic="delivery", case="x"), "", correction(kind="noise")]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    one, other = read_corrections(file)
    assert one.labels == {"kind": "complaint", "severity": "2", "topic": "delivery"}
    assert (one.source, one.language, one.weight) == ("correction", "tr", 2.0)
    assert other.labels == {"kind": "noise"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "is not an object"),
        (correction(text=" "), "no text"),
        (correction(text=None), "no text"),
        (correction(text=7), "no text"),
        (correction(language="de"), "language is not one of"),
        (correction(kind="rant"), "kind is not one of"),
        (correction(kind=None), "corrects nothing"),
        (correction(severity=3), "severity is not one of 0, 1, 2"),
        (correction(severity=True), "severity is not one of"),
        (correction(severity=None, topic=["app"]), "topic is not one of"),
    ],
)
def test_a_correction_that_cannot_be_used_is_told_with_its_line(
    tmp_path: Path, line: str, said: str
) -> None:
    file = tmp_path / "corrections.jsonl"
    file.write_text(f"{correction()}\n{line}\n", "utf-8")
    with pytest.raises(DataWrong, match=f"corrections.jsonl:2: {said}"):
        list(read_corrections(file))


def test_a_missing_file_of_corrections_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataWrong, match="No such file"):
        list(read_corrections(tmp_path / "none.jsonl"))


def test_near_duplicates_are_in_one_group() -> None:
    texts = [
        "Siparişim bir haftadır gelmedi, kargo nerede?",
        "İade ücreti hâlâ hesabıma yatmadı",
        "siparisim 2 haftadir gelmedi, kargo nerede!!",
        "Bugün hava çok güzel, parka gidelim",
        "",
    ]
    groups = group_near_duplicates(texts)
    assert groups[0] == groups[2]
    assert len(set(groups)) == 4


def test_names_of_a_set_s_companies_are_masked() -> None:
    masked = mask_names("Turkcell'in ve TÜRK TELEKOM'un şebekesi, #vodafone da öyle")
    assert masked.split() == ["ve", "şebekesi,", "da", "öyle"]
    assert mask_names("Fizy'de fizyoterapi").strip() == "fizyoterapi"


def a_set(folder: Path, name: str, rows: list[dict[str, str]], split: str = "train") -> None:
    (folder / name).mkdir(exist_ok=True)
    with (folder / name / f"{split}.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, list(rows[0]), delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows)


def test_a_set_s_labels_become_the_scheme_s(tmp_path: Path) -> None:
    invented = {
        "text": "uydurma cümle",
        "sentiment": "negative",
        "severity": "1",
        "actionable": "1",
        "category": "porting_cancel",
        "kind_proxy": "negative_remark",
        "length_band": "long",
    }
    neutral = invented | {"kind_proxy": "neutral", "category": "", "length_band": "short"}
    a_set(tmp_path, "tr_telco_brain", [invented, neutral])
    one, other = telco(tmp_path, "train")
    assert one.labels == {
        "sentiment": "negative",
        "severity": "1",
        "actionable": "1",
        "topic": "contract",
        "kind": "complaint",
    }
    assert (one.short, other.short) == (False, True)
    assert "kind" not in other.labels
    assert "topic" not in other.labels


def test_offence_tone_questions_and_requests_are_read(tmp_path: Path) -> None:
    a_set(tmp_path, "tr_offenseval2020", [{"text": "x", "label": "OFF"}])
    a_set(tmp_path, "en_davidson_offensive", [{"text": "x", "label": "neither"}])
    a_set(tmp_path, "en_semeval2017_sentiment", [{"text": "x", "label": "positive"}])
    a_set(tmp_path, "tr_questions_tqp", [{"text": "Uydurma soru mu?"}])
    requests = [{"text": f"r{n}", "category": "REFUNDS"} for n in range(12)]
    a_set(tmp_path, "en_bitext_support", requests, "all")
    assert [each.labels for each in offenseval(tmp_path, "train")] == [{"offensive": "1"}]
    assert [each.labels for each in davidson(tmp_path, "train")] == [{"offensive": "0"}]
    assert [each.labels for each in semeval(tmp_path, "train")] == [{"sentiment": "positive"}]
    assert [each.text for each in questions(tmp_path, "train")] == ["Uydurma soru mu"]
    assert [each.text for each in bitext(tmp_path, "train")] == ["r0", "r6"]
    assert list(bitext(tmp_path, "dev")) == []


def test_the_corpus_s_files_are_named_for_their_sectors() -> None:
    assert {example.sector for example in CORPUS} == {file.stem for file in FOLDER.glob("*.tsv")}
    assert {example.language for example in CORPUS} == {"tr", "en", ""}
