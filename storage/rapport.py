"""How we speak with each person: which wordings came when, what their "ok" means, their line for a heavy day."""

import sqlite3

from companion.rapport import Rapport
from storage.records import packed


def keep(connection: sqlite3.Connection, person_id: int, rapport: Rapport) -> None:
    """What is remembered from now on; `storage.people.load` reads it. Says nothing of strangers."""
    connection.execute(
        """
        INSERT INTO rapport (person_id, body) SELECT id, :body FROM people WHERE id = :person_id
        ON CONFLICT (person_id) DO UPDATE SET body = excluded.body
        """,
        {"person_id": person_id, "body": packed(rapport)},
    )
