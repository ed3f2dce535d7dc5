"""The rows of goals."""

from companion.people import Goal
from storage.records import packed, unpacked
from storage.vault import Connection

_COLUMNS = ("number", "state")


def load(connection: Connection, person_id: int) -> tuple[Goal, ...]:
    """All goals of a person, oldest first."""
    rows = connection.execute(
        "SELECT number, state, body FROM goals WHERE person_id = :person_id ORDER BY number", {"person_id": person_id}
    )
    opened = ((number, state, connection.vault.open(person_id, "goals", number, body)) for number, state, body in rows)
    return tuple(unpacked(Goal, body, number=number, state=state) for number, state, body in opened if body is not None)


def keep(connection: Connection, person_id: int, goal: Goal) -> None:
    """A new goal, or the one with this number changed."""
    connection.execute(
        """
        INSERT INTO goals (person_id, number, state, body) VALUES (:person_id, :number, :state, :body)
        ON CONFLICT (person_id, number) DO UPDATE SET state = excluded.state, body = excluded.body
        """,
        {
            "person_id": person_id,
            "number": goal.number,
            "state": goal.state,
            "body": connection.vault.seal(person_id, "goals", goal.number, packed(goal, _COLUMNS)),
        },
    )


def remove(connection: Connection, person_id: int, number: int) -> None:
    connection.execute(
        "DELETE FROM goals WHERE person_id = :person_id AND number = :number",
        {"person_id": person_id, "number": number},
    )
