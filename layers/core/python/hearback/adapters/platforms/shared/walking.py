"""Reading a list that starts with its newest item: back to where the last walk began.

The mark moves only when a walk is over. One that is cut short goes on at its next page; what
came in meanwhile lies above its start and is the next walk's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hearback.adapters.platforms.shared import fields
from hearback.domain.errors import Unavailable
from hearback.domain.polling import Page, SourceCursor

_LONGEST_TOKEN = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """`mark`: the newest item's time when the last walk began; `newest`: when this one did.

    `page`: the platform's token of the next page, empty for a walk that starts.
    """

    mark: datetime | None = None
    newest: datetime | None = None
    page: str = ""

    @classmethod
    def of(cls, position: Mapping[str, Any]) -> Walk:
        return cls(
            mark=fields.moment(position.get("mark")),
            newest=fields.moment(position.get("newest")),
            page=str(position.get("page") or ""),
        )

    def floor(self, since: datetime | None, overlap: timedelta) -> datetime | None:
        """The oldest time that is still taken. `overlap`: how late an item may show up."""
        marked = self.mark and self.mark - overlap
        return max(filter(None, (marked, since)), default=None)

    def after(self, times: Sequence[datetime | None], page: str, floor: datetime | None) -> Walk:
        """The walk behind a page with items of these times, in the list's order."""
        newest = max(filter(None, (self.newest, self.mark, *times)), default=None)
        if page and not _is_past(times, floor):
            return Walk(mark=self.mark, newest=newest, page=page)
        return Walk(mark=newest)

    def restarted(self) -> Walk:
        """From the top, after the platform has forgotten the page's token."""
        return Walk(mark=self.mark)

    @property
    def is_over(self) -> bool:
        return not self.page

    def position(self) -> dict[str, str]:
        given = {
            "mark": self.mark and self.mark.isoformat(),
            "newest": self.newest and self.newest.isoformat(),
            "page": self.page,
        }
        return {name: value for name, value in given.items() if value}


def forgotten(cursor: SourceCursor, status: int) -> Page | None:
    """From the top again, where a platform refuses (400) the token of a page that it gave.

    In the next run only: a walk whose second page is always refused would never end.
    """
    walk = Walk.of(cursor.position)
    return None if walk.is_over or status != 400 else Page(position=walk.restarted().position())


def page_token(value: object) -> str:
    """The platform's word for the next page, empty if there is none.

    Raises `Unavailable` for one that cannot be sent back: to end there would lose what follows.
    """
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or not value.isprintable() or len(value) > _LONGEST_TOKEN:
        raise Unavailable("page token is garbled")
    return value


def is_taken(at: datetime | None, floor: datetime | None) -> bool:
    """An item without a time is taken: better twice than never."""
    return at is None or floor is None or at >= floor


def _is_past(times: Iterable[datetime | None], floor: datetime | None) -> bool:
    """Whether the page's last item with a time lies below the floor."""
    known = [at for at in times if at is not None]
    return bool(known) and not is_taken(known[-1], floor)
