"""Messages of ours that stand in a chat: what a reply or a late press answers, and what `/forget` deletes."""

import datetime
from collections.abc import Mapping

import msgspec

from storage.store import SWEPT_AT_ONCE
from storage.vault import Connection

DELETABLE = 48 * 3600  # seconds for which Telegram lets a bot delete its message
ANSWERABLE = 60 * 24 * 3600  # seconds for which a reply still counts for what the message was about


class Sent(msgspec.Struct, frozen=True):
    """A message sent `at`; a reply to it answers `goal` on `day`. `nudge_kind` is None for an asked-for message."""

    goal: int | None
    day: datetime.date | None
    nudge_kind: str | None
    at: int


def put(connection: Connection, messages: Mapping[int, int], now: int) -> None:
    """Notes as which message each outbox row (id -> message id) stands in its chat. If an edited message is noted
    again, its new goal and day replace the old ones. Nothing is noted of whoever has not joined."""
    connection.executemany(
        """
        INSERT INTO sent (person_id, message_id, outbox_id, at, kept_until, goal, day, nudge_kind)
        SELECT person_id, :message_id, id, :now, :now + CASE WHEN goal IS NULL THEN :deletable ELSE :answerable END,
            goal, day, nudge_kind
        FROM outbox WHERE id = :outbox_id AND EXISTS (SELECT 1 FROM people WHERE people.id = person_id)
        ON CONFLICT (person_id, message_id) DO UPDATE SET
            outbox_id = excluded.outbox_id,
            kept_until = max(excluded.kept_until, sent.kept_until),
            goal = coalesce(excluded.goal, sent.goal),
            day = coalesce(excluded.day, sent.day)
        """,
        [
            {
                "outbox_id": outbox_id,
                "message_id": message_id,
                "now": now,
                "deletable": DELETABLE,
                "answerable": ANSWERABLE,
            }
            for outbox_id, message_id in messages.items()
        ],
    )


def find(connection: Connection, person_id: int, message_id: int) -> Sent | None:
    """What our message was about, None if it is not known (any more)."""
    row = connection.execute(
        "SELECT goal, day, nudge_kind, at FROM sent WHERE person_id = :person_id AND message_id = :message_id",
        {"person_id": person_id, "message_id": message_id},
    ).fetchone()
    if row is None:
        return None
    goal, day, nudge_kind, at = row
    return Sent(goal, datetime.date.fromisoformat(day) if day else None, nudge_kind, at)


def recent(connection: Connection, person_id: int, since: int) -> list[int]:
    """The ids of messages sent to the person from the moment `since` on, oldest first."""
    rows = connection.execute(
        "SELECT message_id FROM sent WHERE person_id = :person_id AND at >= :since ORDER BY at, message_id",
        {"person_id": person_id, "since": since},
    )
    return [message_id for (message_id,) in rows]


def forget(connection: Connection, person_id: int) -> None:
    """Removes everything of the person."""
    connection.execute("DELETE FROM sent WHERE person_id = :person_id", {"person_id": person_id})


def sweep(connection: Connection, now: int) -> int:
    """Removes some of what has no more use and returns how many, 0 when there are no more."""
    return connection.execute(
        """
        DELETE FROM sent WHERE (person_id, message_id) IN
            (SELECT person_id, message_id FROM sent WHERE kept_until <= :now ORDER BY kept_until LIMIT :limit)
        """,
        {"now": now, "limit": SWEPT_AT_ONCE},
    ).rowcount
