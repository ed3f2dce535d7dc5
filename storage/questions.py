"""The one open question of each person."""

import sqlite3

from companion.people import Question
from storage.dates import written

OPEN = 12 * 3600  # seconds after which a question is let go: what is written then starts anew


def ask(connection: sqlite3.Connection, person_id: int, question: Question | None, now: int) -> None:
    """The open question from now on; None closes it."""
    if question is None:
        connection.execute("DELETE FROM questions WHERE person_id = :person_id", {"person_id": person_id})
        return
    connection.execute(
        """
        INSERT INTO questions (person_id, kind, number, text, day, asked_at)
        VALUES (:person_id, :kind, :number, :text, :day, :now)
        ON CONFLICT (person_id) DO UPDATE SET
            kind = excluded.kind, number = excluded.number, text = excluded.text, day = excluded.day,
            asked_at = excluded.asked_at
        """,
        {
            "person_id": person_id,
            "kind": question.kind,
            "number": question.number,
            "text": question.text,
            "day": written(question.day),
            "now": now,
        },
    )
