"""Whose database this is: one bot's, of Telegram or of the simulator."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from storage.files import reading
from storage.vault import Connection


class AnotherBot(Exception):  # noqa: N818 - named for what is the matter
    """The database belongs to the bot `bot_id`, a `simulated` one or not."""

    def __init__(self, bot_id: int, *, simulated: bool) -> None:
        super().__init__(str(bot_id))
        self.bot_id = bot_id
        self.simulated = simulated


def claim(connection: Connection, bot_id: int, *, simulated: bool) -> None:
    """The first bot to come owns the database for ever; for any other one AnotherBot is raised."""
    connection.execute(
        "INSERT INTO identity (row, bot_id, simulated) VALUES (1, :bot_id, :simulated) ON CONFLICT (row) DO NOTHING",
        {"bot_id": bot_id, "simulated": simulated},
    )
    _compare(connection, bot_id, simulated=simulated)


def examine(path: Path, bot_id: int, *, simulated: bool) -> None:
    """Before the key is asked for: raises AnotherBot as `claim` would, and changes nothing."""
    if not path.exists():
        return
    with suppress(sqlite3.Error), reading(path) as connection:  # what is the matter there, others tell
        _compare(connection, bot_id, simulated=simulated)


def _compare(connection: sqlite3.Connection, bot_id: int, *, simulated: bool) -> None:
    row = connection.execute("SELECT bot_id, simulated FROM identity").fetchone()
    if row is not None and (row[0], bool(row[1])) != (bot_id, simulated):
        raise AnotherBot(row[0], simulated=bool(row[1]))
