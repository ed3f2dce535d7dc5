"""Records as JSON: what of a row SQL need not see is one `body`, so that a new field needs no new column."""

from collections.abc import Iterable
from typing import TypeVar

import msgspec
from msgspec import structs

T = TypeVar("T", bound=msgspec.Struct)


def packed(record: msgspec.Struct, columns: Iterable[str] = ()) -> bytes:
    """The record's fields as JSON, without those that have a column of their own. Read again by `unpacked`."""
    fields = structs.asdict(record)
    for column in columns:
        del fields[column]
    return msgspec.json.encode(fields)


def unpacked(kind: type[T], body: bytes, **columns: object) -> T:
    """The record of which `body` is the rest; dates among the columns may be as they are written. Fields that it lacks
    have their default; unknown ones are passed over."""
    if not columns:
        return msgspec.json.decode(body, type=kind)
    return msgspec.convert(msgspec.json.decode(body) | columns, kind)
