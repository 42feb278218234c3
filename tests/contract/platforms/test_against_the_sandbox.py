"""Every adapter speaks with its platform as the sandbox plays it, and hears what it answers."""

import pytest

from hearback.adapters.platforms import ADAPTERS
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable, Unverified
from hearback.domain.mention import MentionAdded, MentionDeleted, MentionEdited
from local.sandbox.faults import Fault
from local.sandbox.platforms import PLATFORMS
from tests.contract.platforms.sandbox import Play, Played

TOLD = [name for name, each in PLATFORMS.items() if each.source is None]
SIGNED = [name for name, each in PLATFORMS.items() if each.webhook is not None]
POLLED = [name for name, each in PLATFORMS.items() if each.source is not None]
ANSWERED = [name for name, each in PLATFORMS.items() if each.api_path]
REVIEWS = ["google_business", "google_play", "app_store"]
WITHOUT_A_PAST = ["whatsapp", "telegram", "email"]
"""They cannot be asked what was sent."""

MADE_ONCE = ["x", "linkedin", "mastodon", "bluesky", *REVIEWS]
"""A second attempt in the same words makes no second reply."""


def test_every_channel_is_played() -> None:
    assert set(PLATFORMS) == set(ADAPTERS)


@pytest.mark.parametrize("channel", TOLD)
def test_what_a_customer_says_is_told_and_read(play: Play, channel: str) -> None:
    played = play(channel)
    post = played.says()
    (event,) = played.told(post)
    assert isinstance(event, MentionAdded | MentionEdited)
    mention = event.mention
    assert mention.external_id == played.platform.told_id(post)
    assert "kargom gelmedi" in mention.text
    if played.platform.accounts:
        assert mention.account_id == played.account.id
    if mention.author.id is not None:
        assert mention.author.id == post.author.id


@pytest.mark.parametrize("channel", ["facebook", "messenger", "whatsapp", "linkedin", "generic"])
def test_edits_and_deletions_are_told_of_the_same_mention(play: Play, channel: str) -> None:
    played = play(channel)
    post = played.says()
    (edited,) = played.told(
        played.sandbox.edit(channel, post.id, "Nivora kargom geldi"), verb="edited"
    )
    assert isinstance(edited, MentionEdited)
    assert edited.mention.external_id == played.platform.told_id(post)
    assert edited.mention.text == "Nivora kargom geldi"
    (removed,) = played.told(post, verb="removed")
    assert isinstance(removed, MentionDeleted)
    assert removed.external_id == played.platform.told_id(post)


@pytest.mark.parametrize("channel", [c for c in SIGNED if c != "google_business"])
def test_a_body_that_somebody_changed_is_not_believed(play: Play, channel: str) -> None:
    played = play(channel)
    if channel == "telegram":
        played.secret += "x"
        headers = {"x-telegram-bot-api-secret-token": "another"}
    else:
        headers = _headers(played)
    with pytest.raises(Unverified):
        played.parsed(b'{"a": 1}', headers)


def _headers(played: Played) -> dict[str, str]:
    webhook = played.platform.webhook
    assert webhook is not None
    return webhook.sign(played.secret, b'{"a": 2}', played.clock.now, "")


@pytest.mark.parametrize("channel", POLLED)
def test_what_a_customer_says_is_found_by_polling_once(play: Play, channel: str) -> None:
    played = play(channel)
    post = played.says()
    (item,), cursor = played.polled()
    event = played.read(item)
    assert isinstance(event, MentionAdded | MentionEdited)
    assert event.mention.external_id == played.platform.told_id(post)
    assert "kargom gelmedi" in event.mention.text
    again, _ = played.polled(cursor)
    assert {each.key for each in again} <= {item.key}


@pytest.mark.parametrize("channel", [c for c in POLLED if c != "feed"])
def test_nothing_is_lost_between_pages(play: Play, channel: str) -> None:
    played = play(channel)
    count = 230
    _, cursor = played.polled()
    for number in range(count):
        played.clock.forward(milliseconds=10)
        played.says(f"Nivora şikayet no {number}")
        if number == 0:
            _, cursor = played.polled(cursor)
    found, _ = played.polled(cursor)
    assert len({item.key for item in found}) >= count - 1


@pytest.mark.parametrize("channel", ANSWERED)
def test_a_reply_stands_below_what_it_answers_and_is_found_again(play: Play, channel: str) -> None:
    played = play(channel)
    post = played.says()
    reply = played.reply_to(post)
    sent = played.adapter.send(reply)
    (ours,) = played.ours()
    assert (ours.id, ours.in_reply_to) == (sent, post.id)
    assert "hemen bakıyoruz" in ours.text
    if channel not in WITHOUT_A_PAST:
        assert played.anew().find(reply) == sent


@pytest.mark.parametrize("channel", [c for c in ANSWERED if c not in WITHOUT_A_PAST])
def test_what_was_not_sent_is_not_found(play: Play, channel: str) -> None:
    played = play(channel)
    assert played.adapter.find(played.reply_to(played.says())) is None


@pytest.mark.parametrize("channel", MADE_ONCE)
def test_a_second_attempt_makes_no_second_reply(play: Play, channel: str) -> None:
    played = play(channel)
    reply = played.reply_to(played.says())
    assert played.adapter.send(reply) == played.anew().send(reply)
    assert len(played.ours()) == 1


@pytest.mark.parametrize("channel", REVIEWS)
def test_a_review_has_one_answer_which_a_later_one_replaces(play: Play, channel: str) -> None:
    played = play(channel)
    post = played.says(stars=2)
    played.adapter.send(played.reply_to(post))
    played.adapter.send(played.reply_to(post, "Merhaba, düzelttik."))
    (ours,) = played.ours()
    assert ours.text == "Merhaba, düzelttik."
    assert [wording.text for wording in ours.history] == ["Merhaba, hemen bakıyoruz."]


@pytest.mark.parametrize(
    "channel", ["instagram", "facebook", "youtube", "mastodon", "linkedin", "reddit"]
)
def test_what_was_taken_down_cannot_be_answered(play: Play, channel: str) -> None:
    played = play(channel)
    post = played.says()
    played.sandbox.remove(channel, post.id)
    with pytest.raises(Refused, match="gone"):
        played.adapter.send(played.reply_to(post))


@pytest.mark.parametrize("channel", [c for c in ANSWERED if c != "email"])  # ours, not SES's
def test_a_text_over_the_limit_is_refused(play: Play, channel: str) -> None:
    played = play(channel)
    longest = played.adapter.longest_reply
    beyond = {"instagram": 2_300, "mastodon": 600}.get(channel, longest + 1)
    with pytest.raises(Refused):
        played.adapter.send(played.reply_to(played.says(), "a" * beyond))
    assert played.ours() == []
    played.adapter.send(played.reply_to(played.says(), "a" * longest))


@pytest.mark.parametrize("channel", ANSWERED)
def test_a_token_that_is_none_of_ours_holds_the_reply(play: Play, channel: str) -> None:
    played = play(channel)
    post = played.says()
    kinds = ("access_token", "refresh_token", "app_password", "client_email", "issuer_id")
    token = "5550001:wrong" if channel == "telegram" else "wrong"
    spoiled = dict.fromkeys(kinds, token)
    with pytest.raises(NotAuthorised):
        played.anew(**spoiled).send(played.reply_to(post))


@pytest.mark.parametrize("channel", ANSWERED)
def test_too_many_calls_and_a_broken_server_are_told_as_the_platform_tells_them(
    play: Play, channel: str
) -> None:
    played = play(channel)
    reply = played.reply_to(played.says())
    played.sandbox.faults.order(Fault(channel=channel, status=429, retry_after=77))
    with pytest.raises(RateLimited) as limited:
        played.adapter.send(reply)
    assert 70 <= limited.value.retry_after <= 78
    played.sandbox.faults.order(Fault(channel=channel, status=500))
    with pytest.raises((Unavailable, RateLimited)):
        played.adapter.send(reply)
    assert played.ours() == []
