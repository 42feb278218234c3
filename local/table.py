"""Reading the stack's table from outside: what status, demo and tests look at."""

from collections.abc import Iterator
from typing import Any

from hearback.adapters.items import deserialize, read
from hearback.domain.case import Case
from local.aws import client


def all_items(endpoint_url: str, table_name: str) -> Iterator[dict[str, Any]]:
    """Every item of the table, in DynamoDB's own notation."""
    pages = client("dynamodb", endpoint_url).get_paginator("scan").paginate(TableName=table_name)
    for page in pages:
        yield from page["Items"]


def all_cases(endpoint_url: str, table_name: str) -> list[Case]:
    return [
        read(Case, item)
        for item in all_items(endpoint_url, table_name)
        if item["pk"]["S"].startswith("CASE#") and item["sk"]["S"] == "CASE"
    ]


def plain_items(endpoint_url: str, table_name: str) -> list[dict[str, Any]]:
    return [deserialize(item) for item in all_items(endpoint_url, table_name)]
