"""The workflow's steps: `acknowledge` at the start, `fire_timers` when a wait ran out."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools import Logger

from hearback.bootstrap.advance_case import advance_case
from hearback.bootstrap.clock import utc_now

logger = Logger()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{"step", "case_id"}` → what to wait for next. Errors are the workflow's to retry."""
    steps = {
        "acknowledge": advance_case().acknowledge,
        "fire_timers": advance_case().fire_timers,
    }
    return asdict(steps[event["step"]](event["case_id"], utc_now()))
