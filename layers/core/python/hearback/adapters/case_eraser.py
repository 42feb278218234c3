"""Erasing what hung on a case whose item has expired or was deleted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hearback.adapters.cases_table import AUTHOR_CASES, author_key, seen_key
from hearback.adapters.items import Item, read, serialize
from hearback.domain.case import CaseMention
from hearback.domain.ports import AuthorProfile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class CaseEraser:
    """`Erasure` over the table. Mentions go last: they say what else there is to erase."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._client = client
        self._table = table_name

    def erase(self, case_id: str) -> None:
        items = list(self._partition(f"CASE#{case_id}"))
        if any(item["sk"]["S"] == "CASE" for item in items):
            return
        mentions = [item for item in items if item["sk"]["S"].startswith("MENTION#")]
        for mention in (read(CaseMention, item).mention for item in mentions):
            self._delete(serialize(seen_key(mention.channel, mention.external_id)))
            if mention.author.id is not None:
                self._forget_author(mention.channel, mention.author.id, case_id)
        for item in [*(each for each in items if each not in mentions), *mentions]:
            self._delete({"pk": item["pk"], "sk": item["sk"]})

    def _forget_author(self, channel: str, author_id: str, case_id: str) -> None:
        key = author_key(channel, author_id)
        others = self._query(
            IndexName=AUTHOR_CASES,
            KeyConditionExpression="author_pk = :author",
            ExpressionAttributeValues={":author": {"S": key["pk"]}},
        )
        if any(case["pk"]["S"] != f"CASE#{case_id}" for case in others):
            return
        known = self._client.get_item(
            TableName=self._table, Key=serialize(key), ConsistentRead=True
        ).get("Item")
        if known is None:
            return
        profile = read(AuthorProfile, known)
        try:
            self._delete(
                serialize(key),
                ConditionExpression="version = :read",
                ExpressionAttributeValues={":read": {"N": str(profile.version)}},
            )
        except self._client.exceptions.ConditionalCheckFailedException:
            return

    def _partition(self, pk: str) -> Iterator[Item]:
        return self._query(
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": pk}},
            ConsistentRead=True,
        )

    def _query(self, **how: Any) -> Iterator[Item]:
        for page in self._client.get_paginator("query").paginate(TableName=self._table, **how):
            yield from (dict(item) for item in page["Items"])

    def _delete(self, key: Any, **condition: Any) -> None:
        self._client.delete_item(TableName=self._table, Key=key, **condition)
