"""What of the running bot is watched: wrapped around its parts where WATCH_PORT asks for it, and nowhere else."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import Protocol

from bot.attention import Attentions
from bot.taking import TakesTurns
from scheduler.dispatch import Send
from scheduler.heartbeat import Beat
from storage.store import Store

log = logging.getLogger(__name__)

Keep = Callable[[Sequence[object]], Awaitable[int]]
"""Stores raw updates; returns how many were new."""


class Watching(Protocol):
    """Hands back each part of the bot as it is to be used."""

    def keeping(self, keep: Keep) -> Keep:
        """How the poller stores what came."""

    def taking(self, taking: TakesTurns) -> TakesTurns:
        """How the worker takes turns."""

    def attentions(self) -> Attentions:
        """What counts floods."""

    def sending(self, send: Send) -> Send:
        """How the lanes send."""

    def beating(self, beats: Sequence[Beat]) -> Sequence[Beat]:
        """What the heartbeat does."""


class Unwatched:
    """Every part as it is."""

    def keeping(self, keep: Keep) -> Keep:
        return keep

    def taking(self, taking: TakesTurns) -> TakesTurns:
        return taking

    def attentions(self) -> Attentions:
        return Attentions()

    def sending(self, send: Send) -> Send:
        return send

    def beating(self, beats: Sequence[Beat]) -> Sequence[Beat]:
        return beats


async def watch(stack: AsyncExitStack, port: int, store: Store, now: Callable[[], int]) -> Watching:
    """With port 0 nobody watches; else two pages are served there until the stack ends. `now` tells UTC epoch seconds.

    Where the port is taken that is told in the log: the bot runs all the same.
    """
    if not port:
        return Unwatched()
    from bot.watch.onlooker import look_on  # noqa: PLC0415 - a web server and Prometheus, 3 MB that nobody else needs

    try:
        return await look_on(stack, port, store, now)
    except OSError as error:
        told = "WATCH_PORT %(port)d can't be used (%(error)s): nobody watches."
        log.error(told, {"port": port, "error": error.strerror}, extra={"event": "unwatched"})  # noqa: TRY400 - one plain line
        return Unwatched()
