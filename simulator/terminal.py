"""A phone in the terminal: `python -m simulator.terminal URL [--person NAME]`.

Messages are printed as they come; a number presses a button of the newest message that has any; other text is sent.
"""

import argparse
import asyncio
import os
import shutil
import sys
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp

from simulator.records import JSON
from simulator.terminal_input import typed_lines
from simulator.terminal_screen import Screen
from simulator.terminal_words import Look, buttons_of

POLL_SECONDS: Final = 25
AGAIN_SECONDS: Final = 1.0
QUIET_SECONDS: Final = 1.0
UNITS: Final = {"m": 60, "h": 3600, "d": 86400}
HELP: Final = """\
  A number presses a button; other text is sent. And:
  :clock +1h | +30m | +1d | morning | tomorrow   move the clock; morning is the next 09:31 here
  :clock            what time it is there
  :people           who there is
  :as NAME          be someone else, new where nobody has that name
  :say TEXT         send what would mean something else here
  :location LAT LON
  :help  :quit"""


class RefusalError(Exception):
    """The simulator's sentence about what it won't do."""


@dataclass(slots=True)
class Terminal:
    """One person at a time, in their chat with the bot."""

    http: aiohttp.ClientSession
    screen: Screen
    person: JSON = field(default_factory=dict)
    following: asyncio.Task[None] | None = None
    acting: asyncio.Lock = field(default_factory=asyncio.Lock)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    async def get(self, path: str) -> Any:
        """The JSON at a path of the simulator."""
        async with self.http.get(path) as response:
            return await _content(response)

    async def post(self, path: str, **body: object) -> Any:
        """The answer to a JSON body."""
        async with self.http.post(path, json=body) as response:
            return await _content(response)

    async def act(self, what: str, **body: object) -> None:
        """Something the person does. Its message counts as typed here before its event is looked at."""
        async with self.acting:
            done = await self.post(f"/user/{self.person['id']}/{what}", **body)
            self.screen.typed_here.add(done.get("message_id", 0))

    async def become(self, name: str | None) -> None:
        """Goes on as the person of that name, new if need be; without a name as the first there is."""
        await self.leave()
        people = await self.get("/user/people")
        found = next((person for person in people if name in (None, person["first_name"])), None)
        self.person = found or await self.post("/user/people", first_name=name)
        bot = await self.get(f"/user/bot?person={self.person['id']}")
        chat = await self.get(f"/user/{self.person['id']}/chat")
        self.screen.note(f"You are {self.person['first_name']}. :help says what can be typed.")
        self.screen.begin(bot["name"], chat["messages"])
        self.following = asyncio.create_task(self._follow(chat["sequence"]))

    async def leave(self) -> None:
        """Stops looking at this person's phone."""
        if self.following:
            self.following.cancel()
            await asyncio.gather(self.following, return_exceptions=True)

    async def _follow(self, sequence: int) -> None:
        """Prints what happens, until cancelled; after a lost connection it goes on where it stopped."""
        lost = False
        while True:
            try:
                sequence = await self._take(sequence)
                lost = False
            except aiohttp.ClientError:
                if not lost:
                    self.screen.note("No connection to the simulator. Trying again…")
                lost = True
                await asyncio.sleep(AGAIN_SECONDS)
            except RefusalError as error:
                self.screen.note(str(error))
                return

    async def _take(self, sequence: int) -> int:
        path = f"/user/{self.person['id']}/events?after={sequence}&timeout={POLL_SECONDS}"
        news = await self.get(path)
        async with self.acting:
            for event in news["events"]:
                self.screen.happened(event)
                self.told.set()
        after: int = news["sequence"]
        return after

    async def until_quiet(self) -> None:
        """Waits until nothing has happened for a while."""
        while True:
            self.told.clear()
            try:
                await asyncio.wait_for(self.told.wait(), QUIET_SECONDS)
            except TimeoutError:
                return

    async def typed(self, line: str) -> bool:
        """Does what one typed line means. Returns False when it says goodbye."""
        try:
            return await self._understood(line)
        except (RefusalError, ValueError) as error:
            self.screen.note(str(error))
        except aiohttp.ClientError:
            self.screen.note("That didn't reach the simulator.")
        return True

    async def _understood(self, line: str) -> bool:
        command, _, rest = line.strip().partition(" ")
        match command, rest.strip():
            case "", _:
                pass
            case ((":quit" | ":q"), _):
                return False
            case ":help", _:
                self.screen.lines(HELP)
            case ":people", _:
                await self._list_people()
            case ":as", name if name:
                await self.become(name)
            case ":clock", move:
                await self._move_clock(move)
            case ":say", text:
                await self.act("text", text=text)
            case ":location", place:
                latitude, longitude = map(float, place.split())
                await self.act("location", latitude=latitude, longitude=longitude)
            case _:
                await self._press_or_write(line.strip())
        return True

    async def _press_or_write(self, line: str) -> None:
        message = self.screen.pressable
        choices = buttons_of(message) if message else []
        number = int(line) if line.isascii() and line.isdigit() else 0
        if message is None or not 1 <= number <= len(choices):
            await self.act("text", text=line)
            return
        row, column, button = choices[number - 1]
        match button:
            case {"url": str(said)} | {"copy": str(said)}:
                self.screen.note(said)
            case {"request_location": True}:
                self.screen.note("The bot asks where you are. Say :location LAT LON, such as :location 53.8 -1.55")
            case _ if message["keyboard"]:
                await self.act("tap", message_id=message["message_id"], row=row, column=column)
            case _:
                await self.act("text", text=button["text"])

    async def _list_people(self) -> None:
        for person in await self.get("/user/people"):
            mark = "→" if person["id"] == self.person["id"] else " "
            states = ", ".join(state for state in ("started", "blocked", "deactivated") if person[state])
            self.screen.lines(f"{mark} {person['first_name']}  {states}".rstrip())

    async def _move_clock(self, move: str) -> None:
        if move:
            now = (await self.get("/simulator/clock"))["now"]
            target = self._target(move, now)
            self.screen.note("moving…")
            await self.post("/simulator/clock", to=target)
        now = (await self.get("/simulator/clock"))["now"]
        self.screen.note(f"It is {self.screen.look.day_and_clock(now)}.")

    def _target(self, move: str, now: float) -> float:
        match move:
            case "morning":
                return self.screen.look.next_morning(now)
            case "tomorrow":
                return now + UNITS["d"]
            case _ if move[0] == "+" and move[1:-1].isdecimal() and move[-1] in UNITS:
                return now + int(move[1:-1]) * UNITS[move[-1]]
        raise ValueError("Say :clock +1h, +30m, +1d, morning or tomorrow.")


async def _content(response: aiohttp.ClientResponse) -> Any:
    content = await response.json()
    if response.status >= 400:
        raise RefusalError(content.get("error", f"The simulator answered {response.status}."))
    return content


async def chat(url: str, name: str | None, screen: Screen, descriptor: int) -> None:
    """Is that person until the typed lines end, and then until the bot has had its say."""
    async with aiohttp.ClientSession(url, timeout=aiohttp.ClientTimeout(total=None)) as http:
        terminal = Terminal(http, screen)
        await terminal.become(name)
        try:
            async for line in typed_lines(descriptor):
                if not await terminal.typed(line):
                    return
            await terminal.until_quiet()
        finally:
            await terminal.leave()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m simulator.terminal", description="A phone in the terminal.")
    parser.add_argument("url", help="where the simulator listens, such as http://127.0.0.1:8081")
    parser.add_argument("--person", metavar="NAME", help="who to be; someone new where nobody has that name")
    arguments = parser.parse_args()
    on_screen = sys.stdout.isatty()
    look = Look(shutil.get_terminal_size().columns, colours=on_screen and not os.environ.get("NO_COLOR"))
    screen = Screen(sys.stdout, look, echo=not sys.stdin.isatty())
    try:
        asyncio.run(chat(arguments.url, arguments.person, screen, sys.stdin.fileno()))
    except aiohttp.ClientError:
        parser.exit(1, f"Nothing answers at {arguments.url}. Start it with: python -m simulator\n")
    except KeyboardInterrupt:
        parser.exit(0, "\n")


if __name__ == "__main__":
    main()
