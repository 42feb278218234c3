"""What each function is told by its environment: one frozen class a function.

`infra` writes them with `to_environment`, the function reads them with `from_environment`, so
that no variable's name is written twice. Standard library only: the edge imports this.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from hearback.domain.errors import PolicyInvalid

_PREFIX = "HEARBACK_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Strings go as they are; all else goes as JSON."""

    def to_environment(self) -> dict[str, str]:
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {
            _PREFIX + name.upper(): value if isinstance(value, str) else json.dumps(value)
            for name, value in values.items()
        }

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Raises `PolicyInvalid` naming the variable that is missing or unreadable."""
        values: dict[str, Any] = {}
        for item in fields(cls):
            name = _PREFIX + item.name.upper()
            try:
                text = environment[name]
                values[item.name] = text if item.type is str else json.loads(text)
            except (KeyError, ValueError) as error:
                raise PolicyInvalid(f"environment variable {name}: {error}") from None
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveWebhookSettings(Settings):
    channels: list[str]
    mentions_queue_url: str
    webhook_secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveMailSettings(Settings):
    """`recipients`: the addresses, domains and `.domains` that we take mail for."""

    mail_bucket: str
    recipients: list[str]
    mentions_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSourceSettings(Settings):
    """`api_urls`: by channel, where its API is, if not at the platform's own address.

    `webhook_secret` and `webhooks_url` are for subscriptions to hubs.
    """

    table_name: str
    mentions_queue_url: str
    platform_secret: str
    webhook_secret: str
    webhooks_url: str
    allow_private_feeds: bool
    api_urls: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestMentionsSettings(Settings):
    """`bedrock_region`: where the model is asked, if the policy has one; else empty.

    `platform_secret` and `api_urls` are for events that bring no words but an id.
    """

    table_name: str
    mentions_queue_url: str
    mentions_dlq_url: str
    platform_secret: str
    api_urls: dict[str, str] = field(default_factory=dict)
    bedrock_region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayChangesSettings(Settings):
    table_name: str
    state_machine_arn: str
    replies_queue_url: str
    alerts_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceCaseSettings(Settings):
    """`by_hand`: those of the channels that the stage does not answer from here."""

    table_name: str
    channels: list[str]
    by_hand: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverReplySettings(Settings):
    """`api_urls`: by channel, where its API is."""

    table_name: str
    replies_queue_url: str
    platform_secret: str
    api_urls: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAlertsSettings(Settings):
    """`topics`: ARNs by team id and by `role:<ladder role>`; `pace`: by the same names, which of
    them share an address; `public_url`: where the pages are."""

    table_name: str
    link_secret: str
    public_url: str
    alerts_queue_url: str
    pace: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePageSettings(Settings):
    """`public_url`: empty where the pages are at the root of the API's own address. `by_hand`:
    those of the channels that the stage does not answer from here."""

    public_url: str
    table_name: str
    link_secret: str
    channels: list[str]
    by_hand: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewTokensSettings(Settings):
    """`api_urls`: by channel, where its API is; `runbooks_url`: where they are read, or empty."""

    table_name: str
    platform_secret: str
    operators_topic: str
    runbooks_url: str
    api_urls: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchChannelsSettings(Settings):
    """`api_urls`: the stage's channels, each with where its API is."""

    table_name: str
    operators_topic: str
    runbooks_url: str
    api_urls: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepCasesSettings(Settings):
    table_name: str
    state_machine_arn: str
    grace_seconds: int
