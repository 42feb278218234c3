"""The care policy: what the brand promises, to whom, when, and in which words.

The policy is data (`layers/policy/care-policy.yaml`), validated when the stack is synthesised
and shipped to the functions as JSON. Unknown fields are errors. No matcher has a field for
reach, followers or leverage: equal treatment is built in, not promised.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from hearback.domain.business_hours import ALWAYS, BusinessHours, WorkingTime
from hearback.domain.classification import Kind, Language, Severity, Topic
from hearback.domain.mention import Visibility
from hearback.domain.sla import SlaMetric
from hearback.domain.templates import Template, Tone
from hearback.domain.threads import Destination
from hearback.domain.whatsapp_templates import WhatsAppTemplate
from hearback.domain.windows import DAYS, Window, day_numbers, read_windows

_DURATION = re.compile(
    r"(?:(?P<days>\d+)d)?(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?(?:(?P<seconds>\d+)s)?"
)


def _duration(value: object) -> object:
    if isinstance(value, str) and (match := _DURATION.fullmatch(value)) and value:
        return timedelta(**{unit: int(number) for unit, number in match.groupdict("0").items()})
    return value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


def _no_repeats(values: tuple[str, ...]) -> tuple[str, ...]:
    if twice := [value for value, count in Counter(values).items() if count > 1]:
        raise ValueError(f"given twice: {', '.join(map(str, twice))}")
    return values


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is no time zone of the IANA database")
    ZoneInfo(name)
    return name


def _not_negative(value: timedelta) -> timedelta:
    if value < timedelta():
        raise ValueError("must not be negative")
    return value


def _positive(value: timedelta) -> timedelta:
    if value <= timedelta():
        raise ValueError("must be longer than nothing")
    return value


def _not_a_float(value: object) -> object:
    if isinstance(value, float):
        raise ValueError('money is written in quotes: "0.25"')
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(_positive)]
"""`90s`, `15m`, `1h30m`, `2d` or ISO 8601."""

Delay = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(_not_negative)]
Money = Annotated[Decimal, BeforeValidator(_not_a_float), Field(ge=0, le=100_000, decimal_places=6)]
Share = Annotated[float, Field(gt=0, lt=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Head = Literal["language", "kind", "sentiment", "offensive", "severity", "leverage", "topic"]
"""What a classification says of a mention, each with a confidence of its own."""

OF_THE_TEAM = "team"
"""Instead of a calendar's id: that of the team which has the case when the clock starts."""


LONGEST_QUERY = 512
"""Characters: X takes no longer search, and the other platforms take as much."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Account(_Strict):
    """An account of the brand's own. Replies go out from `support`, likes from `corporate`."""

    channel: str
    id: str = Field(min_length=1)
    handle: str = ""
    purpose: Literal["support", "corporate"] = "support"


class Ways(_Strict):
    """Where a conversation can be moved to: an address, a number, a page; empty is not offered."""

    email: str = Field(default="", pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$")
    phone: str = Field(default="", pattern=r"^(\+?[0-9][0-9 ()-]{2,19})?$")
    web_form: str = Field(default="", pattern=r"^(https://\S+)?$")

    def of(self, destination: Destination) -> str:
        """Empty for a direct message, which needs no address of ours."""
        return "" if destination is Destination.DM else str(getattr(self, destination.value))


class Brand(_Strict):
    """`contacts`: our own phone numbers and addresses, which may be said in public."""

    id: Id
    name: str = Field(min_length=1)
    watch_words: tuple[str, ...] = Field(min_length=1)
    ambiguous: Mapping[str, tuple[str, ...]] = {}
    exclude: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    contacts: tuple[str, ...] = ()
    ways: Ways = Ways()

    @property
    def own_contacts(self) -> tuple[str, ...]:
        """All numbers and addresses of ours that may be said in public."""
        return (*self.contacts, *filter(None, (self.ways.email, self.ways.phone)))


_MESSAGES_POLLED = ("bluesky",)
"""Elsewhere they are pushed, or come with what is said in public."""


class Source(_Strict):
    """What is polled: a feed, or one list of an account on a platform that does not push.

    `account`: the brand's own account through which its mentions come; a feed has none. `url`:
    the page to read instead of the platform's API. `hub`: who pushes the page, of channel `websub`,
    which is subscribed to and not read. `query`: search for it, rather than read what was said to
    the account. `messages`: read what was said to the account in private. `budget`: what a day may
    cost, in the platform's unit (calls' units, posts read); without one the sources of a channel
    share its quota evenly. `look_back`: how old the oldest may be that the first poll takes in.
    """

    id: Id
    brand: Id
    channel: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    account: str = ""
    every: Duration = timedelta(minutes=15)
    url: str = Field(default="", pattern=r"^(https?://.*)?$")
    hub: str = Field(default="", pattern=r"^(https?://.*)?$")
    query: str = Field(default="", max_length=LONGEST_QUERY)
    messages: bool = False
    budget: int | None = Field(default=None, ge=1)
    look_back: Duration = timedelta(days=1)

    @model_validator(mode="after")
    def _says_what_to_read(self) -> Self:
        if self.channel == "feed" and not self.url:
            raise ValueError("a feed needs a url")
        if self.channel == "websub" and not (self.url and self.hub):
            raise ValueError("a source of channel websub needs a url (its topic) and a hub")
        if self.channel != "websub" and self.hub:
            raise ValueError("only a source of channel websub has a hub")
        if self.channel not in ("feed", "websub") and not self.account:
            raise ValueError(f"a source of channel {self.channel} needs an account")
        if self.messages and self.channel not in _MESSAGES_POLLED:
            raise ValueError(f"messages are not polled on channel {self.channel}")
        if self.messages and self.query:
            raise ValueError("a source reads messages or searches, not both")
        return self


class Closure(_Strict):
    """A date with hours of its own: none, or those of a half day."""

    date: date
    windows: tuple[str, ...] = ()
    name: str = ""

    @model_validator(mode="after")
    def _windows_are_sound(self) -> Self:
        read_windows(self.windows)
        return self


class Calendar(_Strict):
    """A service window. Keys of `windows` are days or ranges: `monday`, `monday-friday`.

    Of two that hold a day the shorter is meant: Friday's own hours beside `monday-friday`.
    """

    time_zone: Annotated[str, AfterValidator(_known_zone)]
    windows: Mapping[str, tuple[str, ...]]
    closures: tuple[Closure, ...] = ()

    @field_validator("closures")
    @classmethod
    def _one_closure_a_date(cls, closures: tuple[Closure, ...]) -> tuple[Closure, ...]:
        _no_repeats(tuple(closure.date.isoformat() for closure in closures))
        return closures

    @model_validator(mode="after")
    def _opens_at_all(self) -> Self:
        if not any(self.week()):
            raise ValueError("the calendar never opens")
        return self

    def is_holiday(self, at: datetime) -> bool:
        """Whether the day has hours of its own, or none, where the calendar is kept."""
        return at.astimezone(ZoneInfo(self.time_zone)).date() in self._dates

    @cached_property
    def _dates(self) -> frozenset[date]:
        return frozenset(closure.date for closure in self.closures)

    def working_time(self) -> BusinessHours:
        return self._business_hours

    @cached_property
    def _business_hours(self) -> BusinessHours:
        return BusinessHours(
            time_zone=self.time_zone,
            week=self.week(),
            closures={closure.date: read_windows(closure.windows) for closure in self.closures},
        )

    def week(self) -> tuple[tuple[Window, ...], ...]:
        """The windows of an ordinary Monday, Tuesday and so on."""
        ranges = [(day_numbers(days), read_windows(texts)) for days, texts in self.windows.items()]
        return tuple(_windows_of(day, ranges) for day in range(7))


def _windows_of(
    day: int, ranges: Iterable[tuple[tuple[int, ...], tuple[Window, ...]]]
) -> tuple[Window, ...]:
    holding = sorted((len(days), windows) for days, windows in ranges if day in days)
    if len(holding) > 1 and holding[0][0] == holding[1][0]:
        raise ValueError(f"{DAYS[day]} is in two ranges of the same length")
    return holding[0][1] if holding else ()


class Match(_Strict):
    """Which cases a rule is for. An absent field matches all; a list matches any of it."""

    channel: Annotated[tuple[str, ...], BeforeValidator(_as_list)] | None = None
    account: Annotated[tuple[str, ...], BeforeValidator(_as_list)] | None = None
    brand: Annotated[tuple[str, ...], BeforeValidator(_as_list)] | None = None
    kind: Annotated[tuple[Kind, ...], BeforeValidator(_as_list)] | None = None
    severity: Annotated[tuple[Severity, ...], BeforeValidator(_as_list)] | None = None
    topic: Annotated[tuple[Topic, ...], BeforeValidator(_as_list)] | None = None
    language: Annotated[tuple[Language, ...], BeforeValidator(_as_list)] | None = None
    visibility: Annotated[tuple[Visibility, ...], BeforeValidator(_as_list)] | None = None
    customer_tier: Annotated[tuple[str, ...], BeforeValidator(_as_list)] | None = None

    def fits(self, facts: Mapping[str, object]) -> bool:
        """`facts` holds a value for each of the fields above."""
        return all(
            wanted is None or facts.get(name) in wanted
            for name in type(self).model_fields
            for wanted in (getattr(self, name),)
        )


class SlaTarget(_Strict):
    metric: SlaMetric
    target_time: Duration
    clock: Literal["calendar", "always"] = "always"
    warn_at: tuple[Share, ...] = (0.5, 0.8)
    pausable: bool = False
    satisfied_by: Literal["anyone", "human"] = "anyone"


class SlaPolicy(_Strict):
    id: Id
    match: Match = Match()
    calendar: Id
    targets: tuple[SlaTarget, ...]

    @model_validator(mode="after")
    def _one_target_a_metric(self) -> Self:
        _no_repeats(tuple(target.metric for target in self.targets))
        return self

    def target(self, metric: SlaMetric) -> SlaTarget | None:
        return next((target for target in self.targets if target.metric == metric), None)


class Team(_Strict):
    """Who works on cases; alerts reach its topic in its language, with times in its zone."""

    id: Id
    name: str
    language: Literal["tr", "en"] = "tr"
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Istanbul"
    calendar: Id | None = None


class Route(_Strict):
    team: Id
    match: Match = Match()


class LadderStep(_Strict):
    """A rung: who hears of an unmended breach, and how long after it by which calendar."""

    role: Id
    after: Delay
    calendar: Id = "always"


class WaitingRule(_Strict):
    """While the word is the customer's: when we remind them, and when silence closes the case."""

    remind_after: Duration
    close_after: Duration
    calendar: Id

    @model_validator(mode="after")
    def _reminds_before_it_closes(self) -> Self:
        if self.remind_after >= self.close_after:
            raise ValueError("remind_after must be shorter than close_after")
        return self


class PromiseRule(_Strict):
    """When we may say that we will write: in open hours, not too soon to be met, not too far."""

    calendar: Id = "always"
    soonest: Delay = timedelta()
    furthest: Duration = timedelta(days=30)


class RatingRule(_Strict):
    """A score of `low` or less is told to `told_to`, a role of the ladder or nobody."""

    low: Annotated[int, Field(ge=1, le=4)] = 2
    told_to: Id | None = None


class FollowUpRule(_Strict):
    """`silence_resolves`: a proposed resolution stands if the customer says nothing so long."""

    silence_resolves: Duration
    after: Duration
    close_after: Duration
    calendar: Id


class AbuseRule(_Strict):
    """The steps against abuse begin with rules that everybody can read."""

    house_rules: str = Field(pattern=r"^https://\S+$")


class AutomaticReplies(_Strict):
    """Which cases are acknowledged, and followed up, without a person."""

    acknowledge: tuple[Kind, ...] = ()
    follow_up: bool = True
    not_when_offensive: bool = True


class TokenPrice(_Strict):
    """Of a million tokens that a model reads and that it writes, in the currency of the cap."""

    read: Money
    written: Money

    def cost(self, read: int, written: int) -> Decimal:
        """Of so many tokens."""
        return (self.read * read + self.written * written) / 1_000_000


_MODEL_ID = r"^[a-z0-9-]+(\.[a-z0-9-]+)?\.[a-z0-9][a-zA-Z0-9._-]*(:[0-9]+)?$"
_GEOGRAPHIES = {"apac", "au", "ca", "eu", "global", "jp", "sa", "uk", "us", "us-gov"}


class Bedrock(_Strict):
    """A model of Amazon Bedrock, when it is asked, and what it may cost.

    `model`: a foundation model's id, or an inference profile's, which starts with a geography.
    `region`: the stack's own if empty. The caps hold for all of a stage's functions together; hours
    and days are UTC's.
    """

    model: Annotated[str, Field(pattern=_MODEL_ID)]
    region: Annotated[str, Field(pattern=r"^([a-z]{2}(-[a-z]+)+-[0-9])?$")] = ""
    ask_below: Share = 0.6
    heads: Annotated[tuple[Head, ...], Field(min_length=1), AfterValidator(_no_repeats)] = ("kind",)
    timeout: Annotated[Duration, Field(le=timedelta(seconds=10))] = timedelta(seconds=3)
    most_per_hour: Annotated[int, Field(ge=1, le=1_000_000)]
    most_spent_per_day: Money
    price_per_million: TokenPrice

    @property
    def foundation_model(self) -> str:
        """The model's id without the geography of an inference profile."""
        geography, _, rest = self.model.partition(".")
        return rest if geography in _GEOGRAPHIES else self.model

    @property
    def is_profile(self) -> bool:
        return self.foundation_model != self.model


class Classifying(_Strict):
    """Under `review_below` a person decides the kind.

    `cascade` asks Bedrock where the bundled engine's confidence in one of its `heads` is under
    `ask_below`; `bedrock` asks it of every mention. Without an answer the bundled one's stands.
    """

    review_below: Annotated[float, Field(ge=0, le=1)] = 0.5
    engine: Literal["bundled", "bedrock", "cascade"] = "bundled"
    bedrock: Bedrock | None = None

    @model_validator(mode="after")
    def _bedrock_is_described_where_it_is_asked(self) -> Self:
        if self.engine != "bundled" and self.bedrock is None:
            raise ValueError(f"engine {self.engine} needs the mapping bedrock")
        if self.engine == "bundled" and self.bedrock is not None:
            raise ValueError("bedrock is given, but engine is bundled: nobody would ask it")
        return self


class CarePolicy(_Strict):
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
    def _names_fit_together(self) -> Self:
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
