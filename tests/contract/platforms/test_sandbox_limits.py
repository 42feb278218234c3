"""The platforms' own windows, quotas and refusals, as the sandbox plays them."""

from dataclasses import replace

import pytest
import urllib3

from hearback.domain.errors import NotAuthorised, RateLimited, Refused
from hearback.domain.mention import Mention, MentionAdded, Visibility
from hearback.domain.policy import Source
from hearback.domain.polling import SourceCursor
from local.sandbox import Post
from local.sandbox.platforms.x import CORPORATE
from tests.contract.platforms.sandbox import Play, Played


def added(played: Played, post: Post) -> Mention:
    (event,) = played.told(post)
    assert isinstance(event, MentionAdded)
    return event.mention


# Windows


@pytest.mark.parametrize(
    ("channel", "word"), [("messenger", "outside_window"), ("whatsapp", "template_needed")]
)
def test_a_day_after_the_customers_last_word_the_window_is_closed(
    play: Play, channel: str, word: str
) -> None:
    played = play(channel)
    reply = played.reply_to(played.says())
    played.clock.forward(hours=24, seconds=1)
    with pytest.raises(Refused, match=word):
        played.adapter.send(reply)
    played.says("hâlâ bekliyorum")
    played.adapter.send(reply)


def test_people_may_answer_on_messenger_for_a_week(play: Play) -> None:
    played = play("messenger")
    reply = replace(played.reply_to(played.says()), by_human=True)
    played.clock.forward(days=6)
    played.adapter.send(reply)
    played.clock.forward(days=2)
    with pytest.raises(Refused, match="outside_window"):
        played.adapter.send(replace(reply, text="Orada mısınız?"))


@pytest.mark.parametrize(
    ("channel", "person"), [("messenger", "1"), ("whatsapp", "905559999999"), ("telegram", "7")]
)
def test_who_never_wrote_cannot_be_written_to(play: Play, channel: str, person: str) -> None:
    played = play(channel)
    reply = replace(played.reply_to(played.says()), in_reply_to=f"{person}:1")
    with pytest.raises(Refused):
        played.adapter.send(reply)
    assert played.ours() == []


# Rates and quotas


def test_one_person_gets_no_flood_on_whatsapp(play: Play) -> None:
    played = play("whatsapp")
    reply = played.reply_to(played.says())
    for _ in range(45):
        played.adapter.send(reply)
    with pytest.raises(RateLimited, match="131056"):
        played.adapter.send(reply)


def test_a_bot_sends_thirty_messages_a_second(play: Play) -> None:
    played = play("telegram")
    reply = played.reply_to(played.says())
    for _ in range(30):
        played.adapter.send(reply)
    with pytest.raises(RateLimited) as limited:
        played.adapter.send(reply)
    played.clock.forward(seconds=limited.value.retry_after)
    played.adapter.send(reply)


def test_mastodon_takes_three_hundred_calls_in_five_minutes(play: Play) -> None:
    played = play("mastodon")
    cursor = SourceCursor(source_id="s")
    for _ in range(300):
        played.adapter.fetch(played.source(), cursor)
    with pytest.raises(RateLimited) as limited:
        played.adapter.fetch(played.source(), cursor)
    assert 0 < limited.value.retry_after <= 302


def test_bluesky_takes_thirty_logins_in_five_minutes(play: Play) -> None:
    played = play("bluesky")
    cursor = SourceCursor(source_id="s")
    for _ in range(30):
        played.anew().fetch(played.source(), cursor)
    with pytest.raises(RateLimited):
        played.anew().fetch(played.source(), cursor)
    played.clock.forward(minutes=6)
    played.anew().fetch(played.source(), cursor)


def test_a_session_of_bluesky_ends_and_is_renewed_without_a_word(play: Play) -> None:
    played = play("bluesky")
    post = played.says()
    played.adapter.find(played.reply_to(post))
    played.clock.forward(hours=3)
    assert played.adapter.send(played.reply_to(post))


def test_youtube_ends_its_day_after_ten_thousand_units(play: Play) -> None:
    played = play("youtube")
    reply = played.reply_to(played.says())
    for _ in range(200):
        played.adapter.send(reply)
    with pytest.raises(RateLimited, match="quota_used_up"):
        played.adapter.send(reply)
    with pytest.raises(RateLimited, match="quota_used_up"):
        played.adapter.fetch(played.source(), SourceCursor(source_id="s"))


def test_x_lets_mentions_be_read_three_hundred_times_in_a_quarter(play: Play) -> None:
    played = play("x")
    source = Source(id="s", brand="nivora", channel="x", account=played.account.id or "")
    cursor = SourceCursor(source_id="s")
    for _ in range(300):
        played.adapter.fetch(source, cursor)
    with pytest.raises(RateLimited):
        played.adapter.fetch(source, cursor)


# X as a source


@pytest.mark.parametrize("query", ["", "kargom"])
def test_x_is_read_back_by_mentions_and_by_search(play: Play, query: str) -> None:
    played = play("x")
    source = Source(
        id="s", brand="nivora", channel="x", account=played.account.id or "", query=query
    )
    post = played.says()
    played.sandbox.publish("x", post.author, "günaydın")
    page = played.adapter.fetch(source, SourceCursor(source_id="s"))
    (event,) = [played.read(item) for item in page.items]
    assert isinstance(event, MentionAdded)
    assert event.mention.external_id == post.id
    assert event.mention.author.handle == "ayse_ornek"
    later = SourceCursor(source_id="s", position=page.position)
    assert played.adapter.fetch(source, later).items == ()
    second = played.says("kargom hâlâ yok")
    (item,) = played.adapter.fetch(source, later).items
    assert item.key == second.id


def test_x_refuses_who_was_not_summoned(play: Play) -> None:
    played = play("x")
    reply = played.reply_to(played.says())
    with pytest.raises(Refused, match="not_summoned"):
        played.adapter.send(replace(reply, account_id=CORPORATE.id))


# Instagram's three places


def test_a_direct_message_is_private_and_answered_in_private(play: Play) -> None:
    played = play("instagram")
    post = played.says(id="5614879045272581:m_1")
    mention = added(played, post)
    assert mention.visibility is Visibility.PRIVATE
    assert mention.external_id == post.id
    sent = played.adapter.send(played.reply_to(post))
    assert sent.startswith("5614879045272581:")
    assert played.anew().find(played.reply_to(post)) == sent


def test_a_mention_elsewhere_brings_ids_and_its_words_are_fetched(play: Play) -> None:
    played = play("instagram")
    post = played.says(id="@17900000000000007:17916477187142499")
    mention = added(played, post)
    assert mention.external_id == post.id
    assert mention.text == post.text
    assert played.adapter.send(played.reply_to(post)) == played.ours()[0].id


# Doors


def test_an_old_version_of_linkedins_api_is_no_longer_answered(play: Play) -> None:
    played = play("linkedin")
    post = played.says()
    address = f"{played.url}/linkedin/rest/socialActions/{post.id}/comments"
    headers = {"authorization": "Bearer sandbox-linkedin"}
    answer = urllib3.request("GET", address, headers=headers)
    assert (answer.status, answer.json()["code"]) == (400, "VERSION_MISSING")
    answer = urllib3.request("GET", address, headers={**headers, "linkedin-version": "202412"})
    assert answer.status == 426
    assert answer.json()["message"] == "Requested version 20241201 is not active"


@pytest.mark.parametrize("channel", ["google_business", "youtube", "google_play"])
def test_a_token_of_googles_lasts_an_hour(play: Play, channel: str) -> None:
    played = play(channel)
    reply = played.reply_to(played.says())
    played.adapter.send(reply)
    played.clock.forward(minutes=61)
    with pytest.raises(NotAuthorised):
        played.adapter.send(reply)


def test_apples_public_feed_is_read_without_a_key(play: Play) -> None:
    played = play("app_store")
    address = f"{played.url}/app_store/tr/rss/customerreviews/id=682658836/sortBy=mostRecent/json"
    source = Source(id="s", brand="nivora", channel="app_store", account="682658836", url=address)
    cursor = SourceCursor(source_id="s")
    assert played.adapter.fetch(source, cursor).items == ()
    for number in (1, 2):
        played.says(f"kötü {number}", stars=1)
        page = played.adapter.fetch(source, cursor)
        assert len(page.items) == number
    unchanged = SourceCursor(source_id="s", position=page.position)
    assert played.adapter.fetch(source, unchanged).items == ()
