"""The state of people in crisis, and how often each class of danger is seen. Nobody's words."""

from companion.care.state import Care
from storage.records import packed
from storage.reports import day_of
from storage.store import SWEPT_AT_ONCE
from storage.vault import Connection


def keep(connection: Connection, person_id: int, care: Care) -> None:
    """What is remembered from now on; `storage.people.load` reads it. Says nothing of strangers: nothing is kept of
    them."""
    if not connection.vault.knows(person_id):
        return
    body = connection.vault.seal(person_id, "care", 0, packed(care))
    connection.execute(
        """
        INSERT INTO care (person_id, over_at, body) VALUES (:person_id, :over_at, :body)
        ON CONFLICT (person_id) DO UPDATE SET over_at = excluded.over_at, body = excluded.body
        """,
        {"person_id": person_id, "over_at": care.over_at, "body": body},
    )


def sweep(connection: Connection, now: int) -> int:
    """Removes some of what is over at `now` and returns how many, 0 when there are no more."""
    return connection.execute(
        """
        DELETE FROM care WHERE person_id IN
            (SELECT person_id FROM care WHERE over_at <= :now ORDER BY over_at LIMIT :limit)
        """,
        {"now": now, "limit": SWEPT_AT_ONCE},
    ).rowcount


def count(connection: Connection, kind: str, now: int) -> None:
    """One more danger of this class today (UTC)."""
    connection.execute(
        """
        INSERT INTO dangers (day, kind, times) VALUES (:day, :kind, 1)
        ON CONFLICT (day, kind) DO UPDATE SET times = times + 1
        """,
        {"day": day_of(now), "kind": kind},
    )
