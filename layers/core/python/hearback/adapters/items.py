"""Domain objects as DynamoDB items and back.

Items hold plain JSON shapes: times as ISO 8601 in UTC, numbers as numbers (no floats), nothing
for what is None. Reading validates, so that a broken item is an error and not a wrong case.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar, get_args

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from pydantic import TypeAdapter

from hearback.domain.changes import Change, Entry

Item = dict[str, Any]
"""Attribute values in DynamoDB's own notation: `{"status": {"S": "new"}}`."""

ModelT = TypeVar("ModelT")

_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize
_CHANGES = {cls.__name__: cls for cls in get_args(Change)}


@lru_cache(maxsize=64)
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def to_plain(value: object) -> dict[str, Any]:
    """A dataclass as JSON-like data without the Nones."""
    plain = _adapter(type(value)).dump_python(value, mode="json")  # type: ignore[arg-type]
    return dict(_without_none(plain))


def from_plain(model: type[ModelT], plain: Mapping[str, Any]) -> ModelT:
    """Raises pydantic's `ValidationError`. Fields that the model does not have are dropped."""
    value: ModelT = _adapter(model).validate_python(dict(plain))  # type: ignore[arg-type]
    return value


def serialize(plain: Mapping[str, Any]) -> Item:
    return {name: _serialize(_no_floats(value)) for name, value in plain.items()}


def deserialize(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _deserialize(value) for name, value in item.items()}


def read(model: type[ModelT], item: Mapping[str, Any]) -> ModelT:
    """An item as a domain object; the keys and indexes of the table are passed over."""
    names = {each.name for each in fields(model)}  # type: ignore[arg-type]
    return from_plain(model, {k: _deserialize(v) for k, v in item.items() if k in names})


def entry_to_plain(entry: Entry) -> dict[str, Any]:
    return {
        "case_id": entry.case_id,
        "version": entry.version,
        "at": instant(entry.at),
        "actor": entry.actor,
        "request_id": entry.request_id,
        "changes": [{"type": type(each).__name__, **to_plain(each)} for each in entry.changes],
    }


def read_entry(item: Mapping[str, Any]) -> Entry:
    plain = deserialize(item)
    changes = tuple(
        from_plain(_CHANGES[each["type"]], {k: v for k, v in each.items() if k != "type"})
        for each in plain["changes"]
    )
    return Entry(
        case_id=plain["case_id"],
        version=int(plain["version"]),
        at=datetime.fromisoformat(plain["at"]),
        actor=plain["actor"],
        changes=changes,
        request_id=plain.get("request_id", ""),
    )


def instant(at: datetime) -> str:
    """A UTC time of fixed width, so that text order is time order."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%f+00:00")


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_none(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_without_none(each) for each in value]
    return value


def _no_floats(value: Any) -> Any:
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, dict):
        return {k: _no_floats(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_no_floats(each) for each in value]
    return value
