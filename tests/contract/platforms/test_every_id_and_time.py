"""Of every channel: ids above 2^53 as numbers and as strings, and times in each unit and form."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from hearback.domain.mention import (
    EventBroken,
    Incoming,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.parsers import SUBJECTS, read
from tests.contract.platforms.soundness import paths, replaced

BIG = (2**53 + 1, 2**63 - 1, 7247303576418566913)
WITHOUT_NUMBERS = {
    "email": "a mail's id is in its head: test_email_events",
    "google_business": "a review's id is a name with letters: accounts/…/reviews/…",
    "google review": "the same, and the push brings it",
}
WITHOUT_TIMES = {
    "email": "in the mail's head, after RFC 5322: test_email_events",
    "google_business": "fetched with the review",
    "tiktok": "in the content",
}
AT = datetime(2026, 11, 2, 6, 41, 23, tzinfo=UTC)
SECONDS = int(AT.timestamp())
TIMES = (
    *(SECONDS, str(SECONDS), float(SECONDS), SECONDS + 0.9),
    *(SECONDS * 1_000, str(SECONDS * 1_000), float(SECONDS * 1_000)),
    *(SECONDS * 1_000_000, str(SECONDS * 1_000_000)),
    *("2026-11-02T06:41:23Z", "2026-11-02T06:41:23.000Z", "2026-11-02T09:41:23+03:00"),
    *("2026-11-02T09:41:23+0300", "2026-11-02T06:41:23.000000000Z", "2026-11-02T06:41:23"),
)
ABSURD: tuple[Any, ...] = (0, -1, 2**62, 1e300, "soon", "", "99999-01-01T00:00:00Z", True, [], {})


def _ids(event: Incoming) -> Iterator[str]:
    """Each id of an event, whole and in its parts."""
    given: tuple[str | None, ...] = ()
    if isinstance(event, MentionAdded | MentionEdited):
        said = event.mention
        given = (
            said.external_id,
            said.thread_id,
            said.in_reply_to,
            said.author.id,
            said.account_id,
        )
    elif isinstance(event, MentionDeleted):
        given = (event.external_id,)
    for each in filter(None, given):
        yield each
        yield from each.replace("@", ":").split(":")


def _at(body: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        body = body[step]
    return body


def _id_paths(channel: str, body: Any) -> list[tuple[Any, ...]]:
    """Where an id of the body's own event comes from."""
    known = {each for event in read(channel, body) for each in _ids(event)}
    leaves = ((path, _at(body, path)) for path in paths(body))
    return [
        path
        for path, value in leaves
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value) in known
    ]


@pytest.mark.parametrize("channel", sorted(SUBJECTS.keys() - WITHOUT_NUMBERS.keys()))
@pytest.mark.parametrize("number", BIG)
def test_an_id_above_the_exact_floats_is_the_same_as_a_number_and_as_a_string(
    channel: str, number: int
) -> None:
    tried = 0
    for body in SUBJECTS[channel]:
        for path in _id_paths(channel, body):
            as_number = read(channel, json.dumps(replaced(body, path, number)))
            as_text = read(channel, json.dumps(replaced(body, path, str(number))))
            if any(isinstance(event, EventBroken) for event in as_text):
                continue  # half of a pair that names one thing twice
            assert as_number == as_text, path
            tried += any(str(number) in each for event in as_number for each in _ids(event))
    assert tried


def _time_paths(channel: str, body: Any) -> list[tuple[Any, ...]]:
    """Where the time of the body's event comes from: what changes it when it changes."""
    (event, *_) = read(channel, body)
    if not isinstance(event, MentionAdded | MentionEdited):
        return []
    return [
        path
        for path in paths(body)
        if not isinstance(_at(body, path), dict | list)
        and _posted_at(channel, replaced(body, path, "2026-11-05T05:05:05Z"))
        == datetime(2026, 11, 5, 5, 5, 5, tzinfo=UTC)
    ]


def _posted_at(channel: str, body: Any) -> datetime | None:
    (event, *_) = read(channel, body)
    return event.mention.posted_at if isinstance(event, MentionAdded | MentionEdited) else None


@pytest.mark.parametrize("channel", sorted(SUBJECTS.keys() - WITHOUT_TIMES.keys()))
def test_a_time_is_read_in_each_unit_and_form(channel: str) -> None:
    tried = 0
    for body in SUBJECTS[channel]:
        for path in _time_paths(channel, body):
            for given in TIMES:
                assert _posted_at(channel, replaced(body, path, given)) == AT, (path, given)
            for absurd in ABSURD:
                found = _posted_at(channel, replaced(body, path, absurd))
                assert found is None or found.year in (2025, 2026), (path, absurd)
            tried += 1
    assert tried
