"""Pictures through a simulated Telegram: uploaded once, sent again by id, and words where nothing can be drawn."""

import asyncio
import base64
import dataclasses
import math
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from msgspec.structs import replace

from bot.artist import Artist
from bot.pace import Pace
from bot.pictures import AT_HAND, EACH, Line, Pictures
from bot.request import AiohttpRequest
from bot.sender import Sender, Wire
from companion.buttons import Button
from companion.picture import Mark, Part, request
from companion.replies import Key, Picture, Say
from simulator.server import serve
from storage import cancelling, outbox, people, pictures
from storage.bodies import body
from storage.outbox import Delivered, Delivery, Later, Outgoing, Refused
from storage.store import Store
from storage.vault import Connection
from tests.bot.test_artist import program
from tests.bot.test_sender import DOT
from tests.databases import KEY
from tests.simulator.bench import Levers, Phone

DRAWS = program(f"import base64, sys; sys.stdout.buffer.write(base64.b64decode({base64.b64encode(DOT)!r}))")
FAILS = program("raise SystemExit(1)")
REQUEST = request("day_garden", [Part([Mark("light", 0.4)], 1)])
UNDO = ((Key("Undo", Button("undo", 1)),),)
PICTURE = Picture("all", REQUEST, "One &amp; only", UNDO, otherwise="One &amp; only\n\nNo picture today.")


@dataclass(frozen=True, slots=True)
class Bench:
    """Pictures, the Telegram they go to, and Alice who has pressed Start."""

    pictures: Pictures
    levers: Levers
    alice: Phone
    store: Store

    async def send(self, picture: Picture | Say = PICTURE, lane: str = "reply") -> Delivery:
        return await self.pictures.send(Outgoing(1, self.alice.id, lane, body(picture), 0))

    def drawn_by(self, command: tuple[str, ...]) -> "Bench":
        return dataclasses.replace(self, pictures=replace(self.pictures, artist=Artist(command, longest=5)))

    async def known_as(self) -> str:
        return await self.store.run(lambda connection: pictures.known_as(connection, self.alice.id, "all", REQUEST))

    async def sees(self) -> dict[str, Any]:
        return (await self.alice.sees())[-1]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    async with AsyncExitStack() as stack:
        running = await stack.enter_async_context(serve(page=False))
        http = await stack.enter_async_context(aiohttp.ClientSession(running.url))
        async with http.get("/user/people") as response:
            alice = Phone(http, (await response.json())[0]["id"])
        await alice.writes("/start")
        store = await Store.open(tmp_path / "small-wins.db", KEY)
        stack.push_async_callback(store.close)
        await store.run(lambda connection: people.join(connection, alice.id, "0a1b2c", 1_772_460_300))
        request = await stack.enter_async_context(AiohttpRequest(10))
        wires = {lane: Wire(request, Pace(math.inf, patient=True)) for lane in ("reply", "nudge")}
        sender = Sender(f"{running.url}/bot{running.token}", wires)
        yield Bench(Pictures(Artist(DRAWS), store, sender.send), Levers(http), alice, store)


async def uploads(bench: Bench) -> list[bool]:
    """Of each photo so far, whether it was uploaded, and not named."""
    photos = [entry["request"] for entry in await bench.levers.transcript() if entry["method"] == "sendPhoto"]
    return [not isinstance(photo.get("photo"), str) for photo in photos]


# The whole of it: the picture that was asked for is in the chat, with its words and buttons.
async def test_arrives(bench: Bench) -> None:
    real = bench.drawn_by((sys.executable, "-I", "-m", "drawing"))
    assert isinstance(await real.send(), Delivered)
    shown = await bench.sees()
    assert shown["caption"] == "One & only"
    assert [key["text"] for row in shown["keyboard"] for key in row] == ["Undo"]
    assert (shown["photo"][-1]["width"], shown["photo"][-1]["height"]) == (720, 900)


# It is uploaded once; the same picture is sent again by its id, without being drawn.
async def test_sent_again_by_its_id(bench: Bench) -> None:
    await bench.send()
    again = replace(PICTURE, known_as=await bench.known_as())
    assert isinstance(await bench.drawn_by(FAILS).send(again), Delivered)
    assert (await bench.sees())["caption"] == "One & only"
    assert await uploads(bench) == [True, False]


# An id that Telegram doesn't know any more: the picture is drawn anew, and its new id kept.
async def test_refused_id(bench: Bench) -> None:
    assert isinstance(await bench.send(replace(PICTURE, known_as="AgAC-long-gone")), Delivered)
    assert (await bench.sees())["photo"]
    assert (await bench.known_as()).startswith("AgAC")
    assert await bench.known_as() != "AgAC-long-gone"


# Nothing can be drawn, or Telegram can't read what was: the words come all the same, with the same buttons.
@pytest.mark.parametrize(
    "command", [FAILS, program("import os; os.kill(os.getpid(), 9)"), program("print('no picture')"), ("/nowhere",)]
)
async def test_words_instead(command: tuple[str, ...], bench: Bench) -> None:
    assert isinstance(await bench.drawn_by(command).send(), Delivered)
    shown = await bench.sees()
    assert shown["text"] == "One & only\n\nNo picture today."
    assert [key["text"] for row in shown["keyboard"] for key in row] == ["Undo"]
    assert await bench.known_as() == ""


# What Telegram says of the message goes to the outbox as of any other: tried later, never turned into words.
@pytest.mark.parametrize("kind", ["500", "429"])
async def test_faults(kind: str, bench: Bench) -> None:
    await bench.levers.fault(kind, "sendPhoto", times=1)
    assert isinstance(await bench.send(), Later)
    assert isinstance(await bench.send(), Delivered)


# A picture that is sent is sent: where its id can't be kept, it does not come twice.
async def test_a_full_disk(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    await bench.store.run(lambda connection: connection.execute("PRAGMA query_only = ON"))
    assert isinstance(await bench.send(), Delivered)
    assert "What there is to note of a picture was not" in caplog.text
    assert await uploads(bench) == [True]


class Held:
    """An artist at whom the test looks: what is drawn, one after the other, ends when the test says so."""

    def __init__(self) -> None:
        self.begun: list[asyncio.Event] = []

    async def draw(self, _request: bytes) -> bytes:
        self.begun.append(asyncio.Event())
        await self.begun[-1].wait()
        return DOT


def held(bench: Bench) -> tuple[Held, Bench]:
    artist = Held()
    return artist, dataclasses.replace(bench, pictures=replace(bench.pictures, artist=artist))  # type: ignore[arg-type]


# One letter is drawn at a time and few wait for it, the others in their rows; whoever asks waits for none of them.
async def test_letters_wait(bench: Bench) -> None:
    artist, slow = held(bench)
    letters = [asyncio.create_task(slow.send(lane="nudge")) for _ in range(AT_HAND)]
    await asyncio.sleep(0)
    later = await slow.send(lane="nudge")
    assert isinstance(later, Later)
    assert not later.counts
    assert len(artist.begun) == 1
    assert isinstance(await slow.send(Say("hello"), "nudge"), Delivered)
    asked = dataclasses.replace(slow, pictures=replace(slow.pictures, artist=bench.pictures.artist))
    assert isinstance(await asked.send(), Delivered)
    for number in range(AT_HAND):
        while len(artist.begun) == number:  # noqa: ASYNC110 - it begins some rounds of the loop after the one before
            await asyncio.sleep(0)
        artist.begun[number].set()
    assert [type(delivery) for delivery in await asyncio.gather(*letters)] == [Delivered] * AT_HAND


# Thousands of them come back one by one, each when those before it may be drawn, none after more than LONGEST_WAIT.
def test_letters_come_back() -> None:
    line = Line()
    pauses = [line.pause(100.0) for _ in range(5000)]
    assert pauses[:3] == pytest.approx([EACH, 2 * EACH, 3 * EACH])
    assert all(0 < pause <= outbox.LONGEST_WAIT for pause in pauses)
    within_a_second = Counter(int(pause) for pause in pauses)
    assert max(within_a_second.values()) <= 5000 / (outbox.LONGEST_WAIT - 2) + 1 / EACH
    assert line.pause(10_000.0) == pytest.approx(EACH)


# Cut off before its request began, as when the bot stops, a letter waits again, and is not taken for said.
@pytest.mark.parametrize("ahead", [0, 1])
async def test_stopped_meanwhile(bench: Bench, ahead: int) -> None:
    _, slow = held(bench)
    letters = [asyncio.create_task(slow.send(lane="nudge")) for _ in range(ahead + 1)]
    await asyncio.sleep(0)
    for letter in letters:
        letter.cancel()
    assert await asyncio.gather(*letters) == [Later(0, counts=False)] * len(letters)
    assert await uploads(bench) == []


# Whoever erased everything meanwhile leaves no id behind.
async def test_forgotten_meanwhile(bench: Bench) -> None:
    await bench.store.run(lambda connection: connection.execute("DELETE FROM people"))
    await bench.send()
    assert await bench.known_as() == ""


# A message that is no picture passes as it is, refusals too.
async def test_other_messages(bench: Bench) -> None:
    assert isinstance(await bench.send(Say("hello")), Delivered)
    await bench.levers.fault("400", "sendMessage", description="message is too long")
    assert isinstance(await bench.send(Say("hello")), Refused)


# Whoever writes that they are in danger while a celebration's picture is drawn doesn't get it any more.
async def test_taken_back_meanwhile(bench: Bench) -> None:
    def begins(connection: Connection) -> Outgoing:
        outbox.put(connection, bench.alice.id, PICTURE, 1_772_460_300)
        return outbox.claim(connection, "reply", 1_772_460_300, 1)[0]

    celebration = await bench.store.run(begins)
    await bench.store.run(partial(cancelling.unsent, person_id=bench.alice.id))
    assert isinstance(await bench.pictures.send(celebration), Later)
    assert await uploads(bench) == []
