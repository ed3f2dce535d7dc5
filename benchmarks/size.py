"""Size: what a person's year takes on disk, with one goal, a hello on each day and 300 wins.

The hellos fall due, are written, claimed and settled, the answers come in, are taken and answered, at the moments of a
whole year, by the functions that the bot calls; what is over is swept, once a day. Only nothing is sent.
"""

import asyncio
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.bare_server import FIRST_PERSON, TEXT
from benchmarks.population import KEY, People, fill
from companion.events import Said
from scheduler.dispatch import Lane, send_due_check_ins
from scheduler.heartbeat import beats
from storage import inbox, outbox, outcomes, turns, wins
from storage.inbox import Arrived
from storage.outbox import Delivered, Outgoing, Unknown
from storage.store import Store
from storage.vault import Connection

PEOPLE = 30
DAYS, WINS = 365, 300
_DAY, _HOUR = 24 * 3600, 3600  # seconds
_MINUTE = 60  # seconds: how late each hello is said


async def year(folder: Path, people: int = PEOPLE, days: int = DAYS, kept: int = WINS) -> tuple[float, float]:
    """(bytes on disk for each person, wins of each) after so many days, `kept` of them with a win."""
    database, first = folder / "small-wins.db", int(time.time()) + _DAY
    await fill(database, People(people, due_at=first))
    before = _bytes(folder)
    store = await Store.open(database, KEY)
    for day in range(days):
        await _live(store, people, first + day * _DAY, wins_today=(day + 1) * kept // days - day * kept // days)
    total = await store.run(lambda connection: sum(wins.total(connection, FIRST_PERSON + n) for n in range(people)))
    await store.close()
    return (_bytes(folder) - before) / people, total / people


async def _live(store: Store, people: int, now: int, wins_today: int) -> None:
    """One day of everybody; where the clocks have changed, the hello comes an hour before or after `now`."""
    for late in (_MINUTE, _HOUR + _MINUTE):
        while await send_due_check_ins(store, now + late, people):
            pass
        await _settle(store, "nudge", now + late)
    for _ in range(wins_today):
        await store.run(partial(_answer, people=people, now=now + 2 * _HOUR))
        await _settle(store, "reply", now + 2 * _HOUR)
    clock = partial(int, now + 3 * _HOUR)
    lane = Lane(store, "nudge", _send_nothing, capacity=int, now=clock)
    await next(beat for beat in beats(store, clock, lane) if beat.name == "sweep").work()


async def _send_nothing(_: Outgoing) -> Unknown:
    return Unknown()


async def _settle(store: Store, lane: str, now: int) -> None:
    """All that waits there is delivered."""
    while started := await store.run(partial(outbox.claim, lane=lane, now=now, limit=1000)):
        landed = [(outgoing, Delivered(outgoing.id)) for outgoing in started]
        await store.run(partial(outcomes.settle, outcomes=landed, now=now))


def _answer(connection: Connection, people: int, now: int) -> None:
    arrived = [Arrived(now + number, FIRST_PERSON + number, TEXT.encode()) for number in range(people)]
    inbox.put(connection, arrived, now)
    for update in inbox.take(connection, now, people):
        turns.take(connection, update.person_id, Said(TEXT, update.update_id), now)
        inbox.done(connection, update.update_id, now)


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir())


def main() -> None:
    """Prints what is written for a person in a year."""
    with tempfile.TemporaryDirectory() as folder:
        size, kept = asyncio.run(year(Path(folder)))
    print(f"a year on disk, {DAYS} hellos and {kept:.0f} wins: {size / 1000:.0f} kB a person")


if __name__ == "__main__":
    main()
