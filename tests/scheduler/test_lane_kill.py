"""kill -9 while messages are on their way: replies arrive at least once, nudges at most once, and it is counted.

Telegram is a pipe here: one line per message that arrived.
"""

import asyncio
import datetime
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from companion.replies import Nudge, Say
from storage import outbox, outcomes
from storage.store import Store
from storage.vault import Connection
from tests.databases import KEY

NOW = 1_800_000_000
TODAY = datetime.date(2027, 1, 15)
PEOPLE = 60
IN_FLIGHT = 8

# Tells "reply TEXT" or "nudge TEXT" on its output when a message has arrived at Telegram, before anything is settled.
SENDER = """
import asyncio, sys
from pathlib import Path
import orjson
from scheduler.dispatch import Lane
from storage.outbox import Delivered
from storage.store import Store

async def send(outgoing):
    print(outgoing.lane, orjson.loads(outgoing.body)["text"], flush=True)
    await asyncio.sleep(0)
    return Delivered(outgoing.id)

async def main():
    store = await Store.open(Path(sys.argv[1]), bytes(32))
    lanes = [Lane(store, name, send, capacity=lambda: 8, now=lambda: 1_800_000_000) for name in ("reply", "nudge")]
    await asyncio.gather(*(lane.run() for lane in lanes))

asyncio.run(main())
"""


def fill(connection: Connection) -> None:
    for person_id in range(PEOPLE):
        for number in (1, 2):
            outbox.put(connection, person_id, Say(f"{person_id}.{number}"), NOW)
        outbox.put(connection, person_id, Say(f"{person_id}", nudge=Nudge("hello", TODAY)), NOW)


def send_and_kill(path: Path, arrivals: int) -> list[str]:
    """Everything that arrived at Telegram from a process that is killed after so many arrivals."""
    command = [sys.executable, "-c", SENDER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        arrived = [process.stdout.readline() for _ in range(arrivals)]
        process.send_signal(signal.SIGKILL)
        return [line.strip() for line in arrived + process.stdout.readlines() if line.endswith("\n")]


# Three kills: no reply is missing and few came twice; no nudge came twice, and those missing are counted.
@pytest.mark.slow
async def test_kill(tmp_path: Path) -> None:
    path = tmp_path / "small-wins.db"
    store = await Store.open(path, KEY)
    await store.run(fill)
    arrived: list[str] = []
    let_go = repeated = 0
    for arrivals in (10, 30, 50):
        await store.close()
        arrived += await asyncio.to_thread(send_and_kill, path, arrivals)
        store = await Store.open(path, KEY)
        recovered = await store.run(lambda connection: outcomes.recover(connection, NOW))
        assert recovered.replies + recovered.replies_let_go <= IN_FLIGHT
        assert recovered.nudges_let_go <= IN_FLIGHT
        repeated += recovered.replies
        let_go += recovered.nudges_let_go
    left = await store.run(lambda connection: outbox.waiting(connection, NOW))
    await store.close()
    arrived += await asyncio.to_thread(send_and_kill, path, left.replies + left.nudges)
    times = Counter(arrived)
    replies = {line: count for line, count in times.items() if line.startswith("reply")}
    nudges = {line: count for line, count in times.items() if line.startswith("nudge")}
    assert set(replies) == {f"reply {person_id}.{number}" for person_id in range(PEOPLE) for number in (1, 2)}
    assert sum(replies.values()) - len(replies) <= repeated
    assert set(nudges.values()) == {1}
    assert PEOPLE - len(nudges) <= let_go
    for person_id in range(PEOPLE):
        assert arrived.index(f"reply {person_id}.1") < arrived.index(f"reply {person_id}.2")
