"""The simulator as one aiohttp server on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from simulator.bot_api import BotApi
from simulator.faults import Faults
from simulator.guard import refuse_strangers
from simulator.journal import open_journal
from simulator.json_requests import tell_refusals
from simulator.levers import Levers
from simulator.limits import Limiter
from simulator.person_actions import PersonActions
from simulator.telegram import Telegram, open_telegram
from simulator.transcript import Transcript
from simulator.transport import LARGEST_BODY
from simulator.user_api import UserApi
from simulator.webhook import WebhookPoster

HOST: Final = "127.0.0.1"
_PAGE: Final = Path(__file__).parent / "page"
_PAGE_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:; "
        "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class Running:
    """A simulator that listens."""

    url: str
    token: str
    telegram: Telegram


@asynccontextmanager
async def serve(
    *, port: int = 0, token: str | None = None, state: Path | None = None, page: bool = True, transcript: bool = True
) -> AsyncIterator[Running]:
    """A simulator that listens on 127.0.0.1 (port 0: any free one) until the context ends.

    With `state` everything is kept in that file. Raises OSError where the port is taken and
    sqlite3.OperationalError where another simulator holds the file.
    """
    with closing(open_journal(state)) as journal:
        telegram = open_telegram(journal, token)
        application = _application(telegram, Transcript(on=transcript))
        if page:
            _add_page(application)
        async with _listening(application, port) as bound, _posting(telegram):
            yield Running(f"http://{HOST}:{bound}", telegram.token, telegram)


@asynccontextmanager
async def _listening(application: web.Application, port: int) -> AsyncIterator[int]:
    runner = web.AppRunner(application, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        bound: int = runner.addresses[0][1]
        yield bound
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _posting(telegram: Telegram) -> AsyncIterator[None]:
    poster = asyncio.create_task(WebhookPoster(telegram).run())
    try:
        yield
    finally:
        poster.cancel()
        await asyncio.gather(poster, return_exceptions=True)


def _application(telegram: Telegram, transcript: Transcript) -> web.Application:
    faults, limiter = Faults(), Limiter()
    application = web.Application(client_max_size=LARGEST_BODY, middlewares=[refuse_strangers, tell_refusals])
    application.add_routes(BotApi(telegram, faults, limiter, transcript).routes())
    application.add_routes(UserApi(telegram, PersonActions(telegram)).routes())
    application.add_routes(Levers(telegram, faults, limiter, transcript).routes())
    return application


def _add_page(application: web.Application) -> None:
    async def index(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(_PAGE / "index.html")

    async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
        if request.path == "/" or request.path.startswith("/page/"):
            response.headers.update(_PAGE_HEADERS)

    application.router.add_get("/", index)
    application.router.add_static("/page/", _PAGE)
    application.on_response_prepare.append(add_headers)
