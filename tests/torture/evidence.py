"""What is the case: what the database holds, read from outside, and what Telegram shows in its chats."""

import re
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage import opening, wins
from storage.copies import keys_of
from storage.files import duplicate
from storage.vault import Connection
from tests.databases import KEY
from tests.human import Human

_CUP = re.compile(r"[Cc]up (\d+)")
_EVERYTHING = 100_000
_PAGE = 200

Shown = dict[str, Any]
Nudged = tuple[int, str, str]
"""A person, the kind of a nudge, its date."""


@dataclass(frozen=True, slots=True)
class InFlight:
    """What was started and not settled when a process ended: replies by number and attempt, nudges."""

    replies: frozenset[tuple[int, int]]
    nudges: frozenset[Nudged]


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds. `answering`: wins that answer the hello of a date, by person and date; `unknown`: nudges
    whose sending ended unknown; `let_go`: by person, answers that were not sent for good."""

    cups: Counter[int]
    answering: Counter[tuple[int, str]]
    unknown: frozenset[Nudged]
    let_go: Counter[int]
    poison: int
    sound: bool


def keep(folder: Path, target: Path) -> None:
    """Copies the files of the bot and of its Telegram as they lie. Raises FileExistsError where `target` is."""
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("*.img", "lost+found"), ignore_dangling_symlinks=True)


def in_flight(database: Path) -> InFlight:
    """Read from a copy of the files as they lie, so that the next start finds them as the last one left them."""
    with tempfile.TemporaryDirectory() as folder:
        for file in database.parent.glob(f"{database.name}*"):
            shutil.copy(file, folder)
        with closing(sqlite3.connect(Path(folder) / database.name)) as connection:
            try:
                rows = connection.execute(
                    "SELECT lane, id, attempts, person_id, nudge_kind, nudge_date FROM outbox "
                    "WHERE settled_at IS NULL AND visible_at IS NULL"
                ).fetchall()
            except sqlite3.OperationalError:  # killed before there was a table
                return InFlight(frozenset(), frozenset())
    replies = frozenset((id_, attempts) for lane, id_, attempts, *_ in rows if lane == "reply")
    nudges = frozenset((person, kind, date) for lane, _, _, person, kind, date in rows if lane == "nudge")
    return InFlight(replies, nudges)


def is_sending(database: Path, lane: str) -> bool:
    """Whether a message of that lane is on its way."""
    return bool(
        _number(
            database,
            "SELECT count(*) FROM outbox WHERE lane = :lane AND settled_at IS NULL AND visible_at IS NULL",
            {"lane": lane},
        )
    )


def is_idle(database: Path, now: float) -> bool:
    """Whether nothing waits: no update, no message, no check-in."""
    waiting = _number(
        database,
        "SELECT (SELECT count(*) FROM inbox WHERE visible_at IS NOT NULL)"
        " + (SELECT count(*) FROM outbox WHERE settled_at IS NULL)"
        " + (SELECT count(*) FROM check_ins WHERE due_at <= :now)",
        {"now": int(now)},
    )
    return not waiting


def _number(database: Path, query: str, values: Mapping[str, object]) -> int:
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        number: int = connection.execute(query, values).fetchone()[0]
    return number


@contextmanager
def _copy(database: Path) -> Iterator[Connection]:
    """A copy of the database of a running bot, with its keys."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / database.name
        duplicate(database, copy)
        duplicate(keys_of(database), keys_of(copy))
        with closing(opening.connect(copy)) as connection:
            opening.prepare(connection, copy, KEY)
            yield connection


def kept(database: Path, since: int) -> Kept:
    """All of it, unsealed; `let_go` of what was written since then (UTC epoch seconds)."""
    cups: Counter[int] = Counter()
    answering: Counter[tuple[int, str]] = Counter()
    with _copy(database) as connection:
        for (person,) in connection.execute("SELECT id FROM people").fetchall():
            for win in wins.page(connection, person, 0, _EVERYTHING):
                cups.update(map(int, _CUP.findall(win.text)))
                if win.asked_on is not None:
                    answering[person, win.asked_on.isoformat()] += 1
        nudges = connection.execute(
            "SELECT person_id, nudge_kind, nudge_date FROM outbox WHERE lane = 'nudge' AND outcome = 'unknown'"
        ).fetchall()
        let_go = connection.execute(
            "SELECT person_id, count(*) FROM outbox WHERE lane = 'reply' AND outcome <> 'delivered' "
            "AND written_at >= :since GROUP BY person_id",
            {"since": since},
        ).fetchall()
        poison = connection.execute("SELECT count(*) FROM inbox WHERE state = 'poison'").fetchone()[0]
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return Kept(cups, answering, frozenset(nudges), Counter(dict(let_go)), poison, sound)


async def shown_since(person: Human, message_id: int) -> list[Shown]:
    """Every message of that chat behind `message_id`, oldest first, as Telegram shows it."""
    found: list[Shown] = []
    before = 2**52
    while True:
        page: list[Shown] = (await person.phone.get("chat", before=before, limit=_PAGE))["messages"]
        newer = [message for message in page if message["message_id"] > message_id]
        found = newer + found
        if len(newer) < len(page) or not page:
            return found
        before = page[0]["message_id"]


def words(message: Shown) -> str:
    text: str = message.get("text") or message.get("caption") or ""
    return text


def labels(message: Shown) -> set[str]:
    return {key["text"] for row in message["keyboard"] or () for key in row}


def place_of(label: str, message: Shown) -> tuple[int, int]:
    """Row and column of that button."""
    rows = enumerate(message["keyboard"])
    return next((row, column) for row, keys in rows for column, key in enumerate(keys) if key["text"] == label)


def is_hello(message: Shown) -> bool:
    return not message["out"] and "Not today" in labels(message)


def is_letter(message: Shown) -> bool:
    return not message["out"] and "No more letters" in labels(message)


def reported(shown: Sequence[Shown]) -> Counter[int]:
    """The cups of which Telegram took the news."""
    return Counter(int(cup) for message in shown if message["out"] for cup in _CUP.findall(words(message)))


def answered(shown: Sequence[Shown]) -> Counter[int]:
    """How often each cup was celebrated."""
    answers = [message for message in shown if not (message["out"] or is_hello(message) or is_letter(message))]
    return Counter(int(cup) for message in answers for cup in _CUP.findall(words(message)))


def broken(transcript: Sequence[Shown]) -> int:
    """Of how many messages Telegram's answer never arrived, or could not be read."""
    lost = (entry for entry in transcript if entry["status"] == 499 or (entry["status"] == 200 and not entry["answer"]))
    return sum(str(entry["method"]).lower().startswith(("send", "edit")) for entry in lost)
