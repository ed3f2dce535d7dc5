"""`kill -9` of the real program again and again while Alice writes: no win is lost, none counts twice."""

import asyncio
import re
import sqlite3
from asyncio.subprocess import Process
from collections import Counter
from contextlib import closing

import pytest

from tests.human import Human
from tests.program import program, real
from tests.simulator.bench import Levers
from tests.world import World, world

KILLS = 8
WINS = 40
PER_RUN = WINS // KILLS
_LOOK_AGAIN = 0.002  # seconds
_AT_MOST = 5.0  # seconds in which a program has done what it has to do, whereupon it is killed idle


async def requests(levers: Levers, since: int, count: int) -> int:
    """Waits until the program made so many more requests than `since`, or has nothing more to ask; how many in all."""
    made = since
    async with asyncio.timeout(_AT_MOST):
        while made < since + count:
            made = len(await levers.transcript())
            await asyncio.sleep(_LOOK_AGAIN)
    return made


async def answers(alice: Human) -> Counter[int]:
    """How often each numbered win was celebrated."""
    shown = (await alice.phone.get("chat", limit=200))["messages"]
    said = [message["text"] for message in shown if not message["out"]]
    return Counter(int(number) for text in said for number in re.findall(r"[Cc]up (\d+)", text))


async def ended(process: Process) -> str:
    """What the program wrote, once it has ended."""
    _, errors = await process.communicate()
    return errors.decode()


@pytest.mark.slow
async def test_killed_again_and_again() -> None:
    async with world(bot=False) as w:
        settings = real(w.running) | {"LOG_LEVEL": "DEBUG"}
        log = await begins(w, settings)
        made = len(await w.levers.transcript())
        for kill in range(KILLS):
            async with program(w.folder, **settings) as process:
                for number in range(kill * PER_RUN, (kill + 1) * PER_RUN):
                    await w.alice.says(f"/win cup {number}")
                made = await requests(w.levers, made, 3 + 2 * kill)
                process.kill()
                log += await ended(process)
        async with program(w.folder, **settings) as process, asyncio.timeout(20):
            while len(await answers(w.alice)) < WINS:
                await w.alice.hears()
            process.terminate()
            log += await ended(process)
        counted = await answers(w.alice)
        with closing(sqlite3.connect(w.folder / "data" / "small-wins.db")) as connection:
            kept = [row[0] for row in connection.execute("SELECT text FROM wins ORDER BY number")]
        assert kept == [f"cup {number}" for number in range(WINS)]
        assert sum(counted.values()) - WINS <= KILLS  # of one person, one answer is on its way at a time
        assert w.telegram.token not in log
        assert "cup" not in log


async def begins(w: World, settings: dict[str, str]) -> str:
    """Alice says Begin in a first run; its log."""
    async with program(w.folder, **settings) as process:
        await w.alice.says("/start")
        await w.alice.hears()
        await w.alice.taps("Begin")
        await w.alice.hears()
        process.terminate()
        return await ended(process)
