"""A page of notifications, oldest unread first: the position is the newest id that was read."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms import fields
from hearback.adapters.platforms.walking import is_taken
from hearback.domain.errors import Unavailable
from hearback.domain.polling import Found, Page, SourceCursor

_A_PAGE = 80
_NEWER = re.compile(r'<([^<>]+)>\s*;\s*rel="?prev"?')


def query_of(cursor: SourceCursor) -> dict[str, str]:
    """Without `min_id`, at the first poll, the newest page comes."""
    newest = cursor.position.get("min_id")
    query = {"types[]": "mention", "limit": str(_A_PAGE)}
    return {**query, "min_id": str(newest)} if newest else query


def read(answer: HttpAnswer, cursor: SourceCursor) -> Page:
    """The mentions of an answer, and where the next page starts. Raises `Unavailable`."""
    try:
        listed = json.loads(answer.body)
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list):
        raise Unavailable("answer is no list")
    known = cursor.position.get("min_id")
    newest = _newest(answer, listed) or known
    return Page(
        items=tuple(_found(each) for each in reversed(listed) if _is_news(each, cursor)),
        position={"min_id": newest} if newest else {},
        more=bool(known) and len(listed) >= _A_PAGE and newest != known,
    )


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
