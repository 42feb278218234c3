"""Opening a case for its first mention."""

from datetime import datetime

from hearback.domain.changes import CaseOpened
from hearback.domain.classification import Classification
from hearback.domain.clock_plan import STARTED_AT_OPENING
from hearback.domain.decision import CUSTOMER, Decision
from hearback.domain.evolve import opened
from hearback.domain.mention import Mention
from hearback.domain.policy import CarePolicy


def open_case(
    mention: Mention,
    classification: Classification,
    *,
    case_id: str,
    brand: str,
    policy: CarePolicy,
    now: datetime,
) -> Decision:
    """Open a case. Its clocks count from the mention's arrival, not from this moment."""
    facts: dict[str, object] = {
        "channel": mention.channel,
        "account": mention.account_id,
        "brand": brand,
        "kind": classification.kind.label,
        "severity": classification.severity.label,
        "topic": classification.topic.label,
        "language": classification.language.label,
        "visibility": mention.visibility,
        "customer_tier": mention.author.tier,
    }
    opening = CaseOpened(
        case_id=case_id,
        brand=brand,
        channel=mention.channel,
        account_id=mention.account_id,
        visibility=mention.visibility,
        author=mention.author,
        thread_id=mention.thread_id,
        external_id=mention.external_id,
        kind=classification.kind.label,
        severity=classification.severity.label,
        topic=classification.topic.label,
        language=classification.language.label,
        leverage=classification.leverage.label,
        offensive=classification.offensive.label,
        needs_review=classification.kind.confidence < policy.classifying.review_below,
        team=policy.team_for(facts).id,
        policy_id=policy.sla_for(facts).id,
        policy_version=policy.stamp,
        opened_at=mention.received_at,
        subject=mention.subject,
        bulk=mention.bulk,
    )
    decision = Decision(opened(opening), policy=policy, now=now, actor=CUSTOMER)
    decision.changes.append(opening)
    for metric in STARTED_AT_OPENING:
        decision.start(metric, mention.received_at)
    return decision
