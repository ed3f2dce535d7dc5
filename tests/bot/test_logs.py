"""What the log tells, and what it never does."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot import logs

TOKEN = "77:AAF-secret"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log as the program writes it, at its most talkative; the root logger is as before afterwards."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.start("DEBUG", (TOKEN, ""), stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


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
