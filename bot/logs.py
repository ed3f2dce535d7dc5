"""The log: one plain line for what matters. Never the token, never a word of anybody."""

import logging
from typing import TextIO

_TALKATIVE = ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler", "aiosqlite", "asyncio")


class Redacting(logging.Formatter):
    """Writes `•••` wherever one of the secrets would stand, also in a traceback."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "•••")
        return line


def start(level: str, secrets: tuple[str, ...], stream: TextIO) -> None:
    """Sends the log to `stream` from now on; the libraries tell their warnings only."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacting(secrets))
    root = logging.getLogger()
    root.setLevel(level)
    root.addHandler(handler)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A beat that still runs when its next is due is passed over, a line each second while the disk is slow.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
