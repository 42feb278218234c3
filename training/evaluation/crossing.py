"""The corpus judged on itself: each sentence by a model that saw none of its group, or its sector.

Everything is done anew without the sentences that are left out: vocabulary, detectors, experts and
their handicaps. Only the slope of the confidences is the committed model's. The model file itself
can not be judged on the corpus, since it has learnt from all of it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from hearback.adapters.classifiers.rules import Probabilities, Rules
from training.detecting import fit, tasks
from training.evaluation.answers import Answer
from training.examples import Example
from training.grouping import group_near_duplicates
from training.lessons import folds, with_set
from training.matrix import Floats, count, frequent, normed, telling
from training.recipe import DETECTORS, HEADS
from training.sources.corpus import BASICS, read_corpus
from training.sources.cues import read_cues
from training.weighing import Fitted, fit_expert

PARTS = 5
_HEADS = [
    head for head in HEADS if head.name in ("kind", "sentiment", "severity", "leverage", "topic")
]
_DETECTORS = [
    detector
    for detector in DETECTORS
    if detector.name.startswith(tuple(head.name for head in _HEADS))
]


class Judged(NamedTuple):
    """A sentence of the corpus and what a model without it answers, by head."""

    example: Example
    answers: dict[str, Answer]


def by_group(rules: Rules) -> list[Judged]:
    """In five parts; near-duplicates are in one part."""
    return _crossed(_corpus(), lambda each: each.group * 7919 % 104_729 % PARTS, rules)


def by_sector(rules: Rules) -> list[Judged]:
    """In five parts of four sectors each."""
    corpus = _corpus()
    sectors = sorted({each.example.sector for each in corpus} - {BASICS})
    return _crossed(corpus, lambda each: sectors.index(each.example.sector) % PARTS, rules)


class _Sentence(NamedTuple):
    example: Example
    group: int


def _corpus() -> list[_Sentence]:
    """The corpus with the groups of near-duplicates. The basics, which are too easy to be judged,
    are learnt from as ever, unless they are near to a sentence that is judged."""
    examples = [with_set(example) for example in read_corpus()]
    groups = group_near_duplicates([example.text for example in examples])
    sentences = list(map(_Sentence, examples, groups))
    judged = {each.group for each in sentences if each.example.sector != BASICS}
    return [each for each in sentences if each.example.sector != BASICS or each.group not in judged]


def _crossed(
    corpus: Sequence[_Sentence], part_of: Callable[[_Sentence], int], rules: Rules
) -> list[Judged]:
    basics = [each.example for each in corpus if each.example.sector == BASICS]
    parts: list[list[Example]] = [[] for _ in range(PARTS)]
    for each in corpus:
        if each.example.sector != BASICS:
            parts[part_of(each)].append(each.example)
    judged: list[Judged] = []
    for unseen in parts:
        seen = [example for part in parts if part is not unseen for example in part]
        said = _said_without([*seen, *basics], unseen)
        judged += [
            Judged(example, {head: Answer(*own) for head, own in rules.settle(each).items()})
            for example, each in zip(unseen, said, strict=True)
        ]
    return judged


def _said_without(seen: Sequence[Example], unseen: Sequence[Example]) -> Sequence[Probabilities]:
    """What heads say of the unseen that were fitted to the seen, and to the cues."""
    lessons = [*seen, *map(with_set, read_cues())]
    counts = count([example.text for example in lessons])
    vocabulary = frequent(counts, 2)
    matrix = counts.columns(vocabulary)
    weights = telling(matrix, vocabulary, counts.whole)
    matrix = normed(matrix, weights, weights**2)
    of_fold = folds(lessons)
    detectors = fit(matrix, matrix, tasks(lessons, _DETECTORS), of_fold)
    new = count([example.text for example in unseen]).columns(vocabulary)
    answers = normed(new, weights, weights**2) @ detectors.weights + detectors.bias
    said: list[dict[str, dict[str, float]]] = [{} for _ in unseen]
    for head in _HEADS:
        expert = head.experts.get("corpus") or head.experts[""]
        fitted = fit_expert(expert, head, lessons, detectors.answers, of_fold, _DETECTORS)
        for one, row in zip(said, _probabilities(fitted, answers), strict=True):
            one[head.name] = dict.fromkeys(head.labels, 0.0) | dict(
                zip(expert.labels, map(float, row), strict=True)
            )
    return said


def _probabilities(fitted: Fitted, answers: Floats) -> Floats:
    scores = answers[:, fitted.inputs] @ fitted.rows.T + fitted.bias
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = odds / odds.sum(axis=1, keepdims=True)
    return shares
