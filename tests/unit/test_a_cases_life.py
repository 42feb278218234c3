"""A case lives through anything in any order, and what was promised about it always holds.

Customers, agents, platforms and timers act at random through the use cases, with duplicates,
late and early timers, failures and stale pages.
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hearback.adapters.items import entry_to_plain, read_entry, serialize
from hearback.domain.abuse_steps import BY_TWO, FORM_OF, AbuseRequest, AbuseStep
from hearback.domain.acts import STEP_OF, UNDOES, Act, AgentAct, possible_acts
from hearback.domain.case import Case, CaseStatus
from hearback.domain.changes import (
    AbuseStepAsked,
    AbuseStepTaken,
    ClockBreached,
    ClockWarned,
    Entry,
    Escalated,
)
from hearback.domain.classification import Kind, Severity
from hearback.domain.errors import ActRefused, Refused, Unavailable
from hearback.domain.evolve import rebuild
from hearback.domain.identity import IdentityProof, IdentityWay
from hearback.domain.mention import (
    Incoming,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    Visibility,
)
from hearback.domain.moving import PURPOSE_OF_MOVE
from hearback.domain.offers import Offers
from hearback.domain.replies import ReplyForm, ReplyStatus
from hearback.domain.sla import RESPONSE_METRICS, SlaClock, SlaMetric
from hearback.domain.threads import Destination
from hearback.domain.timers import next_wake_at
from hearback.domain.watch_words import compile_finder
from hearback.domain.webhooks import Delivery
from hearback.use_cases.act_on_case import ActOnCase, ActOutcome
from hearback.use_cases.advance_case import AdvanceCase
from hearback.use_cases.deliver_reply import DeliverReply
from hearback.use_cases.ingest_mentions import Ingest, Outcome
from tests.builders import (
    MINUTE,
    NOW,
    a_classification,
    a_full_policy,
    a_mention,
    an_author,
    open_a_case,
)
from tests.fake_channels import FakeChannels
from tests.fakes import FakeCases, FakeClassifier, FakeMentionQueue, FakePlatform, FakeReplyQueue

POLICY = a_full_policy(
    waiting={"remind_after": "24h", "close_after": "96h", "calendar": "service"},
    promises={"calendar": "service", "soonest": "10m", "furthest": "30d"},
    rating={"low": 2, "told_to": "team_lead"},
)
WORDS = {
    "Kargom gelmedi": a_classification(),
    "Kart bilgim çalındı": a_classification(severity=Severity.URGENT),
    "Nasıl iade ederim": a_classification(kind=Kind.QUESTION, severity=Severity.LOW),
    "Harikasınız": a_classification(kind=Kind.PRAISE, severity=Severity.LOW),
    "evet çözüldü": a_classification(kind=Kind.NOISE, severity=Severity.LOW),
    "hayır": a_classification(kind=Kind.NOISE, severity=Severity.LOW),
    "5 üzerinden 1": a_classification(kind=Kind.NOISE, severity=Severity.LOW),
    "aptallar": a_classification(offensive=True),
    "kahve": a_classification(kind=Kind.NOISE, severity=Severity.LOW),
}
MOVES = frozenset(PURPOSE_OF_MOVE.values())
DEEDS = frozenset({ReplyForm.LIKE, ReplyForm.HIDE, ReplyForm.MUTE, ReplyForm.BLOCK})
OFFERS = Offers(forms=DEEDS | {ReplyForm.DM}, undoes=DEEDS)
SPANS = st.one_of(
    st.integers(1, 3_600).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, 96).map(lambda hours: timedelta(hours=hours)),
    st.integers(1, 999_999).map(lambda micros: timedelta(microseconds=micros)),
)


class CasesLife(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.cases = FakeCases()
        self.platform = FakePlatform(offers=OFFERS)
        self.finished: dict[tuple[str, SlaMetric, int], SlaClock] = {}
        self.broken: dict[tuple[str, SlaMetric, int], SlaClock] = {}
        self.numbers = count(900)
        platforms = {"x": self.platform, "email": FakePlatform(can_reply=False)}
        ids = count(1)
        self.ingest = Ingest(
            cases=self.cases,
            classifier=FakeClassifier(a_classification(), WORDS),
            finder=compile_finder(POLICY.brands),
            policy=POLICY,
            queue=FakeMentionQueue(),
            log=FakeChannels(),
            new_id=lambda: f"C{next(ids)}",
        )
        self.advance = AdvanceCase(cases=self.cases, policy=POLICY, platforms=platforms)
        self.act = ActOnCase(cases=self.cases, policy=POLICY, platforms=platforms)
        self.deliver = DeliverReply(
            cases=self.cases,
            policy=POLICY,
            platforms=platforms,
            queue=FakeReplyQueue(),
            log=FakeChannels(),
        )
        self.told: list[Incoming] = []
        self.acts: list[tuple[AgentAct, int]] = []

    # What happens ---------------------------------------------------------------------------

    @rule(span=SPANS)
    def time_passes(self, span: timedelta) -> None:
        self.now += span

    @rule(
        text=st.sampled_from(sorted(WORDS)),
        thread=st.sampled_from(["900", "901"]),
        visibility=st.sampled_from(Visibility),
    )
    def the_customer_writes(self, text: str, thread: str, visibility: Visibility) -> None:
        mention = a_mention(
            text=text,
            external_id=str(next(self.numbers)),
            thread_id=thread,
            visibility=visibility,
            received_at=self.now,
        )
        self.take(MentionAdded(mention=mention))

    @precondition(lambda self: self.cases.references)
    @rule(data=st.data(), writer=st.sampled_from(["ayse@example.com", "mallory@example.com"]))
    def somebody_mails_a_reference(self, data: st.DataObject, writer: str) -> None:
        reference = data.draw(st.sampled_from(sorted(self.cases.references)))
        case = self.cases.get(self.cases.references[reference])
        waiting = [t for t in case.conversations if t.reference == reference]
        is_theirs = any(t.person_id in ("", writer) for t in waiting)
        mention = a_mention(
            channel="email",
            account_id="destek@nivora.example",
            author=an_author(id=writer),
            text=f"{reference} kahve",
            external_id=str(next(self.numbers)),
            thread_id=writer,
            visibility=Visibility.PRIVATE,
            received_at=self.now,
        )
        outcome = self.take(MentionAdded(mention=mention))
        if is_theirs and not case.is_closed:
            assert outcome is Outcome.JOINED
            assert self.cases.get(case.id).place.person_id == writer

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def a_delivery_comes_again(self, data: st.DataObject) -> None:
        before = {case.id: case.version for case in self.cases.cases.values()}
        event = data.draw(st.sampled_from(self.told))
        outcome = self.take(event, new=False)
        if isinstance(event, MentionAdded):
            assert outcome is Outcome.DUPLICATE
            assert before == {case.id: case.version for case in self.cases.cases.values()}

    @precondition(lambda self: self.told)
    @rule(data=st.data(), text=st.sampled_from(sorted(WORDS)))
    def the_customer_edits(self, data: st.DataObject, text: str) -> None:
        event = data.draw(st.sampled_from(self.told))
        if isinstance(event, MentionAdded):
            self.take(
                MentionEdited(
                    mention=a_mention(
                        text=text,
                        external_id=event.mention.external_id,
                        thread_id=event.mention.thread_id,
                        received_at=self.now,
                    )
                )
            )

    @precondition(lambda self: self.told)
    @rule(data=st.data())
    def the_customer_deletes(self, data: st.DataObject) -> None:
        event = data.draw(st.sampled_from(self.told))
        if isinstance(event, MentionAdded):
            id_ = event.mention.external_id
            self.take(MentionDeleted(channel="x", external_id=id_, received_at=self.now))

    @precondition(lambda self: self.cases.cases)
    @rule(
        data=st.data(),
        act=st.sampled_from(Act),
        can_reply=st.booleans(),
        stale=st.booleans(),
        promise=SPANS,
        agent=st.sampled_from(["Elif", "Mert"]),
    )
    def an_agent_acts(
        self,
        data: st.DataObject,
        act: Act,
        can_reply: bool,
        stale: bool,
        promise: timedelta,
        agent: str,
    ) -> None:
        case = self.a_case(data)
        wanted = AgentAct(
            act=act,
            agent=agent,
            can_reply=can_reply,
            text=f"Bakıyoruz, {len(self.acts)}. adımdayız",
            promised_at=self.now + promise if act is Act.PROMISE else None,
            team="care-en",
            destination=data.draw(st.sampled_from(Destination)),
            identity=(
                data.draw(st.sampled_from(IdentityWay)),
                data.draw(st.sampled_from(IdentityProof)),
            ),
            offered={"x": OFFERS},
            request_id=f"R{len(self.acts)}",
        )
        self.send_form(case.id, wanted, case.version - stale)

    @rule(data=st.data(), agents=st.lists(st.sampled_from(["Elif", "Mert"]), max_size=9))
    def a_customer_insults_and_agents_climb_the_ladder(
        self, data: st.DataObject, agents: list[str]
    ) -> None:
        self.the_customer_writes("aptallar", "900", Visibility.PUBLIC)
        for agent in agents:
            if rungs := self.possible(STEP_OF):
                self.climb(*data.draw(st.sampled_from(rungs)), agent)
            delivered: bool = data.draw(st.booleans())
            if delivered and (pending := self.pending()):
                self.platform.trouble = []
                self.deliver(*pending[-1], self.now)

    @rule(data=st.data(), delivers=st.booleans())
    def an_agent_takes_a_deed_back(self, data: st.DataObject, delivers: bool) -> None:
        done = self.possible(UNDOES)
        if done:
            case_id, act = data.draw(st.sampled_from(done))
            self.climb(case_id, act, "Elif")
            self.platform.trouble = []
            if delivers and (pending := self.pending()):
                self.deliver(*pending[-1], self.now)

    @precondition(lambda self: self.cases.cases)
    @rule(data=st.data(), to=st.sampled_from(Destination), text=st.sampled_from(["", "Aradık"]))
    def an_agent_moves_the_conversation(
        self, data: st.DataObject, to: Destination, text: str
    ) -> None:
        case = self.a_case(data)
        wanted = AgentAct(
            act=Act.MOVE_CHANNEL,
            agent="Elif",
            can_reply=case.place.channel == "x",
            text=text,
            destination=to,
            request_id=f"R{len(self.acts)}",
            offered={"x": OFFERS},
        )
        self.send_form(case.id, wanted, case.version)

    def climb(self, case_id: str, act: Act, agent: str) -> None:
        wanted = AgentAct(
            act=act,
            agent=agent,
            can_reply=True,
            text=f"{len(self.acts)}. kez hakaret",
            request_id=f"R{len(self.acts)}",
            offered={"x": OFFERS},
        )
        self.send_form(case_id, wanted, self.cases.get(case_id).version)

    @precondition(lambda self: self.acts)
    @rule(data=st.data())
    def a_form_is_sent_again(self, data: st.DataObject) -> None:
        wanted, version = data.draw(st.sampled_from(self.acts))
        for case_id in list(self.cases.cases):
            if any(e.request_id == wanted.request_id for e in self.cases.entries[case_id]):
                replies = len(self.cases.get(case_id).replies)
                assert (
                    self.act(case_id, wanted, seen_version=version, now=self.now)
                    is not ActOutcome.DONE
                )
                assert len(self.cases.get(case_id).replies) == replies

    @precondition(lambda self: self.pending())
    @rule(data=st.data(), trouble=st.sampled_from([None, None, "refused", "unavailable", "lost"]))
    def the_platform_takes_a_reply(self, data: st.DataObject, trouble: str | None) -> None:
        case_id, reply_id = data.draw(st.sampled_from(self.pending()))
        self.platform.loses_answers = trouble == "lost"
        kinds = {
            "refused": Refused("no"),
            "unavailable": Unavailable("5"),
            "lost": Unavailable("5"),
        }
        self.platform.trouble = [kinds[trouble]] if trouble else []
        before = len(self.platform.published)
        self.deliver(case_id, reply_id, self.now)
        assert len(self.platform.published) - before <= 1

    @precondition(lambda self: self.cases.cases)
    @rule(data=st.data())
    def a_timer_fires_whenever(self, data: st.DataObject) -> None:
        self.advance.fire_timers(self.a_case(data).id, self.now)

    @precondition(lambda self: any(not c.is_closed for c in self.cases.cases.values()))
    @rule(data=st.data(), late=st.integers(0, 600))
    def a_timer_fires_when_it_is_due(self, data: st.DataObject, late: int) -> None:
        case = self.a_case(data)
        wake_at = next_wake_at(case, POLICY, self.now)
        if wake_at is None:
            return
        self.now = max(self.now, wake_at + timedelta(seconds=late, microseconds=1))
        self.advance.fire_timers(case.id, self.now)
        after = self.cases.get(case.id)
        again = next_wake_at(after, POLICY, self.now)
        on_the_dot = any(clock.due_at == self.now for clock in after.clocks)
        assert again is None or again > self.now or on_the_dot, "the timer stands still"

    @precondition(lambda self: self.cases.cases)
    @rule(data=st.data())
    def the_workflow_starts_again(self, data: st.DataObject) -> None:
        self.advance.acknowledge(self.a_case(data).id, self.now)

    # What always holds ----------------------------------------------------------------------

    @invariant()
    def the_history_alone_makes_the_case(self) -> None:
        for case in self.cases.cases.values():
            history = self.cases.entries[case.id]
            assert rebuild(history) == case
            assert [entry.version for entry in history] == list(range(1, case.version + 1))

    @invariant()
    def a_finished_clock_never_changes(self) -> None:
        for case in self.cases.cases.values():
            for clock in case.clocks:
                key = (case.id, *clock.key)
                if key in self.finished:
                    assert clock == self.finished[key]
                elif not clock.is_open:
                    self.finished[key] = clock

    @invariant()
    def a_breach_is_never_erased_and_its_deadline_never_moves(self) -> None:
        for case in self.cases.cases.values():
            clocks = {(case.id, *clock.key): clock for clock in case.clocks}
            for key, before in self.broken.items():
                if key in clocks:
                    assert clocks[key].breached_at == before.breached_at
                    assert clocks[key].due_at == before.due_at
            for key, clock in clocks.items():
                if clock.breached_at is not None:
                    assert clock.breached_at == clock.due_at
                    self.broken.setdefault(key, clock)

    @invariant()
    def late_work_is_late_whatever_the_status(self) -> None:
        for case in self.cases.cases.values():
            for clock in case.clocks:
                if clock.satisfied_at is not None:
                    late = clock.satisfied_at > clock.due_at
                    assert clock.is_breached(self.now) == late
                    assert (clock.breached_at is not None) == late

    @invariant()
    def each_thing_is_announced_once(self) -> None:
        for case_id, history in self.cases.entries.items():
            changes = [change for entry in history for change in entry.changes]
            breaches = Counter(
                (c.metric, c.episode) for c in changes if isinstance(c, ClockBreached)
            )
            assert set(breaches.values()) <= {1}, case_id
            steps = Counter(
                (c.metric, c.episode, c.step) for c in changes if isinstance(c, Escalated)
            )
            assert set(steps.values()) <= {1}
            warnings = Counter(
                (c.metric, c.episode, c.warned) for c in changes if isinstance(c, ClockWarned)
            )
            assert set(warnings.values()) <= {1}

    @invariant()
    def waiting_is_no_excuse_for_not_answering(self) -> None:
        for case in self.cases.cases.values():
            assert all(c.paused_at is None for c in case.clocks if c.metric in RESPONSE_METRICS)

    @invariant()
    def only_waiting_pauses(self) -> None:
        for case in self.cases.cases.values():
            if case.status in (CaseStatus.IN_PROGRESS, CaseStatus.NEW):
                assert all(c.paused_at is None for c in case.clocks if c.is_open)

    @invariant()
    def a_closed_case_is_still(self) -> None:
        for case in self.cases.cases.values():
            if case.is_closed:
                assert not any(clock.is_open for clock in case.clocks)
                assert next_wake_at(case, POLICY, self.now) is None

    @invariant()
    def one_promise_a_metric_and_episode(self) -> None:
        for case in self.cases.cases.values():
            keys = Counter(clock.key for clock in case.clocks)
            assert set(keys.values()) <= {1}
            running = Counter(
                c.metric
                for c in case.clocks
                if c.is_open and c.metric is not SlaMetric.PROMISED_UPDATE
            )
            assert set(running.values()) <= {1}

    @invariant()
    def nothing_is_said_twice(self) -> None:
        said = Counter((r.id, r.case_id, r.undoes) for r in self.platform.published)
        assert set(said.values()) <= {1}

    @invariant()
    def deeds_are_done_once_and_those_against_abuse_by_two(self) -> None:
        for case in self.cases.cases.values():
            living = Counter((d.form, d.target_id) for d in case.standing_deeds)
            assert set(living.values()) <= {1}
            taken = [
                change
                for entry in self.cases.entries[case.id]
                for change in entry.changes
                if isinstance(change, AbuseStepTaken)
            ]
            approved = [c for c in taken if c.step in BY_TWO]
            assert all(c.approved_by and c.approved_by != c.request.by for c in approved)
            hard = sum(d.form is not ReplyForm.LIKE and not d.undoes for d in case.deeds)
            assert hard == sum(c.step in FORM_OF for c in approved)

    @invariant()
    def what_stands_on_the_platform_is_what_the_case_says(self) -> None:
        done = [(r.case_id, r.undoes or r.id, bool(r.undoes)) for r in self.platform.published]
        for case in self.cases.cases.values():
            sent = {d.undoes or d.id for d in case.deeds if d.status is ReplyStatus.SENT}
            standing = {d.id for d in case.standing_deeds}
            for deed in (d for d in case.deeds if not d.undoes and d.id in sent):
                story = [undone for *which, undone in done if which == [case.id, deed.id]]
                if not case.is_taken_back(deed.id):
                    assert story[0] is False
                elif deed.id not in standing:
                    assert story in ([], [False, True])

    @invariant()
    def no_step_against_abuse_without_abuse_and_the_steps_before(self) -> None:
        for case_id, history in self.cases.entries.items():
            steps = [
                change.step
                for entry in history
                for change in entry.changes
                if isinstance(change, AbuseStepTaken)
            ]
            if steps:
                words = [c.evidence for c in self.evidence(case_id)]
                assert set(words) == {"aptallar"}
                assert steps[0] is AbuseStep.WARN
            if any(step in FORM_OF for step in steps):
                assert AbuseStep.SILENCE in steps
            if AbuseStep.BLOCK in steps:
                before = steps[: steps.index(AbuseStep.BLOCK)]
                assert {AbuseStep.HIDE, AbuseStep.MUTE} & {*before}

    @invariant()
    def a_case_has_one_conversation_a_place(self) -> None:
        for case in self.cases.cases.values():
            where = Counter((t.channel, t.visibility) for t in case.conversations)
            assert set(where.values()) == {1}
            assert case.place.last_mention_id == case.last_mention_id

    @invariant()
    def in_public_a_move_is_told_once(self) -> None:
        said = Counter(
            (reply.case_id, reply.purpose)
            for reply in self.platform.published
            if reply.form is ReplyForm.PUBLIC and reply.purpose in MOVES
        )
        assert set(said.values()) <= {1}

    @invariant()
    def the_table_gives_back_what_it_was_given(self) -> None:
        for history in self.cases.entries.values():
            for entry in history[-1:]:
                assert read_entry(serialize(entry_to_plain(entry))) == entry

    # Helping hands --------------------------------------------------------------------------

    def take(self, event: Incoming, *, new: bool = True) -> Outcome:
        channel = event.mention.channel if isinstance(event, MentionAdded) else "x"
        delivery = Delivery(channel=channel, body="{}", received_at=self.now)
        (outcome,) = self.ingest(delivery, FakePlatform(events=(event,)), self.now)
        if new:
            self.told.append(event)
        return outcome

    def send_form(self, case_id: str, wanted: AgentAct, version: int) -> None:
        try:
            outcome = self.act(case_id, wanted, seen_version=version, now=self.now)
        except ActRefused:
            return
        if outcome is ActOutcome.DONE:
            self.acts.append((wanted, version))

    def a_case(self, data: st.DataObject) -> Case:
        return self.cases.get(data.draw(st.sampled_from(sorted(self.cases.cases))))

    def possible(self, acts: Collection[Act]) -> list[tuple[str, Act]]:
        """Which of these can be done now, and in which case."""
        return [
            (case_id, act)
            for case_id in sorted(self.cases.cases)
            for file in [self.cases.file(case_id)]
            for act in possible_acts(file.case, POLICY, file.mentions, {"x": OFFERS})
            if act in acts
        ]

    def evidence(self, case_id: str) -> list[AbuseRequest]:
        changes = (c for entry in self.cases.entries[case_id] for c in entry.changes)
        return [c.request for c in changes if isinstance(c, AbuseStepAsked | AbuseStepTaken)]

    def pending(self) -> list[tuple[str, str]]:
        return [key for key, r in self.cases.replies.items() if r.status is ReplyStatus.QUEUED]


CasesLife.TestCase.settings = settings(
    max_examples=120,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestACasesLife = CasesLife.TestCase


def test_the_whole_of_a_history_survives_the_table() -> None:
    story = open_a_case().act(Act.REPLY, NOW + MINUTE).sent(NOW + 2 * MINUTE)
    entries: list[Entry] = [read_entry(serialize(entry_to_plain(e))) for e in story.history]
    assert entries == story.history
