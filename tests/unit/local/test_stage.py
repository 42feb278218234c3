"""Played on the stage, the stream reaches the product's own adapters as each line expects."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest

from hearback.adapters.platforms import adapter_class
from hearback.domain.answers import Answer, read_answer
from hearback.domain.errors import BadInput
from hearback.domain.mention import (
    EventBroken,
    EventIgnored,
    Incoming,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
)
from hearback.domain.text import clean
from hearback.domain.webhooks import ChannelSecrets, Delivery, WebhookRequest
from hearback.use_cases.receive_webhook import receive_webhook
from local import mail_in
from local.sandbox import Sandbox
from local.sandbox.platforms import ACCOUNTS, PLATFORMS
from local.sandbox.platforms.x import SUPPORT
from local.stream import Call, Stage, Step, load_stream
from tests.contract.platforms.mails import Bucket
from tests.unit.local.conftest import NEUTRAL, START, Clock

SECRETS = {name: each.webhook.secret() for name, each in PLATFORMS.items() if each.webhook}
ADAPTERS: dict[str, Any] = {channel: adapter_class(channel)() for channel in PLATFORMS}
WITHOUT_WORDS = ("google_business",)
"""What is told brings an id only: the words are fetched, which is tried elsewhere."""

EXPECTED: dict[str, tuple[type, ...]] = {
    "opened": (MentionAdded, MentionEdited),
    "joined": (MentionAdded,),
    "noise": (MentionAdded, MentionEdited),
    "duplicate": (MentionAdded, MentionEdited, MentionDeleted),
    "echo": (MentionAdded,),
    "edited": (MentionEdited,),
    "deleted": (MentionDeleted,),
    "ignored": (EventIgnored,),
    "broken": (EventBroken,),
}


@dataclass
class Inbox:
    deliveries: list[Delivery] = field(default_factory=list)

    def put(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)


@dataclass(frozen=True)
class Heard:
    """What the product made of a step: its events, or the status with which it refused."""

    step: Step
    status: int
    events: tuple[Incoming, ...] = ()


def _hear(step: Step, call: Call, clock: Clock) -> Heard:
    inbox, webhook = Inbox(), PLATFORMS[call.channel].webhook
    if webhook is None:
        raw = mail_in.told(call.body, clock.now)
        delivery = Delivery(channel=call.channel, body=raw, received_at=clock.now)
        mails = adapter_class(call.channel)(mails=Bucket(call.body))
        return Heard(step, 200, tuple(mails.parse(delivery)))
    query = dict(parse_qsl(webhook.query(SECRETS[call.channel])))
    request = WebhookRequest(method="POST", headers=call.headers, query=query, body=call.body)
    platform = ADAPTERS[call.channel]
    try:
        receive_webhook(
            request,
            channel=call.channel,
            platform=platform,
            secrets=ChannelSecrets(
                signing=(SECRETS[call.channel],), verify_token=webhook.verify_token
            ),
            inbox=inbox,
            now=clock.now,
        )
    except BadInput as error:
        return Heard(step, error.status)
    return Heard(step, 200, tuple(platform.parse(inbox.deliveries[0])))


@pytest.fixture(scope="module")
def played() -> tuple[Sandbox, Stage, list[Heard]]:
    clock = Clock()
    sandbox = Sandbox(clock=clock)
    stage = Stage(sandbox, SECRETS)
    heard = []
    for step in load_stream():
        clock.now = START + timedelta(seconds=step.at)
        call = stage.perform(step, clock.now)
        assert (call is None) == (PLATFORMS[step.channel].source is not None)
        if call is not None:
            heard.append(_hear(step, call, clock))
    return sandbox, stage, heard


Played = tuple[Sandbox, Stage, list[Heard]]


def test_every_call_gets_the_answer_that_its_line_expects(played: Played) -> None:
    wrong = [(one.step.note, one.status) for one in played[2] if one.status != one.step.status]
    assert wrong == []


def test_every_call_is_read_as_the_event_that_its_line_expects(played: Played) -> None:
    for one in played[2]:
        if one.status == 200 and one.step.channel not in WITHOUT_WORDS:
            (event,) = one.events
            assert isinstance(event, EXPECTED[one.step.expect]), one.step


def test_the_words_arrive_as_they_were_said(played: Played) -> None:
    for one in played[2]:
        for event in one.events:
            if isinstance(event, MentionAdded | MentionEdited) and one.step.said:
                said = clean(event.mention.text)
                assert said.endswith(clean(one.step.said).strip())
                assert said.removesuffix(clean(one.step.said).strip()).strip() in (
                    "",
                    one.step.title,
                )


def test_only_echoes_are_by_our_own_accounts(played: Played) -> None:
    own = {(account.channel, account.id) for account in ACCOUNTS}
    for one in played[2]:
        for event in one.events:
            if isinstance(event, MentionAdded | MentionEdited):
                is_ours = (event.mention.channel, event.mention.author.id) in own
                assert is_ours == (one.step.expect == "echo")


def test_authors_that_facebook_withholds_are_not_told(played: Played) -> None:
    withheld = [one for one in played[2] if one.step.anonymous]
    assert len(withheld) >= 2
    for one in withheld:
        for event in one.events:
            assert isinstance(event, MentionAdded)
            assert event.mention.author.id is None


def test_words_that_join_share_author_and_thread_or_come_soon_after(played: Played) -> None:
    first = {one.step.key: one for one in played[2] if one.step.expect == "opened"}
    for one in played[2]:
        if one.step.expect == "joined" and one.step.of in first and one.step.author is None:
            (event,), (opening,) = one.events, first[one.step.of].events
            assert isinstance(event, MentionAdded)
            assert isinstance(opening, MentionAdded)
            assert event.mention.author.id == opening.mention.author.id
            assert event.mention.thread_id == opening.mention.thread_id


def test_what_is_refused_is_not_on_the_platform(played: Played) -> None:
    assert not any("imzalı" in post.text or "imzasız" in post.text for post in played[0].posts())


def test_what_was_deleted_before_it_came_is_gone(played: Played) -> None:
    sandbox, stage, _ = played
    gone = {post.id for post in sandbox.posts() if post.deleted_at}
    assert {stage.post("f-gec").id, stage.post("x-gec").id} <= gone


def test_customers_answer_a_proposal_as_scripted(played: Played) -> None:
    sandbox, stage, heard = played
    clock = Clock()
    answers = 0
    threads = {
        one.step.key: event.mention.thread_id
        for one in heard
        for event in one.events
        if isinstance(event, MentionAdded)
    }
    for step in load_stream():
        if step.on_proposal in ("yes", "no"):
            post = stage.post(step.key or step.of)
            account = PLATFORMS[post.channel].accounts[0]
            proposal = sandbox.publish(
                post.channel, account.profile, f"Çözüldü mü? {post.id}", in_reply_to=post.id
            )
            call = stage.answer(step, proposal, clock.now)
            if PLATFORMS[post.channel].source is not None:
                assert call is None
                continue
            assert call is not None
            (event,) = _hear(step, call, clock).events
            assert isinstance(event, MentionAdded)
            assert event.mention.author.id == post.author.id
            assert event.mention.thread_id == threads[step.key or step.of]
            expected = {"yes": Answer.YES, "no": Answer.NO}[step.on_proposal]
            assert read_answer(event.mention.text, NEUTRAL) is expected
            answers += 1
        elif step.on_proposal == "silent" and step.channel == "x" and step.key:
            assert stage.answer(step, stage.post(step.key), clock.now) is None
    assert answers >= 30


def test_the_platform_tells_of_our_own_replies(played: Played) -> None:
    sandbox, stage, _ = played
    step = next(step for step in load_stream() if step.key == "x-hazirlaniyor")
    reply = sandbox.publish("x", SUPPORT.profile, "Buradayız", in_reply_to=stage.post(step.key).id)
    call = stage.echo(reply, START)
    assert call is not None
    (event,) = _hear(step, call, Clock()).events
    assert isinstance(event, MentionAdded)
    assert event.mention.author.id == SUPPORT.id
