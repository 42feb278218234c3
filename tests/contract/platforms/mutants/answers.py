"""What platforms answer to our calls: a good answer for each, one of which is mutated or replaced.

`ANSWERS` holds them by channel, each with a part of the address that it belongs to, in the shapes
of the platforms' documents; where several fit, the first one counts.
"""

import json
import re
from collections.abc import Mapping
from random import Random
from typing import Any, Self
from urllib.parse import urlencode

from hearback.adapters.http import HttpAnswer
from hearback.adapters.safe_fetch import SafeFetch
from hearback.domain.errors import Unavailable
from tests.contract.platforms.given import FIXTURES, NOW, fixture
from tests.contract.platforms.meta_given import an_error
from tests.contract.platforms.mutants.values import Values
from tests.contract.platforms.mutants.xml import Feeds
from tests.contract.platforms.parsers import OWN

SAID = "Merhaba, ilgileniyoruz."
_AT = NOW.isoformat()
_OURS = {"id": OWN, "user_id": OWN, "self_ig_scoped_id": OWN}
_COMMENT = {"id": "17_1", "message": SAID, "text": SAID, "from": _OURS, "user": _OURS}
_TIMES = {"created_time": _AT, "timestamp": _AT}
_META_PAGE = {
    "data": [
        {
            "id": "17_2",
            "message": "Kargom gelmedi",
            "from": {"id": "42", "name": "Ayşe"},
            "permalink_url": "https://facebook.com/17_2",
            **_TIMES,
            "text": "Gelmedi",
            "comments": {
                "data": [
                    {"id": "17_3", **_TIMES, "username": "ayse", "replies": {"data": [_COMMENT]}},
                    {"id": "17_4", **_TIMES, "message": "Evet", "parent": {"id": "17_3"}},
                ],
                "paging": {"cursors": {"after": "QVFI"}, "next": "https://a"},
            },
        },
        {**_COMMENT, **_TIMES},
    ],
    "paging": {"cursors": {"before": "MTAx", "after": "NDMy"}, "next": "https://a"},
}
_BLOCKED = {"input": "42", "wa_id": "42"}
_META: dict[str, Any] = {
    "/conversations": {"data": [{"id": "t_1", "messages": {"data": [{**_COMMENT, **_TIMES}]}}]},
    "/messages": {
        "recipient_id": "42",
        "message_id": "m_1",
        "messaging_product": "whatsapp",
        "messages": [{"id": "wamid.2"}],
        "contacts": [{"input": "42", "wa_id": "42"}],
    },
    "/comments": {"id": "17_9", **_META_PAGE},
    "/replies": {"id": "17_9", "data": [{**_COMMENT, **_TIMES}]},
    "/mentions": {"id": "17_9"},
    "/feed": _META_PAGE,
    "/media": _META_PAGE,
    "/blocked": {"42": True, "success": True},
    "/block_users": {
        "messaging_product": "whatsapp",
        "block_users": {"added_users": [_BLOCKED], "removed_users": [_BLOCKED]},
    },
    "/moderate_conversations": {"success": True},
    "/debug_token": {
        "data": {
            "app_id": "1",
            "type": "PAGE",
            "is_valid": True,
            "expires_at": 1796193683,
            "data_access_expires_at": 1801377683,
            "scopes": ["pages_messaging"],
        }
    },
    "access_token": {"access_token": "new", "token_type": "bearer", "expires_in": 5183944},
    "": {
        "id": "17_1",
        "success": True,
        "parent_id": "17_0",
        "mentioned_media": {
            "caption": "@marka",
            "username": "ayse",
            **_TIMES,
            "permalink": "http://a",
        },
        "mentioned_comment": {
            "text": "@marka",
            "username": "a",
            "media": {"permalink": "http://a"},
        },
    },
}
_POST = {
    "id": "2086",
    "text": f"@ayse {SAID}",
    "author_id": OWN,
    "created_at": _AT,
    "lang": "tr",
    "referenced_tweets": [{"type": "replied_to", "id": "2085"}],
    "edit_history_tweet_ids": ["2086"],
    "conversation_id": "2085",
    "note_tweet": {"text": SAID},
}
_MESSAGE = {
    "id": "7",
    "dm_event_id": "7",
    "dm_conversation_id": "42-1500",
    "text": SAID,
    "sender_id": OWN,
    "created_at": _AT,
    "event_type": "MessageCreate",
}
_GOOGLE_TOKEN = {"access_token": "t1", "expires_in": 3599, "token_type": "Bearer"}
_SKY = "at://did:plc:them/app.bsky.feed.post/3k"
_SKY_MESSAGE = {
    "$type": "chat.bsky.convo.defs#messageView",
    "id": "3lm",
    "rev": "2",
    "text": SAID,
    "sender": {"did": OWN},
    "sentAt": _AT,
}
_CUSTOMERS = {**_SKY_MESSAGE, "id": "3ln", "text": "Kargom yok", "sender": {"did": "did:plc:them"}}
_CHAT = {
    "id": "3lconvo",
    "rev": "2",
    "kind": {"$type": "chat.bsky.convo.defs#directConvo"},
    "members": [{"did": "did:plc:them", "handle": "ayse.bsky.social", "displayName": "Ayşe"}],
    "lastMessage": _CUSTOMERS,
    "unreadCount": 1,
}
_NEIGHBOURS = {"$type": "chat.bsky.convo.defs#groupConvo", "name": "Komşular"}
_ANSWERED = {"root": {"uri": _SKY, "cid": "b1"}, "parent": {"uri": _SKY, "cid": "b1"}}
_LOG = fixture("bluesky/getLog.json")
_NOTICES = fixture("bluesky/listNotifications.json")
_STATUS = {"id": "113", "account": {"id": OWN, "acct": "ayse@a.example"}, "visibility": "public"}
_CHILD = {**_STATUS, "content": f"<p>{SAID}</p>", "in_reply_to_id": "112", "edited_at": None}
_TRADED = {"access_token": "new", "refresh_token": "next", "expires_in": 7200, "active": True}
_URN = "urn:li:comment:(urn:li:activity:1,2)"
_THREADS = fixture("youtube/commentThreads_list.json")
_OUR_COMMENT = {
    "id": "UgxA.c",
    "snippet": {"authorChannelId": {"value": OWN}, "textOriginal": SAID, "updatedAt": _AT},
}
_OURS_ON_REDDIT = {
    "kind": "t1",
    "data": {
        "name": "t1_kx3our1",
        "parent_id": "t1_kx2nivo",
        "body": SAID,
        "created_utc": NOW.timestamp(),
        "author": OWN,
    },
}
_TIKTOK = {"comment_id": 7247303576418566913, "owner": True, "text": SAID}

ANSWERS: dict[str, dict[str, Any]] = {
    "email": {"": {"MessageId": "0102018f-1234-000000"}},
    **dict.fromkeys(("facebook", "instagram", "messenger", "whatsapp"), _META),
    "x": {
        "/oauth2/token": _TRADED,
        "/mentions": {
            "data": [{**_POST, "author_id": "42"}, _POST],
            "includes": {"users": [{"id": "42", "username": "a", "public_metrics": {}}]},
            "meta": {"newest_id": "2086", "next_token": "7140", "result_count": 2},
        },
        "/search/": {"data": [_POST], "includes": {"users": []}, "meta": {}},
        "/dm_events": {"data": [_MESSAGE], "meta": {"next_token": "7140"}},
        "/messages": {"data": _MESSAGE},
        "/hidden": {"data": {"hidden": True}},
        "/2/tweets": {"data": _POST},
        "/tweets": {"data": [_POST], "id": "2086", "meta": {"next_token": "7140"}, "errors": []},
        "": {"data": {"liked": True, "hidden": True, "muting": True, "id": OWN}},
    },
    "linkedin": {
        "/accessToken": _TRADED,
        "/introspectToken": {"active": True, "expires_at": 1793601683},
        "organizationalEntityNotifications": {
            "elements": fixture("linkedin/org_social_action_push_batch.json")["notifications"],
            "paging": {"start": 0, "count": 100},
        },
        "": {
            **fixture("linkedin/socialActions_comments_list.json"),
            "commentUrn": _URN,
            "id": "2",
            "elements": [{"commentUrn": _URN, "actor": OWN, "message": {"text": SAID}}],
        },
    },
    "tiktok": {
        "/tt_user/": {"code": 0, "message": "OK", "data": {**_TRADED, "open_id": "o"}},
        "": {
            "code": 0,
            "message": "OK",
            "request_id": "r",
            "data": {**_TIKTOK, "comments": [_TIKTOK], "has_more": True, "cursor": 30},
        },
    },
    "telegram": {
        "": {"ok": True, "result": {"message_id": 8, "chat": {"id": -1001, "type": "supergroup"}}},
    },
    "bluesky": {
        "createSession": {"accessJwt": "a1", "refreshJwt": "r1", "did": OWN, "active": True},
        "refreshSession": {"accessJwt": "a2", "refreshJwt": "r2", "active": True},
        "listNotifications": {**_NOTICES, "cursor": "2026-11-22T08:00:00Z"},
        "searchPosts": {**fixture("bluesky/searchPosts.json"), "cursor": "100"},
        "getLog": {**_LOG, "logs": [*_LOG["logs"], {**_LOG["logs"][1], "convoId": "3lgroup"}]},
        "listConvos": {
            "convos": [_CHAT, {**_CHAT, "id": "3lgroup", "kind": _NEIGHBOURS}],
            "cursor": "22222223abcd9",
        },
        "getConvoForMembers": {"convo": _CHAT},
        "getConvo": {"convo": _CHAT},
        "getMessages": {"messages": [_CUSTOMERS, _SKY_MESSAGE], "cursor": "22222223abcd8"},
        "sendMessage": _SKY_MESSAGE,
        "getPosts": {
            "posts": [{"uri": _SKY, "cid": "b1", "viewer": {}, "record": {"reply": _ANSWERED}}]
        },
        "": {"uri": _SKY, "cid": "b2", "id": 99, "value": {"text": SAID}},
    },
    "mastodon": {
        "/instance": {"configuration": {"statuses": {"max_characters": 500}}},
        "/notifications": fixture("mastodon/notifications.json"),
        "/context": {"ancestors": [], "descendants": [_CHILD]},
        "": {**_STATUS, "content": "<p>x</p>"},
    },
    "reddit": {
        "/token": fixture("reddit/access_token.json"),
        "/api/comment": fixture("reddit/comment_created.json"),
        "/api/info": fixture("reddit/api_info.json"),
        "/message/inbox": fixture("reddit/message_inbox.json"),
        "/search": fixture("reddit/search.json"),
        f"/{OWN}/comments": {"kind": "Listing", "data": {"children": [_OURS_ON_REDDIT]}},
        "/message/sent": {"kind": "Listing", "data": {"children": [_OURS_ON_REDDIT]}},
        "/comments": fixture("reddit/r_comments.json"),
        "/new": fixture("reddit/search.json"),
        "": {"json": {"errors": []}, "name": "t2_9ayse", "date": 1795334400.0},
    },
    "youtube": {
        "/token": _GOOGLE_TOKEN,
        "commentThreads": _THREADS,
        "": {
            "id": "UgxA.b",
            "items": [*_THREADS["items"][0]["replies"]["comments"], _OUR_COMMENT],
            "nextPageToken": "Z2V0",
        },
    },
    "google_play": {
        "/token": _GOOGLE_TOKEN,
        ":reply": fixture("google_play/reviews_reply_response.json"),
        "": {
            **fixture("google_play/reviews_list.json"),
            "comments": [{"developerComment": {"text": SAID, "lastModified": {"seconds": "1"}}}],
        },
    },
    "google_business": {
        "/token": _GOOGLE_TOKEN,
        "": {
            **fixture("google_business/reviews_list.json")["reviews"][1],
            "reviewReply": {"comment": SAID, "updateTime": "2026-11-21T09:00:00Z"},
        },
    },
    "app_store": {
        "customerReviewResponses": {"data": {"id": "r9", "attributes": {"state": "PENDING"}}},
        "/response": {"data": {"id": "r9", "attributes": {"responseBody": SAID}}},
        "/rss/": fixture("app_store/rss_customerreviews.json"),
        "": fixture("app_store/asc_customerReviews.json"),
    },
}
UNDONE: dict[str, dict[str, Any]] = {
    "x": {
        "/hidden": {"data": {"hidden": False}},
        "": {"data": {"liked": False, "hidden": False, "muting": False}},
    },
}
"""Where a deed that is taken back is answered otherwise."""

_OF_TEMPLATES = (
    *(0, 2, 368, 470, 131005, 131016, 131026, 131031, 131042, 131045, 131048, 131049, 131050),
    *(132000, 132001, 132005, 132007, 132012, 132015, 132016, 133004, 133010),
)
_OF_BLOCKS = (131047, 130429, 139100, 139101, 139102, 139103, None)
_OF_CHATS = (
    *("BlockedActor", "BlockedSubject", "ConvoLocked", "InvalidConvo", "MessagesDisabled"),
    *("NotFollowedBySender", "RecipientNotFound", "InvalidToken", "AccountTakedown"),
)
_OF_MAILS = (
    *("AccountSuspendedException", "SendingPausedException", "MailFromDomainNotVerifiedException"),
    *("NotFoundException", "MessageRejected", "LimitExceededException", "TooManyRequestsException"),
    *("Throttling", "ThrottlingException", "AccessDeniedException", "UnrecognizedClientException"),
)


def _not_blocked(code: int | None) -> dict[str, Any]:
    return {"input": "42", "errors": [{"code": code, "message": SAID, "error_data": {}}]}


_ERRORS: list[Any] = [
    *(
        fixture(str(each.relative_to(FIXTURES)))
        for each in sorted(FIXTURES.glob("*/*error_*.json"))
    ),
    *(an_error(code, SAID, error_subcode=33, is_transient=True) for code in (100, 10, 4, 1, 551)),
    *(an_error(code) for code in (131047, 131056, 130429, 190, 506, 10900, 2018278)),
    *(an_error(code) for code in _OF_TEMPLATES),
    *({"block_users": {"failed_users": [_not_blocked(code)]}} for code in _OF_BLOCKS),
    *(
        {"data": {"is_valid": False, "error": {"code": 190, "subcode": code, "message": SAID}}}
        for code in (458, 460, 463, 467)
    ),
    *fixture("reddit/errors.json").values(),
    {"reason": "private", "message": "Forbidden", "error": 403},
    {"reason": "USER_REQUIRED", "explanation": SAID, "message": "Forbidden", "error": 403},
    *({"error": name, "message": SAID} for name in _OF_CHATS),
    {"error": "InvalidRequest", "message": "recipient has disabled incoming messages"},
    {"error": "InvalidRequest", "message": "Account is disabled"},
    *({"__type": name, "message": SAID} for name in _OF_MAILS),
    {"__type": "MessageRejected", "message": "Email address is not verified: ayse@ornek.example"},
    {"code": "com.amazonaws.ses.v2#BadRequestException", "Message": SAID},
    {"errors": [{"status": "403", "code": "FORBIDDEN_ERROR", "title": "no", "detail": SAID}]},
    {"errors": [{"parameters": {"since_id": ["1"]}, "message": "too old"}], "title": "Invalid"},
    {
        "title": "Forbidden",
        "detail": "You are not allowed to create a Tweet with duplicate content.",
    },
    {"type": "https://api.x.com/2/problems/oauth1-permissions", "detail": "x"},
    {"error": "ExpiredToken", "message": SAID},
    {"error": "RecordNotFound", "message": "Could not locate record"},
    {
        "error": {
            "code": 400,
            "status": "RESOURCE_EXHAUSTED",
            "errors": [{"reason": "invalidPageToken"}],
        }
    },
    {"error": "invalid_grant", "error_description": SAID},
    {"code": 40100, "message": SAID},
    {"code": 40105, "message": SAID},
    {"code": 50000, "message": SAID},
    {"serviceErrorCode": 100, "code": "ACCESS_DENIED", "message": SAID, "status": 403},
]
_STATUSES = (
    *(*(200,) * 6, 200, 201, 202, 204, 299, 300, 301, 304, 400, 400, 401, 402, 403, 403, 404, 408),
    *(409, 410, 413, 422, 425, 426, 429, 429, 451, 499, 500, 502, 503, 504, 529, 599),
)
_HEADERS = {
    "retry-after": ("0", "5", "-1", "1e9", "9" * 30, "Wed, 21 Oct 2026 07:28:00 GMT", "", "٣"),
    "x-rate-limit-reset": ("1793601683", "0", "x", "9" * 18),
    "x-app-limit-24hour-reset": ("1793601683", "-1"),
    "x-app-limit-24hour-remaining": ("0", "1", "x"),
    "x-ratelimit-reset": ("2026-11-22T08:00:00Z", "99999-01-01", "1793601683", "\xfe"),
    "x-business-use-case-usage": (
        *("{}", "[", '{"1": [{"estimated_time_to_regain_access": 5}]}', '{"1": {"a": 1}}', "null"),
        '{"1": [{"estimated_time_to_regain_access": 1e308}]}',
        '{"1": [{"estimated_time_to_regain_access": 9223372036854775807}]}',
    ),
    "link": ('<https://a/?min_id=7>; rel="prev"', "<http://[>; rel=prev", "<>", "<" * 500),
    "etag": ('W/"1"', "ş", "\n", "x" * 500),
    "last-modified": ("Sun, 22 Nov 2026 08:00:00 GMT", "\x85"),
    "x-ratelimit-remaining": ("0", "99.0", "-1"),
    "x-amzn-errortype": ("TooManyRequestsException:http://a/", "MessageRejected", "", "x" * 300),
    "x-restli-id": ("urn:li:comment:(urn:li:activity:1,2)", "", " ", "x" * 300),
    "content-type": ("application/json", "text/html; charset=utf-16", "application/atom+xml"),
    "location": ("https://a", ""),
    "cache-control": ("max-age=5", "max-age=-1", "max-age=٣", "max-age=", "no-store"),
}
_UNFIT = re.compile(rb"[\r\n]")


class Answering:
    """An `Http` for one run: one of the calls that a number picks is answered with a mutant.

    It makes of a call all that goes over the wire, so that what would fail there fails here.
    """

    def __init__(self, rng: Random, good: Mapping[str, Any], mutants: "Mutants") -> None:
        self._rng = rng
        self._good = good
        self._mutants, self._quiet = mutants
        self._spoilt = rng.choice((0, 0, 0, 1, 1, 2, 3))
        self._from_then_on = rng.random() < 0.3
        self._calls = 0

    @classmethod
    def well(cls, good: Mapping[str, Any]) -> Self:
        """All calls are answered as they should be."""
        made = cls(Random(0), good, mutants_of({}))  # noqa: S311 - nothing secret
        made._spoilt, made._from_then_on = -1, False
        return made

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        json_body: object = None,
        form: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> HttpAnswer:
        _sendable(url, headers or {}, json_body, {**(form or {}), **(query or {})})
        return self.answer(url, SAID in repr((json_body, form)))

    def answer(self, url: str, told_the_text: bool = False) -> HttpAnswer:
        at, self._calls = self._calls, self._calls + 1
        if at == self._spoilt or (self._from_then_on and at > self._spoilt):
            return self._mutant(told_the_text)
        return HttpAnswer(status=200, body=json.dumps(self._fitting(url)).encode())

    def _fitting(self, url: str) -> Any:
        return next(body for part, body in self._good.items() if part in url)

    def _mutant(self, told_the_text: bool) -> HttpAnswer:
        """An error may repeat the words that came with the call, and no others of ours."""
        rng = self._rng
        if rng.random() < 0.01:
            raise Unavailable("ReadTimeoutError")
        status = rng.choice(_STATUSES)
        known = [name for name in _HEADERS if rng.random() < 0.15]
        headers = {name: rng.choice(_HEADERS[name]) for name in known}
        of = self._mutants if status < 300 or told_the_text else self._quiet
        as_it_is = status >= 300 and rng.random() < 0.3
        body = json.dumps(rng.choice(of.examples)).encode() if as_it_is else of.bytes(rng)
        return HttpAnswer(status=status, headers=headers, body=body)


class Fetching(SafeFetch):
    """A `SafeFetch` without a network, answered as `Answering` does; feeds with `pages`."""

    def __init__(self, answering: Answering, rng: Random, pages: Feeds | None = None) -> None:
        super().__init__()
        self._answering = answering
        self._rng = rng
        self._pages = pages

    def get(self, url: str, headers: Mapping[str, str]) -> HttpAnswer:
        _sendable(url, headers, None, {})
        answer = self._answering.answer(url)
        if self._pages is None:
            return answer
        status = answer.status if self._rng.random() < 0.2 else 200
        page = self._pages.bytes(self._rng)
        return HttpAnswer(status=status, headers=answer.headers, body=page)

    def post(self, url: str, form: Mapping[str, str]) -> HttpAnswer:
        _sendable(url, {}, None, form)
        return self._answering.answer(url)


Mutants = tuple[Values, Values]
"""Of all answers and errors; and of the same without the words that we said."""


def mutants_of(good: Mapping[str, Any]) -> Mutants:
    answers = [*good.values(), *_ERRORS]
    return Values(answers), Values(_without_our_words(answers))


def _without_our_words(answers: list[Any]) -> list[Any]:
    kept: list[Any] = json.loads(json.dumps(answers).replace(SAID, "no"))
    return kept


def _sendable(
    url: str, headers: Mapping[str, str], json_body: object, named: Mapping[str, str]
) -> None:
    """Raises what `http.client` and the encoders would for what fits into no request."""
    json.dumps(json_body, ensure_ascii=False).encode()
    urlencode(named)
    url.encode("ascii")
    for name, value in headers.items():
        if _UNFIT.search(f"{name}: {value}".encode("latin-1")):
            raise ValueError(f"no value for header {name}")


class Relay:
    """An `Http` that hands on to another: for an adapter that is too dear to be made anew."""

    def __init__(self, to: Answering) -> None:
        self.to = to

    def request(self, method: str, url: str, **content: Any) -> HttpAnswer:
        return self.to.request(method, url, **content)
