"""The one open question of each person."""

from companion.people import Question
from storage.records import packed
from storage.store import SWEPT_AT_ONCE
from storage.vault import Connection

OPEN = 12 * 3600  # seconds after which a question is let go: what is written then starts anew


def ask(connection: Connection, person_id: int, question: Question | None, now: int) -> None:
    """The open question from now on; None closes it."""
    if question is None:
        connection.execute("DELETE FROM questions WHERE person_id = :person_id", {"person_id": person_id})
        return
    connection.execute(
        """
        INSERT INTO questions (person_id, asked_at, body) VALUES (:person_id, :now, :body)
        ON CONFLICT (person_id) DO UPDATE SET asked_at = excluded.asked_at, body = excluded.body
        """,
        {
            "person_id": person_id,
            "now": now,
            "body": connection.vault.seal(person_id, "questions", 0, packed(question)),
        },
    )


def sweep(connection: Connection, now: int) -> int:
    """Removes some questions that are let go and returns how many, 0 when there are no more."""
    return connection.execute(
        """
        DELETE FROM questions WHERE person_id IN (
            SELECT person_id FROM questions WHERE asked_at <= :before LIMIT :limit)
        """,
        {"before": now - OPEN, "limit": SWEPT_AT_ONCE},
    ).rowcount
