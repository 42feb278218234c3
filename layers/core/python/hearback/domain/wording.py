"""The policy's words for a case: automatic replies, and drafts for agents."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from hearback.domain.case import Case
from hearback.domain.classification import Language
from hearback.domain.decision import Decision
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ReplyPurpose
from hearback.domain.sla import SlaMetric
from hearback.domain.templates import fill

_NAME = re.compile(r"[^\W\d_]{1,30}")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,30}")


def draft(
    case: Case, purpose: ReplyPurpose, policy: CarePolicy, promised_at: datetime | None = None
) -> str:
    """The first fitting template, filled in; empty if the policy has none for this case."""
    for text in _fitting(case, purpose, policy):
        return fill(text, _values(case, policy, promised_at))
    return ""


def queue_automatic(decision: Decision, purpose: ReplyPurpose) -> bool:
    """Put the policy's own words on their way; false if it has none.

    Words that name a time promise it: the customer hears from a person by the time at which the
    first response is due. Where no such clock runs, words without a time are taken.
    """
    response = decision.case.open_clock(SlaMetric.FIRST_RESPONSE)
    promised_at = response.due_at if response is not None and response.is_running else None
    for text in _fitting(decision.case, purpose, decision.policy):
        promises = "{time}" in text
        if promises and promised_at is None:
            continue
        decision.queue_reply(
            purpose=purpose,
            text=fill(text, _values(decision.case, decision.policy, promised_at)),
            by_human=False,
            promised_at=promised_at if promises else None,
        )
        return True
    return False


def _fitting(case: Case, purpose: ReplyPurpose, policy: CarePolicy) -> Iterator[str]:
    language = case.language if case.language is not Language.OTHER else Language.ENGLISH
    for template in policy.templates:
        if template.fits(purpose=purpose, language=language, channel=case.channel, kind=case.kind):
            yield template.text


def acknowledges_itself(case: Case, policy: CarePolicy) -> bool:
    """Whether this case is acknowledged without a person, and was not yet."""
    rule = policy.automatic
    return (
        case.kind in rule.acknowledge
        and not (case.offensive and rule.not_when_offensive)
        and not any(mark.purpose is ReplyPurpose.ACKNOWLEDGEMENT for mark in case.replies)
    )


def _safe(pattern: re.Pattern[str], text: str, prefix: str = "") -> str:
    """What a customer calls themselves, unless it says something in our name."""
    return prefix + text if pattern.fullmatch(text) else ""


def _values(case: Case, policy: CarePolicy, promised_at: datetime | None) -> dict[str, str]:
    support = policy.support_account(case.brand, case.channel)
    zone = ZoneInfo(policy.team(case.team).time_zone)
    return {
        "name": _safe(_NAME, case.author.name.split(" ")[0]),
        "handle": _safe(_HANDLE, case.author.handle, "@"),
        "brand": policy.brand(case.brand).name,
        "support": f"@{support.handle}" if support and support.handle else "",
        "time": f"{promised_at.astimezone(zone):%d.%m. %H:%M}" if promised_at else "",
    }
