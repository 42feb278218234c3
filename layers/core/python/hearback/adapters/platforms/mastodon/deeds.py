"""What we do with a post or its author on Mastodon beside answering.

Contract: docs.joinmastodon.org/methods/statuses (favourite, unfavourite), /methods/accounts (mute,
unmute, block, unblock), /methods/reports. All but reports are states: setting one again, or taking
back what is not, changes nothing.
"""

from typing import Any, Protocol
from urllib.parse import quote

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.mastodon import require_success
from hearback.adapters.platforms.shared.fields import identifier
from hearback.adapters.platforms.shared.persons import person_of
from hearback.domain.errors import Refused
from hearback.domain.replies import Reply, ReplyForm
from hearback.domain.text import clean

_LONGEST_COMMENT = 1_000
"""Characters of a report's explanation."""


class Post(Protocol):
    def __call__(self, path: str, **content: Any) -> HttpAnswer: ...


def do(post: Post, reply: Reply) -> str:
    """The id of the post or the person concerned, of a report its own."""
    un = "un" if reply.undoes else ""
    if reply.form is ReplyForm.LIKE:
        path, content = f"/api/v1/statuses/{quote(reply.in_reply_to, safe='')}/{un}favourite", {}
    elif reply.form is ReplyForm.REPORT and not un:
        path, content = "/api/v1/reports", {"form": _report(reply)}
    elif reply.form in (ReplyForm.MUTE, ReplyForm.BLOCK):
        path, content = f"/api/v1/accounts/{quote(person_of(reply), safe='')}/{un}{reply.form}", {}
    else:
        raise Refused("not_offered")
    answer = post(path, **content)
    require_success(answer, (reply.text,))
    return identifier(answer.json().get("id")) or reply.in_reply_to


def was_done(reply: Reply) -> str | None:
    """None: doing it again changes nothing, but for a report, of which nobody tells."""
    if reply.form is ReplyForm.REPORT:
        raise Refused("outcome_unknown")
    return None


def _report(reply: Reply) -> dict[str, str]:
    return {
        "account_id": person_of(reply),
        "status_ids[]": reply.in_reply_to,
        "comment": clean(reply.text)[:_LONGEST_COMMENT],
        "category": "other",
    }
