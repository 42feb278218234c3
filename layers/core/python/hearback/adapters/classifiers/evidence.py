"""What a text says for each label, before anything is decided."""

import re
from collections import defaultdict
from collections.abc import Iterable

from hearback.adapters.classifiers.cue_reading import Hit, Post

_NEGATED_BY = {
    "thanks": re.compile(r"degil|[a-z]+(?:m[iu]yo|m[ae]d[iu]|m[ae]m$|m[ae]yi[nz])"),
    "anger": re.compile(r"degil|olmad|olmam|kalmad"),
    "trouble": re.compile(r"yok$|degil|(?:yasa|gor|cik|ol|cikar)m[ae]"),
}
_MEANS = {"thanks": "anger", "anger": "spared", "trouble": "spared"}
_NOT = frozenset(("not", "never", "no", "t", "without", "zero", "hardly"))


class Evidence:
    """Strengths by head and label. At one word only the strongest cue of a label counts.

    The cues of the tables must come before the endings: an ending that denies a cue (`no problem
    arose`) says nothing of its own.
    """

    def __init__(self, post: Post, hits: Iterable[Hit]) -> None:
        self.post = post
        self._found: dict[tuple[str, str], dict[int, Hit]] = defaultdict(dict)
        self._denying: set[int] = set()
        for hit in hits:
            if hit.cue.head == "ending" and hit.start in self._denying:
                continue
            label = self._label(hit)
            at = self._found[hit.cue.head, label]
            if hit.start not in at or at[hit.start].cue.strength < hit.cue.strength:
                at[hit.start] = hit

    def score(self, head: str, label: str) -> float:
        """The sum of strengths; a cue that is repeated counts once."""
        found = self._found.get((head, label), {}).values()
        return sum({hit.cue.words: hit.cue.strength for hit in found}.values())

    def words(self, head: str, *labels: str) -> tuple[str, ...]:
        """The words that spoke for these labels, as the text has them, strongest first."""
        hits = [hit for label in labels for hit in self._found.get((head, label), {}).values()]
        hits.sort(key=lambda hit: -hit.cue.strength)
        written = (" ".join(self.post.written[hit.start : hit.end]) for hit in hits)
        return tuple(dict.fromkeys(written))

    def _label(self, hit: Hit) -> str:
        """The cue's label, or what it turns to where it is denied."""
        label = hit.cue.label
        if hit.cue.head != "kind" or label not in _NEGATED_BY:
            return label
        words = self.post.words
        after = range(hit.end, min(hit.end + 2, len(words)))
        denying = [index for index in after if _NEGATED_BY[label].match(words[index])]
        if denying or not _NOT.isdisjoint(words[max(0, hit.start - 3) : hit.start]):
            self._denying.update(denying)
            return _MEANS[label]
        return label if label != "trouble" else "breach"
