"""Whose database this is: one bot's, of Telegram or of the simulator."""

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
    owner, is_simulated = connection.execute("SELECT bot_id, simulated FROM identity").fetchone()
    if (owner, bool(is_simulated)) != (bot_id, simulated):
        raise AnotherBot(owner, simulated=bool(is_simulated))
