"""How fast a lane sends, on a clock that only sleeping moves."""

import asyncio
import bisect
import math
from random import Random

import pytest

from bot.pace import Pace


class Seconds:
    """A monotonic clock: sleeping moves it, and nothing waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def pace_of(rate: float, seconds: Seconds, *, patient: bool = False) -> Pace:
    return Pace(rate, patient=patient, monotonic=seconds.monotonic, sleep=seconds.sleep)


async def departures(pace: Pace, seconds: Seconds, count: int) -> list[float]:
    """When each of `count` messages that ask at once may go, in seconds from now."""
    start, times = seconds.now, []

    async def go() -> None:
        assert await pace.turn()
        times.append(seconds.now - start)

    await asyncio.gather(*(go() for _ in range(count)))
    return times


def most_in_a_second(times: list[float]) -> int:
    """In any second, not only in those that begin with a whole one."""
    return max(bisect.bisect_left(times, time + 1 - 1e-5) - place for place, time in enumerate(times))


# A lane at 25 a second lets no more than one go at its opening, and 25 in its first second and every other.
async def test_no_opening_burst(seconds: Seconds) -> None:
    times = await departures(pace_of(25, seconds), seconds, 100)
    assert [round(time, 9) for time in times[:2]] == [0, 0.02]
    assert most_in_a_second(times) == 25
    assert times[-1] == pytest.approx(99 / 25, abs=0.03)


# At 1,000 a second some ten go together: a timer for each would cost more than they do. No second has more than it may.
async def test_a_few_together(seconds: Seconds) -> None:
    times = await departures(pace_of(1000, seconds), seconds, 3000)
    assert 10 <= len(times) / len(set(times)) <= 12
    assert most_in_a_second(times) <= 1000
    assert times[-1] == pytest.approx(3, abs=0.05)


# Timers of a busy machine fire late, now by a little, now by a lot: it is made up for, and no second has more than it
# may.
@pytest.mark.parametrize("rate", [25, 1000])
async def test_timers_that_fire_late(seconds: Seconds, rate: int) -> None:
    random = Random(rate)  # noqa: S311 - to be replayed, not to be secret

    async def sleep(seconds_asked: float) -> None:
        seconds.now += seconds_asked + random.choice((0, 0.001, 0.004, 0.015))

    pace = Pace(rate, patient=False, monotonic=seconds.monotonic, sleep=sleep)
    times = await departures(pace, seconds, 20 * rate)
    assert most_in_a_second(times) <= rate
    assert times[-1] < 20 * 1.05


# Without a limit nothing waits.
async def test_unlimited(seconds: Seconds) -> None:
    assert await departures(pace_of(math.inf, seconds), seconds, 1000) == [0.0] * 1000


# A 429 holds the whole lane for as long as Telegram says; then it goes on at half the rate, without a herd.
async def test_flooded_lane_waits_and_slows_down(seconds: Seconds) -> None:
    pace = pace_of(20, seconds)
    assert pace.flooded(1, 7)
    assert (pace.room, pace.paused_for) == (0, 7)
    await seconds.sleep(7)
    times = await departures(pace, seconds, 21)
    assert times[0] == 0
    assert times[-1] == pytest.approx(2, abs=0.03)


# A pause sends away who waits for their turn, and whoever asks while it lasts: all may be different after it.
async def test_a_pause_that_begins_meanwhile(seconds: Seconds) -> None:
    async def sleep(seconds_asked: float) -> None:
        seconds.now += seconds_asked
        if seconds_asked < 1:
            pace.flooded(1, 3 * 3600)

    pace = Pace(25, patient=False, monotonic=seconds.monotonic, sleep=sleep)
    assert await asyncio.gather(*(pace.turn() for _ in range(3))) == [True, False, False]
    assert not await pace.turn()
    assert seconds.now < 1001


# Many requests in flight get the same 429: the rate is halved once, not once for each.
async def test_one_flood_halves_once(seconds: Seconds) -> None:
    pace = pace_of(16, seconds)
    for person in range(40):
        pace.flooded(person, 5)
    await seconds.sleep(5)
    assert pace.room == 8


# What goes through brings the rate back, and never above what was set.
async def test_recovery(seconds: Seconds) -> None:
    pace = pace_of(16, seconds)
    pace.flooded(1, 5)
    await seconds.sleep(5)
    for _ in range(200):
        pace.went_through()
    assert pace.room == 16


# In the lane of replies one person's flood holds up nobody; three people refused in a row are Telegram's own limit.
async def test_one_persons_flood_is_their_own(seconds: Seconds) -> None:
    pace = pace_of(math.inf, seconds, patient=True)
    assert [pace.flooded(1, 3), pace.flooded(1, 3), pace.flooded(2, 3)] == [False, False, False]
    pace.went_through()
    assert [pace.flooded(3, 3), pace.flooded(4, 3), pace.flooded(5, 3)] == [False, False, True]
    assert pace.paused_for == 3


# Failures to connect wait longer each time, up to half a minute, for as many hours as it takes; those of one wait count
# once.
async def test_back_off(seconds: Seconds) -> None:
    pace = pace_of(25, seconds)
    waits = []
    for _ in range(1100):
        pace.unreachable()
        pace.unreachable()
        waits.append(pace.paused_for)
        await seconds.sleep(pace.paused_for)
    assert all(2**n / 2 <= wait <= 2**n for n, wait in enumerate(waits[:4], 1))
    assert all(15 <= wait <= 30 for wait in waits[5:])
    pace.went_through()
    pace.unreachable()
    assert pace.paused_for <= 2


# Whoever waits for their turn is counted: of 25 a second three may begin within a tenth of it, no more.
async def test_soon(seconds: Seconds) -> None:
    asleep = asyncio.Event()

    async def sleep(seconds_asked: float) -> None:
        await asleep.wait()
        seconds.now += seconds_asked

    pace = Pace(25, patient=False, monotonic=seconds.monotonic, sleep=sleep)
    assert pace.soon == 3
    asking = [asyncio.create_task(pace.turn()) for _ in range(2)]
    await asyncio.sleep(0)
    assert pace.soon == 2
    asleep.set()
    await asyncio.gather(*asking)
    assert pace.soon == 3


# A lane without a limit may begin whatever there is.
def test_soon_without_a_limit(seconds: Seconds) -> None:
    assert pace_of(math.inf, seconds).soon >= pace_of(math.inf, seconds).room
