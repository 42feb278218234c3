"""A page of notifications, oldest unread first: the position is the newest id that was read.

The first walk goes the other way, from the newest back to where the source begins: its position is
the newest id and the page's last.
"""

import json
import re
from urllib.parse import parse_qs, urlsplit

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared import fields
from hearback.adapters.platforms.shared.walking import is_taken
from hearback.domain.errors import Unavailable
from hearback.domain.polling import Found, Page, SourceCursor

_A_PAGE = 80
_NEWER = re.compile(r'<([^<>]+)>\s*;\s*rel="?prev"?')


def query_of(cursor: SourceCursor) -> dict[str, str]:
    """Without an id, at the first poll, the newest page comes."""
    names = {"min_id": "min_id", "before": "max_id"}
    place = {
        asked: str(cursor.position[name])
        for name, asked in names.items()
        if cursor.position.get(name)
    }
    return {"types[]": "mention", "limit": str(_A_PAGE), **place}


def read(answer: HttpAnswer, cursor: SourceCursor) -> Page:
    """The mentions of an answer, and where the next page starts. Raises `Unavailable`."""
    try:
        listed = json.loads(answer.body)
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list):
        raise Unavailable("answer is no list")
    known = cursor.position.get("min_id")
    items = tuple(_found(each) for each in reversed(listed) if _is_news(each, cursor))
    if not known and (position := _further_back(listed, cursor)):
        return Page(items=items, position=position, more=True)
    newest = cursor.position.get("newest") or _newest(answer, listed) or known
    return Page(
        items=items,
        position={"min_id": newest} if newest else {},
        more=bool(known) and len(listed) >= _A_PAGE and newest != known,
    )


def _further_back(listed: list[object], cursor: SourceCursor) -> dict[str, str]:
    """Of the first walk, while a full page ends above the source's beginning.

    Raises `Unavailable`.
    """
    last = fields.record(listed[-1]) if len(listed) >= _A_PAGE else {}
    at, before = fields.moment(last.get("created_at")), fields.identifier(last.get("id"))
    first = fields.record(listed[0]) if listed else {}
    newest = cursor.position.get("newest") or fields.identifier(first.get("id"))
    if before and before == cursor.position.get("before"):
        raise Unavailable("the pages do not end")
    if not (at and before and newest and is_taken(at, cursor.since)):
        return {}
    return {"newest": str(newest), "before": before}


def _is_news(notification: object, cursor: SourceCursor) -> bool:
    each = fields.record(notification)
    return each.get("type") == "mention" and is_taken(
        fields.moment(each.get("created_at")), cursor.since
    )


def _found(notification: object) -> Found:
    status = fields.record(fields.record(notification).get("status"))
    version = fields.label(status.get("edited_at"))
    key = f"{fields.identifier(status.get('id'))}@{version}"
    return Found(key=key, body=json.dumps(notification))


def _newest(answer: HttpAnswer, listed: list[object]) -> str | None:
    """By the `Link` to newer ones; its server is not asked, only its number is taken."""
    link = _NEWER.search(answer.headers.get("link", ""))
    try:
        query = parse_qs(urlsplit(link[1]).query) if link else {}
    except ValueError:
        query = {}
    first = fields.record(listed[0]).get("id") if listed else None
    return fields.identifier(next(iter(query.get("min_id", ())), None)) or fields.identifier(first)
