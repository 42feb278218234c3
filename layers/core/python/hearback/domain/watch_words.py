"""Finding the brand in what people write."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandHit:
    """`word` is the watch word; `start` and `end` are offsets in the text as given."""

    brand: str
    word: str
    start: int
    end: int


class BrandFinder(Protocol):
    def find(self, text: str) -> tuple[BrandHit, ...]:
        """All hits, best first; no two overlap."""
        ...
