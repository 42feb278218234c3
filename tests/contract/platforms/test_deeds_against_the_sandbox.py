"""Every deed and private answer that an adapter offers, on its platform as the sandbox plays it."""

from dataclasses import replace
from typing import Any

import pytest

from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.domain.errors import NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.replies import Reply, ReplyForm, ReplyPurpose
from local.sandbox import Post
from local.sandbox.faults import Fault
from tests.contract.platforms.sandbox import Play, Played

OFFERED = [
    (channel, form) for channel in ADAPTERS for form in sorted(adapter_class(channel).offers.forms)
]
MESSAGES = [pair for pair in OFFERED if pair[1].speaks]
DEEDS = [pair for pair in OFFERED if not pair[1].speaks]
UNDONE = [(c, form) for c in ADAPTERS for form in sorted(adapter_class(c).offers.undoes)]
AT_A_PERSON = (ReplyForm.MUTE, ReplyForm.BLOCK)
AT_A_POSTS_AUTHOR = [("x", ReplyForm.DM), ("bluesky", ReplyForm.DM)]
"""What becomes of the post is nothing to the conversation."""

GROUP = "-1001234567890"


def asked(play: Play, channel: str) -> tuple[Played, Post]:
    """What a customer says in public; on Telegram, in a group, having talked to our bot before,
    as they have on Instagram."""
    played = play(channel)
    if channel == "instagram":
        post = played.says()
        played.says("Merhaba", id=f"{post.author.id}:m_1")
        return played, post
    if channel != "telegram":
        return played, played.says()
    played.says("Merhaba")
    text = f"@{played.account.handle} kargom gelmedi"
    return played, played.says(text, id=f"{GROUP}:5")


def ordered(played: Played, post: Post, form: ReplyForm) -> Reply:
    """As an agent orders it."""
    purpose = ReplyPurpose.MOVE_TO_DM if form.speaks else ReplyPurpose.DEED
    person = post.author.id or ""
    reply = played.reply_to(post, "Merhaba, sipariş numaranız nedir?")
    return replace(reply, form=form, purpose=purpose, by_human=True, person_id=person, attempts=1)


def made(played: Played) -> list[tuple[str, ...]]:
    """All that we did or said: in public, in private, and beside."""
    channel, sandbox = played.platform.channel, played.sandbox
    said = [("post", post.in_reply_to or "", post.text) for post in played.ours()]
    told = [("message", m.conversation, m.text) for m in sandbox.messages(channel)]
    return said + told + [(deed.kind, deed.target) for deed in sandbox.deeds(channel)]


def again(played: Played, reply: Reply) -> str | None:
    """A second attempt, as replies are delivered: what is found, or left to people, stays."""
    later = replace(reply, attempts=2)
    adapter: Any = played.anew()
    try:
        found: str | None = adapter.find(later) or adapter.send(later)
    except Refused as refused:
        if str(refused) != "outcome_unknown":
            raise
        return None
    return found


def test_the_sandbox_is_asked_for_much() -> None:
    assert len({channel for channel, _ in OFFERED}) >= 11
    assert len(UNDONE) >= 19
    assert {form for _, form in OFFERED} == set(ReplyForm) - {ReplyForm.PUBLIC}


@pytest.mark.parametrize(("channel", "form"), DEEDS)
def test_a_deed_is_done_once_to_whom_it_concerns(play: Play, channel: str, form: ReplyForm) -> None:
    played, post = asked(play, channel)
    reply = ordered(played, post, form)
    sent = played.adapter.send(reply)
    assert sent
    target = (post.author.id or "") if form in AT_A_PERSON else post.id
    assert made(played) == [(form.value, target)]
    assert again(played, reply) == (None if form is ReplyForm.REPORT else sent)
    assert made(played) == [(form.value, target)]


@pytest.mark.parametrize(("channel", "form"), UNDONE)
def test_a_deed_is_taken_back_and_may_be_done_again(
    play: Play, channel: str, form: ReplyForm
) -> None:
    played, post = asked(play, channel)
    reply = ordered(played, post, form)
    undoing = replace(reply, undoes=reply.id)
    played.adapter.send(reply)
    (deed,) = made(played)
    for _ in range(2):
        assert played.anew().send(undoing)
        assert made(played) == []
    assert again(played, undoing)
    assert played.adapter.send(replace(reply, id="000009-1"))
    assert made(played) == [deed]


@pytest.mark.parametrize(("channel", "form"), UNDONE)
def test_what_was_never_done_is_taken_back_without_harm(
    play: Play, channel: str, form: ReplyForm
) -> None:
    played, post = asked(play, channel)
    assert played.adapter.send(replace(ordered(played, post, form), undoes="000001-1"))
    assert made(played) == []


@pytest.mark.parametrize(("channel", "form"), UNDONE)
def test_an_undoing_that_got_through_unseen_is_not_harmed_by_another(
    play: Play, channel: str, form: ReplyForm
) -> None:
    played, post = asked(play, channel)
    reply = ordered(played, post, form)
    undoing = replace(reply, undoes=reply.id)
    played.adapter.send(reply)
    played.sandbox.faults.order(Fault(channel=channel, status=503, after_posting=True))
    with pytest.raises(Unavailable):
        played.adapter.send(undoing)
    assert made(played) == []
    assert again(played, undoing)
    assert made(played) == []


@pytest.mark.parametrize(("channel", "form"), UNDONE)
def test_an_undoing_that_fails_leaves_the_deed_standing(
    play: Play, channel: str, form: ReplyForm
) -> None:
    played, post = asked(play, channel)
    reply = ordered(played, post, form)
    undoing = replace(reply, undoes=reply.id)
    played.adapter.send(reply)
    before = made(played)
    token = dict.fromkeys(("access_token", "refresh_token", "app_password"), "wrong")
    with pytest.raises(NotAuthorised):
        played.anew(**token).send(undoing)
    for status, kind in ((429, RateLimited), (500, (Unavailable, RateLimited))):
        played.sandbox.faults.order(Fault(channel=channel, status=status))
        with pytest.raises(kind):
            played.adapter.send(undoing)
    assert made(played) == before


def test_whatsapp_blocks_only_who_wrote_within_a_day_and_unblocks_at_any_time(play: Play) -> None:
    played, post = asked(play, "whatsapp")
    block = ordered(played, post, ReplyForm.BLOCK)
    played.clock.forward(hours=25)
    with pytest.raises(Refused, match="only_recent_writers"):
        played.adapter.send(block)
    again_heard = played.says("Hâlâ gelmedi")
    block = ordered(played, again_heard, ReplyForm.BLOCK)
    played.adapter.send(block)
    with pytest.raises(Refused, match="blocked"):
        played.adapter.send(played.reply_to(again_heard))
    played.clock.forward(hours=25)
    played.adapter.send(replace(block, undoes=block.id))
    assert made(played) == []


def test_whatsapp_blocks_not_its_own_number(play: Play) -> None:
    played, post = asked(play, "whatsapp")
    ours = replace(ordered(played, post, ReplyForm.BLOCK), person_id=played.account.id or "")
    with pytest.raises(Refused, match="code_131021: Failed to block self"):
        played.adapter.send(ours)


def test_meta_blocks_only_with_whom_there_is_a_conversation(play: Play) -> None:
    played = play("instagram")
    comment = ordered(played, played.says(), ReplyForm.BLOCK)
    with pytest.raises(Refused, match="code_100"):
        played.adapter.send(comment)
    assert made(played) == []
    played.adapter.send(replace(comment, form=ReplyForm.PRIVATE, id="000002-1"))
    assert played.adapter.send(comment) == comment.person_id


@pytest.mark.parametrize(("channel", "form"), MESSAGES)
def test_a_private_answer_reaches_its_reader_alone(
    play: Play, channel: str, form: ReplyForm
) -> None:
    played, post = asked(play, channel)
    reply = ordered(played, post, form)
    assert played.adapter.send(reply)
    (message,) = made(played)
    assert reply.text in message[2]
    assert (post.author.id or "") in message[1]
    assert post.id not in message[1]


@pytest.mark.parametrize(("channel", "form"), OFFERED)
def test_what_got_through_unseen_is_not_done_twice(
    play: Play, channel: str, form: ReplyForm
) -> None:
    played, post = asked(play, channel)
    reply = ordered(played, post, form)
    fault = Fault(channel=channel, status=503, after_posting=True)
    played.sandbox.faults.order(fault)
    with pytest.raises(Unavailable):
        played.adapter.send(reply)
    before = made(played)
    assert len(before) == 1
    again(played, reply)
    assert made(played) == before


@pytest.mark.parametrize(("channel", "form"), OFFERED)
def test_a_token_that_is_none_of_ours_does_nothing(
    play: Play, channel: str, form: ReplyForm
) -> None:
    played, post = asked(play, channel)
    token = "5550001:wrong" if channel == "telegram" else "wrong"
    spoiled = dict.fromkeys(("access_token", "refresh_token", "app_password"), token)
    with pytest.raises(NotAuthorised):
        played.anew(**spoiled).send(ordered(played, post, form))
    assert made(played) == []


@pytest.mark.parametrize(("channel", "form"), OFFERED)
def test_too_many_calls_and_a_broken_server_leave_it_undone(
    play: Play, channel: str, form: ReplyForm
) -> None:
    played, post = asked(play, channel)
    reply = ordered(played, post, form)
    for status, kind in ((429, RateLimited), (500, (Unavailable, RateLimited))):
        played.sandbox.faults.order(Fault(channel=channel, status=status))
        with pytest.raises(kind):
            played.adapter.send(reply)
    assert made(played) == []
    assert played.adapter.send(reply)


@pytest.mark.parametrize(
    ("channel", "form"),
    [
        (channel, form)
        for channel, form in OFFERED
        if channel != "telegram" and (channel, form) not in AT_A_POSTS_AUTHOR
        if form not in AT_A_PERSON or channel == "youtube"
    ],
)
def test_what_was_taken_down_is_gone(play: Play, channel: str, form: ReplyForm) -> None:
    played, post = asked(play, channel)
    played.sandbox.remove(channel, post.id)
    with pytest.raises(Refused):
        played.adapter.send(ordered(played, post, form))
    assert made(played) == []


@pytest.mark.parametrize(
    ("channel", "form", "nobody"),
    [
        ("mastodon", ReplyForm.MUTE, "109000000000000999"),
        ("mastodon", ReplyForm.BLOCK, "109000000000000999"),
        ("mastodon", ReplyForm.REPORT, "109000000000000999"),
        ("bluesky", ReplyForm.MUTE, "did:plc:nobody"),
        ("bluesky", ReplyForm.DM, "did:plc:nobody"),
        ("reddit", ReplyForm.BLOCK, "nobody"),
        ("telegram", ReplyForm.DM, "7999"),
        ("x", ReplyForm.DM, "nobody"),
    ],
)
def test_who_is_not_there_is_refused(
    play: Play, channel: str, form: ReplyForm, nobody: str
) -> None:
    played, post = asked(play, channel)
    with pytest.raises(Refused):
        played.adapter.send(replace(ordered(played, post, form), person_id=nobody))
    assert made(played) == []


@pytest.mark.parametrize("channel", ["facebook", "instagram"])
def test_a_comment_has_one_private_answer_and_for_a_week(play: Play, channel: str) -> None:
    played, post = asked(play, channel)
    reply = ordered(played, post, ReplyForm.PRIVATE)
    played.adapter.send(reply)
    with pytest.raises(Refused, match="private_reply_used"):
        played.adapter.send(replace(reply, text="Bir şey daha"))
    late = ordered(played, played.says("kargom nerede"), ReplyForm.PRIVATE)
    played.clock.forward(days=8)
    with pytest.raises(Refused, match="outside_window"):
        played.adapter.send(late)
    assert len(made(played)) == 1


@pytest.mark.parametrize("form", [ReplyForm.HIDE, ReplyForm.PRIVATE])
def test_a_message_on_instagram_is_no_comment(play: Play, form: ReplyForm) -> None:
    played = play("instagram")
    post = played.says(id="5614879045272581:m_1")
    with pytest.raises(Refused):
        played.adapter.send(ordered(played, post, form))
    assert made(played) == []


def test_who_wrote_in_a_group_only_cannot_be_reached_by_the_bot(play: Play) -> None:
    played = play("telegram")
    post = played.says(f"@{played.account.handle} kargom gelmedi", id=f"{GROUP}:5")
    with pytest.raises(Refused, match="blocked"):
        played.adapter.send(ordered(played, post, ReplyForm.DM))


def test_what_is_said_in_a_group_of_telegram_is_public(play: Play) -> None:
    played, post = asked(play, "telegram")
    (event,) = played.told(post)
    assert event.mention.visibility == "public"  # type: ignore[union-attr]
    sent = played.adapter.send(played.reply_to(post))
    assert sent.startswith(f"{GROUP}:")


def test_a_private_talk_on_mastodon_goes_on_in_private(play: Play) -> None:
    played, post = asked(play, "mastodon")
    sent = played.adapter.send(ordered(played, post, ReplyForm.DM))
    _, cursor = played.polled()
    person = post.author.id or ""
    played.sandbox.write("mastodon", person, person, "Numaram 884120", about=sent)
    (item,), _ = played.polled(cursor)
    mention = played.read(item).mention  # type: ignore[union-attr]
    assert (mention.visibility, mention.in_reply_to) == ("private", sent)
    answer = replace(
        played.reply_to(post, "Yola çıktı"), id="000004-1", in_reply_to=mention.external_id
    )
    answered = played.adapter.send(answer)
    assert [m.conversation for m in played.sandbox.messages("mastodon")] == [person] * 3
    assert played.anew().find(answer) == answered
    assert played.ours() == []


def test_a_second_report_is_another(play: Play) -> None:
    for channel in ("mastodon", "bluesky"):
        played, post = asked(play, channel)
        reply = ordered(played, post, ReplyForm.REPORT)
        first, second = played.adapter.send(reply), played.adapter.send(reply)
        assert first != second
        assert len(made(played)) == 2


def test_a_ban_on_youtube_and_a_held_comment_cost_fifty_units_each(play: Play) -> None:
    played, post = asked(play, "youtube")
    for _ in range(100):
        played.adapter.send(ordered(played, post, ReplyForm.HIDE))
        played.adapter.send(ordered(played, post, ReplyForm.BLOCK))
    with pytest.raises(RateLimited, match="quota_used_up"):
        played.adapter.send(ordered(played, post, ReplyForm.HIDE))
    assert made(played) == [("hide", post.id), ("block", post.author.id)]
