"""The care policy: what the brand promises, to whom, when, and in which words.

The policy is data (`layers/policy/care-policy.yaml`), validated when the stack is synthesised
and shipped to the functions as JSON. Unknown fields are errors. No matcher has a field for
reach, followers or leverage: equal treatment is built in, not promised.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Self

from pydantic import Field, model_validator

from hearback.domain.business_hours import ALWAYS, WorkingTime
from hearback.domain.classification import Kind
from hearback.domain.policy.brands import Account, Brand
from hearback.domain.policy.calendars import Calendar, Closure
from hearback.domain.policy.classifying import Bedrock, Classifying
from hearback.domain.policy.promises import OF_THE_TEAM, Match, Route, SlaPolicy, SlaTarget, Team
from hearback.domain.policy.rules import (
    AbuseRule,
    AutomaticReplies,
    FollowUpRule,
    LadderStep,
    PromiseRule,
    RatingRule,
    WaitingRule,
)
from hearback.domain.policy.sources import Source
from hearback.domain.policy.values import Duration, Id, Strict
from hearback.domain.templates import Template, Tone
from hearback.domain.whatsapp_templates import WhatsAppTemplate

__all__ = [
    "Account",
    "Bedrock",
    "Brand",
    "Calendar",
    "CarePolicy",
    "Classifying",
    "Closure",
    "Duration",
    "FollowUpRule",
    "Id",
    "Match",
    "SlaPolicy",
    "SlaTarget",
    "Source",
    "Team",
    "WaitingRule",
]


class CarePolicy(Strict):
    """The whole policy. `version` is the brand's own; `revision` the hash of the content."""

    version: str = Field(min_length=1)
    revision: str = ""
    brands: tuple[Brand, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = ()
    calendars: Mapping[Id, Calendar]
    teams: tuple[Team, ...] = Field(min_length=1)
    routes: tuple[Route, ...] = Field(min_length=1)
    opens_case: tuple[Kind, ...]
    closes_when_acknowledged: tuple[Kind, ...] = ()
    join_within: Duration
    sla: tuple[SlaPolicy, ...] = Field(min_length=1)
    ladder: tuple[LadderStep, ...] = ()
    follow_up: FollowUpRule
    waiting: WaitingRule | None = None
    promises: PromiseRule = PromiseRule()
    rating: RatingRule = RatingRule()
    automatic: AutomaticReplies
    abuse: AbuseRule | None = None
    classifying: Classifying = Classifying()
    templates: tuple[Template, ...]
    whatsapp_templates: tuple[WhatsAppTemplate, ...] = ()
    tones: Mapping[str, Tone] = {"linkedin": Tone.FORMAL}
    keep_noise: Duration = timedelta(days=90)
    keep_closed: Duration = timedelta(days=730)

    @model_validator(mode="after")
    def _names_are_given_once(self) -> Self:
        for what, names in (
            ("brand", [brand.id for brand in self.brands]),
            ("team", [team.id for team in self.teams]),
            ("SLA policy", [rule.id for rule in self.sla]),
            ("source", [source.id for source in self.sources]),
            ("ladder role", [step.role for step in self.ladder]),
            ("WhatsApp template", [template.id for template in self.whatsapp_templates]),
            ("account", [f"{account.channel} {account.id}" for account in self.accounts()]),
        ):
            if twice := [name for name, count in Counter(names).items() if count > 1]:
                raise ValueError(f"{what} given twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _names_fit_together(self) -> Self:
        self._must_exist("team", (route.team for route in self.routes), {t.id for t in self.teams})
        self._must_exist(
            "brand", (each.brand for each in self.sources), {b.id for b in self.brands}
        )
        calendars = [rule.calendar for rule in self.sla if rule.calendar != OF_THE_TEAM]
        calendars += [team.calendar for team in self.teams if team.calendar]
        calendars += [self.follow_up.calendar, self.promises.calendar]
        calendars += [step.calendar for step in self.ladder]
        calendars += [self.waiting.calendar] if self.waiting else []
        roles = {step.role for step in self.ladder}
        self._must_exist("ladder role", filter(None, [self.rating.told_to]), roles)
        self._must_exist("calendar", calendars, set(self.calendars) | {"always"})
        if self.routes[-1].match != Match():
            raise ValueError("the last route must match every case, so that none has no team")
        if self.sla[-1].match != Match():
            raise ValueError("the last SLA policy must match every case, so that none has no clock")
        delays = [step.after for step in self.ladder]
        if delays != sorted(delays):
            raise ValueError("the ladder's delays must not decrease")
        return self

    @model_validator(mode="after")
    def _teams_have_the_calendars_asked_for(self) -> Self:
        if taken := sorted({OF_THE_TEAM, "always"} & self.calendars.keys()):
            raise ValueError(f"a calendar cannot be named {' or '.join(taken)}")
        asking = [rule.id for rule in self.sla if rule.calendar == OF_THE_TEAM]
        without = [team.id for team in self.teams if team.calendar is None]
        if asking and without:
            raise ValueError(
                f"SLA policy {asking[0]} counts in the team's calendar, "
                f"and these teams have none: {', '.join(without)}"
            )
        return self

    def is_holiday(self, at: datetime) -> bool:
        """In any of the calendars."""
        return any(calendar.is_holiday(at) for calendar in self.calendars.values())

    @model_validator(mode="after")
    def _sources_are_of_the_brands_accounts(self) -> Self:
        for source in self.sources:
            own = self.brand_of_account(source.channel, source.account)
            if source.account and (own is None or own.id != source.brand):
                raise ValueError(
                    f"source {source.id}: brand {source.brand} has no account "
                    f"{source.account} on {source.channel}"
                )
        return self

    @staticmethod
    def _must_exist(what: str, wanted: Iterable[str], known: set[str]) -> None:
        if missing := sorted(set(wanted) - known):
            raise ValueError(f"no such {what}: {', '.join(missing)}")

    @property
    def stamp(self) -> str:
        """What is written on each case: the version and the first digits of the revision."""
        return f"{self.version}+{self.revision[:8]}" if self.revision else self.version

    def accounts(self) -> tuple[Account, ...]:
        return tuple(account for brand in self.brands for account in brand.accounts)

    def owns(self, channel: str, author_id: str | None) -> bool:
        """Whether this author is one of the brand's own accounts: what it says is an echo."""
        return any(own.channel == channel and own.id == author_id for own in self.accounts())

    def brand_of_account(self, channel: str, account_id: str) -> Brand | None:
        for brand in self.brands:
            if any(own.channel == channel and own.id == account_id for own in brand.accounts):
                return brand
        return None

    def support_account(self, brand_id: str, channel: str) -> Account | None:
        accounts = (a for brand in self.brands if brand.id == brand_id for a in brand.accounts)
        return next((a for a in accounts if a.channel == channel and a.purpose == "support"), None)

    def corporate_account(self, brand_id: str, channel: str) -> Account | None:
        accounts = (a for brand in self.brands if brand.id == brand_id for a in brand.accounts)
        ours = (a for a in accounts if a.channel == channel)
        return next((a for a in ours if a.purpose == "corporate"), None)

    def brand(self, brand_id: str) -> Brand:
        return next(brand for brand in self.brands if brand.id == brand_id)

    def team(self, team_id: str) -> Team:
        """The team, or the first one if a later policy no longer has it."""
        return next((team for team in self.teams if team.id == team_id), self.teams[0])

    def team_for(self, facts: Mapping[str, object]) -> Team:
        return self.team(next(route.team for route in self.routes if route.match.fits(facts)))

    def sla_for(self, facts: Mapping[str, object]) -> SlaPolicy:
        return next(rule for rule in self.sla if rule.match.fits(facts))

    def sla_by_id(self, policy_id: str) -> SlaPolicy:
        """The SLA policy stamped on a case, or the catch-all if it is gone."""
        return next((rule for rule in self.sla if rule.id == policy_id), self.sla[-1])

    def calendar_of(self, rule: SlaPolicy, team_id: str) -> str:
        """The id of the calendar in which the rule's clocks count for a case of this team."""
        if rule.calendar != OF_THE_TEAM:
            return rule.calendar
        return self.team(team_id).calendar or "always"

    def working_time(self, calendar: str) -> WorkingTime:
        if calendar == "always" or calendar not in self.calendars:
            return ALWAYS
        return self.calendars[calendar].working_time()

    @property
    def ladder_delays(self) -> tuple[timedelta, ...]:
        return tuple(step.after for step in self.ladder)
