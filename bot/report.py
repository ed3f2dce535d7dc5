"""`small-wins status`: how a running or stopped bot is, read off its database beside it. Never a word of anybody."""

import html
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import msgspec
import orjson

from bot.app import Clock
from bot.check import kept_here
from bot.settings import Settings
from companion.status import in_words
from storage.survey import Survey, survey

_MB = 1e6


def status(settings: Settings, *, as_json: bool) -> int:
    """Writes how the bot of these settings is. Returns the exit code, as `report`."""
    return report(kept_here(settings).database_path, Clock().now(), sys.stdout, as_json=as_json)


def report(path: Path, now: int, screen: TextIO, *, as_json: bool) -> int:
    """Writes what can be seen of the database at `now` (UTC epoch seconds). Returns 0, or 2 where it can't be read."""
    try:
        seen = survey(path, now)
    except FileNotFoundError:
        screen.write(f"There is no {path}: no bot has run with it so far.\n")
        return 2
    except (sqlite3.Error, OSError) as error:
        screen.write(f"{path} can't be read ({error}).\n")
        return 2
    if as_json:
        screen.write(orjson.dumps(msgspec.to_builtins(seen) | {"at": now}, option=orjson.OPT_INDENT_2).decode() + "\n")
        return 0
    screen.writelines(f"{paragraph}\n\n" for paragraph in _paragraphs(seen, now))
    return 0


def _paragraphs(seen: Survey, now: int) -> Iterator[str]:
    yield f"{_running(seen.process)} {seen.path}."
    yield (
        f"Database: {seen.database_bytes / _MB:,.1f} MB, its log: {seen.log_bytes / _MB:,.1f} MB, "
        f"keys: {_keys(seen.keys_bytes)}.\nFree on that disk: {seen.free_bytes / _MB:,.0f} MB."
    )
    if seen.figures is None:
        yield f"Its version is {seen.version}, and this program's {seen.newest}: it can't be counted."
        return
    yield f"Its version is {seen.version}."
    yield from map(html.unescape, in_words(seen.figures, now))


def _running(process: int | None) -> str:
    match process:
        case None:
            return "No bot is seen to run with"
        case 0:
            return "Whether a bot runs can't be told here. This is"
    return f"Process {process} runs the bot with"


def _keys(size: int | None) -> str:
    return "no file, put their newest copy there" if size is None else f"{size / _MB:,.1f} MB"
