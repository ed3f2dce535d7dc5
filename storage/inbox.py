"""Updates that have come, stored before they are acknowledged, until their turn is taken."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from storage.store import SWEPT_AT_ONCE, one
from storage.vault import Connection

KEPT = 48 * 3600  # seconds for which a settled id stays: Telegram redelivers for 24 hours
TRIES = 3
_PATIENCE = 30  # seconds, per attempt, until a turn that failed is tried again


class Arrived(msgspec.Struct, frozen=True):
    """An update as it came; `person_id` is the chat (or user) whose turn it is, 0 where there is none."""

    update_id: int
    person_id: int
    body: bytes


class Waiting(msgspec.Struct, frozen=True):
    """An update whose turn has come; `attempts` failed before. The body of one that can't be unsealed is empty.
    `newest`: nothing of that chat was seen to wait behind it."""

    update_id: int
    person_id: int
    body: bytes
    attempts: int
    newest: bool = True


def put(connection: Connection, updates: Sequence[Arrived], now: int) -> int:
    """Stores the updates and returns how many were new; an id that was here before changes nothing."""
    cursor = connection.executemany(
        """
        INSERT INTO inbox (update_id, person_id, body, arrived_at, visible_at, behind)
        VALUES (:update_id, :person_id, :body, :now, 0, coalesce(
            (SELECT max(behind) + 1 FROM inbox WHERE person_id = :person_id AND visible_at IS NOT NULL), 0))
        ON CONFLICT (update_id) DO NOTHING
        """,  # visible from 0, not from now: a clock set back must not hide it
        [
            {
                "update_id": it.update_id,
                "person_id": it.person_id,
                "body": connection.vault.transit.seal(it.person_id, "inbox", it.update_id, it.body),
                "now": now,
            }
            for it in updates
        ],
    )
    return max(cursor.rowcount, 0)  # -1 for no updates at all


def take(
    connection: Connection, now: int, limit: int, most: Callable[[int], float] = lambda _: math.inf
) -> list[Waiting]:
    """Whose turn it is: each person's first, then each one's second … ; one person's in the order of arrival. `limit`
    updates are looked at, and of each chat the first `most` are taken.

    Those that failed before come last, and do not hold up what the person wrote after. Taking changes nothing: the
    one worker of the one process calls `done` or `step_aside` for each.
    """
    rows = connection.execute(
        """
        SELECT update_id, person_id, body, attempts FROM inbox
        WHERE visible_at <= :now ORDER BY visible_at, behind, arrival LIMIT :limit
        """,
        {"now": now, "limit": limit},
    ).fetchall()
    open_, newest = connection.vault.transit.open, {person_id: update_id for update_id, person_id, *_ in rows}
    waiting, seen = [], Counter[int]()
    for update_id, person_id, body, attempts in rows:
        seen[person_id] += 1
        if seen[person_id] <= most(person_id):
            plain = open_(person_id, "inbox", update_id, body) or b""
            waiting.append(Waiting(update_id, person_id, plain, attempts, newest[person_id] == update_id))
    return waiting


def done(connection: Connection, update_id: int, now: int) -> None:
    """The turn was taken. Only the id stays; without it a redelivery after a crash would take effect twice."""
    _settle(connection, update_id, "done", now)


def put_off(connection: Connection, update_id: int, until: int) -> None:
    """The turn is taken at `until` (UTC epoch seconds), after what waits for nothing."""
    connection.execute(
        "UPDATE inbox SET visible_at = :until WHERE update_id = :id AND state = 'waiting'",
        {"until": until, "id": update_id},
    )


def waits(connection: Connection, update_id: int) -> bool:
    """Whether its turn is still to be taken: `forget` may have let go of it since it was looked up."""
    row = connection.execute("SELECT state = 'waiting' FROM inbox WHERE update_id = :id", {"id": update_id}).fetchone()
    return bool(row[0])


def step_aside(connection: Connection, update_id: int, now: int) -> None:
    """The turn failed: it is tried again later, and after three times no more (`poison`). One that does not wait any
    more is left as it is."""
    row = connection.execute(
        """
        UPDATE inbox SET attempts = attempts + 1, visible_at = :now + :patience * (attempts + 1)
        WHERE update_id = :update_id AND state = 'waiting' RETURNING attempts
        """,
        {"update_id": update_id, "now": now, "patience": _PATIENCE},
    ).fetchone()
    if row is not None and row[0] >= TRIES:
        _settle(connection, update_id, "poison", now)


def hasten(connection: Connection, now: int) -> None:
    """A row put off further into the future than we ever put one off dates from before the clock was set back: make it
    visible now."""
    connection.execute(
        "UPDATE inbox SET visible_at = 0 WHERE visible_at > :latest", {"latest": now + _PATIENCE * TRIES}
    )


def forget(connection: Connection, person_id: int) -> None:
    """Lets go of the person's updates that failed so far. What was settled says nothing of them any more.

    Those not tried yet stay: whatever a person writes after asking to be forgotten is a stranger's.
    """
    connection.execute(
        """
        UPDATE inbox SET state = 'done', settled_at = arrived_at, visible_at = NULL, body = x'', person_id = 0
        WHERE person_id = :person_id AND visible_at IS NOT NULL AND attempts > 0
        """,
        {"person_id": person_id},
    )


def sweep(connection: Connection, now: int) -> int:
    """Removes some ids settled 48 hours ago, or with a clock that was wrong; returns how many, 0 when there are no
    more."""
    return connection.execute(
        """
        DELETE FROM inbox
        WHERE (settled_at <= :before OR settled_at > :ahead)
            AND arrival IN (SELECT arrival FROM inbox ORDER BY arrival LIMIT :limit)
        """,  # only the oldest rows are looked at: by an index on settled_at every turn would write more
        {"before": now - KEPT, "ahead": now + KEPT, "limit": SWEPT_AT_ONCE},
    ).rowcount


def _settle(connection: Connection, update_id: int, state: str, now: int) -> None:
    one(
        connection.execute(
            """
            UPDATE inbox SET state = :state, settled_at = :now, visible_at = NULL, body = x'', person_id = 0
            WHERE update_id = :update_id
            """,
            {"update_id": update_id, "state": state, "now": now},
        )
    )
