"""The rows of notes: words kept without being a win."""

from companion.turns import KeepNote
from storage.dates import written
from storage.records import packed, unpacked
from storage.vault import Connection

_COLUMNS = ("number", "at", "day")


def keep(connection: Connection, person_id: int, note: KeepNote) -> None:
    sealed = connection.vault.seal(person_id, "notes", note.number, packed(note, _COLUMNS))
    connection.execute(
        "INSERT INTO notes (person_id, number, at, day, body) VALUES (:person_id, :number, :at, :day, :body)",
        {"person_id": person_id, "number": note.number, "at": note.at, "day": written(note.day), "body": sealed},
    )


def remove(connection: Connection, person_id: int, number: int) -> None:
    connection.execute(
        "DELETE FROM notes WHERE person_id = :person_id AND number = :number",
        {"person_id": person_id, "number": number},
    )


def page(connection: Connection, person_id: int, skip: int, limit: int) -> tuple[KeepNote, ...]:
    """Notes as they were kept, the newest first, `skip` left out, at most `limit`."""
    rows = connection.execute(
        """
        SELECT number, at, day, body FROM notes WHERE person_id = :person_id
        ORDER BY number DESC LIMIT :limit OFFSET :skip
        """,
        {"person_id": person_id, "limit": limit, "skip": skip},
    )
    found = []
    for number, at, day, sealed in rows:
        body = connection.vault.open(person_id, "notes", number, sealed)
        if body is not None:
            found.append(unpacked(KeepNote, body, number=number, at=at, day=day))
    return tuple(found)
