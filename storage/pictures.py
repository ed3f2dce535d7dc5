"""What a picture is drawn from, and which pictures Telegram has already."""

import datetime
import hashlib

import orjson

from companion.picture import MOST, Mark
from storage.dates import written
from storage.vault import Connection

_NOON = 12 * 60
_TOGETHER = 500  # of more than MOST wins so many of the oldest leave the picture at once


def marks(
    connection: Connection,
    person_id: int,
    day_end: int,
    since: datetime.date = datetime.date.min,
    before: datetime.date = datetime.date.max,
) -> tuple[list[Mark], int]:
    """The newest wins of the days from `since` until `before`, oldest first, MOST of them at most; and how many older
    ones there are. `day_end` as in Settings.

    Where there are too many, all but the newest are left out together: what is drawn does not move with each win.
    """
    days = {"person_id": person_id, "since": written(since), "before": written(before)}
    wins = "FROM wins WHERE person_id = :person_id AND day >= :since AND day < :before"
    (count,) = connection.execute(f"SELECT count(*) {wins}", days).fetchone()
    beyond = -(-max(0, count - MOST) // _TOGETHER) * _TOGETHER
    rows = connection.execute(
        f"SELECT number, body {wins} ORDER BY number DESC LIMIT :most",
        {**days, "most": count - beyond},
    )
    bodies = [connection.vault.open(person_id, "wins", number, sealed) for number, sealed in rows]
    return [_mark(body, day_end) for body in reversed(bodies) if body is not None], beyond


def _mark(body: bytes, day_end: int) -> Mark:
    win = orjson.loads(body)  # not as a Win: of thousands only two fields are needed
    minute = win.get("minute")
    return Mark(win.get("kind", "other"), ((_NOON if minute is None else minute) - day_end) % 1440 / 1440)


def known_as(connection: Connection, person_id: int, kind: str, request: bytes) -> str:
    """Telegram's id of this very picture, empty where it was not sent last."""
    row = connection.execute(
        "SELECT file_id FROM pictures WHERE person_id = :person_id AND kind = :kind AND state = :state",
        {"person_id": person_id, "kind": kind, "state": _state(request)},
    ).fetchone()
    return row[0] if row else ""


def keep(connection: Connection, person_id: int, kind: str, request: bytes, file_id: str) -> None:
    """Telegram has this picture as `file_id`. Nothing is kept of whoever left meanwhile."""
    connection.execute(
        """
        INSERT INTO pictures (person_id, kind, state, file_id)
        SELECT id, :kind, :state, :file_id FROM people WHERE id = :person_id
        ON CONFLICT (person_id, kind) DO UPDATE SET state = excluded.state, file_id = excluded.file_id
        """,
        {"person_id": person_id, "kind": kind, "state": _state(request), "file_id": file_id},
    )


def _state(request: bytes) -> bytes:
    return hashlib.blake2b(request, digest_size=16).digest()
