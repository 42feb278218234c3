"""Small builders: each makes a sound thing of the domain, and takes what the test is about.

    a_case(status=CaseStatus.RESOLVED)
    a_file(mentions=[a_mention(text="Kargom gelmedi")])
    open_a_case().file()          a case as the domain itself opens it

All times are around `NOW`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from hearback.domain.acts import Act, AgentAct, perform
from hearback.domain.alerts import Alert, AlertKind
from hearback.domain.case import Case, CaseMention, CaseStatus
from hearback.domain.changes import CaseOpened, Change, Entry
from hearback.domain.classification import (
    Classification,
    Kind,
    Language,
    Leverage,
    Sentiment,
    Severity,
    Topic,
    Verdict,
)
from hearback.domain.decision import SYSTEM, Decision
from hearback.domain.joining import join_case
from hearback.domain.mention import Author, Mention, Visibility
from hearback.domain.opening import open_case
from hearback.domain.policy import CarePolicy, Team
from hearback.domain.ports import CaseFile
from hearback.domain.replies import Reply, ReplyPurpose, ReplyStatus
from hearback.domain.reply_outcomes import reply_failed, reply_sent
from hearback.domain.sla import SlaClock, SlaMetric
from hearback.domain.timers import fire
from hearback.domain.wording import queue_automatic

NOW = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
"""A Tuesday, 14:00 in Istanbul."""

CASE_ID = "01JNZ8Q4V0T5B6M2XW7K3F2QAB"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def a_policy(**changes: Any) -> CarePolicy:
    """Two teams (Turkish, English), one SLA rule with every metric, words for every purpose."""
    plain: dict[str, Any] = {
        "version": "test",
        "brands": [
            {
                "id": "nivora",
                "name": "Nivora",
                "watch_words": ["Nivora"],
                "accounts": [
                    {"channel": "x", "id": "1500", "handle": "NivoraDestek"},
                    {"channel": "facebook", "id": "2060", "handle": "Nivora"},
                ],
            }
        ],
        "calendars": {
            "service": {
                "time_zone": "Europe/Istanbul",
                "windows": {"monday-friday": ["09:00-18:00"]},
            }
        },
        "teams": [
            {"id": "care", "name": "Müşteri Deneyimi", "language": "tr"},
            {"id": "care-en", "name": "International Care", "language": "en"},
        ],
        "routes": [{"team": "care-en", "match": {"language": "en"}}, {"team": "care"}],
        "opens_case": ["complaint", "question", "suggestion", "praise"],
        "closes_when_acknowledged": ["praise"],
        "join_within": "1d",
        "sla": [
            {
                "id": "everything",
                "calendar": "service",
                "targets": [
                    {"metric": "acknowledgement", "target_time": "15m"},
                    {"metric": "first_response", "target_time": "1h", "satisfied_by": "human"},
                    {"metric": "next_response", "target_time": "2h", "satisfied_by": "human"},
                    {"metric": "promised_update", "target_time": "1h", "satisfied_by": "human"},
                    {"metric": "periodic_update", "target_time": "24h", "satisfied_by": "human"},
                    {"metric": "resolution", "target_time": "48h", "pausable": True},
                    {"metric": "follow_up", "target_time": "4h", "clock": "calendar"},
                ],
            }
        ],
        "ladder": [{"role": "team_lead", "after": "30m"}, {"role": "manager", "after": "2h"}],
        "follow_up": {
            "silence_resolves": "24h",
            "after": "24h",
            "close_after": "72h",
            "calendar": "service",
        },
        "automatic": {"acknowledge": ["complaint", "question"]},
        "templates": [
            {"purpose": purpose, "language": language, "text": text}
            for language, texts in _TEMPLATES.items()
            for purpose, text in texts.items()
        ],
    }
    return CarePolicy.model_validate(plain | changes)


def a_full_policy(**changes: Any) -> CarePolicy:
    """`a_policy` with all that the acts beyond answering need: ways, house rules, their words."""
    plain = a_policy().model_dump(mode="json")
    brand = plain["brands"][0]
    brand["accounts"] += [
        {"channel": "x", "id": "1600", "handle": "Nivora", "purpose": "corporate"},
        {"channel": "messenger", "id": "2060"},
    ]
    brand["ways"] = {
        "email": "destek@nivora.example",
        "phone": "0850 000 00 00",
        "web_form": "https://nivora.example/destek",
    }
    words = [
        {"purpose": purpose, "language": "tr", "text": text}
        for purpose, text in _MORE_TEMPLATES.items()
    ]
    words.append(
        {
            "purpose": "identity_check",
            "language": "tr",
            "visibility": "private",
            "text": "Müşteri numaranızı yazar mısınız? {brand}",
        }
    )
    more = {
        "brands": [brand],
        "abuse": {"house_rules": "https://nivora.example/kurallar"},
        "waiting": {"remind_after": "24h", "close_after": "96h", "calendar": "always"},
        "templates": [*a_policy().templates, *words],
    }
    return a_policy(**more | changes)


_MORE_TEMPLATES = {
    "move_to_dm": "Merhaba {handle}, size özelden yazdık. {brand}",
    "move_to_email": "Merhaba {handle}, e-postayla sürdürelim: {contact}, konu {reference} {brand}",
    "move_to_phone": "Merhaba {handle}, telefonda sürdürelim: {contact}, kod {reference} {brand}",
    "move_to_web_form": "Merhaba {handle}, formdan sürdürelim: {contact} kod {reference} {brand}",
    "warning": "Merhaba {handle}, hakarete yanıt veremiyoruz: {rules} {brand}",
}

_TEMPLATES = {
    "tr": {
        "acknowledgement": "Merhaba {handle}, mesajınızı aldık, hemen inceliyoruz. {brand}",
        "answer": "Merhaba {handle},",
        "promise": "Merhaba {handle}, size en geç {time} itibarıyla bilgi vereceğiz. {brand}",
        "ask_customer": "Merhaba {handle}, bilgilerinizi özel mesajla iletir misiniz? {brand}",
        "resolution": "Merhaba {handle}, konunuz çözüldü. Sizin için de çözüldü mü? {brand}",
        "follow_up": "Merhaba {handle}, her şey yolunda mı? {brand}",
    },
    "en": {
        "acknowledgement": "Hello {handle}, we have your message and are on it. {brand}",
        "answer": "Hello {handle},",
        "promise": "Hello {handle}, you will hear from us by {time} at the latest. {brand}",
        "ask_customer": "Hello {handle}, could you send us your details privately? {brand}",
        "resolution": "Hello {handle}, this is settled now. Is it solved for you, too? {brand}",
        "follow_up": "Hello {handle}, is everything fine? {brand}",
    },
}


def a_team(**changes: Any) -> Team:
    return Team.model_validate({"id": "care", "name": "Müşteri Deneyimi"} | changes)


def an_author(**changes: Any) -> Author:
    return replace(Author(id="42", name="Ayşe Yılmaz", handle="ayse"), **changes)


def a_mention(**changes: Any) -> Mention:
    mention = Mention(
        channel="x",
        account_id="1500",
        external_id="900",
        author=an_author(),
        text="Kargom 12 gündür gelmedi, kimse cevap vermiyor!",
        received_at=NOW,
        thread_id="900",
        url="https://x.com/ayse/status/900",
    )
    return replace(mention, **changes)


def a_classification(**labels: Any) -> Classification:
    """Sure of everything: `a_classification(kind=Kind.QUESTION)`."""
    sure: dict[str, Any] = {
        "language": Language.TURKISH,
        "kind": Kind.COMPLAINT,
        "sentiment": Sentiment.NEGATIVE,
        "offensive": False,
        "severity": Severity.MEDIUM,
        "leverage": Leverage.NONE,
        "topic": Topic.DELIVERY,
    }
    verdicts: dict[str, Any] = {
        name: Verdict(label, 1.0) for name, label in (sure | labels).items()
    }
    return Classification(engine="test", **verdicts)


def a_case_mention(mention: Mention | None = None, **changes: Any) -> CaseMention:
    kept = CaseMention(
        case_id=CASE_ID, mention=mention or a_mention(), classification=a_classification()
    )
    return replace(kept, **changes)


def a_clock(**changes: Any) -> SlaClock:
    """A running acknowledgement clock of fifteen minutes."""
    clock = SlaClock(
        metric=SlaMetric.ACKNOWLEDGEMENT,
        episode=1,
        started_at=NOW,
        target_seconds=900,
        due_at=NOW + 15 * MINUTE,
    )
    return replace(clock, **changes)


def a_case(**changes: Any) -> Case:
    """A new Turkish complaint on X, with no clock of its own."""
    case = Case(
        id=CASE_ID,
        version=1,
        brand="nivora",
        channel="x",
        account_id="1500",
        visibility=Visibility.PUBLIC,
        author=an_author(),
        thread_id="900",
        status=CaseStatus.NEW,
        kind=Kind.COMPLAINT,
        severity=Severity.MEDIUM,
        topic=Topic.DELIVERY,
        language=Language.TURKISH,
        team="care",
        policy_id="everything",
        policy_version="test",
        opened_at=NOW,
        updated_at=NOW,
        last_mention_id="900",
        last_mention_at=NOW,
        execution=CASE_ID,
    )
    return replace(case, **changes)


def a_reply(**changes: Any) -> Reply:
    reply = Reply(
        id="000002-1",
        case_id=CASE_ID,
        channel="x",
        account_id="1500",
        in_reply_to="900",
        text="Merhaba @ayse, hemen bakıyoruz.",
        purpose=ReplyPurpose.ANSWER,
        by_human=True,
        author="agent:Elif",
        created_at=NOW + MINUTE,
    )
    return replace(reply, **changes)


def an_entry(*changes: Change, **others: Any) -> Entry:
    entry = Entry(case_id=CASE_ID, version=2, at=NOW + MINUTE, actor=SYSTEM, changes=changes)
    return replace(entry, **others)


def an_opening(case: Case) -> Entry:
    """The first entry of a case's history."""
    change = CaseOpened(
        case_id=case.id,
        brand=case.brand,
        channel=case.channel,
        account_id=case.account_id,
        visibility=case.visibility,
        author=case.author,
        thread_id=case.thread_id,
        external_id=case.last_mention_id,
        kind=case.kind,
        severity=case.severity,
        topic=case.topic,
        language=case.language,
        leverage=case.leverage,
        offensive=case.offensive,
        needs_review=case.needs_review,
        team=case.team,
        policy_id=case.policy_id,
        policy_version=case.policy_version,
        opened_at=case.opened_at,
    )
    return an_entry(change, version=1, at=case.opened_at, actor="customer", case_id=case.id)


def a_file(
    case: Case | None = None,
    *,
    mentions: Sequence[Mention | CaseMention] | None = None,
    history: Sequence[Entry] = (),
    replies: Sequence[Reply] = (),
) -> CaseFile:
    """A case with its opening, one mention of its author, and what else is given."""
    case = case or a_case()
    given = [a_mention(author=case.author)] if mentions is None else mentions
    kept = (m if isinstance(m, CaseMention) else a_case_mention(m) for m in given)
    return CaseFile(
        case=case,
        history=(an_opening(case), *history),
        mentions=tuple(kept),
        replies=tuple(replies),
    )


def an_alert(kind: AlertKind = AlertKind.OPENED, **changes: Any) -> Alert:
    return replace(Alert(case_id=CASE_ID, version=1, number=0, kind=kind), **changes)


class Story:
    """A case that lives: each step is decided by the domain and kept as the table keeps it."""

    def __init__(self, decision: Decision, mention: CaseMention) -> None:
        self.policy = decision.policy
        self.mentions = [mention]
        self.replies: dict[str, Reply] = {}
        self.history: list[Entry] = []
        self.case = decision.case
        self.take(decision)

    def take(self, decision: Decision) -> Self:
        """Keep a decision, as a commit would; one without changes leaves no trace."""
        if decision.changes:
            self.case = decision.result()
            self.history.append(decision.entry())
            self.replies |= {reply.id: reply for reply in decision.replies}
        return self

    def acknowledged_by_itself(self, now: datetime) -> Self:
        decision = Decision(self.case, policy=self.policy, now=now, actor=SYSTEM)
        queue_automatic(decision, ReplyPurpose.ACKNOWLEDGEMENT)
        return self.take(decision).sent(now)

    def act(self, act: Act, now: datetime, **changes: Any) -> Self:
        """An agent's act; what it says stays queued."""
        wanted = AgentAct(act=act, agent="Elif", can_reply=True, text="Merhaba, bakıyoruz.")
        decision = perform(
            self.case,
            replace(wanted, **changes),
            policy=self.policy,
            now=now,
            mentions=self.mentions,
        )
        return self.take(decision)

    def sent(self, now: datetime) -> Self:
        """The latest reply reaches its platform."""
        done = replace(self._latest, status=ReplyStatus.SENT, sent_at=now, external_id="r1")
        self.replies[done.id] = done
        return self.take(reply_sent(self.case, done, policy=self.policy, sent_at=now))

    def failed(self, reason: str, now: datetime) -> Self:
        """The platform refuses the latest reply."""
        done = replace(self._latest, status=ReplyStatus.FAILED, failure=reason)
        self.replies[done.id] = done
        return self.take(reply_failed(self.case, done, policy=self.policy, now=now))

    def wrote(self, text: str, now: datetime, **labels: Any) -> Self:
        """The customer writes again."""
        number = str(900 + len(self.mentions))
        first = self.mentions[0].mention
        mention = replace(first, external_id=number, text=text, received_at=now)
        classification = a_classification(**labels)
        self.mentions.append(
            CaseMention(case_id=self.case.id, mention=mention, classification=classification)
        )
        return self.take(join_case(self.case, mention, classification, policy=self.policy, now=now))

    def timers_fired(self, now: datetime) -> Self:
        return self.take(fire(self.case, policy=self.policy, now=now, can_reply=True))

    def file(self) -> CaseFile:
        return CaseFile(
            case=self.case,
            history=tuple(self.history),
            mentions=tuple(self.mentions),
            replies=tuple(self.replies.values()),
        )

    @property
    def _latest(self) -> Reply:
        return max(self.replies.values(), key=lambda reply: reply.id)


def open_a_case(
    mention: Mention | None = None, policy: CarePolicy | None = None, **labels: Any
) -> Story:
    """A case as the domain opens it: `open_a_case(kind=Kind.PRAISE).timers_fired(...)`."""
    mention = mention or a_mention()
    classification = a_classification(**labels)
    decision = open_case(
        mention,
        classification,
        case_id=CASE_ID,
        brand="nivora",
        policy=policy or a_policy(),
        now=mention.received_at,
    )
    kept = CaseMention(case_id=CASE_ID, mention=mention, classification=classification)
    return Story(decision, kept)
