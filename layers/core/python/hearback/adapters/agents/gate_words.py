"""What the send gate has against a text: why, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hearback.adapters.agents.plain import flat
from hearback.adapters.agents.times import Times
from hearback.domain.send_gate.findings import Finding, may_be_waived

_LONGEST_EVIDENCE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """`evidence`: the words in question, or the time or the count that matters; maybe nothing."""

    rule_class: str
    why: str
    evidence: str
    mend: str


def finding_views(findings: Iterable[Finding], times: Times) -> tuple[FindingView, ...]:
    words = times.words
    return tuple(
        FindingView(
            rule_class=finding.rule_class,
            why=words(f"gate.{finding.rule}"),
            evidence=times.at(finding.at)
            if finding.at
            else flat(finding.evidence, _LONGEST_EVIDENCE),
            mend=words(f"gate_mend.{finding.rule}"),
        )
        for finding in findings
    )


def waivable(findings: Iterable[Finding]) -> str:
    """The rules that a tick would waive, for the form to bring back; empty if none can be."""
    findings = tuple(findings)
    return " ".join(finding.rule for finding in findings) if may_be_waived(findings) else ""
