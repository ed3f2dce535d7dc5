"""What the operator may know of the database: counts, and never a row of anybody."""

import sqlite3
from collections.abc import Sequence

from companion.checkins import LATEST
from companion.status import Figures, Lateness, Queue, Queues
from storage import reports

_DAY = 24 * 3600  # seconds
_WEEK = 7 * _DAY


def read(connection: sqlite3.Connection, now: int) -> Figures:
    """The figures at `now` (UTC epoch seconds). Counts every win, goal and message: not for each turn."""
    people, reachable, recent = _row(
        connection,
        "SELECT count(*), coalesce(sum(reachable), 0), coalesce(sum(heard_at > :week), 0) FROM people",
        now,
    )
    return Figures(
        people=people,
        reachable=reachable,
        recent=recent,
        goals=_row(connection, "SELECT count(*) FROM goals WHERE state != 'offered'", now)[0],
        wins=_row(connection, "SELECT count(*) FROM wins", now)[0],
        queues=queues(connection, now),
        poison=_row(connection, "SELECT count(*) FROM inbox WHERE state = 'poison'", now)[0],
        lateness=_lateness(connection, now),
        outcomes=_outcomes(connection),
        dangers=_dangers(connection, now),
        wrong_numbers=reports.wrong_numbers(connection),
    )


def queues(connection: sqlite3.Connection, now: int) -> Queues:
    """What waits at `now` (UTC epoch seconds). Cheap: a crowd that is due is counted in an index alone."""
    rows = connection.execute(
        """
        SELECT 'updates', count(*), min(arrived_at) FROM inbox WHERE visible_at IS NOT NULL
        UNION ALL
        SELECT lane, waiting, (SELECT written_at FROM outbox WHERE id = oldest) FROM (
            SELECT lane, count(*) AS waiting, min(id) AS oldest FROM outbox
            WHERE settled_at IS NULL AND (visible_at IS NULL OR visible_at <= :now) GROUP BY lane)
        UNION ALL
        SELECT 'check-ins', count(*), min(due_at) FROM check_ins WHERE due_at <= :now
        """,  # the oldest message has the lowest id: its moment is not in the index
        {"now": now},
    )
    found = {name: Queue(waiting, max(0, now - since)) for name, waiting, since in rows if waiting}
    nothing = Queue(0, 0)
    return Queues(
        updates=found.get("updates", nothing),
        replies=found.get("reply", nothing),
        nudges=found.get("nudge", nothing),
        check_ins=found.get("check-ins", nothing),
    )


def _row(connection: sqlite3.Connection, query: str, now: int) -> tuple[int, ...]:
    row: tuple[int, ...] = connection.execute(query, {"now": now, "week": now - _WEEK}).fetchone()
    return row


def _lateness(connection: sqlite3.Connection, now: int) -> Lateness:
    """Of the nudges that Telegram took in the last 24 hours. A `let_go_at` of 0 was taken back on its way."""
    rows: Sequence[tuple[int, int]] = connection.execute(
        """
        SELECT max(0, settled_at - let_go_at + :latest) AS late, count(*) FROM outbox
        WHERE lane = 'nudge' AND outcome = 'delivered' AND let_go_at > 0 AND settled_at > :yesterday
        GROUP BY late ORDER BY late
        """,
        {"latest": LATEST, "yesterday": now - _DAY},
    ).fetchall()
    if not rows:
        return Lateness(0, 0, 0, 0)
    return Lateness(sum(times for _, times in rows), _within(rows, 0.5), _within(rows, 0.99), rows[-1][0])


def _within(rows: Sequence[tuple[int, int]], share: float) -> int:
    """The seconds within which that share was sent; `rows` are seconds and times, rising."""
    missing = share * sum(times for _, times in rows)
    for late, times in rows:
        missing -= times
        if missing <= 0:
            return late
    return rows[-1][0]


def _outcomes(connection: sqlite3.Connection) -> dict[str, int]:
    """Of the messages that are settled and not swept."""
    return dict(
        connection.execute("SELECT outcome, count(*) FROM outbox WHERE outcome IS NOT NULL GROUP BY outcome").fetchall()
    )


def _dangers(connection: sqlite3.Connection, now: int) -> list[tuple[str, str, int]]:
    rows = connection.execute(
        "SELECT day, kind, times FROM dangers WHERE day > :since ORDER BY day DESC, kind",
        {"since": reports.day_of(now - _WEEK)},
    )
    return rows.fetchall()
