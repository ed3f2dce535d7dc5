"""The log: one line for what matters. Never the token, never a word of anybody.

A line of ours that tells an event has its name in `extra={"event": …}` and its figures as the one mapping of its
arguments; docs/watching.md lists them.
"""

import datetime
import json
import logging
from collections.abc import Mapping
from typing import Literal, TextIO

_TALKATIVE = ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler", "aiosqlite", "asyncio")


class Redacting(logging.Formatter):
    """Writes `•••` wherever one of the secrets would stand, also in a traceback. Behind an event's words stand its name
    and figures, as `event=paused seconds=3 lane=reply`."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        line = self.line(record)
        for secret in self._secrets:
            line = line.replace(secret, "•••")
        return line

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        line = super().formatMessage(record)
        if not (event := _event(record)):
            return line
        figures = "".join(f" {name}={_quoted(value)}" for name, value in _figures(record).items())
        return f"{line} event={event}{figures}"

    def line(self, record: logging.LogRecord) -> str:
        """The whole of it, the secrets still in it."""
        return super().format(record)


class AsJson(Redacting):
    """An object a line: `at` (UTC), `level`, `from`, `event` (may be empty), `line` (the words), and the figures."""

    def line(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "at": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": _event(record),
            "line": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told | _figures(record) | told, default=str)  # no figure hides what every line has


def start(level: str, secrets: tuple[str, ...], stream: TextIO, style: Literal["plain", "json"] = "plain") -> None:
    """Sends the log to `stream` from now on; the libraries tell their warnings only."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AsJson(secrets) if style == "json" else Redacting(secrets))
    root = logging.getLogger()
    root.setLevel(level)
    root.addHandler(handler)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A beat that still runs when its next is due is passed over, a line each second while the disk is slow.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def _event(record: logging.LogRecord) -> str:
    event: str = getattr(record, "event", "")
    return event


def _figures(record: logging.LogRecord) -> dict[str, object]:
    return {str(name): value for name, value in record.args.items()} if isinstance(record.args, Mapping) else {}


def _quoted(value: object) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return json.dumps(text) if any(mark in text for mark in ' "=\n') else text
