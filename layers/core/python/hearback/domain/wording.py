"""The policy's words for a case: automatic replies, and drafts for agents."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from hearback.domain.case import Case
from hearback.domain.classification import Language
from hearback.domain.decision import Decision
from hearback.domain.policy import CarePolicy
from hearback.domain.replies import ReplyPurpose
from hearback.domain.templates import fill

_NAME = re.compile(r"[^\W\d_]{1,30}")
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,30}")


def draft(
    case: Case, purpose: ReplyPurpose, policy: CarePolicy, promised_at: datetime | None = None
) -> str:
    """The first fitting template, filled in; empty if the policy has none for this case."""
    language = case.language if case.language is not Language.OTHER else Language.ENGLISH
    for template in policy.templates:
        if template.fits(purpose=purpose, language=language, channel=case.channel, kind=case.kind):
            return fill(template.text, _values(case, policy, promised_at))
    return ""


def queue_automatic(decision: Decision, purpose: ReplyPurpose) -> bool:
    """Put the policy's own words on their way, once a case and purpose."""
    text = draft(decision.case, purpose, decision.policy)
    if not text:
        return False
    decision.queue_reply(purpose=purpose, text=text, by_human=False)
    return True


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
