"""What stops the bot, and what to do about it, in plain words."""

import sqlite3

from telegram.error import InvalidToken

from storage.files import DamagedDatabase, DatabaseInUse, NewerDatabase
from storage.identity import AnotherBot

STOPPERS = (InvalidToken, AnotherBot, DamagedDatabase, DatabaseInUse, NewerDatabase, sqlite3.Error, OSError)
"""The errors that whoever runs the bot can do something about."""


def advice(error: Exception) -> str:
    """A sentence or two about one of STOPPERS. Never the error's own text where that holds the token."""
    other_file = "or set DATABASE_URL to another file."
    match error:
        case InvalidToken():
            return (
                "Telegram does not know this token. Set TELEGRAM_BOT_TOKEN to the one that @BotFather shows for your "
                "bot; if you set TELEGRAM_API_URL, check that too."
            )
        case AnotherBot(simulated=True):
            return f"This database belongs to a try-out. Delete its folder, {other_file}"
        case AnotherBot(bot_id=bot_id):
            return f"This database belongs to the bot {bot_id}. Set TELEGRAM_BOT_TOKEN to that bot's, {other_file}"
        case NewerDatabase(path=path):
            return f"{path} was written by a later version of Small Wins. Install that one, {other_file}"
        case DamagedDatabase(path=path):
            return f"{path} is damaged, or no database at all. Put a backup in its place, {other_file}"
        case DatabaseInUse(path=path):
            return f"Small Wins is running already with {path}. Stop that one, {other_file}"
    return f"The database can't be used ({error}). Check DATABASE_URL, who may write there, and free space."
