"""What asking Bedrock may cost: one counter a day in the table, for all functions together.

| item                        | pk            | sk     |
|-----------------------------|---------------|--------|
| asked and spent of a UTC day | BEDROCK#<day> | BUDGET |

`asked_<hour>` counts the questions of an hour, `spent` is money. Both caps are conditions of the
one write that takes from them, so that fifty workers at once keep to them as one does.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hearback.adapters.items import Item, serialize

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_KEPT = timedelta(days=35)


class BedrockBudget:
    """The port `Budget` of `bedrock`. Money is in the currency of the policy's prices."""

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        *,
        most_per_hour: int,
        most_spent_per_day: Decimal,
    ) -> None:
        self._client = client
        self._table = table_name
        self._most_per_hour = most_per_hour
        self._most_spent = most_spent_per_day

    def reserve(self, cost: Decimal, now: datetime) -> bool:
        left = self._most_spent - cost
        if left < 0:
            return False
        try:
            self._client.update_item(
                TableName=self._table,
                Key=_key(now),
                UpdateExpression="SET #ttl = :ttl ADD #hour :one, spent :cost",
                ConditionExpression=(
                    "(attribute_not_exists(#hour) OR #hour < :most) "
                    "AND (attribute_not_exists(spent) OR spent <= :left)"
                ),
                ExpressionAttributeNames={"#ttl": "ttl", "#hour": f"asked_{now:%H}"},
                ExpressionAttributeValues=serialize(
                    {
                        ":ttl": int((now + _KEPT).timestamp()),
                        ":one": 1,
                        ":cost": cost,
                        ":most": self._most_per_hour,
                        ":left": left,
                    }
                ),
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def settle(self, reserved: Decimal, spent: Decimal, reserved_at: datetime) -> None:
        self._client.update_item(
            TableName=self._table,
            Key=_key(reserved_at),
            UpdateExpression="ADD spent :difference",
            ExpressionAttributeValues=serialize({":difference": spent - reserved}),
        )


def _key(at: datetime) -> Item:
    return serialize({"pk": f"BEDROCK#{at:%Y-%m-%d}", "sk": "BUDGET"})
