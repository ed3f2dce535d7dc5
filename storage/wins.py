"""The rows of wins and notes: the proof. Nothing but `take_back` and forgetting a person lowers a total."""

import datetime
import sqlite3
from collections.abc import Iterable

from companion.people import Win
from companion.turns import KeepNote
from storage.dates import date, written
from storage.store import one

_COLUMNS = "number, text, at, day, kind, goal, asked_on, part, note"


def _wins(rows: Iterable[tuple[int, str, int, str, str, int | None, str | None, int, str]]) -> tuple[Win, ...]:
    return tuple(
        Win(number, text, at, datetime.date.fromisoformat(day), kind, goal, date(asked_on), bool(part), note)
        for number, text, at, day, kind, goal, asked_on, part, note in rows
    )


def since(connection: sqlite3.Connection, person_id: int, day: datetime.date) -> tuple[tuple[Win, ...], Win | None]:
    """The wins of that day and later ones, oldest first; and the win kept most recently, of whatever day."""
    found = _wins(
        connection.execute(
            f"""
            SELECT {_COLUMNS} FROM wins WHERE person_id = :person_id AND number IN (
                SELECT number FROM wins WHERE person_id = :person_id AND day >= :day
                UNION ALL SELECT max(number) FROM wins WHERE person_id = :person_id)
            ORDER BY number
            """,  # noqa: S608 - our own columns. With OR in place of UNION ALL all wins of the person are read.
            {"person_id": person_id, "day": written(day)},
        )
    )
    return tuple(win for win in found if win.day >= day), found[-1] if found else None


def numbered(connection: sqlite3.Connection, person_id: int, number: int) -> tuple[Win, ...]:
    """The win with this number, if there is one."""
    return _wins(
        connection.execute(
            f"SELECT {_COLUMNS} FROM wins WHERE person_id = :person_id AND number = :number",  # noqa: S608 - our own columns
            {"person_id": person_id, "number": number},
        )
    )


def answering(connection: sqlite3.Connection, person_id: int, day: datetime.date) -> tuple[Win, ...]:
    """The wins that answer nudges of this day."""
    return _wins(
        connection.execute(
            f"""
            SELECT {_COLUMNS} FROM wins WHERE person_id = :person_id AND number IN (
                SELECT number FROM wins WHERE person_id = :person_id AND asked_on = :day AND goal IS NOT NULL)
            """,  # noqa: S608 - our own columns. Numbers first: else the index is passed over, and all wins are read.
            {"person_id": person_id, "day": written(day)},
        )
    )


def page(connection: sqlite3.Connection, person_id: int, skip: int, limit: int, search: str = "") -> tuple[Win, ...]:
    """Wins newest day first, `skip` left out, at most `limit`; with `search`, those whose text or note has it."""
    return _wins(
        connection.execute(
            f"""
            SELECT {_COLUMNS} FROM wins
            WHERE person_id = :person_id AND (:search = '' OR instr(lower(text || ' ' || note), lower(:search)))
            ORDER BY day DESC, number DESC LIMIT :limit OFFSET :skip
            """,  # noqa: S608 - our own columns
            {"person_id": person_id, "skip": skip, "limit": limit, "search": search},
        )
    )


def keep(connection: sqlite3.Connection, person_id: int, win: Win) -> None:
    """A new win, or the one with this number moved to another day or given a note."""
    connection.execute(
        """
        INSERT INTO wins (person_id, number, text, at, day, kind, goal, asked_on, part, note)
        VALUES (:person_id, :number, :text, :at, :day, :kind, :goal, :asked_on, :part, :note)
        ON CONFLICT (person_id, number) DO UPDATE SET day = excluded.day, note = excluded.note
        """,
        {
            "person_id": person_id,
            "number": win.number,
            "text": win.text,
            "at": win.at,
            "day": written(win.day),
            "kind": win.kind,
            "goal": win.goal,
            "asked_on": written(win.asked_on),
            "part": win.part,
            "note": win.note,
        },
    )


def take_back(connection: sqlite3.Connection, person_id: int, number: int) -> None:
    one(
        connection.execute(
            "DELETE FROM wins WHERE person_id = :person_id AND number = :number",
            {"person_id": person_id, "number": number},
        )
    )


def keep_note(connection: sqlite3.Connection, person_id: int, note: KeepNote) -> None:
    connection.execute(
        "INSERT INTO notes (person_id, number, text, at, day) VALUES (:person_id, :number, :text, :at, :day)",
        {"person_id": person_id, "number": note.number, "text": note.text, "at": note.at, "day": written(note.day)},
    )
