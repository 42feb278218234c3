"""Near-duplicates: texts that share most of their letters must stay on one side of a split."""

from collections import defaultdict
from collections.abc import Sequence
from zlib import crc32

from hearback.adapters.classifiers.reading import read

_LETTERS = 5
_SKETCH = 24
_SHARED = 0.5


def group_near_duplicates(texts: Sequence[str]) -> list[int]:
    """A group's number for each text, the lowest index in it.

    Two texts are near if they share half of the smallest hashes of their character 5-grams, which
    estimates the Jaccard index of the 5-grams; near ones of near ones are in the group, too.
    """
    sketches = [_sketch(text) for text in texts]
    parent = list(range(len(texts)))
    holders: dict[int, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        shared: dict[int, int] = defaultdict(int)
        for value in sketch:
            for other in holders[value]:
                shared[other] += 1
            holders[value].append(index)
        for other, count in shared.items():
            if count >= _SHARED * min(len(sketch), len(sketches[other])):
                parent[_root(parent, index)] = _root(parent, other)
    return [_root(parent, index) for index in range(len(texts))]


def _sketch(text: str) -> list[int]:
    letters = " ".join(read(text).words).encode()
    grams = {letters[at : at + _LETTERS] for at in range(max(1, len(letters) - _LETTERS + 1))}
    return sorted(map(crc32, grams))[:_SKETCH]


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index
