"""Everything that is kept about a person, read for them."""

from typing import Any

import orjson

from storage import histories
from storage.vault import Connection

OWNED = ("goals", "wins", "notes", "questions", "check_ins", "care")
"""Tables of what a person owns: their columns, and what `body` holds by its names."""
ON_THEIR_WAY = ("sent", "outbox", "inbox", "held_files", "pictures")
"""Tables of messages and files: that there are some is told, what they say stands in the chat."""

Rows = list[dict[str, Any]]


def everything(connection: Connection, person_id: int) -> dict[str, Rows]:
    """All rows of the person by table, what is sealed in them opened; their own row under `people`, `rapport` and
    `histories`."""
    (person,) = _rows(connection, "people", "id", person_id)
    del person["key"], person["history_day"]  # these say nothing to anybody
    settings = _opened(connection, person_id, "people", {"body": person.pop("body")})
    rapport = _opened(connection, person_id, "rapport", {"body": person.pop("rapport")})
    history = person.pop("history")
    passed = connection.vault.open(person_id, "histories", 0, history) if history is not None else None
    kept = {
        "people": [person | {"settings": settings}],
        "rapport": [rapport] if rapport else [],
        "histories": [occasion._asdict() for occasion in histories.unpacked(passed)] if passed is not None else [],
    }
    for table in OWNED:
        kept[table] = rows(connection, table, person_id)
    for table in ON_THEIR_WAY:
        kept[table] = [_readable(row) for row in _rows(connection, table, "person_id", person_id)]
    return kept


def rows(connection: Connection, table: str, person_id: int) -> Rows:
    """The person's rows of a table that they own, what is sealed in them opened."""
    return [_opened(connection, person_id, table, row) for row in _rows(connection, table, "person_id", person_id)]


def _rows(connection: Connection, table: str, owner: str, person_id: int) -> Rows:
    cursor = connection.execute(
        f"SELECT * FROM {table} WHERE {owner} = :person_id",  # noqa: S608 - names of our own
        {"person_id": person_id},
    )
    names = [column[0] for column in cursor.description]
    return [{name: value for name, value in zip(names, row, strict=True) if name != "person_id"} for row in cursor]


def _opened(connection: Connection, person_id: int, table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with what is sealed in it; where that can't be opened, without."""
    sealed: bytes | None = row.pop("body", None)
    body = connection.vault.open(person_id, table, row.get("number", 0), sealed) if sealed is not None else None
    return row if body is None else row | orjson.loads(body)


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what is sealed for the way, or a mere digest."""
    return {name: value for name, value in row.items() if not isinstance(value, bytes)}
