"""Whatever a polled platform's item holds: it is read, ignored or set aside."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.platforms.app_store import AppStore
from hearback.adapters.platforms.bluesky import Bluesky
from hearback.adapters.platforms.google_play import GooglePlay
from hearback.adapters.platforms.mastodon import Mastodon
from hearback.adapters.platforms.reddit import Reddit
from hearback.adapters.platforms.youtube import YouTube
from tests.contract.platforms.given import a_delivery, fixture
from tests.contract.platforms.shapes import json_of, thoroughly
from tests.contract.platforms.soundness import Parse, paths, replaced, sound

PARSERS: dict[str, Parse] = {
    "youtube": YouTube().parse,
    "mastodon": Mastodon().parse,
    "reddit": Reddit().parse,
    "bluesky": Bluesky().parse,
    "google_play": GooglePlay().parse,
    "app_store": AppStore().parse,
}
THREAD = fixture("youtube/commentThreads_list.json")["items"][0]
CHATS = fixture("bluesky/getLog.json")["logs"]
BODIES = [
    ("youtube", {"comment": THREAD["snippet"]["topLevelComment"]}),
    ("youtube", {"comment": THREAD["replies"]["comments"][0]}),
    ("youtube", {"gone": "UgxT"}),
    *(("mastodon", each) for each in fixture("mastodon/notifications.json")),
    *(("reddit", each) for each in fixture("reddit/message_inbox.json")["data"]["children"]),
    *(("reddit", each) for each in fixture("reddit/api_info.json")["data"]["children"]),
    *(("bluesky", each) for each in fixture("bluesky/listNotifications.json")["notifications"]),
    *(("bluesky", {"log": each}) for each in CHATS),
    ("bluesky", {"log": CHATS[1], "author": CHATS[1]["relatedProfiles"][0]}),
    ("bluesky", {"log": CHATS[1], "group": True}),
    *(("google_play", each) for each in fixture("google_play/reviews_list.json")["reviews"]),
    *(("app_store", each) for each in fixture("app_store/asc_customerReviews.json")["data"]),
    ("app_store", fixture("app_store/rss_customerreviews.json")["feed"]["entry"][0]),
]
KNOWN = """
comment gone id snippet textOriginal textDisplay authorChannelId value authorDisplayName videoId
parentId publishedAt updatedAt channelId type status account content spoiler_text visibility
in_reply_to_id created_at edited_at url uri acct display_name language reason record reply root
parent author did handle displayName langs text createdAt indexedAt cid reviewId comments
userComment lastModified seconds starRating originalText reviewerLanguage attributes title body
rating reviewerNickname createdDate territory im:rating label name updated link href entry
log $type rev convoId message sender sentAt group
kind data selftext subject link_id parent_id first_message_name context permalink is_self edited
url_overridden_by_dest crosspost_parent created_utc distinguished removed_by_category
"""
TELLING = """
mention reply quote search like public private direct handle.invalid 0 -1 99999-01-01 TUR 5
chat.bsky.convo.defs#logCreateMessage chat.bsky.convo.defs#logDeleteMessage #messageView
2026-11-22T08:00:00+99:99 at://did:plc:x/app.bsky.feed.post/3k 99999999999999999999 <p>a&amp;b</p>
t1 t3 t4 [deleted] [removed] /r/nivora/comments/1abc/_/d1 reddit inbox
"""
anything = json_of(KNOWN, TELLING, traps=("\t", "<" * 50))
every_channel = pytest.mark.parametrize("channel", PARSERS)


def places(channel: str) -> list[tuple[Any, tuple[Any, ...]]]:
    return [(body, path) for of, body in BODIES if of == channel for path in paths(body)]


@pytest.mark.parametrize(("channel", "body"), BODIES)
def test_each_example_is_sound(channel: str, body: object) -> None:
    assert len(sound(channel, body, PARSERS[channel])) == 1


@every_channel
@thoroughly
@given(body=anything)
def test_any_json_is_read_without_an_error(channel: str, body: object) -> None:
    sound(channel, body, PARSERS[channel])


@every_channel
@thoroughly
@given(data=st.data(), value=anything)
def test_a_body_with_anything_in_any_place_is_read_without_an_error(
    channel: str, data: st.DataObject, value: object
) -> None:
    body, path = data.draw(st.sampled_from(places(channel)))
    sound(channel, replaced(body, path, value), PARSERS[channel])


@every_channel
@thoroughly
@given(text=st.text(max_size=60))
def test_any_text_is_read_without_an_error(channel: str, text: str) -> None:
    PARSERS[channel](a_delivery(channel, text.encode("utf-8", "replace").decode()))
