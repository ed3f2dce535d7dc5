"""Everything that is kept about a person, read for them."""

import dataclasses
import sqlite3
from typing import Any

import orjson

from companion.people import Settings
from storage import nudges

OWNED = ("goals", "wins", "notes", "questions", "check_ins", "care", "rapport")
"""Tables of what a person owns: their columns, and what `body` holds by its names."""
READ_BY_THEIR_OWN = ("histories",)
"""Tables whose `body` has no names."""
ON_THEIR_WAY = ("sent", "outbox", "inbox")
"""Tables of messages: that there are some is told, their words stand in the chat."""
_SETTINGS = frozenset(field.name for field in dataclasses.fields(Settings))

Rows = list[dict[str, Any]]


def everything(connection: sqlite3.Connection, person_id: int) -> dict[str, Rows]:
    """All rows of the person by table, what is sealed in them opened; their own row under `people`."""
    (person,) = _rows(connection, "people", "id", person_id)
    settings = {name: person.pop(name) for name in list(person) if name in _SETTINGS}
    kept = {"people": [person | {"settings": settings}]}
    for table in OWNED:
        kept[table] = [_opened(row) for row in _rows(connection, table, "person_id", person_id)]
    kept["histories"] = [dataclasses.asdict(occasion) for occasion in nudges.load(connection, person_id)]
    for table in ON_THEIR_WAY:
        kept[table] = [_without_body(row) for row in _rows(connection, table, "person_id", person_id)]
    return kept


def _rows(connection: sqlite3.Connection, table: str, owner: str, person_id: int) -> Rows:
    cursor = connection.execute(
        f"SELECT * FROM {table} WHERE {owner} = :person_id",  # noqa: S608 - names of our own
        {"person_id": person_id},
    )
    names = [column[0] for column in cursor.description]
    return [{name: value for name, value in zip(names, row, strict=True) if name != "person_id"} for row in cursor]


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    body: bytes | None = row.pop("body", None)
    return row if body is None else row | orjson.loads(body)


def _without_body(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "body"}
