"""The whole of Small Wins in one test: a simulated Telegram, the bot, Alice and Bob, and a clock that can be moved.

    async with world() as w:
        await w.alice.says("/start")
        assert "Hello" in (await w.alice.hears()).text
        await w.alice.taps("Begin")
        await w.until("09:31")

It begins on Monday 2 March 2026 at 08:00 UTC. People act as on their phones, through the simulator's user API alone.
"""

import asyncio
import datetime
import tempfile
import zoneinfo
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import AnyHttpUrl, SecretStr

from bot.app import App, Clock, background, running
from bot.following import follow_clock, offset_of, set_offset, settled
from bot.settings import Settings
from simulator.server import Running, serve
from simulator.telegram import Telegram
from storage import checkins, wins
from storage.checkins import Due
from tests.databases import KEY
from tests.human import PATIENCE, Human
from tests.simulator.bench import Levers, Phone, Wire

BEGIN = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
FOR_EVER = 2**40  # UTC epoch seconds: everything that is planned is due by then
_POLL = 0.001  # real seconds
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - where it exists, no commit waits for a disk: no story is about power cuts


@dataclass(slots=True)
class World:
    """Everything there is. Telegram and the bot can each be stopped and started while the other one runs."""

    folder: Path
    running: Running = field(init=False)
    http: aiohttp.ClientSession = field(init=False)
    levers: Levers = field(init=False)
    app: App = field(init=False)
    operators: frozenset[int] = frozenset()  # this and the next: as of the bot's next start
    watch_port: int = 0
    alice: Human = field(init=False)
    bob: Human = field(init=False)
    _bot: AsyncExitStack = field(default_factory=AsyncExitStack)
    _simulator: AsyncExitStack = field(default_factory=AsyncExitStack)
    _port: int = 0

    @property
    def telegram(self) -> Telegram:
        """The state of Telegram itself."""
        return self.running.telegram

    @property
    def now(self) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(self.telegram.clock.now(), datetime.UTC)

    @property
    def wire(self) -> Wire:
        """Bare Bot API requests, as another program with the bot's token could make them."""
        return Wire(self.http, self.telegram.token)

    async def forward(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        """Lets time pass; what falls due on the way has been said when this returns."""
        await self.settled()
        seconds = datetime.timedelta(days=days, hours=hours, minutes=minutes).total_seconds()
        await self.levers.post("clock", forward=seconds)
        await self.settled()

    async def until(self, time: str, zone: str = "UTC") -> None:
        """Lets time pass until clocks in `zone` next show `time` (HH:MM)."""
        here = self.now.astimezone(zoneinfo.ZoneInfo(zone))
        then = here.replace(hour=int(time[:2]), minute=int(time[3:]), second=0, microsecond=0)
        if then <= here:
            then = (then.replace(tzinfo=None) + datetime.timedelta(days=1)).replace(tzinfo=here.tzinfo)
        # By epoch seconds: two local times of one zone subtract as if no clock change lay between them.
        await self.forward(minutes=(then.timestamp() - here.timestamp()) / 60)

    async def until_next_check_in(self) -> Due:
        """Lets time pass in one jump, as far as the next check-in that is planned for anybody; that check-in."""
        await self.settled()
        next_one = (await self.app.store.run(lambda connection: checkins.due(connection, FOR_EVER, 1)))[0]
        await self.levers.post("clock", to=next_one.due_at, jump=True)
        return next_one

    async def settled(self) -> None:
        """Returns when the bot has taken every update and said everything that is due."""
        async with asyncio.timeout(PATIENCE):
            while self.telegram.updates.pending():  # noqa: ASYNC110 - nobody tells when an update is confirmed
                await asyncio.sleep(_POLL)
            await settled(self.app)

    async def meets(self, name: str) -> Human:
        """Somebody new, who has not written yet."""
        async with self.http.post("/user/people", json={"first_name": name}) as response:
            return Human(Phone(self.http, (await response.json())["id"]), name, self.settled)

    async def gets(self, **update: object) -> None:
        """An update of any shape arrives from Telegram."""
        await self.levers.post("update", **update)

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """The bot's requests of that method so far."""
        return [entry["request"] for entry in await self.levers.transcript() if entry["method"] == method]

    async def wins_of(self, person: Human) -> list[str]:
        """What their journal has, newest first."""
        page = await self.app.store.run(lambda connection: wins.page(connection, person.id, 0, 1000))
        return [win.text for win in page]

    async def start_bot(self) -> None:
        """The bot as the command line starts it, but in this event loop."""
        clock = Clock(await offset_of(self.running.url))
        settings = _settings(self.running, self.folder, self.operators, self.watch_port)
        self.app = await self._bot.enter_async_context(running(settings, clock, simulated=True))
        following = follow_clock(self.running.url, partial(set_offset, self.app))
        await self._bot.enter_async_context(background(following))

    async def stop_bot(self) -> None:
        """An orderly stop; what people do meanwhile waits at Telegram."""
        await self._bot.aclose()

    async def start_telegram(self) -> None:
        """Telegram as it was when it stopped, at the same address."""
        simulator = serve(port=self._port, state=self.folder / "telegram.db", page=False)
        self.running = await self._simulator.enter_async_context(simulator)
        self._port = int(self.running.url.rpartition(":")[2])

    async def stop_telegram(self) -> None:
        """Telegram is gone; nobody can do anything until it is back."""
        await self._simulator.aclose()


@asynccontextmanager
async def world(*, bot: bool = True) -> AsyncIterator[World]:
    """A new one, with the bot running (unless `bot` is False) and nobody having written to it."""
    async with AsyncExitStack() as stack:
        made = World(Path(stack.enter_context(_folder())))
        stack.push_async_callback(made.stop_telegram)
        await made.start_telegram()
        made.http = await stack.enter_async_context(aiohttp.ClientSession(made.running.url))
        made.levers = Levers(made.http)
        await made.levers.post("clock", to=BEGIN.timestamp(), jump=True)
        made.alice, made.bob = await made.meets("Alice"), await made.meets("Bob")
        stack.push_async_callback(made.stop_bot)
        if bot:
            await made.start_bot()
        yield made


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None)


def _settings(telegram: Running, folder: Path, operators: frozenset[int], watch_port: int) -> Settings:
    return Settings.model_construct(
        telegram_bot_token=SecretStr(telegram.token),
        telegram_api_url=AnyHttpUrl(telegram.url),
        database_url=f"sqlite:///{folder / 'small-wins.db'}",
        small_wins_key=SecretStr(KEY.hex()),
        nudges_per_second=1000,
        operator_ids=operators,
        watch_port=watch_port,
    )
