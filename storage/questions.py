"""The one open question of each person."""

import sqlite3

from companion.people import Question
from storage.records import packed

OPEN = 12 * 3600  # seconds after which a question is let go: what is written then starts anew


def ask(connection: sqlite3.Connection, person_id: int, question: Question | None, now: int) -> None:
    """The open question from now on; None closes it."""
    if question is None:
        connection.execute("DELETE FROM questions WHERE person_id = :person_id", {"person_id": person_id})
        return
    connection.execute(
        """
        INSERT INTO questions (person_id, asked_at, body) VALUES (:person_id, :now, :body)
        ON CONFLICT (person_id) DO UPDATE SET asked_at = excluded.asked_at, body = excluded.body
        """,
        {"person_id": person_id, "now": now, "body": packed(question)},
    )
