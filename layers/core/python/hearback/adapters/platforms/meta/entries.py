"""The envelope of all of Meta's webhooks: an object, its entries, and lists of events in each.

Contract: developers.facebook.com/docs/graph-api/webhooks/getting-started#event-notifications.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from hearback.adapters.platforms.shared import fields
from hearback.domain.mention import EventIgnored, Incoming
from hearback.domain.webhooks import Delivery

Reader = Callable[[object, dict[str, Any]], Incoming]
"""Reads one event of a list; the entry's `id` and `time` come with it."""

Splitter = Callable[[object], Iterable[object]]
"""From one event of a list to those that it holds, each in a shape of its own."""

TEST_ACCOUNT = "0"
"""The account of the events that the app's dashboard sends as samples."""


def read_entries(
    delivery: Delivery, kind: str, readers: Mapping[str, Reader], split: Splitter = lambda it: (it,)
) -> Sequence[Incoming]:
    """All events of one delivery; never raises for JSON of whatever shape.

    `kind` is the object that is expected, `readers` those of an entry's lists by their names.
    """
    try:
        body = fields.read_object(delivery.body)
    except fields.Broken as error:
        return (fields.broken(str(error), delivery.body),)
    if body.get("object") != kind:
        return (EventIgnored(event=fields.label(body.get("object")) or "unknown"),)
    return fields.read_parts(_parts(body, readers, split), delivery.body)


def _parts(
    body: dict[str, Any], readers: Mapping[str, Reader], split: Splitter
) -> Iterator[fields.Part]:
    entries = body.get("entry")
    if not isinstance(entries, list):
        yield body, partial(_unreadable, "entries are not a list")
        return
    for entry in entries:
        if not isinstance(entry, dict):
            yield _alone(body, entry), partial(_unreadable, "entry is not an object")
            continue
        for name, read in readers.items():
            yield from _list_parts(body, entry, name, read, split)


def _list_parts(
    body: dict[str, Any], entry: dict[str, Any], name: str, read: Reader, split: Splitter
) -> Iterator[fields.Part]:
    common: dict[str, Any] = {key: entry[key] for key in ("id", "time") if key in entry}
    found = entry.get(name, [])
    if not isinstance(found, list):
        yield _alone(body, {**common, name: found}), partial(_unreadable, f"{name} are not a list")
        return
    for event in found:
        for one in split(event):
            yield _alone(body, {**common, name: [one]}), partial(read, one, common)


def _alone(body: dict[str, Any], entry: object) -> object:
    return {"object": body["object"], "entry": [entry]}


def _unreadable(reason: str) -> Incoming:
    raise fields.Broken(reason)
