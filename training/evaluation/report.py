"""`make eval`: the table, written and printed, and the pictures."""

import warnings
from collections.abc import Sequence
from pathlib import Path

from hearback.adapters.classifiers.bundled import BundledClassifier
from hearback.adapters.classifiers.rules import Rules
from hearback.adapters.classifiers.weights import Weights
from training.evaluation import figures
from training.evaluation.answers import Answer, answers
from training.evaluation.crossing import Judged, by_group, by_sector
from training.evaluation.figures import Row
from training.evaluation.honesty import Honesty, honesty
from training.evaluation.pictures import draw_confusions, draw_honesty
from training.evaluation.texts import Texts, read_texts, texts_of
from training.evaluation.timing import measure
from training.places import MODEL, PICTURES, REPORT

_OF_SETS = (
    ("telco", "sentiment"),
    ("semeval", "sentiment"),
    ("offenseval", "offensive"),
    ("telco", "severity"),
)
_OF_CORPUS = ("kind", "leverage", "topic", "severity")
_Pairs = dict[str, tuple[list[str], list[Answer]]]


def judge(data: Path) -> None:
    """Judge the committed model. Raises `DataWrong`."""
    warnings.simplefilter("ignore")
    file = MODEL.read_bytes()
    classifier = BundledClassifier(file)
    texts = read_texts(data)
    times = measure(texts_of(texts.by_source["telco"]))
    grouped = by_group(Rules.of(Weights(file).header))
    rows = [*_rows(classifier, texts, grouped), *figures.on_time(times)]
    pairs = _pairs(classifier, texts, grouped)
    curves = {title: _curve(*pair) for title, pair in pairs.items()}
    foreign = figures.foreign_called_turkish(classifier, texts)
    beside = [
        f"English sentences of the corpus, groups left out: {figures.on_english(grouped)}.",
        f"Foreign texts called Turkish: {foreign:.2f} %.",
        f"Time a text, all heads, CPU: p50 {times.p50:.0f} µs, p99 {times.p99:.0f} µs.",
        "Expected calibration error, per cent: "
        + "; ".join(f"{title} {curve.error:.1f}" for title, curve in curves.items())
        + ".",
    ]
    report = _report(classifier.engine, rows, beside)
    print(report)
    REPORT.write_text(report, encoding="utf-8")
    PICTURES.mkdir(parents=True, exist_ok=True)
    labels = {title: (truth, [a.label for a in given]) for title, (truth, given) in pairs.items()}
    draw_confusions(labels, PICTURES / "confusion.png")
    draw_honesty(curves, PICTURES / "honesty.png")


def _rows(classifier: BundledClassifier, texts: Texts, grouped: Sequence[Judged]) -> list[Row]:
    sectors = by_sector(Rules({}))
    return [
        *figures.on_sets(classifier, texts),
        *figures.on_corpus(grouped, "groups left out"),
        *figures.on_corpus(sectors, "sectors left out"),
        *figures.on_sample(classifier, texts),
        figures.on_new_sectors(sectors),
        *figures.on_languages(classifier, texts),
    ]


def _pairs(classifier: BundledClassifier, texts: Texts, grouped: Sequence[Judged]) -> _Pairs:
    """True labels and answers by head and set."""
    pairs: _Pairs = {}
    for head in _OF_CORPUS:
        truth = [each.example.labels[head] for each in grouped]
        pairs[f"{head}, corpus"] = truth, [each.answers[head] for each in grouped]
    for source, head in _OF_SETS:
        pairs[f"{head}, {source}"] = answers(classifier, texts.labelled(source, head), head)
    return pairs


def _curve(truth: Sequence[str], given: Sequence[Answer]) -> Honesty:
    right = [answer.label == label for label, answer in zip(truth, given, strict=True)]
    return honesty([answer.confidence for answer in given], right)


def _report(engine: str, rows: Sequence[Row], beside: Sequence[str]) -> str:
    lines = [
        "# How well the bundled classifier does",
        "",
        f"Written by `make eval`. Engine `{engine}`; dev splits, none of which was learnt from. "
        "Macro-F1 in per cent unless said. Short: without the long complaints. Corpus: the "
        "project's own sentences, Turkish and mixed, the plain ones left out, by models fitted "
        "without their group or sector. Sample: the scheme's 177 examples, whose words some of the "
        "cues' writers knew.",
        "",
        "| measure | must | stretch | ours | reached | peers in this run |",
        "|---|---|---|---|---|---|",
        *(
            f"| {row.measure} | {row.must:g} | {row.stretch:g} | {_shown(row)} | {row.verdict} "
            f"| {row.beside} |"
            for row in rows
        ),
        "",
        *(line for paragraph in beside for line in (paragraph, "")),
        "![Confusion matrices](../docs/images/classifier/confusion.png)",
        "",
        "![Reliability curves](../docs/images/classifier/honesty.png)",
        "",
    ]
    return "\n".join(lines)


def _shown(row: Row) -> str:
    return f"{row.ours:.2f}" if row.less_is_better else f"{row.ours:.1f}"
