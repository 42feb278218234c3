"""What is kept of channels, in the one table.

| item                       | pk                  | sk                    |
|----------------------------|---------------------|-----------------------|
| a channel's handshakes     | CHANNEL#<channel>   | HANDSHAKES            |
| a hub's lease of a topic   | CHANNEL#websub      | LEASE#<topic's hash>  |
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hearback.adapters.items import Item, instant, read, serialize
from hearback.domain.channel_life import Handshakes
from hearback.domain.leases import Lease

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class ChannelsTable:
    """`ChannelLog` over DynamoDB. News that are older than what is known change nothing."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._client = client
        self._table = table_name

    def handshakes(self, channel: str) -> Handshakes:
        item = self._item(_handshakes_key(channel))
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
        item = self._item(_lease_key(topic))
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

    def _item(self, key: Mapping[str, str]) -> Item | None:
        answer = self._client.get_item(
            TableName=self._table, Key=serialize(key), ConsistentRead=True
        )
        return dict(answer["Item"]) if "Item" in answer else None

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


def _lease_key(topic: str) -> dict[str, str]:
    digest = hashlib.sha256(topic.encode("utf-8", "replace")).hexdigest()
    return {"pk": "CHANNEL#websub", "sk": f"LEASE#{digest}"}
