"""Alert mails in plain text, for a mailing service that knows no other."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from hearback.adapters.agents.case_mail import case_mail, in_order
from hearback.adapters.agents.links import VIEW, LinkSigner
from hearback.adapters.agents.news import first_line
from hearback.adapters.agents.next_step import pressing_clock
from hearback.adapters.agents.plain import defanged, flat
from hearback.adapters.agents.times import Times
from hearback.adapters.agents.words import Words
from hearback.domain.alerts import AlertKind
from hearback.domain.case_ref import case_ref
from hearback.domain.changes import CaseOpened
from hearback.domain.policy import CarePolicy, Team
from hearback.domain.ports import CaseFile
from hearback.use_cases.send_alerts import AlertedCase, Mail

LONGEST_SUBJECT = 99
"""SNS takes subjects of "less than 100 characters", UTF-8, without control characters."""

_URGENCY = list(AlertKind)
_LONGEST_EXCERPT = 140
_NEVER = datetime.max.replace(tzinfo=UTC)


class TextMailWriter:
    """Writes a mail for one case, or a digest for several. Subjects hold no word of anybody's."""

    def __init__(self, signer: LinkSigner, policy: CarePolicy) -> None:
        self._signer = signer
        self._policy = policy

    def write(self, team: Team, alerted: Sequence[AlertedCase], now: datetime) -> Mail:
        times = Times(Words(team.language), team.time_zone, now)
        by_case: dict[str, list[AlertedCase]] = {}
        for one in sorted(alerted, key=_urgency):
            by_case.setdefault(one.file.case.id, []).append(one)
        cases = list(by_case.values())
        if len(cases) == 1:
            body = case_mail(cases[0], times, self._signer, self._policy)
            return Mail(subject=_subject(cases[0][0].file, times.words), body=body)
        return Mail(subject=_digest_subject(cases, times.words), body=self._digest(cases, times))

    def _digest(self, cases: Sequence[Sequence[AlertedCase]], times: Times) -> str:
        first = times.words("mail.digest_first", cases=len(cases))
        return "\n\n".join([first, *(self._compact(case, times) for case in cases)]) + "\n"

    def _compact(self, alerted: Sequence[AlertedCase], times: Times) -> str:
        case, words = alerted[0].file.case, times.words
        labels = (case_ref(case.id), words.named("channel", case.channel), words.of(case.kind))
        lines = (
            first_line(alerted[0], times),
            f"{' · '.join(labels)} · “{_excerpt(alerted[0].file, words)}”",
            self._signer.link(case.id, VIEW, times.now),
        )
        return "\n".join(lines)


def _urgency(alerted: AlertedCase) -> tuple[int, datetime, str]:
    clock = alerted.clock or pressing_clock(alerted.file.case)
    due_at = clock.due_at if clock else _NEVER
    return _URGENCY.index(alerted.alert.kind), due_at, alerted.alert.id


def _subject(file: CaseFile, words: Words) -> str:
    """Made of what never changes in a case, so that mail programs keep its mails together."""
    opening = (change for entry in file.history for change in entry.changes)
    kind = next((c.kind for c in opening if isinstance(c, CaseOpened)), file.case.kind)
    channel = words.named("channel", file.case.channel)
    ref = case_ref(file.case.id)
    text = words("mail.subject", channel=channel, kind=words.of(kind), ref=ref)
    return flat(text, LONGEST_SUBJECT)


def _digest_subject(cases: Sequence[Sequence[AlertedCase]], words: Words) -> str:
    counts = Counter(alerted[0].alert.kind for alerted in cases)
    told = (words(f"alert_count.{kind}", n=counts[kind]) for kind in _URGENCY if counts[kind])
    text = words("mail.digest_subject", cases=len(cases), counts=", ".join(told))
    return flat(text, LONGEST_SUBJECT)


def _excerpt(file: CaseFile, words: Words) -> str:
    newest = next(reversed(in_order(file.mentions)), None)
    text = flat(newest.mention.text, _LONGEST_EXCERPT) if newest else ""
    return defanged(text) or words("mail.no_words")
