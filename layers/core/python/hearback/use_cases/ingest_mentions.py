"""From a delivery to cases: parse, recognise, classify, then open a case or join one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hearback.domain.case import Case, CaseMention, CaseStatus
from hearback.domain.channel_life import ChannelLog
from hearback.domain.classification import Classification, Kind
from hearback.domain.decision import Decision
from hearback.domain.errors import AlreadySeen, NotFound
from hearback.domain.joining import delete_mention, edit_mention, join_case
from hearback.domain.mention import (
    AccessRevoked,
    EventBroken,
    EventIgnored,
    Incoming,
    Mention,
    MentionAdded,
    MentionDeleted,
    MentionEdited,
    ReplyReturned,
)
from hearback.domain.opening import open_case
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import (
    AuthorProfile,
    Cases,
    Classifier,
    MentionQueue,
    Platform,
    SeenMention,
)
from hearback.domain.text import clean
from hearback.domain.threads import Thread, references_in
from hearback.domain.watch_words import BrandFinder
from hearback.domain.webhooks import Delivery
from hearback.use_cases.note_revocation import NoteRevocation
from hearback.use_cases.saving import save, until_settled
from hearback.use_cases.take_back_reply import TakeBackReply


class Outcome(StrEnum):
    """What became of one event; each is a metric."""

    OPENED = "opened"
    JOINED = "joined"
    NOISE = "noise"
    DUPLICATE = "duplicate"
    ECHO = "echo"
    UNRELATED = "unrelated"
    EDITED = "edited"
    DELETED = "deleted"
    IGNORED = "ignored"
    BROKEN = "broken"
    HANDSHAKE = "handshake"
    RETURNED = "returned"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingest:
    """The use case with what it needs. `new_id` gives sortable case ids."""

    cases: Cases
    classifier: Classifier
    finder: BrandFinder
    policy: CarePolicy
    queue: MentionQueue
    log: ChannelLog
    new_id: Callable[[], str]

    def __call__(
        self, delivery: Delivery, platform: Platform, now: datetime
    ) -> tuple[Outcome, ...]:
        """Take in all events of a delivery; doing it again changes nothing more."""
        return tuple(self._take(event, delivery, now) for event in platform.parse(delivery))

    def _take(self, event: Incoming, delivery: Delivery, now: datetime) -> Outcome:
        match event:
            case MentionAdded(mention=mention) | MentionEdited(mention=mention) if self.policy.owns(
                mention.channel, mention.author.id
            ):
                return Outcome.ECHO
            case MentionAdded(mention=mention):
                return until_settled(lambda: self._added(_cleaned(mention), now))
            case MentionEdited(mention=mention):
                return until_settled(lambda: self._edited(_cleaned(mention), now))
            case MentionDeleted():
                return until_settled(lambda: self._deleted(event, now))
            case ReplyReturned():
                take_back = TakeBackReply(cases=self.cases, policy=self.policy)
                return Outcome.RETURNED if take_back(event, now) else Outcome.IGNORED
            case AccessRevoked(channel=channel, account_id=account_id):
                note = NoteRevocation(policy=self.policy, log=self.log)
                return Outcome.REVOKED if note(channel, account_id, now) else Outcome.IGNORED
            case EventIgnored():
                return Outcome.IGNORED
            case EventBroken():
                self.queue.reject(replace(delivery, body=event.fragment), event.reason)
                return Outcome.BROKEN

    def _added(self, mention: Mention, now: datetime) -> Outcome:
        if self.cases.seen(mention.channel, mention.external_id):
            return Outcome.DUPLICATE
        return self._take_in(mention, now)

    def _take_in(self, mention: Mention, now: datetime, was_noise: bool = False) -> Outcome:
        awaiting, awaited = self._awaiting(mention)
        brand = awaiting.brand if awaiting else self._brand_of(mention)
        if brand is None:
            return Outcome.UNRELATED
        classification = self.classifier.classify(mention.text, mention.language_hint)
        profile = self._profile(mention)
        case = awaiting or self._case_to_join(profile, mention, classification.kind.label)
        if case is not None:
            decision = join_case(
                case, mention, classification, policy=self.policy, now=now, awaited=awaited
            )
        elif classification.kind.label in self.policy.opens_case:
            decision = open_case(
                mention,
                classification,
                case_id=self.new_id(),
                brand=brand,
                policy=self.policy,
                now=now,
            )
        elif was_noise:
            return Outcome.NOISE
        else:
            fresh = self.cases.note_noise(mention, classification, now + self.policy.keep_noise)
            return Outcome.NOISE if fresh else Outcome.DUPLICATE
        return self._write(decision, mention, classification, profile, was_noise)

    def _write(
        self,
        decision: Decision,
        mention: Mention,
        classification: Classification,
        profile: AuthorProfile | None,
        was_noise: bool,
    ) -> Outcome:
        case_id = decision.case.id
        opened = decision.version == 1
        try:
            save(
                self.cases,
                decision,
                mention=CaseMention(
                    case_id=case_id, mention=mention, classification=classification
                ),
                new_mention=SeenMention(
                    channel=mention.channel, external_id=mention.external_id, case_id=case_id
                ),
                was_noise=was_noise,
                author=profile and _with_case(profile, mention, case_id, opened),
            )
        except AlreadySeen:
            return Outcome.DUPLICATE
        return Outcome.OPENED if opened else Outcome.JOINED

    def _edited(self, mention: Mention, now: datetime) -> Outcome:
        seen = self.cases.seen(mention.channel, mention.external_id)
        if seen is None:
            return self._take_in(mention, now)
        if seen.deleted:
            return Outcome.DUPLICATE
        if not seen.case_id:
            return self._take_in(mention, now, was_noise=True)
        stored = self.cases.mention(seen.case_id, mention.channel, mention.external_id)
        if stored.mention.text == mention.text:
            return Outcome.DUPLICATE
        classification = self.classifier.classify(mention.text, mention.language_hint)
        case = self.cases.get(seen.case_id)
        decision = edit_mention(
            case, mention.external_id, classification, policy=self.policy, now=now
        )
        edited = replace(
            stored,
            mention=replace(stored.mention, text=mention.text),
            classification=classification,
            edited_at=now,
        )
        save(self.cases, decision, mention=edited)
        return Outcome.EDITED

    def _deleted(self, event: MentionDeleted, now: datetime) -> Outcome:
        seen = self.cases.seen(event.channel, event.external_id)
        if seen is None or not seen.case_id:
            self.cases.note_deleted(event.channel, event.external_id, now + self.policy.keep_noise)
            return Outcome.DELETED
        stored = self.cases.mention(seen.case_id, event.channel, event.external_id)
        if stored.deleted_at is not None:
            return Outcome.DUPLICATE
        case = self.cases.get(seen.case_id)
        decision = delete_mention(case, event.external_id, policy=self.policy, now=now)
        save(self.cases, decision, mention=replace(stored, deleted_at=now))
        return Outcome.DELETED

    def _brand_of(self, mention: Mention) -> str | None:
        """The brand whose account was addressed, else one that the text names.

        What came to us without a name, through a web form for instance, is the first brand's.
        """
        own = self.policy.brand_of_account(mention.channel, mention.account_id)
        if own is not None:
            return own.id
        found = self.finder.find(mention.text)
        if found:
            return found[0].brand
        return self.policy.brands[0].id if mention.addressed else None

    def _profile(self, mention: Mention) -> AuthorProfile | None:
        if mention.author.id is None:
            return None
        return self.cases.author(mention.channel, mention.author.id)

    def _awaiting(self, mention: Mention) -> tuple[Case | None, Thread | None]:
        """The open case that gave the reference which the mention names, and its thread."""
        for reference in references_in(mention.beside, mention.text):
            case = self._open_case(self.cases.case_of_reference(reference) or "")
            for thread in case.conversations if case else ():
                if thread.reference == reference and thread.takes_reference_of(mention):
                    return case, thread
        return None, None

    def _case_to_join(
        self, profile: AuthorProfile | None, mention: Mention, kind: Kind
    ) -> Case | None:
        """The author's open case of this thread, or the latest within the policy's window.

        Whoever was asked something and answers in private, answers that.
        """
        if profile is None:
            return None
        latest_first = sorted(
            profile.open_cases,
            key=lambda open_: (open_.has_thread(mention.thread_id), open_.last_mention_at),
            reverse=True,
        )
        for known in latest_first:
            same_thread = known.has_thread(mention.thread_id)
            recent = mention.received_at - known.last_mention_at <= self.policy.join_within
            more = recent and kind in self.policy.opens_case
            case = None
            if same_thread or more or mention.is_private:
                case = self._open_case(known.case_id)
            if case is None:
                continue
            awaited = mention.is_private and case.status is CaseStatus.WAITING_CUSTOMER
            if same_thread or awaited or (more and not case.is_resolved):
                return case
        return None

    def _open_case(self, case_id: str) -> Case | None:
        if not case_id:
            return None
        try:
            case = self.cases.get(case_id)
        except NotFound:
            return None
        return None if case.is_closed else case


def _cleaned(mention: Mention) -> Mention:
    return replace(mention, text=clean(mention.text))


def _with_case(
    profile: AuthorProfile, mention: Mention, case_id: str, opened: bool
) -> AuthorProfile:
    known = profile.with_case(case_id, mention.thread_id, mention.received_at)
    return replace(
        known,
        name=mention.author.name or profile.name,
        handle=mention.author.handle or profile.handle,
        case_count=profile.case_count + opened,
    )
