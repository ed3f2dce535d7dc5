"""How we speak with each person: which wordings came when, what their "ok" means, their line for a heavy day."""

from companion.rapport import Rapport
from storage.records import packed
from storage.vault import Connection


def keep(connection: Connection, person_id: int, rapport: Rapport) -> None:
    """What is remembered from now on; `storage.people.load` reads it. Says nothing of strangers."""
    if not connection.vault.knows(person_id):
        return
    connection.execute(
        """
        INSERT INTO rapport (person_id, body) VALUES (:person_id, :body)
        ON CONFLICT (person_id) DO UPDATE SET body = excluded.body
        """,
        {"person_id": person_id, "body": connection.vault.seal(person_id, "rapport", 0, packed(rapport))},
    )
