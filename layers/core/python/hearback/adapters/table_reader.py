"""Reading the table: items as DynamoDB writes them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hearback.adapters.items import Item, serialize

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class TableReader:
    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._client = client
        self._table = table_name

    def item(self, key: Mapping[str, str]) -> Item | None:
        answer = self._client.get_item(
            TableName=self._table, Key=serialize(key), ConsistentRead=True
        )
        return dict(answer["Item"]) if "Item" in answer else None

    def partition(self, pk: str, begins: str = "") -> Iterator[Item]:
        """The items below one partition key, by sort key; `begins`: how theirs must begin."""
        named, values = "pk = :pk", {":pk": {"S": pk}}
        if begins:
            named, values = (
                f"{named} AND begins_with(sk, :begins)",
                {**values, ":begins": {"S": begins}},
            )
        return self._pages(
            KeyConditionExpression=named, ExpressionAttributeValues=values, ConsistentRead=True
        )

    def keys_in(self, index: str, name: str, value: str) -> Iterator[Item]:
        """What an index, which follows the table by a moment, has for this value of its key."""
        return self._pages(
            IndexName=index,
            KeyConditionExpression=f"{name} = :value",
            ExpressionAttributeValues={":value": {"S": value}},
        )

    def _pages(self, **how: Any) -> Iterator[Item]:
        for page in self._client.get_paginator("query").paginate(TableName=self._table, **how):
            yield from (dict(item) for item in page["Items"])
