"""What we do with a thing or its author on Reddit beside answering.

Contract: www.reddit.com/dev/api (api/block_user, api/report). Votes are for people alone: casting
them for anybody breaks Reddit's rules. Hiding and muting are the moderators' of a community.
"""

from collections.abc import Callable

from hearback.adapters.http import HttpAnswer
from hearback.adapters.platforms.reddit.errors import require_success
from hearback.adapters.platforms.shared.persons import person_of
from hearback.domain.errors import Refused
from hearback.domain.replies import Reply, ReplyForm
from hearback.domain.text import one_line

_LONGEST_REASON = 100

Post = Callable[[str, dict[str, str]], HttpAnswer]


def do(post: Post, reply: Reply) -> str:
    """The thing's name or the person's."""
    if reply.form is ReplyForm.REPORT:
        reason = one_line(reply.text, _LONGEST_REASON)
        path, order = "/api/report", {"thing_id": reply.in_reply_to, "reason": reason}
    elif reply.form is ReplyForm.BLOCK:
        path, order = "/api/block_user", {"name": person_of(reply)}
    else:
        raise Refused("not_offered")
    require_success(post(path, {"api_type": "json", **order}), (reply.text,))
    return reply.in_reply_to if reply.form is ReplyForm.REPORT else reply.person_id


def was_done(reply: Reply) -> str | None:
    """None: blocking again changes nothing; of a report nobody tells."""
    if reply.form is ReplyForm.REPORT:
        raise Refused("outcome_unknown")
    return None
