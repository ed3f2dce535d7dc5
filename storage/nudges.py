"""What came of each nudge, per person: one small row, since all of it is read with the person."""

import datetime
from collections.abc import Sequence
from typing import Any

import orjson

from companion.history import DAY, KEPT_DAYS, Occasion, with_occasion
from companion.people import Person
from storage.store import SWEPT_AT_ONCE
from storage.vault import Connection


def load(connection: Connection, person_id: int) -> tuple[Occasion, ...]:
    """The occasions of the last KEPT_DAYS, oldest first."""
    row = connection.execute(
        "SELECT body FROM histories WHERE person_id = :person_id", {"person_id": person_id}
    ).fetchone()
    body = connection.vault.open(person_id, "histories", 0, row[0]) if row else None
    return tuple(map(_occasion, orjson.loads(body))) if body is not None else ()


def keep(connection: Connection, person: Person, new: Sequence[Occasion]) -> None:
    """What a turn noted of the person as it was loaded: more occasions, or known ones with what came of them."""
    history = person.history
    for occasion in new:
        history = with_occasion(history, occasion)
    plain = orjson.dumps(list(map(list, history)))  # no names: it is read at each turn
    connection.execute(
        """
        INSERT INTO histories (person_id, body, latest_at) VALUES (:person_id, :body, :latest_at)
        ON CONFLICT (person_id) DO UPDATE SET body = excluded.body, latest_at = excluded.latest_at
        """,
        {
            "person_id": person.id,
            "body": connection.vault.seal(person.id, "histories", 0, plain),
            "latest_at": history[-1].at,
        },
    )


def sweep(connection: Connection, now: int) -> int:
    """Removes some histories in which nothing is recent and returns how many, 0 when there are no more."""
    return connection.execute(
        """
        DELETE FROM histories WHERE person_id IN (
            SELECT person_id FROM histories WHERE latest_at <= :before LIMIT :limit)
        """,
        {"before": now - KEPT_DAYS * DAY, "limit": SWEPT_AT_ONCE},
    ).rowcount


def _occasion(fields: list[Any]) -> Occasion:
    fields[1] = datetime.date.fromisoformat(fields[1])
    return Occasion._make(fields)
