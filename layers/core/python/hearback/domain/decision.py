"""Deciding: collecting what one act changes in a case, with each change applied at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import (
    Change,
    ClockBreached,
    ClockCancelled,
    ClockPaused,
    ClockRetimed,
    ClockSatisfied,
    ClockStarted,
    DeedQueued,
    Entry,
    ReplyQueued,
    ReplyRecorded,
    StatusChanged,
    TimersSet,
)
from hearback.domain.clock_plan import clock_for
from hearback.domain.evolve import evolve
from hearback.domain.mailing import letterhead_for
from hearback.domain.mention import Mention
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ApprovedWords, Reply, ReplyForm, ReplyPurpose, ReplyStatus
from hearback.domain.sla import RESPONSE_METRICS, SlaMetric, resume_clock, start_clock
from hearback.domain.speaking import speaker_of
from hearback.domain.threads import Thread

SYSTEM = "system"
CUSTOMER = "customer"


class Decision:
    """One act on one case at one moment: the case as it becomes, and how it came to that.

    `said_before`: what we said to the same author lately, which the policy's own words shall not
    repeat.
    """

    def __init__(
        self,
        case: Case,
        *,
        policy: CarePolicy,
        now: datetime,
        actor: str,
        request_id: str = "",
        said_before: tuple[str, ...] = (),
    ) -> None:
        self.before = case
        self.case = case
        self.policy = policy
        self.now = now
        self.actor = actor
        self.request_id = request_id
        self.said_before = said_before
        self.changes: list[Change] = []
        self.replies: list[Reply] = []

    @property
    def version(self) -> int:
        return self.before.version + 1

    def entry(self) -> Entry:
        return Entry(
            case_id=self.case.id,
            version=self.version,
            at=self.now,
            actor=self.actor,
            changes=tuple(self.changes),
            request_id=self.request_id,
        )

    def result(self) -> Case:
        """The case with its new version."""
        return replace(self.case, version=self.version, updated_at=self.now)

    def add(self, change: Change) -> None:
        self.case = evolve(self.case, change)
        self.changes.append(change)

    def set_timers(
        self,
        *,
        silence_at: datetime | None = None,
        remind_at: datetime | None = None,
        follow_up_at: datetime | None = None,
        close_at: datetime | None = None,
    ) -> None:
        """Make the case's appointments; those that are not given are off."""
        wanted = (silence_at, remind_at, follow_up_at, close_at)
        case = self.case
        if wanted != (case.silence_at, case.remind_at, case.follow_up_at, case.close_at):
            self.add(
                TimersSet(
                    silence_at=silence_at,
                    remind_at=remind_at,
                    follow_up_at=follow_up_at,
                    close_at=close_at,
                )
            )

    def set_status(self, status: CaseStatus, reason: str = "") -> None:
        if self.case.status is not status:
            self.add(StatusChanged(status=status, reason=reason))

    def start(self, metric: SlaMetric, started_at: datetime | None = None) -> None:
        """Start a metric's next episode, if the case's SLA policy has a target for it.

        A clock that runs already goes on: a second reason to answer makes no second promise.
        """
        rule = self.policy.sla_by_id(self.case.policy_id)
        target = rule.target(metric)
        if target and self.case.open_clock(metric) is None:
            clock = clock_for(
                target,
                rule=rule,
                team=self.case.team,
                policy=self.policy,
                started_at=started_at or self.now,
                episode=self.case.episodes(metric) + 1,
            )
            self.add(ClockStarted(clock=clock))

    def start_until(self, metric: SlaMetric, due_at: datetime) -> None:
        """Start a clock for a given time: a promise. Its warnings are shares of the wait."""
        target = self.policy.sla_by_id(self.case.policy_id).target(metric)
        self.add(
            ClockStarted(
                clock=start_clock(
                    metric=metric,
                    episode=self.case.episodes(metric) + 1,
                    started_at=self.now,
                    target=due_at - self.now,
                    working_time=self.policy.working_time("always"),
                    warn_shares=target.warn_at if target else (),
                )
            )
        )

    def satisfy(self, *metrics: SlaMetric, at: datetime, by_human: bool = True) -> None:
        """Stop these clocks as kept, or as late: work after the due time records the breach."""
        for clock in self.case.clocks:
            if clock.metric not in metrics or not clock.is_open:
                continue
            if clock.human_only and not by_human:
                continue
            if clock.breached_at is None and clock.is_breached(at):
                self.add(
                    ClockBreached(
                        metric=clock.metric, episode=clock.episode, breached_at=clock.due_at
                    )
                )
            self.add(ClockSatisfied(metric=clock.metric, episode=clock.episode, satisfied_at=at))

    def pause(self) -> None:
        """Stop the pausable clocks: the next word is the customer's."""
        for clock in self.case.clocks:
            if clock.pausable and clock.is_running and clock.metric not in RESPONSE_METRICS:
                self.add(
                    ClockPaused(metric=clock.metric, episode=clock.episode, paused_at=self.now)
                )

    def resume(self) -> None:
        for clock in self.case.clocks:
            if clock.is_open and clock.paused_at is not None:
                working_time = self.policy.working_time(clock.calendar)
                self.add(ClockRetimed(clock=resume_clock(clock, self.now, working_time)))

    def cancel(self, metrics: Iterable[SlaMetric]) -> None:
        for clock in self.case.clocks:
            if clock.is_open and clock.metric in set(metrics):
                self.add(
                    ClockCancelled(
                        metric=clock.metric, episode=clock.episode, cancelled_at=self.now
                    )
                )

    def queue_reply(
        self,
        *,
        purpose: ReplyPurpose,
        text: str,
        by_human: bool,
        promised_at: datetime | None = None,
        form: ReplyForm | None = None,
        place: Thread | None = None,
        approved: ApprovedWords | None = None,
    ) -> None:
        """Put a reply on its way: to the customer's latest mention, if no other place is given.

        `approved`: the template of which `text` is the reading.
        """
        reply = self._reply(purpose, text, by_human, promised_at, form, place)
        self.replies.append(replace(reply, approved=approved))
        self.add(
            ReplyQueued(reply_id=reply.id, purpose=purpose, by_human=by_human, form=reply.form)
        )

    def record_reply(
        self, *, purpose: ReplyPurpose, text: str, promised_at: datetime | None = None
    ) -> None:
        """Keep what an agent said to the customer another way."""
        said = self._reply(purpose, text, by_human=True, promised_at=promised_at)
        self.replies.append(replace(said, status=ReplyStatus.RECORDED, sent_at=self.now))
        self.add(ReplyRecorded(reply_id=said.id, purpose=purpose))

    def queue_deed(
        self, form: ReplyForm, target: Mention, account_id: str, reason: str, *, undoes: str = ""
    ) -> None:
        """Put what is to be done about a mention on its way, as `account_id`.

        `undoes`: the id of the deed that is to be taken back by it.
        """
        deed = Reply(
            id=self._new_reply_id(),
            case_id=self.case.id,
            channel=target.channel,
            account_id=account_id,
            in_reply_to=target.external_id,
            text=reason,
            purpose=ReplyPurpose.DEED,
            by_human=True,
            author=self.actor,
            created_at=self.now,
            form=form,
            person_id=target.author.id or "",
            undoes=undoes,
        )
        self.replies.append(deed)
        self.add(
            DeedQueued(
                reply_id=deed.id,
                form=form,
                target_id=target.external_id,
                undoes=undoes,
                reason=reason if undoes else "",
            )
        )

    def _reply(
        self,
        purpose: ReplyPurpose,
        text: str,
        by_human: bool,
        promised_at: datetime | None,
        form: ReplyForm | None = None,
        place: Thread | None = None,
    ) -> Reply:
        place = place or self.case.place
        return Reply(
            id=self._new_reply_id(),
            case_id=self.case.id,
            channel=place.channel,
            account_id=speaker_of(place, self.case.brand, self.policy),
            in_reply_to=place.last_mention_id,
            text=text,
            purpose=purpose,
            by_human=by_human,
            author=self.actor,
            created_at=self.now,
            form=form or (ReplyForm.DM if place.is_private else ReplyForm.PUBLIC),
            person_id=place.person_id,
            letterhead=letterhead_for(place, self.case, self.policy),
            promised_at=promised_at,
        )

    def _new_reply_id(self) -> str:
        return f"{self.version:06d}-{len(self.replies) + 1}"
