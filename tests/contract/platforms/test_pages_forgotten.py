"""A platform that no longer knows the page it named: the walk starts again and loses nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared.walking import forgotten
from hearback.adapters.platforms.x.backfill import Look
from hearback.domain.errors import Refused
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from local.sandbox.faults import Fault
from tests.contract.platforms.sandbox import Play

MARK, NEWEST = "2026-11-20T10:00:00+00:00", "2026-11-22T10:00:00+00:00"
WALKING = SourceCursor(
    source_id="s",
    since=datetime(2026, 11, 1, tzinfo=UTC),
    position={"mark": MARK, "newest": NEWEST, "page": "token"},
)
BETWEEN = replace(WALKING, position={"mark": MARK})


def test_a_walk_whose_page_is_refused_starts_at_the_top_in_the_next_run() -> None:
    assert forgotten(WALKING, 400) == Page(position={"mark": MARK})
    assert forgotten(BETWEEN, 400) is None
    assert forgotten(WALKING, 500) is None


@pytest.mark.parametrize("channel", ["bluesky", "google_play", "app_store"])
def test_channels_with_pages_go_on_after_theirs_was_forgotten(play: Play, channel: str) -> None:
    played = play(channel)
    played.adapter.fetch(played.source(), BETWEEN)  # logs in
    played.sandbox.faults.order(Fault(channel=channel, on="read", status=400, times=2))
    page = played.adapter.fetch(played.source(), WALKING)
    assert page == Page(position={"mark": MARK})
    with pytest.raises(Refused):
        played.adapter.fetch(played.source(), BETWEEN)


X_PLACE = {"since_id": "7", "newest_id": "9", "page": "token"}


@pytest.mark.parametrize(
    ("status", "parameter", "position", "after"),
    [
        (400, "pagination_token", X_PLACE, Page(position={"since_id": "7"})),
        (400, "next_token", {"start": "a", "page": "t"}, Page(position={"start": "a"})),
        (400, "since_id", X_PLACE, Page(more=True)),
        (400, "query", {"since_id": "7"}, None),
        (429, "pagination_token", X_PLACE, None),
    ],
)
def test_x_goes_on_from_its_mark(
    status: int, parameter: str, position: dict[str, Any], after: Page | None
) -> None:
    body = b'{"errors": [{"parameters": {"%s": ["x"]}}]}' % parameter.encode()
    source = Source(id="s", brand="m", channel="x", account="1")
    look = Look(source, SourceCursor(source_id="s", position=position))
    assert look.anew(HttpAnswer(status=status, body=body)) == after
