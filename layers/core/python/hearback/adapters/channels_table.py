"""What is kept of channels, in the one table.

| item                       | pk                  | sk                    |
|----------------------------|---------------------|-----------------------|
| when a channel brought     | CHANNEL#<channel>   | WEEK#<ISO week>       |
| a channel's handshakes     | CHANNEL#<channel>   | HANDSHAKES            |
| a hub's lease of a topic   | CHANNEL#websub      | LEASE#<topic's hash>  |
| who may renew tokens       | TOKENS              | TURN                  |
| a token that is refused    | REFUSALS            | <channel>#<account>   |
| what was said of a token   | TOKENS              | KNOWN#<channel>#<id>  |
| what the operators know    | TROUBLES            | <channel>#<cause>     |
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hearback.adapters.items import instant, read, serialize, to_plain
from hearback.adapters.table_reader import TableReader
from hearback.domain.channel_life import Handshakes, Refusal
from hearback.domain.known_tokens import KnownToken
from hearback.domain.leases import Lease
from hearback.domain.rhythm import WEEKS_KEPT, Week, hour_of_week, week_of
from hearback.domain.troubles import KnownTrouble

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_REFUSALS = "REFUSALS"
"""A new item of this partition wakes those who tell the operators."""

_REMEMBERED = timedelta(days=8)
_SELDOM = timedelta(minutes=1)
_TOKEN_KEPT = timedelta(days=30)
"""Of an account that is in the secret no more."""


class ChannelsTable:
    """`ChannelLog` over DynamoDB. News that are older than what is known change nothing."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._client = client
        self._table = table_name
        self._reader = TableReader(client, table_name)

    def weeks(self, channel: str) -> tuple[Week, ...]:
        found = self._reader.partition(f"CHANNEL#{channel}", begins="WEEK#")
        return tuple(read(Week, item) for item in found)

    def note_event(self, channel: str, at: datetime) -> None:
        at, week = at.astimezone(UTC), week_of(at.astimezone(UTC))
        try:
            self._client.update_item(
                TableName=self._table,
                Key=serialize({"pk": f"CHANNEL#{channel}", "sk": f"WEEK#{week}"}),
                UpdateExpression=(
                    "SET week = :week, first_at = if_not_exists(first_at, :at), last_at = :at, "
                    "#ttl = :ttl ADD hours :hour"
                ),
                ConditionExpression="attribute_not_exists(last_at) OR last_at <= :long_ago",
                ExpressionAttributeNames={"#ttl": "ttl"},
                ExpressionAttributeValues=serialize(
                    {
                        ":week": week,
                        ":at": instant(at),
                        ":hour": {hour_of_week(at)},
                        ":long_ago": instant(at - _SELDOM),
                        ":ttl": int((at + timedelta(weeks=WEEKS_KEPT + 1)).timestamp()),
                    }
                ),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return

    def handshakes(self, channel: str) -> Handshakes:
        item = self._reader.item(_handshakes_key(channel))
        return read(Handshakes, item) if item else Handshakes(channel=channel)

    def note_handshake(self, channel: str, *, answered: bool, at: datetime) -> None:
        change = (
            "SET channel = :channel, answered_at = :at, refused = :none"
            if answered
            else "SET channel = :channel, refused_at = :at ADD refused :one"
        )
        name = "answered_at" if answered else "refused_at"
        values = {":none": 0} if answered else {":one": 1}
        self._update(_handshakes_key(channel), change, name, at, {":channel": channel, **values})

    def lease(self, topic: str) -> Lease | None:
        item = self._reader.item(_lease_key(topic))
        return read(Lease, item) if item else None

    def note_lease(self, lease: Lease) -> None:
        key, topic = _lease_key(lease.topic), {":topic": lease.topic}
        if lease.granted_at is not None and lease.until is not None:
            change = "SET topic = :topic, granted_at = :at, #until = :until"
            values = {**topic, ":until": instant(lease.until)}
            self._update(key, change, "granted_at", lease.granted_at, values, {"#until": "until"})
        if lease.denied_at is not None:
            change = "SET topic = :topic, denied_at = :at, reason = :reason"
            values = {**topic, ":reason": lease.reason}
            self._update(key, change, "denied_at", lease.denied_at, values)

    def take_token_turn(self, now: datetime, until: datetime) -> bool:
        try:
            self._client.update_item(
                TableName=self._table,
                Key=serialize({"pk": "TOKENS", "sk": "TURN"}),
                UpdateExpression="SET free_at = :until",
                ConditionExpression="attribute_not_exists(free_at) OR free_at <= :now",
                ExpressionAttributeValues=serialize(
                    {":until": instant(until), ":now": instant(now)}
                ),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def refusals(self) -> tuple[Refusal, ...]:
        return tuple(read(Refusal, item) for item in self._reader.partition(_REFUSALS))

    def note_refusal(self, refusal: Refusal) -> None:
        change = "SET channel = :channel, account_id = :account, reason = :reason, #at = :at"
        values = {
            ":channel": refusal.channel,
            ":account": refusal.account_id,
            ":reason": refusal.reason,
        }
        key = _refusal_key(refusal.channel, refusal.account_id)
        self._update(key, change, "#at", refusal.at, values, {"#at": "at"})

    def forget_refusal(self, channel: str, account_id: str) -> None:
        self._client.delete_item(
            TableName=self._table, Key=serialize(_refusal_key(channel, account_id))
        )

    def known_tokens(self) -> tuple[KnownToken, ...]:
        return tuple(read(KnownToken, item) for item in self._reader.partition("TOKENS", "KNOWN#"))

    def keep_token(self, known: KnownToken) -> None:
        key = {"pk": "TOKENS", "sk": f"KNOWN#{known.channel}#{known.account}"}
        ttl = {"ttl": int((known.asked_at + _TOKEN_KEPT).timestamp())}
        self._client.put_item(
            TableName=self._table, Item=serialize({**key, **to_plain(known), **ttl})
        )

    def known_troubles(self) -> tuple[KnownTrouble, ...]:
        return tuple(read(KnownTrouble, item) for item in self._reader.partition("TROUBLES"))

    def keep_trouble(self, trouble: KnownTrouble) -> None:
        """One that is over is remembered for as long as its return would not be news."""
        key = {"pk": "TROUBLES", "sk": f"{trouble.channel}#{trouble.cause}"}
        ttl = {"ttl": int((trouble.told_at + _REMEMBERED).timestamp())} if trouble.is_over else {}
        self._client.put_item(
            TableName=self._table, Item=serialize({**key, **to_plain(trouble), **ttl})
        )

    def _update(
        self,
        key: Mapping[str, str],
        change: str,
        name: str,
        at: datetime,
        values: Mapping[str, Any],
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Unless `name` holds a later time than `at`, or this very one."""
        more = {"ExpressionAttributeNames": dict(names)} if names else {}
        try:
            self._client.update_item(
                TableName=self._table,
                Key=serialize(key),
                UpdateExpression=change,
                ConditionExpression=f"attribute_not_exists({name}) OR {name} < :at",
                ExpressionAttributeValues=serialize({**values, ":at": instant(at)}),
                **more,  # type: ignore[arg-type]
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return


def _handshakes_key(channel: str) -> dict[str, str]:
    return {"pk": f"CHANNEL#{channel}", "sk": "HANDSHAKES"}


def _refusal_key(channel: str, account_id: str) -> dict[str, str]:
    return {"pk": _REFUSALS, "sk": f"{channel}#{account_id}"}


def _lease_key(topic: str) -> dict[str, str]:
    digest = hashlib.sha256(topic.encode("utf-8", "replace")).hexdigest()
    return {"pk": "CHANNEL#websub", "sk": f"LEASE#{digest}"}
