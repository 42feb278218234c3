"""Asking for a page only if it has changed since: RFC 9110, section 13."""

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.shared.answers import require_success
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import Refused
from hearback.domain.polling import SourceCursor

_LONGEST_VALIDATOR = 256
_CLOSED = (401, 402)
"""Elsewhere a matter of tokens; for a public page there is none that people could renew."""


def news(fetcher: SafeFetch, url: str, cursor: SourceCursor) -> HttpAnswer | None:
    """The page, or nothing if it is the one that the cursor knows.

    Raises `Refused`, `RateLimited`, `Unavailable`.
    """
    known = {
        "if-none-match": cursor.position.get("etag"),
        "if-modified-since": cursor.position.get("modified"),
    }
    asked = {name: str(value) for name, value in known.items() if value}
    answer = fetcher.get(url, asked)
    if answer.status == 304 and asked:
        return None
    if answer.status not in _CLOSED:
        require_success(answer)
    if answer.status != 200:
        raise Refused(f"http_{answer.status}")
    return answer


def validators(answer: HttpAnswer) -> dict[str, str]:
    """`{"etag", "modified"}` for the cursor's position, as far as the answer has them."""
    found = {"etag": _validator(answer, "etag"), "modified": _validator(answer, "last-modified")}
    return {name: value for name, value in found.items() if value}


def _validator(answer: HttpAnswer, name: str) -> str:
    """It goes back into a header, so that only what fits into one is kept."""
    value = answer.headers.get(name, "")
    fits = value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR
    return value if fits else ""
