"""Mentions of us in other people's captions and comments: told by ids, their words are fetched.

Contract: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/mentions
(`mentioned_comment`, `mentioned_media`); accounts connected by Instagram login have neither.

The id of such a mention is `@<media>` or `@<media>:<comment>`, which is all that a reply needs.
"""

from typing import Any

from hearback.adapters.http import PlatformApi
from hearback.adapters.platforms.meta.graph import Graph
from hearback.adapters.platforms.shared import fields
from hearback.domain.errors import NotAuthorised, Refused
from hearback.domain.mention import Author, EventIgnored, Incoming, Mention, MentionAdded
from hearback.domain.webhooks import Delivery

_OF_COMMENT = "mentioned_comment.comment_id({id}){{text,username,timestamp,media{{permalink}}}}"
_OF_CAPTION = "mentioned_media.media_id({id}){{caption,username,timestamp,permalink}}"
_GONE = "gone"


def read_mention(
    delivery: Delivery, api: PlatformApi | None, account: str, value: dict[str, Any]
) -> Incoming:
    """The mention with its words. Raises `Broken`, `RateLimited`, `Unavailable`."""
    media = fields.needed_id("media id", value.get("media_id"))
    comment = fields.identifier(value.get("comment_id"))
    if not all(part.isalnum() for part in (media, comment or "0")):
        raise fields.Broken("an id of another form")
    if api is None:
        raise fields.Broken("a mention's words must be fetched, and there is no api")
    try:
        found = _fetched(Graph(api, account), account, media, comment)
    except NotAuthorised as error:
        raise fields.Broken(str(error)) from error
    except Refused as error:
        if str(error).startswith(_GONE):
            return EventIgnored(event="mentions/gone")
        raise fields.Broken(f"the mention was not given: {error}") from error
    return MentionAdded(mention=_mention(delivery, account, media, comment, found))


def _fetched(graph: Graph, account: str, media: str, comment: str | None) -> dict[str, Any]:
    asked = _OF_COMMENT.format(id=comment) if comment else _OF_CAPTION.format(id=media)
    answer = graph.get(account, query={"fields": asked})
    return fields.needed_record(answer.get(asked.partition(".")[0]), "mention")


def _mention(
    delivery: Delivery, account: str, media: str, comment: str | None, found: dict[str, Any]
) -> Mention:
    permalink = fields.record(found.get("media")).get("permalink") or found.get("permalink")
    return Mention(
        channel=delivery.channel,
        account_id=account,
        external_id=fields.needed_id("id", f"@{media}:{comment}" if comment else f"@{media}"),
        author=Author(handle=fields.label(found.get("username"))),
        text=fields.words(found.get("text") or found.get("caption")),
        received_at=delivery.received_at,
        posted_at=fields.moment(found.get("timestamp")),
        thread_id=media,
        url=fields.link(permalink),
    )
