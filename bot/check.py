"""`small-wins check` and `rotate-key`: what is fine, what to change, what was done, in plain words."""

import datetime
import email.utils
import importlib.metadata
import os
import platform
import sqlite3
import sys
from pathlib import Path

import aiohttp
import msgspec
from telegram.error import InvalidToken

from bot import tryout
from bot.advice import STOPPERS, advice
from bot.app import Clock
from bot.masterkey import MissingKey, read, rotate_key
from bot.settings import Settings
from storage.copies import keys_of, missing
from storage.files import DamagedDatabase, NewerDatabase, examine
from storage.keys import WrongKey, fits

_CLOCK_MAY_DIFFER = 30  # seconds
_TIME_ZONES_FROM = 2  # years after which rules of time zones have surely changed somewhere
_TIMEOUT = aiohttp.ClientTimeout(total=15)


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at; `fine` or not, `told` in a sentence."""

    fine: bool
    told: str


async def check(settings: Settings) -> int:
    """Looks at everything the bot needs and changes nothing. Returns 0 when all is fine, else 2."""
    now = Clock().now()
    here = kept_here(settings)
    findings = [_python(), _time_zones(now), _database(here.database_path), _key(here), *_backups(here), *_copies(here)]
    findings += await _telegram(settings, now)
    sys.stdout.writelines(f"{'fine  ' if finding.fine else 'CHANGE'}  {finding.told}\n" for finding in findings)
    return 0 if all(finding.fine for finding in findings) else 2


def rotate(settings: Settings) -> int:
    """Puts a new master key in the old one's place, the bot not running. Returns 0, or 2 after a sentence on stderr."""
    here = kept_here(settings)
    keys = keys_of(here.database_path)
    if not keys.exists():
        sys.stderr.write(f"There is no {keys}: nothing is sealed with the master key so far.\n")
        return 2
    try:
        stale = rotate_key(here)
    except STOPPERS as error:
        sys.stderr.write(f"{advice(error)}\n")
        return 2
    for copy in stale:
        sys.stderr.write(f"{copy} can't be replaced now: until the bot does it, the old key opens it.\n")
    where = "SMALL_WINS_NEW_KEY: make it SMALL_WINS_KEY" if here.key else f"in {here.key_file}: keep a copy elsewhere"
    opens = "nothing any more" if not stale else "nothing but those copies any more"
    sys.stdout.write(f"The new master key is {where}. The old one opens {opens}.\n")
    return 0


def kept_here(settings: Settings) -> Settings:
    """The settings with the database and the key that a start with them would use."""
    return settings if settings.token else tryout.at_home(settings)


def _python() -> Finding:
    return Finding(fine=True, told=f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}.")


def _time_zones(now: int) -> Finding:
    version = importlib.metadata.version("tzdata")
    age = datetime.datetime.fromtimestamp(now, datetime.UTC).year - int(version[:4])
    if age >= _TIME_ZONES_FROM:
        return Finding(fine=False, told=f"The time-zone rules are tzdata {version}. Install a newer tzdata package.")
    return Finding(fine=True, told=f"The time-zone rules are tzdata {version}.")


def _database(path: Path) -> Finding:
    try:
        examine(path, up_to=sys.maxsize)
    except (DamagedDatabase, NewerDatabase, OSError) as error:
        return Finding(fine=False, told=advice(error))
    here = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
    if not os.access(here, os.W_OK):
        return Finding(
            fine=False, told=f"{here} can't be written. Change who may, or set DATABASE_URL to another file."
        )
    return Finding(fine=True, told=f"The database {path} is sound." if path.exists() else f"{path} will be made.")


def _backups(settings: Settings) -> list[Finding]:
    """Nothing of a database for trying out is worth one."""
    folder = settings.backup_folder
    if not settings.token:
        return []
    if folder is None:
        return [Finding(fine=True, told="No backup is made by itself: BACKUP_FOLDER says where one would go.")]
    here = next(known for known in (folder, *folder.absolute().parents) if known.exists())
    if not here.is_dir() or not os.access(here, os.W_OK):
        return [Finding(fine=False, told=f"{here} can't be written. Change who may, or set BACKUP_FOLDER to another.")]
    return [Finding(fine=True, told=f"A backup is made in {folder} each night.")]


def _copies(settings: Settings) -> list[Finding]:
    """Keys beside older backups that erasures no longer reach."""
    keys = keys_of(settings.database_path)
    try:
        away = missing(keys)
    except sqlite3.Error:  # told of the key already
        return []
    told = "{copy} is away: with a backup it may open what was erased. Put its disk back, or make a backup in {folder}."
    return [Finding(fine=False, told=told.format(copy=copy, folder=copy.parent)) for copy in away]


def _key(settings: Settings) -> Finding:
    file, keys = settings.key_file, keys_of(settings.database_path)
    try:
        key = settings.key or read(file)
        if keys.exists() and not fits(keys, key):
            raise WrongKey(keys)
    except MissingKey as error:
        if not keys.exists():
            return Finding(fine=True, told=f"The master key will be made in {file}.")
        return Finding(fine=False, told=advice(error))
    except STOPPERS as error:
        return Finding(fine=False, told=advice(error))
    if not settings.key and file.stat().st_mode & 0o077:
        return Finding(fine=False, told=f"Others can read {file}. Let nobody but this user: chmod 600 {file}")
    return Finding(fine=True, told="The master key fits." if keys.exists() else "There is a master key.")


async def _telegram(settings: Settings, now: int) -> list[Finding]:
    if not settings.token:
        return [
            Finding(fine=True, told="No TELEGRAM_BOT_TOKEN: the bot starts with a Telegram of its own, to try it out.")
        ]
    url = f"{settings.api_root}/bot{settings.token}/getMe"
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT) as session,
            session.get(url, proxy=settings.proxy, allow_redirects=False) as response,
        ):
            answer, date = await response.json(content_type=None), response.headers.get("Date", "")
    except (aiohttp.ClientError, OSError, ValueError) as error:  # ValueError: no JSON
        told = f"{settings.api_root} can't be used ({type(error).__name__}). Check the network and TELEGRAM_API_URL."
        return [Finding(fine=False, told=told)]
    return [_token(answer), _clock(date, now)]


def _token(answer: object) -> Finding:
    match answer:
        case {"ok": True, "result": {"username": str(username)}}:
            return Finding(fine=True, told=f"Telegram knows the token: https://t.me/{username}.")
    return Finding(fine=False, told=advice(InvalidToken()))


def _clock(date: str, now: int) -> Finding:
    """Whether our clock agrees with the server's, from its Date header."""
    try:
        difference = round(now - email.utils.parsedate_to_datetime(date).timestamp())
    except ValueError:
        return Finding(fine=True, told="The server does not tell the time.")
    if abs(difference) > _CLOCK_MAY_DIFFER:
        told = f"This computer's clock differs from Telegram's by {difference:+} s. Set it by the network (NTP)."
        return Finding(fine=False, told=told)
    return Finding(fine=True, told="The clock is right.")
