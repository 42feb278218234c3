"""Which SLA policy a case gets: the first that fits, by what the case is."""

import pytest

from hearback.domain.classification import Kind, Language, Severity, Topic
from hearback.domain.clock_plan import plan_clocks
from hearback.domain.mention import Author, Visibility
from hearback.domain.sla import SlaMetric
from tests.builders import NOW, a_mention, a_policy, open_a_case

FACTS: dict[str, object] = {
    "channel": "x",
    "account": "1500",
    "brand": "nivora",
    "kind": Kind.COMPLAINT,
    "severity": Severity.MEDIUM,
    "topic": Topic.DELIVERY,
    "language": Language.TURKISH,
    "visibility": Visibility.PUBLIC,
    "customer_tier": "gold",
}


def rule(id_: str, **match: object) -> dict[str, object]:
    target = {"metric": "acknowledgement", "target_time": "5m"}
    return {"id": id_, "match": match, "calendar": "service", "targets": [target]}


@pytest.mark.parametrize(
    ("match", "fits"),
    [
        ({}, True),
        ({"channel": "x"}, True),
        ({"channel": ["facebook", "x"]}, True),
        ({"channel": "facebook"}, False),
        ({"kind": "complaint", "severity": [1, 2]}, True),
        ({"kind": "complaint", "severity": [2]}, False),
        ({"topic": "delivery", "language": "tr", "visibility": "public"}, True),
        ({"visibility": "private"}, False),
        ({"customer_tier": ["gold", "platinum"]}, True),
        ({"customer_tier": "silver"}, False),
        ({"account": "1500", "brand": "nivora"}, True),
        ({"account": "1501"}, False),
    ],
)
def test_a_rule_fits_if_all_that_it_names_fits(match: dict[str, object], fits: bool) -> None:
    policy = a_policy(sla=[rule("special", **match), rule("rest")])
    assert policy.sla_for(FACTS).id == ("special" if fits else "rest")


def test_the_first_rule_that_fits_is_taken() -> None:
    policy = a_policy(sla=[rule("one", channel="x"), rule("two", kind="complaint"), rule("rest")])
    assert plan_clocks(FACTS, NOW, policy).rule.id == "one"


def test_a_case_gets_the_promise_of_its_customers_tier() -> None:
    policy = a_policy(sla=[rule("gold", customer_tier="gold"), rule("rest")])
    gold = open_a_case(a_mention(author=Author(id="7", tier="gold")), policy)
    assert gold.case.policy_id == "gold"
    assert open_a_case(a_mention(), policy).case.policy_id == "rest"


def test_the_plan_is_what_the_case_gets() -> None:
    policy = a_policy()
    story = open_a_case(policy=policy)
    plan = plan_clocks(story.case.facts(), story.case.opened_at, policy)
    assert {clock for clock in plan.clocks if clock.metric in _STARTED} == set(story.case.clocks)


_STARTED = {
    SlaMetric.ACKNOWLEDGEMENT,
    SlaMetric.FIRST_RESPONSE,
    SlaMetric.RESOLUTION,
    SlaMetric.PERIODIC_UPDATE,
}
