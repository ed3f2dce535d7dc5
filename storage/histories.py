"""What came of each nudge, as it is written into its person's row: all of it is read with the person."""

import datetime
from collections.abc import Sequence
from typing import Any

import orjson

from companion.history import DAY, KEPT_DAYS, Occasion
from storage.store import SWEPT_AT_ONCE
from storage.vault import Connection


def packed(history: Sequence[Occasion]) -> bytes:
    """As JSON, without names: it is read at each turn."""
    return orjson.dumps(list(map(list, history)))


def unpacked(body: bytes) -> tuple[Occasion, ...]:
    """What was `packed`."""
    return tuple(map(_occasion, orjson.loads(body)))


def sweep(connection: Connection, now: int) -> int:
    """Removes some histories in which nothing is recent and returns how many, 0 when there are no more."""
    return connection.execute(
        """
        UPDATE people SET history = NULL, history_day = NULL WHERE id IN (
            SELECT id FROM people WHERE history_day <= :before LIMIT :limit)
        """,
        {"before": now // DAY - KEPT_DAYS, "limit": SWEPT_AT_ONCE},
    ).rowcount


def _occasion(fields: list[Any]) -> Occasion:
    fields[1] = datetime.date.fromisoformat(fields[1])
    return Occasion._make(fields)
