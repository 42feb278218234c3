"""Bring a reply to its platform: once, however often we are told to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from hearback.domain.case import Case
from hearback.domain.channel_life import ChannelLog, Refusal
from hearback.domain.decision import Decision
from hearback.domain.errors import Conflict, NotAuthorised, RateLimited, Refused, Unavailable
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import AuthorProfile, Cases, Platform, ReplyQueue
from hearback.domain.prices import price_of
from hearback.domain.replies import TAKEN_BACK, Reply, ReplyForm, ReplyStatus
from hearback.domain.reply_outcomes import (
    private_thread_of,
    reply_failed,
    reply_held,
    reply_sent,
)
from hearback.domain.send_gate.draft import Draft, context_of
from hearback.domain.send_gate.gate import check_again
from hearback.domain.threads import Thread
from hearback.use_cases.lengths import longest
from hearback.use_cases.saving import save, until_settled

LEASE = timedelta(seconds=60)
"""Longer than the function may run, so that a lease outlives only a dead worker."""

_MOST_ATTEMPTS = 8
_LONGEST_DELAY = 900
_WAIT_FOR_TOKEN = 300
_WAIT_FOR_DEED = 5
_AT_ONCE = 1


class DeliveryOutcome(StrEnum):
    SENT = "sent"
    FOUND = "found"
    ALREADY_DONE = "already_done"
    DELAYED = "delayed"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverReply:
    """`has_new_tokens` reads them again: whether they are others than those that were used.

    `charged` hears what the platform asks for a reply that went out, in millionths of a dollar.
    """

    cases: Cases
    policy: CarePolicy
    platforms: Mapping[str, Platform]
    queue: ReplyQueue
    log: ChannelLog
    has_new_tokens: Callable[[], bool] = lambda: False
    charged: Callable[[int], None] = lambda _: None

    def __call__(self, case_id: str, reply_id: str, now: datetime) -> DeliveryOutcome:
        """Raises `Conflict` while another worker has the reply: the message must come again."""
        reply = self.cases.lease_reply(case_id, reply_id, now, now + LEASE)
        if reply is None:
            return DeliveryOutcome.ALREADY_DONE
        platform = self.platforms.get(reply.channel)
        if platform is None:
            return self._fail(reply, "channel_without_replies", now)
        if reason := self._against(reply, self.cases.get(case_id), platform, now):
            return self._fail(reply, reason, now)
        try:
            told = self._settled(reply, now) if reply.undoes else reply
            found = platform.find(told) if told and reply.attempts > 1 else None
            external_id = found or (platform.send(told) if told else "")
        except RateLimited as error:
            return self._later(reply, error.retry_after, reply.attempts - 1)
        except Unavailable as error:
            if reply.attempts >= _MOST_ATTEMPTS:
                return self._fail(reply, f"platform_unavailable: {error}", now)
            return self._later(reply, max(2**reply.attempts, error.retry_after), reply.attempts)
        except NotAuthorised as error:
            if self.has_new_tokens():
                return self._later(reply, _AT_ONCE, reply.attempts - 1)
            return self._hold(reply, str(error), now)
        except Refused as error:
            return self._fail(reply, str(error), now)
        self._sent(replace(reply, external_id=external_id), platform, now)
        return DeliveryOutcome.FOUND if found else DeliveryOutcome.SENT

    def _against(self, reply: Reply, case: Case, platform: Platform, now: datetime) -> str:
        """Why it must not go out any more, in one word; nothing if it may."""
        offers = platform.offers
        if case.is_taken_back(reply.id):
            return TAKEN_BACK
        if reply.undoes:
            return "" if reply.form in offers.undoes else "not_offered"
        if case.is_closed and reply.form is not ReplyForm.LIKE:
            return "case_closed"
        if not reply.form.speaks:
            return "" if reply.form in offers.forms else "not_offered"
        context = context_of(
            case,
            policy=self.policy,
            now=now,
            length=platform.length,
            longest=longest(reply, platform),
            reply=reply,
        )
        findings = check_again(Draft.of(reply), context)
        return findings[0].rule.value if findings else ""

    def _settled(self, reply: Reply, now: datetime) -> Reply | None:
        """The deed that is to be taken back, settled; none if it has certainly not been done.

        Raises `RateLimited` while another worker is at it.
        """
        try:
            self(reply.case_id, reply.undoes, now)
        except Conflict as error:
            raise RateLimited("being_done", _WAIT_FOR_DEED) from error
        deed = self.cases.reply(reply.case_id, reply.undoes)
        if deed.status is ReplyStatus.FAILED and deed.attempts <= 1:
            return None
        return replace(deed, undoes=deed.id, text=reply.text, attempts=reply.attempts)

    def _sent(self, reply: Reply, platform: Platform, now: datetime) -> None:
        done = replace(reply, status=ReplyStatus.SENT, sent_at=now, leased_until=None, failure="")
        began = private_thread_of(done, platform.offers, now)
        until_settled(lambda: self._write_sent(done, began, now))
        if reply.failure:
            self.log.forget_refusal(reply.channel, reply.account_id)
        self.charged(price_of(done))

    def _write_sent(self, done: Reply, began: Thread | None, now: datetime) -> None:
        """With the conversation that it has begun, so that an answer there finds its case."""
        case = self.cases.get(done.case_id)
        decision = reply_sent(case, done, policy=self.policy, sent_at=now, private_thread=began)
        save(self.cases, decision, updated_reply=done, author=self._person(case, began, now))

    def _person(self, case: Case, began: Thread | None, now: datetime) -> AuthorProfile | None:
        """The profile by which the person's answer finds this case, if it does not do so yet."""
        known = {(t.channel, t.thread_id) for t in case.conversations}
        if began is None or case.is_closed or not began.person_id:
            return None
        if (began.channel, began.thread_id) in known:
            return None
        profile = self.cases.author(began.channel, began.person_id)
        return profile.with_case(case.id, began.thread_id, now)

    def _fail(self, reply: Reply, reason: str, now: datetime) -> DeliveryOutcome:
        failed = replace(reply, status=ReplyStatus.FAILED, leased_until=None, failure=reason)
        until_settled(
            lambda: self._write(
                reply_failed(self.cases.get(reply.case_id), failed, policy=self.policy, now=now),
                failed,
            )
        )
        return DeliveryOutcome.FAILED

    def _hold(self, reply: Reply, reason: str, now: datetime) -> DeliveryOutcome:
        """Keep the reply until the token is renewed; say so once, to the team and the operators."""
        self.log.note_refusal(
            Refusal(channel=reply.channel, account_id=reply.account_id, at=now, reason=reason)
        )
        if reply.failure == reason:
            return self._later(reply, _WAIT_FOR_TOKEN, reply.attempts - 1)
        self.queue.put(reply.case_id, reply.id, delay_seconds=_WAIT_FOR_TOKEN)
        held = replace(
            reply,
            status=ReplyStatus.QUEUED,
            leased_until=None,
            attempts=reply.attempts - 1,
            failure=reason,
        )
        until_settled(
            lambda: self._write(
                reply_held(self.cases.get(reply.case_id), held, policy=self.policy, now=now),
                held,
            )
        )
        return DeliveryOutcome.HELD

    def _later(self, reply: Reply, delay: int, attempts: int) -> DeliveryOutcome:
        """Queue it again first, give it free second: a crash between the two loses nothing."""
        self.queue.put(reply.case_id, reply.id, delay_seconds=min(max(delay, 1), _LONGEST_DELAY))
        self.cases.release_reply(
            replace(reply, status=ReplyStatus.QUEUED, leased_until=None, attempts=attempts)
        )
        return DeliveryOutcome.DELAYED

    def _write(self, decision: Decision, reply: Reply) -> None:
        save(self.cases, decision, updated_reply=reply)
