"""What hubs push, as events of ours."""

import time
from datetime import UTC, datetime

import pytest

from hearback.adapters.platforms.websub import WebSub
from hearback.domain.mention import (
    Author,
    EventIgnored,
    Incoming,
    Mention,
    MentionDeleted,
    MentionEdited,
)
from tests.contract.platforms.given import FIXTURES, NOW, a_delivery, broken, only

CHANNEL = "UCBRANDCHANNEL0000000000"
BLOG = "https://blog.example/feed.atom"


def pushed(name: str) -> str:
    return (FIXTURES / "websub" / name).read_text(encoding="utf-8")


def parse(body: str) -> tuple[Incoming, ...]:
    return tuple(WebSub().parse(a_delivery("websub", body)))


def atom(*entries: str, topic: str = BLOG) -> str:
    link = f'<link rel="self" href="{topic}"/>' if topic else ""
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{link}{"".join(entries)}</feed>'


def an_entry(own_id: str = "tag:blog.example,2026:1", title: str = "Nivora kargosu") -> str:
    return f"<entry><id>{own_id}</id><title>{title}</title></entry>"


def mentions(body: str) -> list[Mention]:
    return [event.mention for event in parse(body) if isinstance(event, MentionEdited)]


def test_a_new_video_is_a_mention_of_its_channel() -> None:
    assert parse(pushed("youtube_push_new_video.xml")) == (
        MentionEdited(
            mention=Mention(
                channel="websub",
                account_id=CHANNEL,
                external_id="yt:video:axepn8QqxRk",
                author=Author(id=CHANNEL, name="Marka"),
                text="Yeni video",
                received_at=NOW,
                posted_at=datetime(2026, 11, 22, 7, 59, tzinfo=UTC),
                thread_id="yt:video:axepn8QqxRk",
                url="https://www.youtube.com/watch?v=axepn8QqxRk",
                addressed=False,
            )
        ),
    )


def test_our_own_video_is_an_echo() -> None:
    (own,) = mentions(pushed("youtube_push_new_video.xml"))
    assert own.author.id == own.account_id


@pytest.mark.parametrize("said", ["utf-8", "utf-16", "iso-8859-9", "x-none"])
def test_the_encoding_that_a_push_still_says_to_have_loses_nothing(said: str) -> None:
    for name in ("youtube_push_new_video.xml", "youtube_push_deleted.xml"):
        page = (FIXTURES / "websub" / name).read_text(encoding="utf-8")
        assert parse(f'<?xml version="1.0" encoding="{said}"?>{page}') == parse(page)


def test_another_channels_video_is_not() -> None:
    body = pushed("youtube_push_new_video.xml").replace(
        f"<yt:channelId>{CHANNEL}", "<yt:channelId>UCOTHER"
    )
    (mention,) = mentions(body)
    assert (mention.author.id, mention.account_id) == ("UCOTHER", CHANNEL)


def test_a_deleted_video_is_known_by_the_same_id() -> None:
    assert parse(pushed("youtube_push_deleted.xml")) == (
        MentionDeleted(channel="websub", external_id="yt:video:axepn8QqxRk", received_at=NOW),
    )


@pytest.mark.parametrize("ref", ["tag:blog.example,2026:1", "5", "", "yt:video:" + "x" * 300])
def test_other_deletions_are_ignored_by_name(ref: str) -> None:
    body = pushed("youtube_push_deleted.xml").replace("yt:video:axepn8QqxRk", ref)
    assert parse(body) == (EventIgnored(event="deleted-entry"),)


def test_entries_of_a_blog_are_mentions_each() -> None:
    first, second = mentions(atom(an_entry(), an_entry("tag:blog.example,2026:2", "Teşekkürler")))
    assert first.external_id == first.thread_id == "tag:blog.example,2026:1"
    assert (first.account_id, first.author.id) == (BLOG, None)
    assert second.text == "Teşekkürler"


def test_an_id_that_is_no_uri_is_known_in_its_own_feed_only() -> None:
    (mention,) = mentions(atom(an_entry("17")))
    assert mention.external_id == f"{BLOG}:17"


def test_a_feed_that_does_not_say_its_own_address_needs_ids_that_are_uris() -> None:
    known, unknown = parse(atom(an_entry(), an_entry("17"), topic=""))
    assert isinstance(known, MentionEdited)
    assert known.mention.account_id == ""
    assert only(broken([unknown])).reason == "no id that fits"


def test_rss_is_read_too() -> None:
    body = (
        '<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel>'
        f'<a:link rel="self" href="{BLOG}"/><title>B</title>'
        "<item><guid>17</guid><title>Nivora</title></item></channel></rss>"
    )
    (mention,) = mentions(body)
    assert (mention.external_id, mention.account_id) == (f"{BLOG}:17", BLOG)


def test_an_entry_that_no_id_fits_does_not_lose_the_others() -> None:
    topic = "https://blog.example/" + "x" * 230
    events = parse(atom(an_entry("1" * 100), an_entry(), topic=topic))
    assert len(broken(events)) == 1
    assert isinstance(events[1], MentionEdited)


def test_a_feed_without_entries_is_ignored() -> None:
    assert parse(atom()) == (EventIgnored(event="feed without entries"),)


def test_a_feed_that_is_ill_formed_is_read_as_far_as_it_goes() -> None:
    (mention,) = mentions(atom(an_entry()).replace("</feed>", "<x></feed>"))
    assert mention.external_id == "tag:blog.example,2026:1"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "not_a_feed"),
        ("{}", "not_a_feed"),
        ("<html><body>503</body></html>", "not_a_feed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + atom(an_entry("&a;")), "feed_declares_entities"),
    ],
)
def test_what_is_no_feed_or_declares_entities_is_set_aside(body: str, reason: str) -> None:
    lost = only(broken(parse(body)))
    assert (lost.reason, lost.fragment) == (reason, body)


@pytest.mark.parametrize(
    "body",
    [
        atom(*(an_entry(f"tag:{number}") for number in range(3_000))),
        "<a>" * 60_000,
        atom(an_entry(title="<a " * 40_000)),
    ],
    ids=range(3),
)
def test_the_largest_pushes_are_read_in_seconds(body: str) -> None:
    started = time.process_time()
    parse(body)
    assert time.process_time() - started < 10


def parse_at(topic: str, body: str) -> tuple[Incoming, ...]:
    return tuple(WebSub().parse(a_delivery("websub", body, {"query.topic": topic})))


@pytest.mark.parametrize("claimed", [BLOG, f"https://www.youtube.com/x?channel_id={CHANNEL}", ""])
def test_a_push_is_of_the_topic_that_it_came_to_whatever_it_says_of_itself(claimed: str) -> None:
    mine = "https://other.example/feed"
    event = only(parse_at(mine, atom(an_entry("1"), topic=claimed)))
    assert isinstance(event, MentionEdited)
    assert (event.mention.account_id, event.mention.external_id) == (mine, f"{mine}:1")


def test_a_blog_does_not_speak_of_youtubes_videos() -> None:
    (entry,) = parse_at(BLOG, atom(an_entry("yt:video:axepn8QqxRk")))
    assert isinstance(entry, MentionEdited)
    assert entry.mention.external_id == f"{BLOG}:yt:video:axepn8QqxRk"
    gone = pushed("youtube_push_deleted.xml")
    assert not any(isinstance(event, MentionDeleted) for event in parse_at(BLOG, gone))
    youtube = f"https://www.youtube.com/xml/feeds/videos.xml?channel_id={CHANNEL}"
    assert any(isinstance(event, MentionDeleted) for event in parse_at(youtube, gone))
