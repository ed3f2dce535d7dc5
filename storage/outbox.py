"""Everything we say, from the turn that said it until Telegram has it. Two lanes: replies, and nudges.

A row waits (visible_at is set), is started (neither set: committed before its request begins) or settled (settled_at
is set, body emptied). How sending went is noted by storage/outcomes.py.
"""

from collections.abc import Iterable

import msgspec
from msgspec import structs

from companion.checkins import LATEST
from companion.replies import Picture, Say, Sayable
from storage.bodies import body
from storage.store import SWEPT_AT_ONCE
from storage.vault import Connection

LONGEST_WAIT = 600  # seconds for which sending is put off at most, whatever was asked for
KEPT = 48 * 3600  # seconds for which a settled row stays, so that its nudge is not written again


class Outgoing(msgspec.Struct, frozen=True):
    """A started row; what its `body` says: storage/bodies.py."""

    id: int
    person_id: int
    lane: str
    body: bytes
    attempts: int
    until_confirmed: bool = False  # never let go of while the person can be reached
    let_go_at: int | None = None  # of a nudge: LATEST seconds after it was due


class Delivered(msgspec.Struct, frozen=True):
    """Telegram has it, as this message where it is one; `file_id`: what it knows the message's picture by."""

    message_id: int | None
    file_id: str = ""


class Later(msgspec.Struct, frozen=True):
    """Surely not sent; to be tried again after `seconds`. `counts`: the fault may be the message's own."""

    seconds: float
    counts: bool


class Unreachable(msgspec.Struct, frozen=True):
    """The person blocked us or is no more."""


class Refused(msgspec.Struct, frozen=True):
    """Telegram will never take it. `reason` may be logged: it holds nothing of what was said."""

    reason: str


class Unknown(msgspec.Struct, frozen=True):
    """It may have been sent or not."""


Delivery = Delivered | Later | Unreachable | Refused | Unknown


class Backlog(msgspec.Struct, frozen=True):
    """Rows that could be sent now or are being sent."""

    replies: int
    nudges: int


def put(connection: Connection, person_id: int, reply: Sayable, now: int, *, due_at: int | None = None) -> None:
    """Writes what is said; it waits in its lane from now on.

    A nudge is written once for its person, kind and date, one that was asked for once for its goal, too; it is let go
    two hours after `due_at` (or `now`). A reply whose sending ends unknown is sent again once; one that is
    `until_confirmed` goes ahead, until it is sent.
    """
    nudge = reply.nudge if isinstance(reply, Say | Picture) else None
    about = reply.about if isinstance(reply, Say) else None
    insistent = isinstance(reply, Say) and reply.until_confirmed
    if insistent:
        _hasten_insistent(connection, person_id)
    id_ = connection.next_message()
    connection.execute(
        """
        INSERT INTO outbox (id, person_id, lane, body, written_at, visible_at, repeats_left, until_confirmed,
                            let_go_at, nudge_kind, nudge_date, goal, day)
        VALUES (:id, :person_id, :lane, :body, :now, -:insistent, :repeats_left, :insistent,
                :let_go_at, :nudge_kind, :nudge_date, :goal, :day)
        ON CONFLICT (person_id, nudge_kind, nudge_date, iif(nudge_kind = 'later', goal, 0))
            WHERE nudge_kind IS NOT NULL DO NOTHING
        """,  # visible from 0 (-1: before all others), not from now: a clock set back must not hide it
        {
            "id": id_,
            "person_id": person_id,
            "lane": "nudge" if nudge else "reply",
            "body": connection.vault.transit.seal(person_id, "outbox", id_, body(reply)),
            "now": now,
            "repeats_left": 0 if nudge else 1,
            "insistent": insistent,
            "let_go_at": (now if due_at is None else due_at) + LATEST if nudge else None,
            "nudge_kind": nudge.kind if nudge else None,
            "nudge_date": nudge.date.isoformat() if nudge else None,
            "goal": about.goal if about else None,
            "day": about.day.isoformat() if about else None,
        },
    )


def _hasten_insistent(connection: Connection, person_id: int) -> None:
    """A new danger behind an answer that was put off: neither waits."""
    connection.execute(
        """
        UPDATE outbox SET visible_at = -1
        WHERE person_id = :person_id AND settled_at IS NULL AND +visible_at > 0 AND until_confirmed
        """,
        {"person_id": person_id},
    )


def claim(connection: Connection, lane: str, now: int, limit: int) -> list[Outgoing]:
    """Starts up to `limit` rows that may be sent now, oldest first; of each person's only the first unsettled one,
    and the first that is `until_confirmed`, which goes ahead."""
    _let_go(connection, now)
    rows = connection.execute(
        """
        UPDATE outbox SET visible_at = NULL WHERE id IN (
            SELECT id FROM outbox AS mine
            WHERE lane = :lane AND visible_at <= :now AND settled_at IS NULL AND NOT EXISTS (
                SELECT 1 FROM outbox AS earlier
                WHERE earlier.person_id = mine.person_id AND earlier.settled_at IS NULL
                    AND earlier.lane = :lane AND earlier.id < mine.id
                    AND earlier.until_confirmed >= mine.until_confirmed)
            ORDER BY visible_at, id LIMIT :limit)
        RETURNING id, person_id, lane, body, attempts, until_confirmed, let_go_at
        """,
        {"lane": lane, "now": now, "limit": limit},
    ).fetchall()
    started = [outgoing for row in rows if (outgoing := _opened(connection, Outgoing(*row), now))]
    return sorted(started, key=lambda outgoing: (not outgoing.until_confirmed, outgoing.id))


def _opened(connection: Connection, sealed: Outgoing, now: int) -> Outgoing | None:
    """The row with its body as it was written; one that can't be unsealed is settled, and never sent."""
    plain = connection.vault.transit.open(sealed.person_id, "outbox", sealed.id, sealed.body)
    if plain is not None:
        return structs.replace(sealed, body=plain)
    connection.execute(
        "UPDATE outbox SET settled_at = :now, outcome = 'refused', body = x'' WHERE id = :id",
        {"id": sealed.id, "now": now},
    )
    return None


def release(connection: Connection, ids: Iterable[int]) -> None:
    """Rows that were claimed but never begun wait again, as if not claimed."""
    connection.executemany(
        "UPDATE outbox SET visible_at = -until_confirmed WHERE id = :id AND settled_at IS NULL",
        [{"id": id_} for id_ in ids],
    )


def taken_back(connection: Connection, id_: int) -> bool:
    """Whether a started row was taken back meanwhile."""
    row = connection.execute("SELECT let_go_at FROM outbox WHERE id = :id", {"id": id_}).fetchone()
    return row is not None and row[0] == 0


def hasten(connection: Connection, now: int) -> None:
    """A row put off further into the future than we ever put one off dates from before the clock was set back: make it
    visible now."""
    connection.execute(
        "UPDATE outbox SET visible_at = 0 WHERE settled_at IS NULL AND visible_at > :latest",
        {"latest": now + LONGEST_WAIT},
    )


def forget(connection: Connection, person_id: int) -> None:
    """Removes everything of the person, also what is being sent; what must arrive goes once it has."""
    connection.execute(
        "DELETE FROM outbox WHERE person_id = :person_id AND (settled_at IS NOT NULL OR NOT until_confirmed)",
        {"person_id": person_id},
    )


def sweep(connection: Connection, now: int) -> int:
    """Removes some rows settled 48 hours ago, or with a clock that was wrong; returns how many, 0 when there are no
    more."""
    return connection.execute(
        """
        DELETE FROM outbox WHERE (settled_at <= :before OR settled_at > :ahead)
            AND id IN (SELECT id FROM outbox ORDER BY id LIMIT :limit)
        """,  # only the oldest rows are looked at: by an index on settled_at every message would write more
        {"before": now - KEPT, "ahead": now + KEPT, "limit": SWEPT_AT_ONCE},
    ).rowcount


def waiting(connection: Connection, now: int) -> Backlog:
    """How much is to be sent now, lane by lane."""
    rows = connection.execute(
        """
        SELECT lane, count(*) FROM outbox
        WHERE settled_at IS NULL AND (visible_at IS NULL OR visible_at <= :now) GROUP BY lane
        """,
        {"now": now},
    )
    counts: dict[str, int] = dict(rows.fetchall())
    return Backlog(counts.get("reply", 0), counts.get("nudge", 0))


def unsent(connection: Connection, person_id: int) -> int:
    """How many answers to this person or group are not with Telegram yet."""
    count: int = connection.execute(
        "SELECT count(*) FROM outbox WHERE person_id = :person_id AND settled_at IS NULL AND lane = 'reply'",
        {"person_id": person_id},
    ).fetchone()[0]
    return count


def _let_go(connection: Connection, now: int) -> None:
    connection.execute(
        """
        UPDATE outbox SET visible_at = NULL, settled_at = :now, outcome = 'late', body = x''
        WHERE let_go_at <= :now AND visible_at IS NOT NULL
        """,
        {"now": now},
    )
