"""Two engines: the first answers at once, the second is asked where the first is in doubt.

A mention always gets labels. Where the second engine gives none, the first one's stand and say
so: `Classification.fallback`.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta

from hearback.domain.classification import Classification, Fallback
from hearback.domain.errors import NotClassified
from hearback.domain.ports import Classifier

Doubt = Callable[[Classification], bool]

_REST = timedelta(seconds=30)
_TROUBLES = {Fallback.BUSY, Fallback.UNAVAILABLE, Fallback.REFUSED}
"""Of the engine as a whole: it is left alone for a while. An unusable answer is of one text."""


def less_sure_than(threshold: float, heads: Collection[str]) -> Doubt:
    """Doubt where the confidence in one of these parts of a classification is less."""
    return lambda said: any(getattr(said, head).confidence < threshold for head in heads)


def always(_: Classification) -> bool:
    return True


class Cascade:
    """The port `Classifier`. `second` may raise `NotClassified`."""

    def __init__(
        self,
        first: Classifier,
        second: Classifier,
        *,
        doubt: Doubt,
        clock: Callable[[], datetime],
    ) -> None:
        self._first = first
        self._second = second
        self._doubt = doubt
        self._clock = clock
        self._trouble: Fallback | None = None
        self._rests_until: datetime | None = None
        self._latest: tuple[tuple[str, str | None], Classification] | None = None

    def classify(self, text: str, language_hint: str | None = None) -> Classification:
        said = self._first.classify(text, language_hint)
        if not text.strip() or not self._doubt(said):
            return said
        try:
            return self._ask(text, language_hint)
        except NotClassified as error:
            return replace(said, fallback=error.why)

    def _ask(self, text: str, language_hint: str | None) -> Classification:
        """The second engine's word. A mention that is saved again after a lost race costs once."""
        key = (text, language_hint)
        if self._latest is not None and self._latest[0] == key:
            return self._latest[1]
        if self._trouble and self._rests_until and self._clock() < self._rests_until:
            raise NotClassified(self._trouble)
        try:
            said = self._second.classify(text, language_hint)
        except NotClassified as error:
            if error.why in _TROUBLES:
                self._trouble, self._rests_until = error.why, self._clock() + _REST
            raise
        self._latest = (key, said)
        return said
