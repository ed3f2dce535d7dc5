"""The rows of goals."""

import sqlite3

from companion.people import Goal
from storage.dates import date, written


def load(connection: sqlite3.Connection, person_id: int) -> tuple[Goal, ...]:
    """All goals of a person, oldest first."""
    rows = connection.execute(
        """
        SELECT number, name, step, area, state, anchor, eased_step, eased_on, asked_on, answered_on
        FROM goals WHERE person_id = :person_id ORDER BY number
        """,
        {"person_id": person_id},
    )
    return tuple(
        Goal(number, name, step, area, state, anchor, eased_step, date(eased_on), date(asked_on), date(answered_on))
        for number, name, step, area, state, anchor, eased_step, eased_on, asked_on, answered_on in rows
    )


def keep(connection: sqlite3.Connection, person_id: int, goal: Goal) -> None:
    """A new goal, or the one with this number changed."""
    connection.execute(
        """
        INSERT INTO goals (person_id, number, name, step, area, state, anchor, eased_step, eased_on, asked_on,
                           answered_on)
        VALUES (:person_id, :number, :name, :step, :area, :state, :anchor, :eased_step, :eased_on, :asked_on,
                :answered_on)
        ON CONFLICT (person_id, number) DO UPDATE SET
            name = excluded.name, step = excluded.step, area = excluded.area, state = excluded.state,
            anchor = excluded.anchor, eased_step = excluded.eased_step, eased_on = excluded.eased_on,
            asked_on = excluded.asked_on, answered_on = excluded.answered_on
        """,
        {
            "person_id": person_id,
            "number": goal.number,
            "name": goal.name,
            "step": goal.step,
            "area": goal.area,
            "state": goal.state,
            "anchor": goal.anchor,
            "eased_step": goal.eased_step,
            "eased_on": written(goal.eased_on),
            "asked_on": written(goal.asked_on),
            "answered_on": written(goal.answered_on),
        },
    )


def remove(connection: sqlite3.Connection, person_id: int, number: int) -> None:
    connection.execute(
        "DELETE FROM goals WHERE person_id = :person_id AND number = :number",
        {"person_id": person_id, "number": number},
    )
