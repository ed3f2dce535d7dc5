"""`small-wins backup` and `restore`: a copy made, a copy put back, and what was done, in plain words."""

import asyncio
import sqlite3
import sys
from pathlib import Path

from bot.advice import STOPPERS, advice
from bot.app import Clock
from bot.check import kept_here
from bot.settings import Settings
from storage.copies import back_up
from storage.restoring import NotABackup, Restored
from storage.restoring import restore as put_back


async def backup(settings: Settings, target: Path) -> int:
    """Copies the database to `target`, also while the bot runs. Returns 0, or 2 after a sentence on stderr."""
    source = kept_here(settings).database_path
    try:
        await asyncio.to_thread(_copy, source, target)
    except (sqlite3.Error, OSError) as error:
        sys.stderr.write(f"No copy of {source} was made: {error}.\n")
        return 2
    sys.stdout.write(f"A copy of {source} is in {target}.\n")
    return 0


def restore(settings: Settings, source: Path) -> int:
    """Puts a backup in the database's place, the bot not running. Returns 0, or 2 after a sentence on stderr."""
    if not settings.token:
        sys.stderr.write(
            "Set TELEGRAM_BOT_TOKEN: a backup goes back to its own bot, and what is tried out needs none.\n"
        )
        return 2
    database = settings.database_path
    try:
        restored = put_back(source, database, settings.bot_id, Clock().now())
    except NotABackup:
        sys.stderr.write(f"{source} is no backup of Small Wins, or a damaged one. Nothing was changed.\n")
        return 2
    except STOPPERS as error:
        sys.stderr.write(f"{source} was not put back. {advice(error)}\n")
        return 2
    sys.stdout.writelines(f"{line}\n" for line in _told(source, database, restored))
    return 0


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise FileNotFoundError("there is no such file")
    if target.exists() and target.samefile(source):
        raise FileExistsError("a copy needs a file of its own")
    back_up(source, target)


def _told(source: Path, database: Path, restored: Restored) -> list[str]:
    lines = [f"A copy of {source} is in the place of {database}. What came after it is not in it."]
    if restored.aside:
        lines.append(f"What was there is {restored.aside} now. Delete it, and what begins like it, when all is well.")
    if restored.keys_from:
        lines.append(f"Its keys were brought from {restored.keys_from}.")
    return [
        *lines,
        "Next: `small-wins check`, which tells whether the master key fits. Then start the bot: it erases again",
        "whoever was erased after that backup.",
    ]
