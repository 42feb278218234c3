"""A bare emulator for the adapters' contract tests: started once a test process, no stack."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from local.addresses import Addresses
from local.emulator.process import Emulator

_STRING_KEYS = ("pk", "sk", "queue_pk", "queue_sk", "author_pk", "opened_at")


@contextmanager
def running_emulator(folder: Path) -> Iterator[str]:
    """The emulator's URL."""
    emulator = Emulator(port=Addresses.free().emulator, folder=folder)
    emulator.start()
    try:
        emulator.wait_until_up()
        yield emulator.url
    finally:
        emulator.stop()


def make_table(dynamodb: Any, name: str) -> None:
    """A table with the keys and indexes of the stack's."""
    dynamodb.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": k, "AttributeType": "S"} for k in _STRING_KEYS],
        KeySchema=_schema("pk", "sk"),
        GlobalSecondaryIndexes=[
            {
                "IndexName": "team-queue",
                "KeySchema": _schema("queue_pk", "queue_sk"),
                "Projection": {"ProjectionType": "ALL"},
            },
            {
                "IndexName": "author-cases",
                "KeySchema": _schema("author_pk", "opened_at"),
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            },
        ],
    )


def _schema(partition: str, sort: str) -> list[dict[str, str]]:
    return [
        {"AttributeName": partition, "KeyType": "HASH"},
        {"AttributeName": sort, "KeyType": "RANGE"},
    ]
