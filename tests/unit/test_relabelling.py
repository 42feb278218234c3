"""An agent says what a case is, and everything that hangs on it follows."""

import pytest

from hearback.domain.acts import Act, Labels
from hearback.domain.alerts import AlertKind, alerts_for
from hearback.domain.case import CaseStatus
from hearback.domain.changes import Reclassified
from hearback.domain.classification import Kind, Language, Severity, Topic
from hearback.domain.corrections import Correction, correction_of
from hearback.domain.errors import ActRefused
from hearback.domain.policy import CarePolicy
from hearback.domain.sla import SlaMetric
from tests.builders import HOUR, MINUTE, NOW, Story, a_policy, open_a_case


def rule(id_: str, minutes: int, **match: object) -> dict[str, object]:
    targets = [{"metric": "first_response", "target_time": f"{minutes}m"}]
    return {"id": id_, "match": match, "calendar": "service", "targets": targets}


def routed() -> CarePolicy:
    return a_policy(
        sla=[rule("urgent", 30, severity=[2]), rule("rest", 60)],
        teams=[{"id": "care", "name": "Care"}, {"id": "billing", "name": "Billing"}],
        routes=[{"team": "billing", "match": {"topic": "billing"}}, {"team": "care"}],
    )


def relabelled(story: Story, **labels: object) -> Story:
    case = story.case
    now = {"kind": case.kind, "severity": case.severity, "topic": case.topic}
    wanted = Labels(**(now | labels))  # type: ignore[arg-type]
    return story.act(Act.RELABEL, NOW + 5 * MINUTE, labels=wanted)


def test_a_graver_case_gets_the_graver_promise_from_its_start() -> None:
    story = relabelled(open_a_case(policy=routed()), severity=Severity.URGENT)
    assert story.case.policy_id == "urgent"
    assert story.case.clock(SlaMetric.FIRST_RESPONSE, 1).due_at == NOW + 30 * MINUTE


def test_a_milder_case_gets_the_milder_promise() -> None:
    story = relabelled(
        open_a_case(policy=routed(), severity=Severity.URGENT), severity=Severity.LOW
    )
    assert story.case.clock(SlaMetric.FIRST_RESPONSE, 1).due_at == NOW + 60 * MINUTE


def test_a_promise_that_was_broken_stays_broken() -> None:
    story = open_a_case(policy=routed(), severity=Severity.URGENT)
    story.timers_fired(NOW + 31 * MINUTE)
    case = story.case
    wanted = Labels(kind=case.kind, severity=Severity.LOW, topic=case.topic)
    story.act(Act.RELABEL, NOW + 32 * MINUTE, labels=wanted)
    clock = story.case.clock(SlaMetric.FIRST_RESPONSE, 1)
    assert clock.breached_at == clock.due_at == NOW + 30 * MINUTE


def test_another_topic_brings_the_case_to_its_team_which_hears_of_it() -> None:
    story = relabelled(open_a_case(policy=routed()), topic=Topic.BILLING)
    assert (story.case.team, story.case.assignee) == ("billing", "")
    assert AlertKind.HANDED_OVER in {alert.kind for alert in alerts_for(story.history[-1])}


def test_a_case_that_was_handed_over_stays_where_it_is() -> None:
    story = open_a_case(policy=routed()).act(Act.HAND_OVER, NOW, team="billing")
    assert relabelled(story, severity=Severity.URGENT).case.team == "billing"


def test_the_word_of_an_agent_is_kept_in_the_history_and_needs_no_review() -> None:
    story = relabelled(open_a_case(policy=routed()), kind=Kind.QUESTION)
    entry = story.history[-1]
    assert entry.actor == "agent:Elif"
    assert any(isinstance(c, Reclassified) and c.kind is Kind.QUESTION for c in entry.changes)
    assert not story.case.needs_review
    assert story.case.assignee == "Elif"


def test_labels_that_change_nothing_are_refused() -> None:
    with pytest.raises(ActRefused, match="nothing_changed"):
        relabelled(open_a_case(policy=routed()))


def test_a_resolved_case_gets_its_labels_but_no_new_clock() -> None:
    story = open_a_case(policy=routed()).act(Act.PROPOSE_RESOLUTION, NOW).sent(NOW)
    story.timers_fired(NOW + 24 * HOUR)
    before = story.case.clocks
    case = story.case
    wanted = Labels(kind=Kind.QUESTION, severity=case.severity, topic=case.topic)
    story.act(Act.RELABEL, NOW + 25 * HOUR, labels=wanted)
    assert story.case.status is CaseStatus.RESOLVED
    assert story.case.clocks == before


def test_what_an_agent_corrected_is_kept_for_the_next_training() -> None:
    story = relabelled(open_a_case(policy=routed()), kind=Kind.QUESTION)
    relabelled(story, topic=Topic.APP)
    assert correction_of(story.file()) == Correction(
        text=story.mentions[0].mention.text,
        language=Language.TURKISH,
        kind=Kind.QUESTION,
        severity=Severity.MEDIUM,
        topic=Topic.APP,
    )


def test_what_a_customer_made_graver_is_nobodys_correction() -> None:
    story = open_a_case(kind=Kind.QUESTION, policy=routed()).wrote("Rezalet", NOW + MINUTE)
    assert story.case.kind is Kind.COMPLAINT
    assert correction_of(story.file()) is None
