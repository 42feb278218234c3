"""What we do with a post or its author on Bluesky beside answering.

Contract: docs.bsky.app (app.bsky.feed.like, app.bsky.graph.block, app.bsky.graph.muteActor,
unmuteActor, com.atproto.repo.deleteRecord, com.atproto.moderation.createReport). Likes and blocks
are records of ours under a key of the reply's own, by which they are deleted again, and a mute is
a state: doing one again, or taking back what is not, changes nothing.
"""

from datetime import UTC
from typing import Any

from hearback.adapters.platforms.bluesky import POST_PREFIX, Bluesky, require_success
from hearback.adapters.platforms.bluesky.posts import record_key
from hearback.adapters.platforms.shared.fields import identifier
from hearback.adapters.platforms.shared.persons import person_of
from hearback.domain.errors import Refused, Unavailable
from hearback.domain.replies import Reply, ReplyForm
from hearback.domain.text import clean

_LIKE = "app.bsky.feed.like"
_BLOCK = "app.bsky.graph.block"
_MESSAGE = "chat.bsky.convo.defs#messageRef"
"""(?) Made for reports by Bluesky's own app; `createReport` names posts and accounts only."""

_RUDE = "com.atproto.moderation.defs#reasonRude"
_LONGEST_REASON = 2_000


def do(platform: Bluesky, reply: Reply) -> str:
    """The record's address, the report's number, or the person."""
    match reply.form:
        case ReplyForm.LIKE | ReplyForm.BLOCK if reply.undoes:
            return _delete(platform, reply)
        case ReplyForm.LIKE:
            return _put(platform, reply, _LIKE, _post(platform, reply))
        case ReplyForm.BLOCK:
            return _put(platform, reply, _BLOCK, person_of(reply))
        case ReplyForm.MUTE:
            method = f"app.bsky.graph.{'unmuteActor' if reply.undoes else 'muteActor'}"
            _call(platform, reply, method, {"actor": person_of(reply)})
            return person_of(reply)
        case ReplyForm.REPORT if not reply.undoes:
            return _report(platform, reply)
    raise Refused("not_offered")


def was_done(reply: Reply) -> str | None:
    """None: doing it again changes nothing, but for a report, of which nobody tells."""
    if reply.form is ReplyForm.REPORT:
        raise Refused("outcome_unknown")
    return None


def _put(platform: Bluesky, reply: Reply, collection: str, subject: object) -> str:
    made_at = reply.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    body = {
        "repo": reply.account_id,
        "collection": collection,
        "rkey": record_key(reply),
        "record": {"$type": collection, "subject": subject, "createdAt": made_at},
    }
    found = identifier(_call(platform, reply, "com.atproto.repo.putRecord", body).get("uri"))
    if found is None:
        raise Unavailable("answer without a uri")
    return found


def _delete(platform: Bluesky, reply: Reply) -> str:
    """One that is not there is as good as deleted, says the protocol."""
    place = {
        "repo": reply.account_id,
        "collection": _LIKE if reply.form is ReplyForm.LIKE else _BLOCK,
        "rkey": record_key(reply),
    }
    _call(platform, reply, "com.atproto.repo.deleteRecord", place)
    return "/".join(("at:/", *place.values()))


def _report(platform: Bluesky, reply: Reply) -> str:
    body = {
        "reasonType": _RUDE,
        "reason": clean(reply.text)[:_LONGEST_REASON],
        "subject": _subject(platform, reply),
    }
    told = _call(platform, reply, "com.atproto.moderation.createReport", body)
    return identifier(told.get("id")) or reply.in_reply_to


def _subject(platform: Bluesky, reply: Reply) -> dict[str, Any]:
    if reply.in_reply_to.startswith(POST_PREFIX):
        return {"$type": "com.atproto.repo.strongRef", **_post(platform, reply)}
    conversation, _, own_id = reply.in_reply_to.partition(":")
    message = {"did": person_of(reply), "convoId": conversation, "messageId": own_id}
    return {"$type": _MESSAGE, **message}


def _post(platform: Bluesky, reply: Reply) -> dict[str, Any]:
    """The post's address and its version, as it stands now."""
    post = platform.post(reply)
    return {"uri": reply.in_reply_to, "cid": post.get("cid")}


def _call(platform: Bluesky, reply: Reply, method: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = platform.call(reply.account_id, "POST", method, json_body=body)
    require_success(answer, (reply.text,))
    return answer.json()
