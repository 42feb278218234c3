"""The table's stream: what was written, as the relay wants to know it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from hearback.adapters.items import read_entry
from hearback.domain.replies import ReplyStatus
from hearback.use_cases.relay_changes import (
    CaseGone,
    CaseWritten,
    EntryWritten,
    ReplyWritten,
    TableChange,
    Wait,
)


def read_changes(records: Iterable[Mapping[str, Any]]) -> Iterator[TableChange]:
    """The records that have consequences. Of expired and deleted items, only the case's has."""
    for record in records:
        keys, image = record["dynamodb"]["Keys"], record["dynamodb"].get("NewImage")
        of, _, case_id = keys["pk"]["S"].partition("#")
        if of != "CASE":
            continue
        kind = keys["sk"]["S"].partition("#")[0]
        if image is None:
            if kind == "CASE":
                yield CaseGone(case_id=case_id)
            continue
        is_new = record["eventName"] == "INSERT"
        if kind == "CASE":
            yield _case(image, record["dynamodb"].get("OldImage", {}), is_new)
        elif kind == "EVENT" and is_new:
            yield EntryWritten(entry=read_entry(image))
        elif kind == "REPLY" and is_new and image["status"]["S"] == ReplyStatus.QUEUED:
            yield ReplyWritten(case_id=image["case_id"]["S"], reply_id=image["id"]["S"])


def _case(image: Mapping[str, Any], old: Mapping[str, Any], is_new: bool) -> CaseWritten:
    return CaseWritten(
        case_id=image["id"]["S"],
        execution=image["execution"]["S"],
        stage=image["stage"]["S"],
        wake_at=_time(image, "wake_at"),
        is_new=is_new,
        execution_changed=not is_new and old.get("execution") != image["execution"],
        wait=_wait(image),
    )


def _wait(image: Mapping[str, Any]) -> Wait | None:
    if "wait_token" not in image:
        return None
    return Wait(
        token=image["wait_token"]["S"],
        stage=image["wait_stage"]["S"],
        wake_at=_time(image, "wait_wake_at"),
    )


def _time(image: Mapping[str, Any], name: str) -> datetime | None:
    text = image.get(name, {}).get("S", "")
    return datetime.fromisoformat(text) if text else None
