"""What stops the bot, and what to do about it, in plain words."""

import sqlite3

from telegram.error import InvalidToken

from bot.masterkey import MissingKey, NoNewKey, UnreadableKey
from storage.files import DamagedDatabase, DatabaseInUse, NewerDatabase, UnusableDatabase
from storage.identity import AnotherBot
from storage.keys import WrongKey
from storage.opening import MissingKeys

STOPPERS = (
    InvalidToken,
    AnotherBot,
    UnusableDatabase,
    MissingKey,
    UnreadableKey,
    NoNewKey,
    sqlite3.Error,
    OSError,
)
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
            return f"{path} is damaged, or no database at all. Put a backup back (`small-wins restore`), {other_file}"
        case DatabaseInUse(path=path):
            return f"Small Wins is running already with {path}. Stop that one, {other_file}"
        case MissingKeys(path=path):
            return f"{path} has not the keys of this database, or not all. Put its newest copy there, {other_file}"
        case WrongKey() | MissingKey() | UnreadableKey() | NoNewKey():
            return _advice_on_keys(error)
    return f"The database can't be used ({error}). Check DATABASE_URL, who may write there, and free space."


def _advice_on_keys(error: WrongKey | MissingKey | UnreadableKey | NoNewKey) -> str:
    lost = "Without the right one, nobody's words can be read again."
    match error:
        case WrongKey(path=path):
            return f"{path} needs another master key. Set SMALL_WINS_KEY or SMALL_WINS_KEY_FILE to it. {lost}"
        case MissingKey(path=path):
            return (
                f"The master key is not in {path}. Put it there, or set SMALL_WINS_KEY or SMALL_WINS_KEY_FILE. {lost}"
            )
        case UnreadableKey(path=path):
            return (
                f"{path} holds no master key, or can't be read or made. Set SMALL_WINS_KEY_FILE to a file that you "
                f"alone can read, or SMALL_WINS_KEY to the key. {lost}"
            )
        case NoNewKey():
            return "The master key is SMALL_WINS_KEY. Set SMALL_WINS_NEW_KEY to the one that is to take its place."
