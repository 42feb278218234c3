"""A conversation by mail with the sandbox's SES in between."""

from dataclasses import replace

import pytest
import urllib3

from hearback.domain.errors import NotAuthorised, Refused, Unavailable
from hearback.domain.mention import Mention, MentionAdded
from hearback.domain.replies import Letterhead, Reply
from local.sandbox import Post
from local.sandbox.faults import Fault
from tests.contract.platforms.sandbox import AYSE, Play, Played

ORDER = "/v2/email/outbound-emails"


def heard(played: Played, post: Post) -> Mention:
    (event,) = played.told(post)
    assert isinstance(event, MentionAdded)
    return event.mention


def answer_to(played: Played, mention: Mention, post: Post) -> Reply:
    head = Letterhead(sender="Nivora", subject=mention.subject, thread_id=mention.thread_id)
    return replace(played.reply_to(post), letterhead=head)


def test_what_the_customer_answers_stays_in_the_conversation(play: Play) -> None:
    played = play("email")
    first = played.says(title="Garanti")
    mention = heard(played, first)
    played.adapter.send(answer_to(played, mention, first))
    (ours,) = played.ours()
    assert (ours.title, ours.thread) == ("Re: Garanti", first.id)
    author = played.platform.author(AYSE)
    back = played.sandbox.publish("email", author, "teşekkürler", in_reply_to=ours.id)
    again = heard(played, back)
    assert (again.thread_id, again.in_reply_to) == (mention.thread_id, ours.id)
    assert again.author.id == mention.author.id


def test_an_address_that_is_not_verified_holds_the_reply(play: Play) -> None:
    played = play("email")
    reply = replace(played.reply_to(played.says()), account_id="baska@nivora.example")
    with pytest.raises(NotAuthorised, match="MessageRejected"):
        played.adapter.send(reply)
    assert played.ours() == []


def test_a_mail_that_is_out_though_its_answer_was_lost_is_not_sent_again(play: Play) -> None:
    played = play("email")
    reply = played.reply_to(played.says())
    played.sandbox.faults.order(Fault(channel="email", status=500, after_posting=True))
    with pytest.raises(Unavailable):
        played.adapter.send(reply)
    with pytest.raises(Refused, match="outcome_unknown"):
        played.adapter.find(reply)
    assert len(played.ours()) == 1


def test_a_call_that_nobody_signed_is_turned_away(play: Play) -> None:
    played = play("email")
    answer = urllib3.request("POST", played.url + "/email" + ORDER, json={}, retries=False)
    assert answer.status == 403
    assert answer.headers["x-amzn-errortype"] == "InvalidSignatureException"
