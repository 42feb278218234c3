"""Asking LinkedIn for the notifications of a time, should a webhook have been lost.

LinkedIn keeps them for sixty days. They come as the webhook would have brought them, with the same
ids, so that what came already is a duplicate. A walk reads all of a span of time, page by page; the
next one starts where it ended.

Contract: learn.microsoft.com/linkedin/marketing/community-management/organizations/
organization-social-action-notifications (pull notifications), …/shared/api-guide/concepts
(protocol 2.0.0: `List(…)` and `(start:…,end:…)` are sent as they are).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.domain.errors import Unavailable
from hearback.domain.polling import Found, Page, SourceCursor

ACTIONS = ("COMMENT", "COMMENT_EDIT", "COMMENT_DELETE", "SHARE", "SHARE_MENTION")
_TYPE = "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS"
_A_PAGE = 100
_KEPT = timedelta(days=59)
_OVERLAP = timedelta(minutes=10)
"""How late a notification may show up."""


class Notifications:
    """One call a look. The cursor's position: `{"mark"}` between walks, and `{"start", "end",
    "offset"}` within one."""

    def __init__(
        self,
        account: str,
        cursor: SourceCursor,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account
        position, at = cursor.position, now()
        mark = fields.moment(position.get("mark"))
        mark = mark and min(mark, at)  # a clock that was ahead must not turn the span around
        oldest = max(filter(None, (mark and mark - _OVERLAP, cursor.since, at - _KEPT)))
        self._start = fields.moment(position.get("start")) or oldest
        self._end = fields.moment(position.get("end")) or at
        self._offset = fields.whole(position.get("offset")) or 0

    def look(self, ask: Callable[[str], HttpAnswer]) -> Page:
        """`ask` calls a path with its query. Raises `DeliveryFailed`."""
        found = ask(self._path()).json().get("elements")
        if not isinstance(found, list):
            raise Unavailable("answer without elements")
        items = tuple(_found(each) for each in found)
        if len(found) < _A_PAGE:
            return Page(items=items, position={"mark": self._end.isoformat()})
        position: dict[str, Any] = {
            "start": self._start.isoformat(),
            "end": self._end.isoformat(),
            "offset": self._offset + len(found),
        }
        return Page(items=items, position=position, more=True)

    def _path(self) -> str:
        span = f"(start:{_milliseconds(self._start)},end:{_milliseconds(self._end)})"
        return (
            f"organizationalEntityNotifications?q=criteria&actions=List({','.join(ACTIONS)})"
            f"&organizationalEntity={quote(self._account, safe='')}&timeRange={span}"
            f"&start={self._offset}&count={_A_PAGE}"
        )


def _found(notification: object) -> Found:
    """Each is a delivery of its own. One without an id is known by its content."""
    body = json.dumps({"type": _TYPE, "notifications": [notification]}, sort_keys=True)
    own_id = fields.identifier(fields.record(notification).get("notificationId"))
    return Found(key=own_id or hashlib.sha256(body.encode()).hexdigest(), body=body)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
