"""Files that wait for a yes, and what they are read against."""

import msgspec
from msgspec import structs

from companion.events import Event, FileRead
from companion.people import Journal, Note, Person
from storage import notes, wins
from storage.questions import OPEN
from storage.store import SWEPT_AT_ONCE
from storage.vault import Connection

_ALL = -1  # as a LIMIT it is none


def hold(connection: Connection, person_id: int, journal: Journal | None, now: int) -> None:
    """This one is held from now on, in place of any other; None lets go."""
    connection.execute("DELETE FROM held_files WHERE person_id = :person_id", {"person_id": person_id})
    if journal is not None:
        body = connection.vault.seal(person_id, "held_files", 0, msgspec.json.encode(journal))
        connection.execute(
            "INSERT INTO held_files (person_id, held_at, body) VALUES (:person_id, :now, :body)",
            {"person_id": person_id, "now": now, "body": body},
        )


def with_journals(connection: Connection, person: Person, event: Event) -> Person:
    """The person with the file that they are asked about and with all that it is read against, where that matters."""
    asked = person.question is not None and person.question.kind == "import_sure"
    if not asked and not isinstance(event, FileRead):
        return person
    kept = notes.page(connection, person.id, 0, _ALL)
    theirs = tuple(Note(note.number, note.text, note.at, note.day) for note in kept)
    here = Journal(wins.page(connection, person.id, 0, _ALL), notes=theirs)
    return structs.replace(person, journal=here, held=_held(connection, person.id))


def _held(connection: Connection, person_id: int) -> Journal | None:
    row = connection.execute(
        "SELECT body FROM held_files WHERE person_id = :person_id", {"person_id": person_id}
    ).fetchone()
    body = connection.vault.open(person_id, "held_files", 0, row[0]) if row else None
    return msgspec.json.decode(body, type=Journal) if body is not None else None


def sweep(connection: Connection, now: int) -> int:
    """Lets go of some files whose question is no longer open; returns how many, 0 when there are no more."""
    return connection.execute(
        """
        DELETE FROM held_files WHERE person_id IN
            (SELECT person_id FROM held_files WHERE held_at <= :before LIMIT :limit)
        """,
        {"before": now - OPEN, "limit": SWEPT_AT_ONCE},
    ).rowcount
