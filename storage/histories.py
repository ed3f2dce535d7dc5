"""What came of each nudge, as it is written into its person's row: all of it is read with the person."""

from collections.abc import Sequence

import msgspec

from companion.history import DAY, KEPT_DAYS, Occasion
from storage.store import SWEPT_AT_ONCE
from storage.vault import Connection


def packed(history: Sequence[Occasion]) -> bytes:
    """As JSON, without names: it is read at each turn."""
    return msgspec.json.encode(history)


def unpacked(body: bytes) -> tuple[Occasion, ...]:
    """What was `packed`."""
    return msgspec.json.decode(body, type=tuple[Occasion, ...])


def sweep(connection: Connection, now: int) -> int:
    """Removes some histories in which nothing is recent and returns how many, 0 when there are no more."""
    return connection.execute(
        """
        UPDATE people SET history = NULL, history_day = NULL WHERE id IN (
            SELECT id FROM people WHERE history_day <= :before LIMIT :limit)
        """,
        {"before": now // DAY - KEPT_DAYS, "limit": SWEPT_AT_ONCE},
    ).rowcount
