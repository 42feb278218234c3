"""What is promised to whom, and who works on it."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from hearback.domain.classification import Kind, Language, Severity, Topic
from hearback.domain.mention import Visibility
from hearback.domain.policy.values import (
    Duration,
    Id,
    Share,
    Strict,
    as_list,
    known_zone,
    no_repeats,
)
from hearback.domain.sla import SlaMetric

OF_THE_TEAM = "team"
"""Instead of a calendar's id: that of the team which has the case when the clock starts."""


class Match(Strict):
    """Which cases a rule is for. An absent field matches all; a list matches any of it."""

    channel: Annotated[tuple[str, ...], BeforeValidator(as_list)] | None = None
    account: Annotated[tuple[str, ...], BeforeValidator(as_list)] | None = None
    brand: Annotated[tuple[str, ...], BeforeValidator(as_list)] | None = None
    kind: Annotated[tuple[Kind, ...], BeforeValidator(as_list)] | None = None
    severity: Annotated[tuple[Severity, ...], BeforeValidator(as_list)] | None = None
    topic: Annotated[tuple[Topic, ...], BeforeValidator(as_list)] | None = None
    language: Annotated[tuple[Language, ...], BeforeValidator(as_list)] | None = None
    visibility: Annotated[tuple[Visibility, ...], BeforeValidator(as_list)] | None = None
    customer_tier: Annotated[tuple[str, ...], BeforeValidator(as_list)] | None = None

    def fits(self, facts: Mapping[str, object]) -> bool:
        """`facts` holds a value for each of the fields above."""
        return all(
            wanted is None or facts.get(name) in wanted
            for name in type(self).model_fields
            for wanted in (getattr(self, name),)
        )


class SlaTarget(Strict):
    metric: SlaMetric
    target_time: Duration
    clock: Literal["calendar", "always"] = "always"
    warn_at: tuple[Share, ...] = (0.5, 0.8)
    pausable: bool = False
    satisfied_by: Literal["anyone", "human"] = "anyone"


class SlaPolicy(Strict):
    id: Id
    match: Match = Match()
    calendar: Id
    targets: tuple[SlaTarget, ...]

    @model_validator(mode="after")
    def _one_target_a_metric(self) -> Self:
        no_repeats(tuple(target.metric for target in self.targets))
        return self

    def target(self, metric: SlaMetric) -> SlaTarget | None:
        return next((target for target in self.targets if target.metric == metric), None)


class Team(Strict):
    """Who works on cases; alerts reach its topic in its language, with times in its zone."""

    id: Id
    name: str
    language: Literal["tr", "en"] = "tr"
    time_zone: Annotated[str, AfterValidator(known_zone)] = "Europe/Istanbul"
    calendar: Id | None = None


class Route(Strict):
    team: Id
    match: Match = Match()
