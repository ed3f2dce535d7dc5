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
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import AnyHttpUrl, SecretStr

from bot.app import App, Clock, background, running
from bot.settings import Settings
from bot.tryout import follow_clock, offset_of
from simulator.server import Running, serve
from simulator.telegram import Telegram
from tests.simulator.bench import Levers, Phone

BEGIN = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
_PATIENCE = 5.0  # real seconds in which whatever is awaited must happen
_POLL = 0.002  # real seconds


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the bot as the person sees it. `buttons` are its labels, row by row in one list."""

    message_id: int
    text: str
    buttons: tuple[str, ...]
    effect: str | None
    edited: bool
    shown: dict[str, Any]


@dataclass(slots=True)
class Human:
    """Somebody with a phone."""

    phone: Phone
    name: str
    world: "World"
    _after: int = 0
    _unheard: list[Heard] = field(default_factory=list)
    _toasts: dict[str, str] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)
    _own: int = 0

    @property
    def id(self) -> int:
        return self.phone.id

    async def says(self, text: str, reply_to: int | None = None) -> int:
        """Writes; the message's id."""
        more = {} if reply_to is None else {"reply_to": reply_to}
        self._own = await self.phone.writes(text, **more)
        return self._own

    async def edits(self, text: str) -> None:
        """Changes what they wrote last."""
        await self.phone.post("edit", message_id=self._own, text=text)

    async def does(self, what: str, **body: object) -> None:
        """Any other request of the user API: "block", "unblock", "location", "attachment", "forward" …"""
        await self.phone.post(what, **body)

    async def taps(self, label: str, message_id: int | None = None) -> str:
        """Presses the newest button of that label (or that of one message); the short line that it shows."""
        for shown in reversed(await self.phone.sees()):
            for row, keys in enumerate(shown["keyboard"] or ()):
                for column, key in enumerate(keys):
                    if key["text"] == label and message_id in {None, shown["message_id"]}:
                        return await self._toast_of(await self.phone.taps(shown["message_id"], row, column))
        raise AssertionError(f"{self.name} sees no button {label!r}")

    async def hears(self) -> Heard:
        """The next message that the bot sends them, or whose words it changes."""
        async with asyncio.timeout(_PATIENCE):
            while not self._unheard:
                await self._look(_PATIENCE)
        return self._unheard.pop(0)

    async def hears_all(self) -> list[Heard]:
        """Everything not heard yet, once the bot has nothing more to do."""
        await self.world.settled()
        await self._look(0)
        heard, self._unheard = self._unheard, []
        return heard

    async def _toast_of(self, query: str) -> str:
        async with asyncio.timeout(_PATIENCE):
            while query not in self._toasts:
                await self._look(_PATIENCE)
        return self._toasts.pop(query)

    async def _look(self, seconds: float) -> None:
        answer = await self.phone.get("events", after=self._after, timeout=int(seconds))
        self._after = answer["sequence"] if not answer["events"] else answer["events"][-1]["sequence"]
        for event in answer["events"]:
            self._notice(event)

    def _notice(self, event: dict[str, Any]) -> None:
        match event:
            case {"kind": "answered", "callback_query_id": query, "text": toast}:
                self._toasts[query] = toast or ""
            case {"kind": "message" | "edited" as kind, "message": {"out": False} as shown}:
                text = shown.get("text") or shown.get("caption") or ""
                if self._texts.get(shown["message_id"]) != text or kind == "message":
                    self._unheard.append(_heard(shown, text, edited=kind == "edited"))
                self._texts[shown["message_id"]] = text


def _heard(shown: dict[str, Any], text: str, *, edited: bool) -> Heard:
    labels = tuple(key["text"] for row in shown["keyboard"] or () for key in row)
    return Heard(shown["message_id"], text, labels, shown.get("effect"), edited, shown)


@dataclass(slots=True)
class World:
    """Everything there is."""

    telegram: Telegram
    levers: Levers
    http: aiohttp.ClientSession
    settings: Settings
    app: App = field(init=False)
    alice: Human = field(init=False)
    bob: Human = field(init=False)
    _bot: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def now(self) -> datetime.datetime:
        return datetime.datetime.fromtimestamp(self.telegram.clock.now(), datetime.UTC)

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

    async def settled(self) -> None:
        """Returns when the bot has taken every update and said everything that is due."""
        async with asyncio.timeout(_PATIENCE):
            while self.telegram.updates.pending():  # noqa: ASYNC110 - nobody tells when an update is confirmed
                await asyncio.sleep(_POLL)
            await self.app.settled()

    async def meets(self, name: str) -> Human:
        """Somebody new, who has not written yet."""
        async with self.http.post("/user/people", json={"first_name": name}) as response:
            return Human(Phone(self.http, (await response.json())["id"]), name, self)

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """The bot's requests of that method so far."""
        return [entry["request"] for entry in await self.levers.transcript() if entry["method"] == method]

    async def start_bot(self) -> None:
        """The bot as the command line starts it, but in this event loop."""
        url = self.settings.api_root
        clock = Clock(await offset_of(url))
        self.app = await self._bot.enter_async_context(running(self.settings, clock, simulated=True))
        await self._bot.enter_async_context(background(follow_clock(url, self.app.set_offset)))

    async def stop_bot(self) -> None:
        """An orderly stop; what people do meanwhile waits at Telegram."""
        await self._bot.aclose()


@asynccontextmanager
async def world() -> AsyncIterator[World]:
    """A new one, with the bot running and nobody having written to it."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        running_telegram = await stack.enter_async_context(serve(page=False))
        http = await stack.enter_async_context(aiohttp.ClientSession(running_telegram.url))
        levers = Levers(http)
        await levers.post("clock", to=BEGIN.timestamp(), jump=True)
        settings = _settings(running_telegram, Path(folder))
        made = World(running_telegram.telegram, levers, http, settings)
        made.alice, made.bob = await made.meets("Alice"), await made.meets("Bob")
        await made.start_bot()
        stack.push_async_callback(made.stop_bot)
        yield made


def _settings(telegram: Running, folder: Path) -> Settings:
    return Settings.model_construct(
        telegram_bot_token=SecretStr(telegram.token),
        telegram_api_url=AnyHttpUrl(telegram.url),
        database_url=f"sqlite:///{folder / 'small-wins.db'}",
        nudges_per_second=1000,
    )
