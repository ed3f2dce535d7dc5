"""The one open question of each person."""

import sqlite3

from companion.people import Question
from storage.dates import date, written


def load(connection: sqlite3.Connection, person_id: int) -> Question | None:
    row = connection.execute(
        "SELECT kind, number, text, day FROM questions WHERE person_id = :person_id", {"person_id": person_id}
    ).fetchone()
    return Question(row[0], row[1], row[2], date(row[3])) if row else None


def ask(connection: sqlite3.Connection, person_id: int, question: Question | None) -> None:
    """The open question from now on; None closes it."""
    if question is None:
        connection.execute("DELETE FROM questions WHERE person_id = :person_id", {"person_id": person_id})
        return
    connection.execute(
        """
        INSERT INTO questions (person_id, kind, number, text, day) VALUES (:person_id, :kind, :number, :text, :day)
        ON CONFLICT (person_id) DO UPDATE SET
            kind = excluded.kind, number = excluded.number, text = excluded.text, day = excluded.day
        """,
        {
            "person_id": person_id,
            "kind": question.kind,
            "number": question.number,
            "text": question.text,
            "day": written(question.day),
        },
    )
