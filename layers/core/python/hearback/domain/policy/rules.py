"""What happens in the course of a case, and after how long."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from hearback.domain.classification import Kind
from hearback.domain.policy.values import Delay, Duration, Id, Strict


class LadderStep(Strict):
    """A rung: who hears of an unmended breach, and how long after it by which calendar."""

    role: Id
    after: Delay
    calendar: Id = "always"


class WaitingRule(Strict):
    """While the word is the customer's: when we remind them, and when silence closes the case."""

    remind_after: Duration
    close_after: Duration
    calendar: Id

    @model_validator(mode="after")
    def _reminds_before_it_closes(self) -> Self:
        if self.remind_after >= self.close_after:
            raise ValueError("remind_after must be shorter than close_after")
        return self


class PromiseRule(Strict):
    """When we may say that we will write: in open hours, not too soon to be met, not too far."""

    calendar: Id = "always"
    soonest: Delay = timedelta()
    furthest: Duration = timedelta(days=30)


class RatingRule(Strict):
    """A score of `low` or less is told to `told_to`, a role of the ladder or nobody."""

    low: Annotated[int, Field(ge=1, le=4)] = 2
    told_to: Id | None = None


class FollowUpRule(Strict):
    """`silence_resolves`: a proposed resolution stands if the customer says nothing so long."""

    silence_resolves: Duration
    after: Duration
    close_after: Duration
    calendar: Id


class AbuseRule(Strict):
    """The steps against abuse begin with rules that everybody can read."""

    house_rules: str = Field(pattern=r"^https://\S+$")


class AutomaticReplies(Strict):
    """Which cases are acknowledged, and followed up, without a person."""

    acknowledge: tuple[Kind, ...] = ()
    follow_up: bool = True
    not_when_offensive: bool = True
