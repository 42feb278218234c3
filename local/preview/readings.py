"""The templates of a policy as they read, with their lengths and what the send gate says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.domain.policy import Brand, CarePolicy
from hearback.domain.send_gate.findings import Finding
from hearback.domain.send_gate.limits import Limit, limit_of
from hearback.domain.send_gate.template_faults import (
    PROMISED_AT,
    ZONE,
    Use,
    check_template,
    longest_values,
    uses,
)
from hearback.domain.templates import Tone, fill
from hearback.domain.wording import as_written

_NAME, _HANDLE = "Ayşe", "@ayse_yilmaz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A template on one channel, with ordinary values (`text`) and with the longest.

    `length` and `longest` are their lengths as the platform counts; `limit` is what it takes.
    `tone` is the channel's. `is_for_all_kinds`: of those that open a case.
    """

    use: Use
    tone: Tone
    text: str
    longest_text: str
    length: int
    longest: int
    limit: int
    findings: tuple[Finding, ...]
    is_for_all_kinds: bool

    def as_data(self) -> dict[str, Any]:
        template = self.use.template
        return {
            "template": self.use.number,
            "channel": self.use.channel,
            "visibility": self.use.visibility.value,
            "language": template.language,
            "purpose": template.purpose.value,
            "kinds": [kind.value for kind in self.use.kinds],
            "tone": self.tone.value,
            "text": self.text,
            "longest_text": self.longest_text,
            "length": self.length,
            "longest": self.longest,
            "limit": self.limit,
            "findings": [finding.rule.value for finding in self.findings],
        }


def readings(policy: CarePolicy, brand: Brand) -> Iterator[Reading]:
    limits: dict[str, Limit] = {}
    for use in uses(policy):
        if use.channel not in limits:
            limits[use.channel] = _limit(use.channel)
        yield _reading(use, brand, policy, limits[use.channel])


def _reading(use: Use, brand: Brand, policy: CarePolicy, limit: Limit) -> Reading:
    values = longest_values(use, brand, policy)
    longest = fill(use.template.text, values)
    ordinary = {"name": _NAME, "handle": _HANDLE, "time": as_written(PROMISED_AT, ZONE)}
    text = fill(use.template.text, values | ordinary)
    return Reading(
        use=use,
        tone=policy.tones.get(use.channel, Tone.WARM),
        text=text,
        longest_text=longest,
        length=limit.length(text),
        longest=limit.length(longest),
        limit=limit.longest,
        findings=check_template(use, brand, longest, limit),
        is_for_all_kinds=set(use.kinds) == set(policy.opens_case),
    )


def _limit(channel: str) -> Limit:
    """As the channel's adapter counts, where there is one."""
    if channel not in ADAPTERS:
        return limit_of(channel)
    adapter = adapter_class(channel)()
    return Limit(adapter.longest_reply, adapter.length)
