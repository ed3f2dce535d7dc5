"""What the operator may know of the database: counts, and never a row of anybody."""

from companion.status import Figures
from storage import outbox, reports
from storage.vault import Connection

_WEEK = 7 * 24 * 3600  # seconds


def read(connection: Connection, now: int) -> Figures:
    """The figures at `now` (UTC epoch seconds). Counts every win and goal: not for each turn."""
    people, reachable, recent = _row(
        connection,
        "SELECT count(*), coalesce(sum(reachable), 0), coalesce(sum(heard_at > :week), 0) FROM people",
        now,
    )
    updates, oldest = _row(
        connection,
        "SELECT count(*), coalesce(max(:now - arrived_at), 0) FROM inbox WHERE visible_at IS NOT NULL",
        now,
    )
    backlog = outbox.waiting(connection, now)
    return Figures(
        people=people,
        reachable=reachable,
        recent=recent,
        goals=_row(connection, "SELECT count(*) FROM goals WHERE state != 'offered'", now)[0],
        wins=_row(connection, "SELECT count(*) FROM wins", now)[0],
        updates=updates,
        oldest=oldest,
        poison=_row(connection, "SELECT count(*) FROM inbox WHERE state = 'poison'", now)[0],
        replies=backlog.replies,
        nudges=backlog.nudges,
        due=_row(connection, "SELECT count(*) FROM check_ins WHERE due_at <= :now", now)[0],
        outcomes=_outcomes(connection),
        dangers=_dangers(connection, now),
        wrong_numbers=reports.wrong_numbers(connection),
    )


def _row(connection: Connection, query: str, now: int) -> tuple[int, ...]:
    row: tuple[int, ...] = connection.execute(query, {"now": now, "week": now - _WEEK}).fetchone()
    return row


def _outcomes(connection: Connection) -> dict[str, int]:
    """Of the messages that are settled and not swept."""
    return dict(
        connection.execute("SELECT outcome, count(*) FROM outbox WHERE outcome IS NOT NULL GROUP BY outcome").fetchall()
    )


def _dangers(connection: Connection, now: int) -> list[tuple[str, str, int]]:
    rows = connection.execute(
        "SELECT day, kind, times FROM dangers WHERE day > :since ORDER BY day DESC, kind",
        {"since": reports.day_of(now - _WEEK)},
    )
    return rows.fetchall()
