"""How the platforms write times and JSON."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Content = Mapping[str, Any]


def iso(at: datetime) -> str:
    """UTC, milliseconds, `Z`."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def utf8(content: object) -> bytes:
    """JSON without blanks, its letters as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
