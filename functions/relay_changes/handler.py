"""Table stream → workflow, reply queue, alert queue: what follows a write."""

from typing import Any

from aws_lambda_powertools import Logger

from hearback.adapters.table_stream import read_changes
from hearback.bootstrap.clock import utc_now
from hearback.bootstrap.relay_changes import relay

logger = Logger()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """All or nothing: each step may be repeated, so a batch that fails simply comes again."""
    relay()(read_changes(event["Records"]), utc_now())
    return {"batchItemFailures": []}
