"""Whoever falls silent: what they own expires on the day that was named to them, and never untold.

The time is counted in seconds of listening, those in which people could be heard.
"""

import json
from collections.abc import Collection

from companion.history import FAREWELL, LAST_WORD
from companion.people import KEPT_UNHEARD, TOLD_BEFORE
from storage.vault import Connection

_DAY = 24 * 3600  # seconds: so long does Telegram keep what is written to a bot that is down
_KEPT = (KEPT_UNHEARD + 1) * _DAY  # the last day is named by its date, and is over everywhere a day later
_TOLD_BEFORE = (TOLD_BEFORE + 1) * _DAY


def listened(connection: Connection, now: int) -> int:
    """Seconds of listening up to `now`; the same again after a clock that was wrong is set.

    Between two calls that are more than a day apart there are none: whatever was written then may be lost.
    """
    ((seconds,),) = connection.execute(
        """
        UPDATE listening SET looked_at = :now,
            seconds = seconds + CASE WHEN abs(:now - looked_at) <= :day THEN :now - looked_at ELSE 0 END
        RETURNING seconds
        """,
        {"now": now, "day": _DAY},
    ).fetchall()
    return int(seconds)


def told(connection: Connection, outbox_ids: Collection[int], now: int) -> None:
    """The messages of those rows were delivered: where one named the day, and they said nothing since, it counts."""
    rows = connection.execute(
        """
        SELECT people.id FROM json_each(:ids) JOIN outbox ON outbox.id = json_each.value
            JOIN people ON people.id = outbox.person_id
        WHERE nudge_kind IN (:farewell, :last_word) AND heard_at < written_at
        """,
        {"ids": json.dumps([*outbox_ids]), "farewell": FAREWELL, "last_word": LAST_WORD},
    )
    for (person_id,) in rows.fetchall():
        let_expire(connection, person_id, now)


def let_expire(connection: Connection, person_id: int, now: int) -> None:
    """What this person owns expires KEPT_UNHEARD days after they were heard of, in TOLD_BEFORE days at the earliest."""
    connection.execute(
        """
        UPDATE people SET expires_after = :listened - :now + max(heard_at + :kept, :now + :told_before) WHERE id = :id
        """,
        {
            "id": person_id,
            "now": now,
            "listened": listened(connection, now),
            "kept": _KEPT,
            "told_before": _TOLD_BEFORE,
        },
    )


def expired(connection: Connection, now: int, limit: int) -> list[int]:
    """Some of those who are still silent when the time is over."""
    rows = connection.execute(
        "SELECT id FROM people WHERE expires_after <= :listened ORDER BY expires_after LIMIT :limit",
        {"listened": listened(connection, now), "limit": limit},
    )
    return [person_id for (person_id,) in rows]
