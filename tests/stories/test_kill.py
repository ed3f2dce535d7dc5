"""`kill -9` of the real program again and again while Alice writes: no win is lost, none counts twice."""

import asyncio
import re
from asyncio.subprocess import Process
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from storage import opening, wins
from tests.databases import KEY
from tests.human import PATIENCE, Human
from tests.program import program, real
from tests.world import World, world

KILLS = 4  # the torture has more
WINS = 24
PER_RUN = WINS // KILLS
_LOOK_AGAIN = 0.002  # seconds


async def at_work(w: World, requests: int, wins: int) -> None:
    """Waits until the program made so many requests in all, or has answered everything that Alice wrote."""
    async with asyncio.timeout(PATIENCE):
        while len(await w.levers.transcript()) < requests and len(await answers(w.alice)) < wins:  # noqa: ASYNC110 - another process sets no Event
            await asyncio.sleep(_LOOK_AGAIN)


async def answers(alice: Human) -> Counter[int]:
    """How often each numbered win was celebrated."""
    shown = (await alice.phone.get("chat", limit=200))["messages"]
    said = [message.get("text") or message.get("caption", "") for message in shown if not message["out"]]
    return Counter(int(number) for text in said for number in re.findall(r"[Cc]up (\d+)", text))


async def ended(process: Process) -> str:
    """What the program wrote, once it has ended."""
    _, errors = await process.communicate()
    return errors.decode()


@pytest.mark.slow
async def test_killed_again_and_again() -> None:
    async with world(bot=False) as w:
        settings = real(w.running) | {"LOG_LEVEL": "DEBUG"}
        log = ""
        for kill in range(KILLS):
            async with program(w.folder, **settings) as process:
                if not kill:
                    await begins(w.alice)
                for number in range(kill * PER_RUN, (kill + 1) * PER_RUN):
                    await w.alice.says(f"/win cup {number}")
                before = len(await w.levers.transcript())
                await at_work(w, before + 3 + 2 * kill, (kill + 1) * PER_RUN)
                process.kill()
                log += await ended(process)
        async with program(w.folder, **settings) as process, asyncio.timeout(20):
            while len(await answers(w.alice)) < WINS:
                await w.alice.hears()
            process.terminate()
            log += await ended(process)
        counted = await answers(w.alice)
        assert kept_in(w.folder / "data" / "small-wins.db") == [f"cup {number}" for number in range(WINS)]
        assert sum(counted.values()) - WINS <= KILLS  # of one person, one answer is on its way at a time
        assert w.telegram.token not in log
        assert "cup" not in log


def kept_in(database: Path) -> list[str]:
    """The wins of the one person in that database, oldest first."""
    connection = opening.connect(database)
    with closing(connection):
        opening.prepare(connection, database, KEY)
        ((person,),) = connection.execute("SELECT id FROM people")
        return [win.text for win in reversed(wins.page(connection, person, 0, 1000))]


async def begins(alice: Human) -> None:
    await alice.says("/start")
    await alice.hears()
    await alice.taps("Begin")
    await alice.hears()
