"""What the log tells, and what it never does."""

import io
import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest

from bot import logs

ROOT = Path(__file__).parents[2]
TOKEN = "77:AAF-secret"
EVENT = re.compile(r'"event": "(\w+)"')


@contextmanager
def started(style: Literal["plain", "json"]) -> Iterator[io.StringIO]:
    """The log as the program writes it, at its most talkative; the root logger is as before afterwards."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.start("DEBUG", (TOKEN, ""), stream, style)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    with started("plain") as stream:
        yield stream


# The token is blotted out wherever it may come from: a line, an argument, a traceback of a library.
def test_token_is_blotted_out(log: io.StringIO) -> None:
    try:
        int(f"bot{TOKEN}")  # its error quotes what it was given
    except ValueError:
        logging.getLogger("somewhere").exception("failed at %s", f"bot{TOKEN}")
    assert "somewhere" not in log.getvalue()
    assert "failed at bot•••" in log.getvalue()
    assert log.getvalue().count("•••") >= 2
    assert "AAF" not in log.getvalue()


# Libraries, which log what they send and receive, tell nothing below a warning.
@pytest.mark.parametrize(
    "name", ["telegram.ext.ExtBot", "httpx", "aiohttp.access", "aiosqlite", "apscheduler.executors"]
)
def test_libraries_are_quiet(log: io.StringIO, name: str) -> None:
    logging.getLogger(name).info("words of somebody")
    logging.getLogger(name).warning("disk almost full")
    assert "words of somebody" not in log.getvalue()
    assert "disk almost full" in log.getvalue()


# That a beat still runs when its next is due is no news: the one after it does the work.
def test_a_slow_beat_is_no_news(log: io.StringIO) -> None:
    logging.getLogger("apscheduler.scheduler").warning("skipped: maximum number of running instances reached (1)")
    assert log.getvalue() == ""


PAUSE = "Telegram asks for a pause of %(seconds)g s: %(lane)s messages wait"


# An event has its name and figures behind its words; what may be taken for several is quoted.
@pytest.mark.parametrize(
    ("lane", "shown"), [("reply", "lane=reply"), ("the reply", 'lane="the reply"'), ("a=b", 'lane="a=b"')]
)
def test_plain_events(log: io.StringIO, lane: str, shown: str) -> None:
    logging.getLogger("bot.sender").warning(PAUSE, {"seconds": 2.5, "lane": lane}, extra={"event": "paused"})
    assert log.getvalue().endswith(
        f" WARNING Telegram asks for a pause of 2.5 s: {lane} messages wait event=paused seconds=2.5 {shown}\n"
    )


# Other lines are told as they are.
def test_plain_lines(log: io.StringIO) -> None:
    logging.getLogger("bot.artist").info("A picture took longer than %g s", 2)
    assert log.getvalue().endswith(" INFO    A picture took longer than 2 s\n")


# As JSON each line is an object; figures can't hide what every line has, whatever is in them can be written, and the
# token is blotted out here, too.
def test_json() -> None:
    figures = {"seconds": 3, "lane": "reply", "level": "none", "path": Path(TOKEN), "text": "\ud83e"}
    with started("json") as log:
        try:
            int(TOKEN)
        except ValueError:
            logging.getLogger("bot.sender").exception(PAUSE, figures, extra={"event": "paused"})
        logging.getLogger("bot.artist").info("A picture took longer than %g s", 2)
    first, second = map(json.loads, log.getvalue().splitlines())
    assert (first["level"], first["from"], first["event"]) == ("error", "bot.sender", "paused")
    assert (first["seconds"], first["lane"], first["path"]) == (3, "reply", "•••")
    assert first["line"] == "Telegram asks for a pause of 3 s: reply messages wait"
    assert "ValueError" in first["trace"]
    assert (second["event"], second["line"]) == ("", "A picture took longer than 2 s")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", second["at"])
    assert "AAF" not in log.getvalue()


# Each event that the program tells is in docs/watching.md, and none is there that it does not tell.
def test_events_are_explained() -> None:
    sources = [path for package in ("bot", "scheduler", "storage") for path in (ROOT / package).rglob("*.py")]
    told = {event for path in sources for event in EVENT.findall(path.read_text("utf-8"))}
    rows = (ROOT / "docs" / "watching.md").read_text("utf-8").partition("| event |")[2].splitlines()
    explained = {event for row in rows if row.startswith("| `") for event in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert explained == told
