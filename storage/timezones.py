"""Which release of the time-zone data the schedule was worked out with."""

from storage.vault import Connection


def release(connection: Connection) -> str | None:
    """The release, None for a database that has not planned anything so far."""
    row = connection.execute("SELECT release FROM time_zones").fetchone()
    return row[0] if row else None


def planned_with(connection: Connection, release: str) -> None:
    """Every planned check-in agrees with this release from now on."""
    connection.execute(
        """
        INSERT INTO time_zones (row, release) VALUES (1, :release)
        ON CONFLICT (row) DO UPDATE SET release = excluded.release
        """,
        {"release": release},
    )


def people_after(connection: Connection, person_id: int, limit: int) -> list[int]:
    """The next `limit` people with a check-in planned, in the order of their ids."""
    rows = connection.execute(
        """
        SELECT DISTINCT person_id FROM check_ins
        WHERE due_at IS NOT NULL AND person_id > :person_id ORDER BY person_id LIMIT :limit
        """,
        {"person_id": person_id, "limit": limit},
    )
    return [row[0] for row in rows]
