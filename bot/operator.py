"""`/status`, for those whom OPERATOR_IDS names: for everybody else it is a command that nobody knows."""

import importlib.metadata
import logging
import platform
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec

from bot.heard import Heard
from companion.events import Said
from companion.status import Trouble, status
from storage import figures, migrations, outbox
from storage.vault import Connection

COMMAND = "/status"
_PACKAGES = ("small-wins", "python-telegram-bot", "aiohttp", "aiosqlite", "APScheduler", "cryptography", "tzdata")
_OURS = ("bot.", "scheduler.", "storage.", "companion.", "drawing.")


class Troubles(logging.Handler):
    """Counts warnings and errors by kind: the fixed words of a line of ours, else where it was told. Never what was
    filled in, which may be anything. `now` tells UTC epoch seconds."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__(logging.WARNING)
        self._now = now
        self._known: dict[str, Trouble] = {}

    def emit(self, record: logging.LogRecord) -> None:
        fixed = record.args and record.name.startswith(_OURS)
        kind = str(record.msg) if fixed else f"{record.name} in {record.funcName}"
        times = self._known[kind].times + 1 if kind in self._known else 1
        self._known[kind] = Trouble(kind, times, self._now())

    def latest_first(self) -> Sequence[Trouble]:
        """All so far."""
        return sorted(self._known.values(), key=lambda trouble: -trouble.last_at)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Within it every logger is heard."""
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)


class Operators(msgspec.Struct, frozen=True):
    """Those who run the bot, by Telegram id."""

    ids: frozenset[int]
    troubles: Troubles

    def answer(self, connection: Connection, heard: Heard, now: int) -> bool:
        """Writes the answer where one of them asks how the bot is; False where it is anything else."""
        match heard:
            case Heard(person_id, Said(text=text, forwarded=False)) if person_id in self.ids:
                if text.strip().casefold() != COMMAND:
                    return False
            case _:
                return False
        said = status(figures.read(connection, now), self.troubles.latest_first(), _versions(), now)
        outbox.put(connection, person_id, said, now)
        return True


def _versions() -> str:
    packages = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{packages}, {python}, database {migrations.newest()}"
