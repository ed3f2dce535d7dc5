"""The stage: Telegram, the bot and some dozen people, and the levers by which they are tormented."""

import asyncio
import datetime
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import aiohttp

from tests.human import Human
from tests.simulator.bench import Levers, Phone, Wire
from tests.torture import disks, evidence
from tests.torture.evidence import Nudged
from tests.torture.processes import TOKEN, Bot, Handles, Telegram
from tests.torture.weather import FAIR, Weather

BEGIN = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
TOWN, NOON, GOAL = "Reykjavik", "12:00", "open the window"  # a town whose clocks are never changed
PATIENCE = 90.0  # seconds until all that was begun must have come to its end
_LOOK_AGAIN = 0.03  # seconds
_HURRY_AFTER, _HURRY = 0.4, 5.0  # real seconds, simulated seconds: what is put off need not be waited for


@dataclass(frozen=True, slots=True)
class Scale:
    """How many people there are, how long it is frozen at most (seconds), how often it is killed in a row at most, and
    whether the database has a disk of its own, where that can be had."""

    people: int
    longest_freeze: float
    kills_in_a_row: int
    own_disk: bool = False


@dataclass(slots=True)
class Toll:
    """What it cost, and what was tried: the report's figures. `survivor`: what one process held before and after all
    blows that do not end it."""

    rounds: int = 0
    blows: dict[str, int] = field(default_factory=dict)
    kills: int = 0
    reports: int = 0
    hellos: int = 0
    replies_in_flight: int = 0
    nudges_in_flight: int = 0
    lost_at_kills: int = 0
    lost_on_the_way: int = 0
    broken: int = 0
    repeats: int = 0
    let_go: int = 0
    survivor: tuple[Handles, Handles] | None = None
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Stage:
    """`unsure`: nudges that were in flight when a process ended; `slept_through`: nobody was up in today's two hours;
    `cups`: the number of the newest report; `keep`: where both sides are copied to when a promise was broken."""

    seed: int
    scale: Scale
    random: Random
    telegram: Telegram
    bot: Bot
    toll: Toll = field(default_factory=Toll)
    people: list[Human] = field(default_factory=list)
    unsure: set[Nudged] = field(default_factory=set)
    unsure_replies: set[tuple[int, int]] = field(default_factory=set)
    slept_through: bool = False
    weather: Weather = FAIR
    cups: int = 100_000  # shorter numbers have meanings of their own: 420 is a drug
    keep: Path | None = None
    _http: aiohttp.ClientSession = field(init=False)
    _moves: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def levers(self) -> Levers:
        return Levers(self._http)

    async def now(self) -> float:
        """The simulated moment, in UTC epoch seconds."""
        moment: float = (await self.levers.get("clock"))["now"]
        return moment

    def blame(self, fault: str) -> None:
        """A promise was broken; the newest line of the bot's log may say why, or what both sides hold at the first of
        a round."""
        if self.keep is not None:
            with suppress(FileExistsError):
                evidence.keep(self.bot.folder.parent, self.keep / f"round-{self.toll.rounds}")
        last = (self.bot.log.splitlines() or ["nothing"])[-1]
        self.toll.faults.append(f"round {self.toll.rounds}: {fault}; its log ends: {last}")

    def dice(self, *what: object) -> Random:
        """The seed's own for this, so that no order of events changes what falls."""
        return Random(f"{self.seed}/{what}")  # noqa: S311 - to be replayed, not to be secret

    async def restore_weather(self) -> None:
        """Levers belong to one run of the simulator: they are set again after each start."""
        await self.weather.begin(self.levers)

    def move_clock(self, **move: float) -> None:
        """Begins to move it; a bot that is frozen holds up the lever's answer, not its effect."""
        self._moves.append(asyncio.create_task(self._move(move)))

    async def moved(self) -> None:
        """Returns when every move has been answered."""
        moves, self._moves = self._moves, []
        await asyncio.gather(*moves)

    async def _move(self, move: dict[str, float]) -> None:
        with suppress(aiohttp.ClientError):  # Telegram is just being killed: whoever needs that time asks again
            await self.levers.post("clock", jump=True, **move)

    async def settled(self) -> None:
        """Returns when every update was taken and all is said. Raises TimeoutError."""
        await self.moved()
        looks = 0
        async with asyncio.timeout(PATIENCE):
            while not await self._idle():
                looks += 1
                assert self.bot.alive, self.bot.log
                await asyncio.sleep(_LOOK_AGAIN)
                if looks % round(_HURRY_AFTER / _LOOK_AGAIN) == 0:
                    await self._hurry()

    async def _idle(self) -> bool:
        pending = (await Wire(self._http, TOKEN).call("getWebhookInfo")).body["result"]["pending_update_count"]
        return not pending and evidence.is_idle(self.bot.database, await self.now())

    async def _hurry(self) -> None:
        self.move_clock(forward=_HURRY)
        await self.moved()

    async def reports_cup(self, person: Human) -> None:
        """Somebody reports a win that no other report names."""
        self.cups += 1
        with suppress(aiohttp.ClientError):  # Telegram is down: its chat tells later whether it took the words
            await person.phone.writes(f"/win cup {self.cups}")

    async def note_in_flight(self) -> None:
        """Of a bot that is dead or frozen: of what it has in flight nothing can be known for sure."""
        found = evidence.in_flight(self.bot.database)
        self.unsure |= found.nudges
        self.unsure_replies |= found.replies  # one of a bot killed again before it began is the same once more
        self.toll.nudges_in_flight = len(self.unsure)
        self.toll.replies_in_flight = len(self.unsure_replies)

    async def kill_bot(self) -> None:
        """SIGKILL, and a note of what was in flight."""
        await self.bot.kill()
        self.toll.kills += 1
        await self.note_in_flight()

    async def count_broken(self) -> None:
        """Counts the answers of Telegram that never arrived, and begins a new transcript."""
        self.toll.broken += evidence.broken(await self.levers.transcript())
        await self.levers.clear("transcript")

    async def begin(self) -> None:
        """The bot is started for the first time, and everybody joins."""
        await self.levers.post("clock", to=BEGIN.timestamp(), jump=True)
        await self.bot.start()
        await self.bot.ready()
        assert self.bot.alive, self.bot.log
        await self.meet(self.scale.people)

    async def meet(self, count: int) -> None:
        """So many people join, each with a goal and a hello at noon."""
        for number in range(count):
            async with self._http.post("/user/people", json={"first_name": f"Person {number}"}) as response:
                phone = Phone(self._http, (await response.json())["id"])
            self.people.append(Human(phone, f"Person {number}", self.settled))
        await asyncio.gather(*(person.settles_in(TOWN, NOON, GOAL) for person in self.people))


@asynccontextmanager
async def stage(folder: Path, seed: int, scale: Scale, keep: Path | None = None) -> AsyncIterator[Stage]:
    """With people who have joined. Both processes have ended when the context ends."""
    home = folder / "home"
    home.mkdir()
    telegram = Telegram(folder / "telegram.db")
    async with AsyncExitStack() as stack:
        if scale.own_disk:
            await stack.enter_async_context(disks.small(home))
        stack.push_async_callback(telegram.kill)
        await telegram.start()
        made = Stage(seed, scale, Random(seed), telegram, Bot(home, telegram.url), keep=keep)  # noqa: S311 - as above
        made._http = await stack.enter_async_context(aiohttp.ClientSession(telegram.url))
        stack.push_async_callback(made.bot.kill)
        await made.begin()
        yield made
