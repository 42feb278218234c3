"""A stage's configuration: what differs between one deployment and another."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from hearback.channels import ADAPTERS
from hearback.domain.errors import PolicyInvalid
from hearback.domain.policy import CarePolicy, Duration
from infra.care_policy import explain, load_care_policy, read_yaml

Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Recipient = Annotated[
    str, Field(pattern=r"^([a-z0-9._+-]{1,64}@|\.)?([a-z0-9-]{1,63}\.)+[a-z]{2,63}$")
]
"""An address, a domain, or `.` and a domain for all below it; in lower case, as SES compares."""


_ALWAYS_ON = ("feed",)
"""Feeds need nothing but the care policy's word."""


def _can_be_on(channel: str) -> str:
    known = [repr(name) for name in ADAPTERS if name not in _ALWAYS_ON]
    if repr(channel) not in known:
        raise ValueError(f"is none of {', '.join(known)}")
    return channel


Channel = Annotated[str, AfterValidator(_can_be_on)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ChannelConfig(_Strict):
    """`api_url`: where replies go, if not to the platform's own address."""

    api_url: str = Field(default="", pattern=r"^(https?://.*[^/])?$")


class ApiConfig(_Strict):
    """`public_url`: the address in mail links, if a custom domain stands before the API."""

    requests_per_second: int = Field(default=200, ge=1, le=10_000)
    burst: int = Field(default=400, ge=1, le=5_000)
    public_url: str = Field(default="", pattern=r"^(https?://.*[^/])?$")
    tags: Mapping[str, str] = {}


class MailConfig(_Strict):
    """Mail that SES receives. `recipients`: addresses, domains, and `.domains` for those below.

    `keep_days`: how long mails lie in the bucket, which must be longer than a queue holds them.
    `rule_set`: where the account's active receipt rules are, if not in a set of the stage's own.
    `answer`: whether mails are answered from here, through SES, or by hand.
    """

    recipients: tuple[Recipient, ...] = Field(min_length=1, max_length=100)
    keep_days: int = Field(default=90, ge=15, le=3650)
    rule_set: str = Field(default="", pattern=r"^[A-Za-z0-9_.-]{0,64}$")
    answer: bool = True

    @field_validator("recipients")
    @classmethod
    def _no_repeats(cls, recipients: tuple[str, ...]) -> tuple[str, ...]:
        if twice := sorted({each for each in recipients if recipients.count(each) > 1}):
            raise ValueError(f"given twice: {', '.join(twice)}")
        return recipients


class AlertConfig(_Strict):
    """Addresses by team id and by ladder role. `copy_to_queue` adds an SQS copy of each mail.

    `runbooks_url`: where the operators can read this repository, if not beside the stage's file.
    """

    teams: Mapping[str, tuple[Email, ...]]
    roles: Mapping[str, tuple[Email, ...]] = {}
    operators: tuple[Email, ...] = ()
    copy_to_queue: bool = False
    batch_seconds: int = Field(default=2, ge=0, le=300)
    runbooks_url: str = Field(default="", pattern=r"^(https?://.*)?$")

    def pace(self) -> dict[str, str]:
        """By topic, the first topic with which it shares an address, directly or by others."""
        topics = {
            **{name: set(emails) for name, emails in self.teams.items()},
            **{f"role:{name}": set(emails) for name, emails in self.roles.items()},
        }
        groups: dict[str, str] = {}
        for name in topics:
            if name not in groups:
                for member in _connected(name, topics):
                    groups[member] = name
        return groups


def _connected(name: str, topics: Mapping[str, set[str]]) -> set[str]:
    members, addresses = {name}, set(topics[name])
    while more := {t for t in topics if t not in members and topics[t] & addresses}:
        members |= more
        addresses |= set[str]().union(*(topics[t] for t in more))
    return members


class FunctionConfig(_Strict):
    """`build`: layers for Lambda, or for the machine that synthesises. The others are caps."""

    build: Literal["lambda", "host"] = "lambda"
    log_level: Literal["DEBUG", "INFO", "WARNING"] = "INFO"
    ingest_concurrency: int = Field(default=50, ge=2, le=1000)
    delivery_concurrency: int = Field(default=10, ge=2, le=1000)
    retry_seconds: int = Field(default=180, ge=5)


class StageConfig(_Strict):
    """All of a stage. `file` is where it was read from; paths in it start there."""

    file: Path
    stage: str = Field(pattern=r"^[a-z][a-z0-9-]{0,20}$")
    policy: Path
    channels: Mapping[Channel, ChannelConfig]
    api: ApiConfig = ApiConfig()
    mail: MailConfig | None = None
    alerts: AlertConfig
    functions: FunctionConfig = FunctionConfig()
    keep_data: bool = True
    tracing: bool = True
    alarms: bool = True
    log_retention_days: Literal[1, 3, 7, 14, 30, 60, 90, 180, 365, 400, 731] = 90
    sweep_every: Duration = timedelta(minutes=5)
    sweep_grace: Duration = timedelta(minutes=2)
    allow_private_feeds: bool = False

    @field_validator("policy")
    @classmethod
    def _beside_the_file(cls, path: Path, info: ValidationInfo) -> Path:
        file: Path = info.data["file"]
        return (file.parent / path).resolve()

    @model_validator(mode="after")
    def _mail_has_a_channel_and_the_channel_mail(self) -> Self:
        if "email" in self.channels and self.mail is None:
            raise ValueError("channel email is on, but mail.recipients are not given")
        if self.mail is not None and "email" not in self.channels:
            raise ValueError("mail is given, but channel email is not on")
        return self

    @property
    def name(self) -> str:
        return f"hearback-{self.stage}"

    @property
    def by_hand(self) -> tuple[str, ...]:
        """The channels that could be answered from here and are not."""
        return ("email",) if self.mail and not self.mail.answer else ()


class Stage(_Strict):
    """A stage's configuration together with its care policy, checked against each other."""

    config: StageConfig
    policy: CarePolicy

    @classmethod
    def load(cls, file: Path, today: date) -> Self:
        """Raises `PolicyInvalid`: file, path in it, reason."""
        plain = read_yaml(file)
        try:
            config = StageConfig.model_validate({**plain, "file": file})
        except ValidationError as error:
            raise PolicyInvalid(explain(file, error)) from None
        policy = load_care_policy(config.policy, today)
        for place, source in enumerate(policy.sources):
            if source.channel not in (*config.channels, *_ALWAYS_ON):
                raise PolicyInvalid(
                    f"{config.policy}: sources.{place}.channel: {source.channel} is not switched "
                    f"on: name it under channels in {file}"
                )
        _check(file, "alerts.teams", config.alerts.teams, {team.id for team in policy.teams})
        _check(file, "alerts.roles", config.alerts.roles, {step.role for step in policy.ladder})
        return cls(config=config, policy=policy)


def _check(file: Path, path: str, given: Mapping[str, object], wanted: set[str]) -> None:
    if missing := sorted(wanted - given.keys()):
        raise PolicyInvalid(f"{file}: {path}: the care policy also has {', '.join(missing)}")
    if unknown := sorted(given.keys() - wanted):
        raise PolicyInvalid(f"{file}: {path}: the care policy has no {', '.join(unknown)}")
