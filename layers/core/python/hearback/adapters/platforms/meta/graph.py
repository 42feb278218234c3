"""Calls to Meta's Graph API, and what its errors mean whichever product they come from.

Contract: developers.facebook.com/docs/graph-api/guides/error-handling and
developers.facebook.com/docs/graph-api/overview/rate-limiting.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from hearback.adapters.http import HttpAnswer, PlatformApi
from hearback.adapters.platforms.shared import answers, fields
from hearback.domain.errors import NotAuthorised, RateLimited, Unavailable

BASE_URL = "https://graph.facebook.com/v26.0"

DUPLICATE = 506
TOKEN_INVALID = (102, 190)
_TOO_MANY_CALLS = (4, 17, 32, 341, 613, 80001, 80002, 80006, 80007, 80008)
TRY_AGAIN = (1, 2, 1200)
_PERMISSIONS = (3, 10, *range(200, 300))
_NO_SUCH_OBJECT = (100, 33)
_MOST_PAGES = 5


@dataclass(frozen=True, slots=True)
class Graph:
    """Calls for one account of ours.

    `texts` are what no error's explanation may repeat. `holds`: a permission that is missing
    holds a reply back until people have seen to it, and does not end it.
    """

    api: PlatformApi
    account_id: str
    texts: tuple[str, ...] = ()
    holds: bool = True

    def call(self, method: str, *path: str, **content: Any) -> HttpAnswer:
        """The token goes into a header, so that no log has it. Raises `Unavailable`."""
        token = self.api.credential(self.account_id, "access_token")
        base = (self.api.base_url or BASE_URL).rstrip("/")
        url = "/".join((base, *(quote(step, safe="") for step in path)))
        headers = {"authorization": f"Bearer {token}"}
        return self.api.http.request(method, url, headers=headers, **content)

    def get(self, *path: str, query: dict[str, str]) -> dict[str, Any]:
        """What is there, as it was answered. Raises `DeliveryFailed`."""
        answer = self.call("GET", *path, query=query)
        self.require_success(answer)
        return answer.json()

    def listed(self, *path: str, query: dict[str, str]) -> Iterator[dict[str, Any]]:
        """The objects of an edge, five pages at most. Raises `DeliveryFailed`."""
        asked = dict(query)
        for _ in range(_MOST_PAGES):
            page = self.get(*path, query=asked)
            yield from map(fields.record, fields.items(page.get("data")))
            paging = fields.record(page.get("paging"))
            after = fields.identifier(fields.record(paging.get("cursors")).get("after"))
            if after is None or not paging.get("next"):
                return
            asked["after"] = after

    def require_success(self, answer: HttpAnswer) -> None:
        """Meta's own codes come first: most of its errors come as 400, its limits too."""
        code = code_of(answer)
        if code in TOKEN_INVALID or (self.holds and code in _PERMISSIONS):
            raise NotAuthorised(f"not_authorised: code {code}, subcode {subcode_of(answer)}")
        require_no_passing_fault(answer)
        answers.require_success(answer)
        if answer.status >= 300:
            raise answers.refused(_word(answer), error_of(answer).get("message"), self.texts)


def require_no_passing_fault(answer: HttpAnswer) -> None:
    """Raises `RateLimited` and `Unavailable`, for what may be tried again."""
    code = code_of(answer)
    if code in _TOO_MANY_CALLS:
        raise RateLimited(f"code_{code}", _wait(answer))
    if code in TRY_AGAIN or error_of(answer).get("is_transient") is True:
        raise Unavailable(f"code_{code}")


def error_of(answer: HttpAnswer) -> dict[str, Any]:
    return fields.record(answer.json().get("error"))


def code_of(answer: HttpAnswer) -> int | None:
    return fields.whole(error_of(answer).get("code"))


def subcode_of(answer: HttpAnswer) -> int | None:
    return fields.whole(error_of(answer).get("error_subcode"))


def new_id(answer: HttpAnswer, name: str = "id") -> str:
    """The id of what was made. Raises `Unavailable` if it is not told."""
    found = fields.identifier(answer.json().get(name))
    if found is None:
        raise Unavailable("answer without an id")
    return found


def _word(answer: HttpAnswer) -> str:
    code = code_of(answer)
    if (code, subcode_of(answer)) == _NO_SUCH_OBJECT:
        return "gone"
    return f"code_{code}" if code else f"http_{answer.status}"


def _wait(answer: HttpAnswer) -> int:
    """Seconds, from the longest of the minutes that Meta names for any use case of the account."""
    try:
        usage = json.loads(answer.headers.get("x-business-use-case-usage", "{}"))
    except (ValueError, RecursionError):
        usage = {}
    minutes = [
        fields.whole(fields.record(use).get("estimated_time_to_regain_access")) or 0
        for uses in fields.record(usage).values()
        for use in fields.items(uses)
    ]
    longest = max(minutes, default=0)
    return answers.sane_wait(longest * 60) if longest else answers.wait_of(answer)
