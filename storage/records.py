"""Dataclasses as JSON: what of a row SQL need not see is one `body`, so that a new field needs no new column."""

import dataclasses
import datetime
import typing
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

import orjson

if typing.TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_READ: dict[type, Callable[[Any], Any]] = {datetime.date: datetime.date.fromisoformat, tuple: tuple}


def packed(record: "DataclassInstance", columns: Iterable[str] = ()) -> bytes:
    """The record's fields as JSON, without those that have a column of their own. Read again by `unpacked`."""
    return orjson.dumps({name: getattr(record, name) for name in _fields(type(record)) if name not in columns})


def unpacked(kind: type[T], body: bytes, **columns: object) -> T:
    """The record of which `body` is the rest. Fields that it lacks have their default; unknown ones are passed over."""
    fields = _fields(kind)
    values: dict[str, Any] = dict(columns)
    for name, value in orjson.loads(body).items():
        if name in fields:
            read = fields[name]
            values[name] = read(value) if read is not None and value is not None else value
    return kind(**values)


@cache
def _fields(kind: Any) -> dict[str, Callable[[Any], Any] | None]:
    """How each field is read from JSON, None where it stands there as it is: dates and tuples do not."""
    types = typing.get_type_hints(kind)
    return {field.name: _reader(types[field.name]) for field in dataclasses.fields(kind)}


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    for kind in (hint, *typing.get_args(hint)):
        read = _READ.get(typing.get_origin(kind) or kind)
        if read is not None:
            return read
    return None
