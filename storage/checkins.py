"""The schedule: the next check-in of each person and kind is a row; of what was asked for, one of each goal."""

import datetime
from collections.abc import Iterable

import msgspec

from companion.checkins import CheckIn
from storage.dates import written
from storage.vault import Connection


class Due(msgspec.Struct, frozen=True):
    """A check-in whose moment has come. `due_at` is the moment it was meant for, in UTC epoch seconds, however often it
    was put off; `date` as intended on the person's calendar."""

    person_id: int
    kind: str
    date: datetime.date
    due_at: int
    goal: int | None


def load(connection: Connection, person_id: int) -> tuple[tuple[CheckIn, ...], dict[str, datetime.date]]:
    """What is planned for a person, and by kind the last date that was dealt with."""
    rows: Iterable[tuple[str, int | None, str | None, int | None, int | None, str | None]] = connection.execute(
        """
        SELECT kind, due_at, date, goal, meant_at, dealt_with_on FROM check_ins
        WHERE person_id = :person_id ORDER BY kind
        """,
        {"person_id": person_id},
    )
    plans, dealt_with = [], {}
    for kind, due_at, date, goal, meant_at, dealt_with_on in rows:
        if due_at is not None and date is not None:
            plans.append(CheckIn(kind, datetime.date.fromisoformat(date), due_at, goal or None, meant_at))
        if dealt_with_on is not None:
            dealt_with[kind] = datetime.date.fromisoformat(dealt_with_on)
    return tuple(plans), dealt_with


def due(connection: Connection, now: int, limit: int) -> list[Due]:
    """Up to `limit` check-ins due by `now`, the longest due first; in a crowd, each person always in the same place."""
    rows = connection.execute(
        """
        SELECT person_id, kind, date, coalesce(meant_at, due_at), goal FROM check_ins
        WHERE due_at <= :now ORDER BY due_at, person_id LIMIT :limit
        """,
        {"now": now, "limit": limit},
    )
    return [
        Due(person_id, kind, datetime.date.fromisoformat(date), due_at, goal or None)
        for person_id, kind, date, due_at, goal in rows
    ]


def plan(connection: Connection, person_id: int, check_in: CheckIn) -> None:
    """This one is the next of its kind and goal."""
    connection.execute(
        """
        INSERT INTO check_ins (person_id, kind, due_at, date, goal, meant_at)
        VALUES (:person_id, :kind, :due_at, :date, :goal, :meant_at)
        ON CONFLICT (person_id, kind, goal) DO UPDATE SET
            due_at = excluded.due_at, date = excluded.date, meant_at = excluded.meant_at
        """,
        {
            "person_id": person_id,
            "kind": check_in.kind,
            "due_at": check_in.due_at,
            "date": written(check_in.date),
            "goal": check_in.goal or 0,
            "meant_at": check_in.meant_at,
        },
    )


def unplan(connection: Connection, person_id: int, kind: str, goal: int | None = None) -> None:
    """None of this kind is planned any more; with `goal`, none about that one."""
    row = {"person_id": person_id, "kind": kind, "goal": goal}
    connection.execute(
        """
        DELETE FROM check_ins WHERE person_id = :person_id AND kind = :kind AND dealt_with_on IS NULL
            AND goal = coalesce(:goal, goal)
        """,
        row,
    )
    connection.execute(
        """
        UPDATE check_ins SET due_at = NULL, date = NULL, meant_at = NULL
        WHERE person_id = :person_id AND kind = :kind AND goal = coalesce(:goal, goal)
        """,
        row,
    )


def deal_with(connection: Connection, person_id: int, kind: str, date: datetime.date) -> None:
    """This date's check-in is over: it never comes again."""
    connection.execute(
        """
        INSERT INTO check_ins (person_id, kind, dealt_with_on) VALUES (:person_id, :kind, :date)
        ON CONFLICT (person_id, kind, goal) DO UPDATE SET
            dealt_with_on = max(excluded.dealt_with_on, coalesce(check_ins.dealt_with_on, ''))
        """,
        {"person_id": person_id, "kind": kind, "date": written(date)},
    )


def postpone(connection: Connection, due: Due, until: int) -> None:
    """A check-in whose turn failed steps aside, so that those behind it are not held up; it is as late as it is."""
    connection.execute(
        """
        UPDATE check_ins SET due_at = :until, meant_at = :due_at
        WHERE person_id = :person_id AND kind = :kind AND goal = :goal AND coalesce(meant_at, due_at) = :due_at
        """,
        {"until": until, "person_id": due.person_id, "kind": due.kind, "goal": due.goal or 0, "due_at": due.due_at},
    )
