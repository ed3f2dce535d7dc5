"""The two pages of a watched bot, on this computer alone: /healthz, and /metrics where prometheus-client is there."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import msgspec
import orjson
from aiohttp import web

from bot.watch.health import Health

HOST = "127.0.0.1"
_HOW_TO = "Here would be metrics if prometheus-client were installed: pip install prometheus-client\n"

MetricsPage = Callable[[str], tuple[bytes, str]]
"""From an Accept header to a page and its content type. Blocks; raises sqlite3.Error."""


class Pages(msgspec.Struct, frozen=True):
    """What is served. `metrics` is None where that package is not there."""

    health: Health
    metrics: MetricsPage | None

    async def healthz(self, _: web.Request) -> web.Response:
        found = await self.health.diagnosis()
        told = {
            "ok": not found.stale,
            "stale": found.stale,
            "seconds": {part: round(seconds, 3) for part, seconds in found.seconds.items()},
        }
        return web.Response(
            status=503 if found.stale else 200, body=orjson.dumps(told), content_type="application/json"
        )

    async def metrics_page(self, request: web.Request) -> web.Response:
        if self.metrics is None:
            return web.Response(status=404, text=_HOW_TO)
        try:
            page, content_type = await asyncio.to_thread(self.metrics, request.headers.get("Accept", ""))
        except sqlite3.Error:
            return web.Response(status=503, text="The database can't be read.\n")
        return web.Response(body=page, headers={"Content-Type": content_type})


@asynccontextmanager
async def serving(pages: Pages, port: int) -> AsyncIterator[str]:
    """Serves them at the address that it hands out, until the context ends; port 0 is any. Raises OSError."""
    application = web.Application()
    application.router.add_get("/healthz", pages.healthz)
    application.router.add_get("/metrics", pages.metrics_page)
    runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, port)
        await site.start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
