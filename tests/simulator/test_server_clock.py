"""The clock moves in steps that a follower keeps up with."""

import asyncio

import pytest

from simulator import clock as clock_module
from simulator.clock import STEP_SECONDS, Clock
from simulator.errors import UserApiError
from simulator.records import ClockSetting
from simulator.tables import Table


@pytest.fixture
def clock() -> Clock:
    """A clock that nobody has moved."""
    rows: dict[str, ClockSetting] = {}
    return Clock(Table("clock", rows, None))


async def moved(clock: Clock, forward: float, *, jump: bool = False) -> list[float]:
    """Moves the clock; the offset at each stop."""
    return [clock.setting.offset async for _ in clock.move(forward=forward, to=0, jump=jump)]


# Without a follower it goes through its steps at once and arrives exactly.
@pytest.mark.parametrize(
    ("forward", "stops"),
    [(0, []), (1, [1]), (1800, [1800]), (1801, [1800, 1801]), (5400.5, [1800, 3600, 5400, 5400.5])],
)
async def test_steps(clock: Clock, forward: float, stops: list[float]) -> None:
    assert await moved(clock, forward) == stops
    assert clock.setting.version == len(stops)


# A jump is one step, in either direction; without it there is no way back.
async def test_jumps(clock: Clock) -> None:
    assert await moved(clock, 86_400, jump=True) == [86_400]
    assert await moved(clock, -3600, jump=True) == [82_800]
    with pytest.raises(UserApiError):
        await moved(clock, -1)


# A follower sees every step, and no step begins before it has settled at the one before.
async def test_a_follower(clock: Clock) -> None:
    log: list[tuple[str, float]] = []

    async def bot() -> None:
        settled = -1
        while True:
            setting = await clock.follow(settled)
            log.append(("woken", setting.offset))
            await asyncio.sleep(0)
            log.append(("settled", setting.offset))
            settled = setting.version

    follower = asyncio.create_task(bot())
    await asyncio.sleep(0)
    async for _ in clock.move(forward=2 * STEP_SECONDS, to=0, jump=False):
        offset = clock.setting.offset
        log.append(("step", offset))
    follower.cancel()
    await asyncio.gather(follower, return_exceptions=True)
    steps = [(what, offset) for offset in (1800, 3600) for what in ("step", "woken", "settled")]
    assert [entry for entry in log if entry[1]] == steps


# Nobody waits for a follower that has hung up.
async def test_a_follower_that_hung_up(clock: Clock) -> None:
    first = await clock.follow(-1)
    poll = asyncio.create_task(clock.follow(first.version))
    await asyncio.sleep(0)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    assert await asyncio.wait_for(moved(clock, 3 * STEP_SECONDS), 1) == [1800, 3600, 5400]


# A follower that never settles holds up each step for no longer than agreed.
async def test_a_follower_that_is_stuck(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_module, "SETTLE_SECONDS", 0.01)
    await clock.follow(-1)
    assert await asyncio.wait_for(moved(clock, 2 * STEP_SECONDS), 1) == [1800, 3600]


# A follower that settled in another life of the simulator is told the setting at once.
async def test_a_follower_from_before(clock: Clock) -> None:
    setting = await asyncio.wait_for(clock.follow(7), 1)
    assert setting == ClockSetting()


# A poll that nothing happens to ends with the version that it came with.
async def test_a_quiet_poll(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_module, "FOLLOW_SECONDS", 0.01)
    assert (await clock.follow(0)).version == 0


# Two moves at once do not overlap: the second goes on from where the first arrived.
async def test_two_moves(clock: Clock) -> None:
    stops = await asyncio.gather(moved(clock, 3600), moved(clock, 3600))
    assert sorted(offset for each in stops for offset in each) == [1800, 3600, 5400, 7200]
    assert clock.moving is False
