"""Erasing what hung on a case whose item has expired or was deleted."""

from typing import TYPE_CHECKING, Any

from hearback.adapters.cases_table import AUTHOR_CASES, author_key, seen_key
from hearback.adapters.items import read, serialize
from hearback.adapters.table_reader import TableReader
from hearback.domain.case import CaseMention
from hearback.domain.ports import AuthorProfile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class CaseEraser:
    """`Erasure` over the table. Mentions go last: they say what else there is to erase."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._client = client
        self._table = table_name
        self._reader = TableReader(client, table_name)

    def erase(self, case_id: str) -> None:
        items = list(self._reader.partition(f"CASE#{case_id}"))
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
        others = self._reader.keys_in(AUTHOR_CASES, "author_pk", key["pk"])
        if any(case["pk"]["S"] != f"CASE#{case_id}" for case in others):
            return
        known = self._reader.item(key)
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

    def _delete(self, key: Any, **condition: Any) -> None:
        self._client.delete_item(TableName=self._table, Key=key, **condition)
