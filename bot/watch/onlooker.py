"""Putting together what watches the bot."""

import logging
from collections.abc import Callable
from contextlib import AsyncExitStack

from bot.app import background
from bot.watch.health import Health
from bot.watch.latency import Latency
from bot.watch.pages import MetricsPage, Pages, serving
from bot.watch.recorder import Recorder
from bot.watch.watched import LogLines, Watched, sample_lag
from storage.store import Store

log = logging.getLogger(__name__)


async def look_on(stack: AsyncExitStack, port: int, store: Store, now: Callable[[], int]) -> Watched:
    """Serves the pages until the stack ends. Raises OSError."""
    health = Health(store, now)
    recorder, page = _metrics(store, now)
    address = await stack.enter_async_context(serving(Pages(health, page), port))
    figures = {"address": address, "pages": "/healthz and /metrics" if page else "/healthz"}
    log.info("Watch it at %(address)s: %(pages)s", figures, extra={"event": "watched"})
    if page:
        lines = LogLines(recorder)
        logging.getLogger().addHandler(lines)
        stack.callback(logging.getLogger().removeHandler, lines)
        await stack.enter_async_context(background(sample_lag(recorder)))
    return Watched(health, recorder, Latency(), now)


def _metrics(store: Store, now: Callable[[], int]) -> tuple[Recorder, MetricsPage | None]:
    """A recorder of nothing, and no page, where prometheus-client is not installed."""
    try:
        from bot.watch.metrics import Metrics  # noqa: PLC0415 - an optional package stands behind it
    except ImportError:
        return Recorder(), None
    metrics = Metrics(store.path, now)
    return metrics.recorder, metrics.page
