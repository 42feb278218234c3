"""Bodies by channel in shapes that the platforms' documents tell and the fixtures lack."""

import json
from typing import Any

from tests.contract.platforms.given import FIXTURES, fixture
from tests.contract.platforms.meta_given import a_message, a_text, a_whatsapp, an_entry

NO_BODY = ("error_", "vectors_", "graph_error_", "standard_webhooks_vector")


def _fixtures(channel: str) -> list[Any]:
    names = sorted(each.name for each in (FIXTURES / channel).glob("*.json"))
    return [fixture(f"{channel}/{name}") for name in names if not name.startswith(NO_BODY)]


def _feed(item: str, verb: str, **value: Any) -> dict[str, Any]:
    given = {"item": item, "verb": verb, "post_id": "1_2", "created_time": 1793601683, **value}
    return an_entry("page", changes=[{"field": "feed", "value": given}])


def _instagram(field: str, **value: Any) -> dict[str, Any]:
    return an_entry("instagram", changes=[{"field": field, "value": value}])


def _said(**message: Any) -> dict[str, Any]:
    return an_entry("instagram", messaging=[a_message(message={"mid": "m9", **message})])


def _page_said(**content: Any) -> dict[str, Any]:
    return an_entry("page", messaging=[a_message(**content)])


def _action(action: str, **more: Any) -> dict[str, Any]:
    told = {
        "notificationId": 9007199254740993,
        "action": action,
        "lastModifiedAt": 1793601683871,
        "organizationalEntity": "urn:li:organization:1",
        "sourcePost": "urn:li:share:2",
        "generatedActivity": "urn:li:comment:(activity:3,4)",
        **more,
    }
    return {"type": "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS", "notifications": [told]}


def _update(kind: str, **message: Any) -> dict[str, Any]:
    chat = {"id": -1001234567890, "type": "supergroup", "title": "Grup", "username": "grup"}
    said = {
        "message_id": 7,
        "date": 1793601683,
        "chat": chat,
        "text": "@marka_bot merhaba",
        **message,
    }
    called = [{"type": "mention", "offset": 0, "length": 10}]
    return {"update_id": 1, kind: {"entities": called, **said}}


def _x(kind: str, **payload: Any) -> dict[str, Any]:
    post = {"id": "2085000000000000109", "author_id": "15", "created_at": "2026-11-22T08:00:00Z"}
    event = {"event_uuid": "e", "event_type": kind, "filter": {"user_id": "1500"}}
    return {"data": {**event, "payload": {**post, "text": "kargom yok", **payload}}}


_LEGACY_POST = {
    "id": 1924465506158878979,
    "id_str": "1924465506158878979",
    "text": "@marka bakın &lt;3",
    "created_at": "Mon May 19 14:01:46 +0000 2025",
    "lang": "tr",
    "is_quote_status": True,
    "user": {"id": 22, "id_str": "22", "screen_name": "a"},
}


def _legacy(**post: Any) -> dict[str, Any]:
    return {"for_user_id": "1500", "tweet_create_events": [{**_LEGACY_POST, **post}]}


def _comment(**content: Any) -> dict[str, Any]:
    own = {"comment_id": 7247303576418566913, "video_id": 7203946942097902849, "text": "kargo?"}
    said = {**own, "comment_action": "insert", "timestamp": 1789000000, **content}
    envelope = {"event": "comment.update", "create_time": 1789000000, "user_openid": "o1"}
    return {**envelope, "content": json.dumps(said)}


def _sky(**record: Any) -> dict[str, Any]:
    notice: dict[str, Any] = fixture("bluesky/listNotifications.json")["notifications"][0]
    return {**notice, "record": {**notice["record"], **record}}


def _toot(kind: str = "mention", **status: Any) -> dict[str, Any]:
    notice: dict[str, Any] = fixture("mastodon/notifications.json")[0]
    return {**notice, "type": kind, "status": {**notice["status"], **status}}


def _listing(name: str, reason: str) -> list[dict[str, Any]]:
    """Reddit's things as the poller hands them over."""
    children: list[dict[str, Any]] = fixture(f"reddit/{name}")["data"]["children"]
    return [{**child, "reason": reason} for child in children]


_LOG = fixture("bluesky/getLog.json")["logs"]
_CREATED = next(each for each in _LOG if each["$type"].endswith("#logCreateMessage"))
_CHATTER = {
    "did": _CREATED["message"]["sender"]["did"],
    "handle": "ayse.bsky.social",
    "displayName": "Ayşe",
}


def _logged(**message: Any) -> dict[str, Any]:
    """A message of Bluesky's chat, with its author, as the poller hands it over."""
    told = {**_CREATED["message"], **message}
    return {"log": {**_CREATED, "message": told}, "author": _CHATTER}


_THREAD = fixture("youtube/commentThreads_list.json")["items"][0]
_TOP = _THREAD["snippet"]["topLevelComment"]
_REVIEWS = fixture("google_play/reviews_list.json")["reviews"]
_RSS = fixture("app_store/rss_customerreviews.json")["feed"]["entry"]
_STORY = {"attachments": [{"type": "story_mention", "payload": {"url": "https://a/s"}}]}

BOUNCE = "destek@marka.example/bounce"
"""The key of a mail that tells that one of ours did not arrive."""

_MAIL = fixture("email/ses_s3_sns_notification.json")


def stored_as(key: str) -> dict[str, Any]:
    """SES's notification of the mail with this key."""
    receipt = _MAIL["receipt"]
    return {**_MAIL, "receipt": {**receipt, "action": {**receipt["action"], "objectKey": key}}}


BODIES: dict[str, list[Any]] = {
    "facebook": [
        *_fixtures("facebook"),
        _feed("photo", "add", photo_id="5", link="https://a/p", message="Kutu böyle geldi"),
        _feed("video", "edited", video_id="6", message="Video", published=1),
        _feed("share", "add", share_id="7", link="https://a", message="", **{"from": {"id": "42"}}),
        _feed("reaction", "add", reaction_type="angry", **{"from": {"id": "42", "name": "A"}}),
        _feed("comment", "hide", comment_id="1_3", parent_id="1_2"),
        _feed("status", "add", message=None, photos=["https://a"], sender_id=42, sender_name="A"),
        an_entry("page", changes=[{"field": "mention", "value": {"item": "post", "verb": "add"}}]),
    ],
    "instagram": [
        *_fixtures("instagram"),
        an_entry("instagram", messaging=[a_message(reaction={"mid": "m1", "action": "react"})]),
        an_entry("instagram", messaging=[a_message(read={"mid": "m1"})]),
        _said(attachments=[{"type": "ig_reel", "payload": {"url": "https://a/r", "title": "Re"}}]),
        _said(text="Evet", quick_reply={"payload": "YES"}, reply_to={"mid": "m1"}),
        _said(is_unsupported=True),
        _said(**_STORY),
        _instagram("live_comments", id="17", text="canlı", **{"from": {"id": "42"}}),
        _instagram("story_insights", media_id="1", impressions=444),
    ],
    "messenger": [
        *_fixtures("messenger"),
        _page_said(delivery={"mids": ["m1"], "watermark": 1793601683871}),
        _page_said(referral={"ref": "x", "source": "SHORTLINK", "type": "OPEN_THREAD"}),
        _page_said(optin={"type": "one_time_notif_req", "payload": "x"}),
        _page_said(message={"mid": "m2", "sticker_id": 369239263222822, "attachments": [{}]}),
        _page_said(message={"mid": "m3", "text": "a", "commands": [{"name": "x"}], "nlp": {}}),
    ],
    "whatsapp": [
        *_fixtures("whatsapp"),
        a_whatsapp(a_text(type="button", button={"payload": "p", "text": "Evet"})),
        a_whatsapp(
            a_text(type="order", order={"catalog_id": "1", "text": "Sipariş", "product_items": []})
        ),
        a_whatsapp(a_text(type="reaction", reaction={"message_id": "wamid.0", "emoji": "😡"})),
        a_whatsapp(
            a_text(type="location", location={"latitude": 41.0, "name": "Şube", "address": "A"})
        ),
        a_whatsapp(
            a_text(type="system", system={"body": "changed", "type": "user_changed_number"})
        ),
        a_whatsapp(
            a_text(
                type="interactive", interactive={"type": "nfm_reply", "nfm_reply": {"body": "F"}}
            )
        ),
        a_whatsapp(a_text(type="unsupported", errors=[{"code": 131051}]), a_text(id="wamid.2")),
    ],
    "linkedin": [
        *_fixtures("linkedin"),
        _action("COMMENT", decoratedGeneratedActivity={"comment": {"text": "Kargo yok"}}),
        _action("COMMENT_DELETE"),
        _action("LIKE", generatedActivity="urn:li:activity:1"),
        _action("SHARE_MENTION", generatedActivity="urn:li:share:99", sourcePost=None),
        {"type": "SOMETHING_NEW", "notifications": []},
    ],
    "telegram": [
        *_fixtures("telegram"),
        _update("message", message_thread_id=5, is_topic_message=True, **{"from": {"id": 42}}),
        _update(
            "edited_channel_post", sender_chat={"id": -1001234567890, "title": "K"}, edit_date=1
        ),
        _update("message", text=None, caption="@marka_bot foto", photo=[{"file_id": "A"}]),
        _update("message", new_chat_members=[{"id": 1}], text=None),
        {"update_id": 2, "callback_query": {"id": "1", "from": {"id": 1}, "data": "x"}},
        {"update_id": 3, "message_reaction": {"chat": {"id": 1}, "message_id": 1}},
        {
            "update_id": 4,
            "deleted_business_messages": {
                "business_connection_id": "b1",
                "chat": {"id": 42, "type": "private"},
                "message_ids": [5, 6],
            },
        },
    ],
    "tiktok": [
        *_fixtures("tiktok"),
        _comment(),
        _comment(comment_action="delete"),
        _comment(comment_action="set_to_friends_only", parent_comment_id=7247303576418566000),
        {"event": "video.publish.completed", "content": "{}", "user_openid": "o1"},
        {"event": "authorization.removed", "content": '{"reason": 1}', "user_openid": "o1"},
    ],
    "x": [
        *_fixtures("x"),
        _x("post.quote.create", referenced_tweets=[{"type": "quoted", "id": "2084"}]),
        _x("post.mention.create", note_tweet={"text": "uzun " * 99, "entities": {}}),
        _x(
            "post.mention.create",
            edit_history_tweet_ids=["2085000000000000100", "2085000000000000109"],
        ),
        _x("post.delete"),
        _x("oauth.revoke"),
        _x("chat.received", encoded_event="AAAA"),
        _x("profile.update.bio"),
        {"data": [_x("post.mention.create")["data"], _x("post.reply.create")["data"]]},
        _legacy(quoted_status=_LEGACY_POST, quoted_status_id_str="19"),
        _legacy(retweeted_status=_LEGACY_POST, text="RT @marka: bakın"),
        _legacy(in_reply_to_status_id_str="1924465506158878000", timestamp_ms="1747663306658"),
        {
            "for_user_id": "1500",
            "tweet_delete_events": [{"status": {"id": "5"}, "timestamp_ms": "1"}],
        },
        {"for_user_id": "1500", "favorite_events": [{"id": "x"}], "direct_message_events": [{}]},
        {"user_event": {"revoke": {"target": {"app_id": "1"}, "source": {"user_id": "1500"}}}},
        {"for_user_id": "1500", "user_event": {"follow": {}}},
    ],
    "generic": [
        *_fixtures("generic"),
        {"type": "mention.updated", "data": {"id": 7, "text": "x", "source": "panel"}},
        {"type": "mention.deleted", "data": {"id": 9007199254740993}},
        {"type": "order.shipped", "data": None},
    ],
    "feed": [
        {"id": "a:1", "text": "x", "url": "https://a/", "author": "A", "published": "2026-11-22"},
    ],
    "youtube": [
        {"comment": _TOP},
        {"comment": _THREAD["replies"]["comments"][0]},
        {"comment": {**_TOP, "snippet": {**_TOP["snippet"], "moderationStatus": "heldForReview"}}},
        {"gone": "UgxT"},
    ],
    "mastodon": [
        _toot(),
        _toot(edited_at="2026-11-02T08:00:00.000Z", content="<p>düzelttim</p>"),
        _toot("status"),
        _toot("update", edited_at="2026-11-02T08:00:00.000Z"),
        _toot(
            visibility="direct", spoiler_text="kargo", in_reply_to_id="112", media_attachments=[{}]
        ),
        {"id": "1", "type": "admin.report", "report": {"id": "2"}},
        {"id": "1", "type": "severed_relationships", "event": {"type": "user_domain_block"}},
    ],
    "bluesky": [
        *fixture("bluesky/listNotifications.json")["notifications"],
        {**fixture("bluesky/searchPosts.json")["posts"][0], "reason": "search"},
        _sky(
            embed={
                "$type": "app.bsky.embed.record",
                "record": {"uri": "at://did:plc:l/app.bsky.graph.list/1"},
            }
        ),
        _sky(labels={"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": "x"}]}),
        {**_sky(), "reason": "starterpack-joined"},
        {**_sky(), "reason": "like-via-repost", "record": {"$type": "app.bsky.feed.like"}},
        *({"log": entry, "author": _CHATTER} for entry in _LOG),
        {"log": {name: _CREATED[name] for name in ("$type", "rev", "convoId")}, "group": True},
        _logged(**{"$type": "chat.bsky.convo.defs#deletedMessageView"}),
        _logged(text="Bu da var", embed={"$type": "app.bsky.embed.record", "record": {}}),
    ],
    "reddit": [
        *_listing("message_inbox.json", "inbox"),
        *_listing("api_info.json", "inbox"),
        *_listing("search.json", "search"),
        *_listing("r_comments.json", "search"),
        {"kind": "more", "data": {"count": 0, "name": "t1__", "children": []}, "reason": "inbox"},
    ],
    "google_play": list(_REVIEWS),
    "app_store": [*fixture("app_store/asc_customerReviews.json")["data"], *_RSS],
    "google_business": [
        fixture("google_business/pubsub_push_new_review.json"),
    ],
    "email": [_MAIL, stored_as(BOUNCE)],
}
"""Of what is polled: the items as a page hands them over."""

_GOOGLE = fixture("google_business/reviews_list.json")["reviews"]
REVIEWS = [*_GOOGLE, {**_GOOGLE[0], "comment": "Kimse cevap vermiyor"}]
NOTICES = [
    fixture("google_business/pubsub_message_decoded.json"),
    {
        **fixture("google_business/pubsub_message_decoded.json"),
        "notificationType": "UPDATED_REVIEW",
    },
    {"notificationType": "NEW_QUESTION", "question": "accounts/1/locations/2/questions/3"},
]
PUSHES = [
    (FIXTURES / "websub" / name).read_text(encoding="utf-8")
    for name in ("youtube_push_new_video.xml", "youtube_push_deleted.xml")
]
PAGES = [
    (FIXTURES / "feed" / name).read_text(encoding="utf-8")
    for name in ("forum.rss.xml", "google_alerts.atom.xml", "google_alerts_empty.atom.xml")
]
REPORT = (FIXTURES / "email" / "raw_bounce.eml").read_bytes()
REPORTS = [
    REPORT,
    REPORT.replace(b"message/rfc822", b"text/rfc822-headers"),
    REPORT.replace(b"Action: failed", b"Original-Recipient: rfc822;a@b.example\nAction: delayed"),
    REPORT.replace(b"Status: 5.1.1", b"Status: 5.2.2 (over quota)\n\nAction: failed\nStatus: 4"),
]
"""RFC 3464: that a mail was given up, is late, or failed to reach one of several."""

MAILS = [
    *((FIXTURES / "email" / name).read_bytes() for name in ("raw_reply.eml", "raw_autoreply.eml")),
    b"From: a@b.example\nSubject: Kargo\nMessage-ID: <1@b>\n\nGelmedi.",
    b"From: Postmaster <>\nContent-Type: multipart/report; boundary=b1\n\n"
    b"--b1\n\nundelivered\n--b1--",
    b'From: "A, B" <a@b.example>\nTo: =?utf-8?q?Destek?= <destek+HB12@marka.example>\n'
    b"Content-Type: multipart/mixed; boundary=b1\nMessage-ID: <2@b>\n\n--b1\nContent-Type: "
    b"text/html; charset=windows-1254\n\n<p>\xdeikayet</p>\n--b1\nContent-Type: image/png; "
    b"name=a.png\nContent-Transfer-Encoding: base64\n\niVBO\n--b1--\n",
    REPORT,
]
