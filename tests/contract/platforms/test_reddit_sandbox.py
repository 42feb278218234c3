"""Reddit as the sandbox plays it: its lists, its inbox, its second look, its hours and rates."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hearback.domain.errors import NotAuthorised, RateLimited, Refused
from hearback.domain.mention import Mention, MentionAdded, MentionDeleted, MentionEdited, Visibility
from hearback.domain.policy import Source
from hearback.domain.polling import SourceCursor
from hearback.domain.replies import ReplyForm
from local.sandbox.platforms.reddit import ACCOUNT
from tests.contract.platforms.sandbox import AYSE, Play, Played

WRITTEN = "1. *Merhaba*, kargo_no: 5\n# hemen bakıyoruz\n\nhttps://nivora.example/a_b"


def looked(played: Played, query: str) -> list[Mention]:
    """All that a source with this query finds, nothing of it edited or gone."""
    source = Source(id="s", brand="nivora", channel="reddit", account=ACCOUNT.id, query=query)
    cursor = SourceCursor(source_id="s", since=played.clock.now - timedelta(days=1))
    found = list[Mention]()
    for _ in range(10):
        page = played.adapter.fetch(source, cursor)
        for item in page.items:
            event = played.read(item)
            assert isinstance(event, MentionAdded)
            found.append(event.mention)
        cursor = SourceCursor(source_id="s", since=cursor.since, position=page.position)
        if not page.more:
            return found
    raise AssertionError("the pages do not end")


def ids(mentions: list[Mention]) -> list[str]:
    return [mention.external_id for mention in mentions]


def test_a_search_finds_posts_and_a_community_gives_comments_too(play: Play) -> None:
    played = play("reddit")
    post = played.says("kargom gelmedi")
    comment = played.says("benim de", in_reply_to=post.id)
    other = played.says("günaydın")
    assert ids(looked(played, "kargom")) == [post.id]
    assert ids(looked(played, "r/nivora")) == [other.id, post.id, comment.id]
    assert ids(looked(played, "r/nivora DE")) == [other.id, post.id, comment.id]
    assert ids(looked(played, "r/nivora benim")) == [comment.id]
    with pytest.raises(Refused, match="http_302"):
        looked(played, "r/nobody_here")


def test_the_inbox_brings_answers_names_and_private_messages(play: Play) -> None:
    played = play("reddit")
    post = played.says("kargom gelmedi")
    ours = played.adapter.send(played.reply_to(post))
    played.clock.forward(seconds=5)
    answer = played.sandbox.publish(
        "reddit", played.platform.author(AYSE), "Hâlâ yok", in_reply_to=ours
    )
    played.clock.forward(seconds=5)
    letter = played.sandbox.write("reddit", "ayse_ornek", "ayse_ornek", "Sipariş 884120")
    private, public = looked(played, "")
    assert (public.external_id, public.in_reply_to) == (answer.id, ours)
    assert public.thread_id == post.id
    assert private.visibility is Visibility.PRIVATE
    assert private.external_id == f"t4_{letter.id[3:]}"
    assert private.author.id == "ayse_ornek"


def test_a_private_message_is_answered_there_and_found_again(play: Play) -> None:
    played = play("reddit")
    played.sandbox.write("reddit", "ayse_ornek", "ayse_ornek", "Sipariş 884120")
    (letter,) = looked(played, "")
    reply = replace(
        played.reply_to(played.says(), WRITTEN),
        in_reply_to=letter.external_id,
        form=ReplyForm.DM,
    )
    assert played.adapter.find(reply) is None
    sent = played.adapter.send(reply)
    assert played.anew().find(reply) == sent
    assert [m.text for m in played.sandbox.messages("reddit")][1:] == [WRITTEN]
    assert played.ours() == []


def test_an_agent_s_words_read_as_they_were_written(play: Play) -> None:
    played = play("reddit")
    reply = played.reply_to(played.says(), WRITTEN)
    sent = played.adapter.send(reply)
    (ours,) = played.ours()
    assert ours.text == WRITTEN
    assert played.anew().find(reply) == sent


def test_edits_and_deletions_are_seen_at_the_second_look(play: Play) -> None:
    played = play("reddit")
    first, second = played.says("bir"), played.says("iki")
    comment = played.says("üç", in_reply_to=first.id)
    read, cursor = played.polled()
    played.clock.forward(minutes=70)
    played.sandbox.edit("reddit", comment.id, "Çözüldü")
    played.sandbox.remove("reddit", second.id)
    found, cursor = played.polled(cursor)
    events = {type(event): event for event in map(played.read, found)}
    edited, gone = events[MentionEdited], events[MentionDeleted]
    assert isinstance(edited, MentionEdited)
    assert (edited.mention.external_id, edited.mention.text) == (comment.id, "Çözüldü")
    assert isinstance(gone, MentionDeleted)
    assert gone.external_id == second.id
    again, _ = played.polled(cursor)
    assert {item.key for item in again} <= {item.key for item in (*read, *found)}


def test_an_hour_later_another_token_is_asked_for(play: Play) -> None:
    played = play("reddit")
    reply = played.reply_to(played.says())
    assert played.adapter.find(reply) is None
    played.clock.forward(minutes=61)
    assert played.adapter.send(reply)


@pytest.mark.parametrize("name", ["client_id", "client_secret", "refresh_token"])
def test_an_app_that_reddit_does_not_know_gets_no_token(play: Play, name: str) -> None:
    played = play("reddit")
    with pytest.raises(NotAuthorised):
        played.anew(**{name: "wrong"}).find(played.reply_to(played.says()))


def test_a_thousand_calls_in_ten_minutes_are_taken(play: Play) -> None:
    played = play("reddit")
    key, now = f"reddit {ACCOUNT.id}", played.clock.now
    window = timedelta(minutes=10)
    played.sandbox.meter.take(key, now, most=1_000, within=window, units=999)
    played.adapter.fetch(played.source(), SourceCursor(source_id="s"))
    with pytest.raises(RateLimited) as limited:
        played.adapter.fetch(played.source(), SourceCursor(source_id="s"))
    assert 590 <= limited.value.retry_after <= 601
    played.clock.forward(seconds=limited.value.retry_after)
    played.adapter.fetch(played.source(), SourceCursor(source_id="s"))
