"""What is told to be stale: nothing that may take its time, and everything that stands."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.watch import health as health_module
from bot.watch.health import Health
from companion.replies import Say
from storage import outbox
from storage.outbox import Delivered, Delivery, Later, Unknown
from storage.store import Store
from tests.databases import KEY
from tests.storage.rows import ALICE, HELLO, NOW


@dataclass(slots=True)
class Patient:
    """A bot's health, and a stopwatch that is set by hand; the wall clock goes with it."""

    store: Store
    seconds: float = 0.0
    health: Health = field(init=False)

    def __post_init__(self) -> None:
        self.health = Health(self.store, lambda: NOW + int(self.seconds), lambda: self.seconds)

    async def stale(self, at: float) -> set[str]:
        """What is stale at that moment, where Telegram and the heart are as they should be unless they are named."""
        self.seconds = at
        return set((await self.health.diagnosis()).stale)

    async def stale_lanes(self, at: float) -> set[str]:
        return {part for part in await self.stale(at) if part.endswith("lane")}


@pytest.fixture
async def patient(tmp_path: Path) -> AsyncIterator[Patient]:
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    yield Patient(store)
    await store.close()


# Whoever starts is given the time that anybody is; then poller and heart are missed, each after its own time.
async def test_signs_of_life(patient: Patient) -> None:
    assert await patient.stale(30) == set()
    assert await patient.stale(31) == {"heartbeat"}
    assert await patient.stale(121) == {"heartbeat", "poller"}
    patient.health.beaten()
    patient.health.polled()
    assert await patient.stale(150) == set()
    assert (await patient.health.diagnosis()).seconds["poller"] == 29


# A lane is missed when something has waited for a minute and nothing moved; what came just now has not.
@pytest.mark.parametrize(("reply", "lane"), [(Say("hello"), "reply lane"), (HELLO, "nudge lane")])
async def test_lanes(patient: Patient, reply: Say, lane: str) -> None:
    assert await patient.stale_lanes(4000) == set()
    await patient.store.run(lambda connection: outbox.put(connection, ALICE, reply, NOW + 4000))
    assert await patient.stale_lanes(4060) == set()
    assert await patient.stale_lanes(4061) == {lane}


# Any end of sending is a move, also when Telegram refuses; a lane that was asked to rest may rest.
@pytest.mark.parametrize(("delivery", "well_until"), [(Delivered(1), 160), (Unknown(), 160), (Later(300, False), 460)])
async def test_what_moves_a_lane(patient: Patient, delivery: Delivery, well_until: int) -> None:
    await patient.store.run(lambda connection: outbox.put(connection, ALICE, Say("hello"), NOW))
    patient.seconds = 100
    patient.health.landed("reply", delivery)
    assert await patient.stale_lanes(well_until) == set()
    assert await patient.stale_lanes(well_until + 1) == {"reply lane"}


# A store that does not answer in time is stale, is asked once however often that is looked at, and is well afterwards.
async def test_a_store_that_hangs(patient: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_module, "_STORE_ANSWERS_WITHIN", 0)
    asked: list[object] = []
    released = asyncio.Event()
    run = patient.store.run

    async def hang(work: object) -> object:
        asked.append(work)
        await released.wait()
        return await run(work)

    monkeypatch.setattr(Store, "run", lambda _, work: hang(work))
    for _ in range(3):
        assert await patient.stale(0) == {"store"}
    assert len(asked) == 1
    released.set()
    monkeypatch.setattr(health_module, "_STORE_ANSWERS_WITHIN", 10)
    assert await patient.stale(0) == set()


# So is one that fails.
async def test_a_store_that_fails(patient: Patient) -> None:
    await patient.store.run(lambda connection: connection.execute("DROP TABLE check_ins"))
    assert await patient.stale(0) == {"store"}
