"""When a person's day ends: while they sleep, as far as the time of their hello tells."""

import pytest
from msgspec import structs

from companion.people import Settings
from tests.conversation import Conversation, settled


# Hello, and the end of the day of whoever is greeted then: early risers, late sleepers, people greeted at lunch, after
# work and before bed, and night workers, for whom an evening is the morning.
@pytest.mark.parametrize(
    ("hello", "ends"),
    [
        ("05:00", "23:30"),
        ("06:00", "00:30"),
        ("08:00", "02:30"),
        ("09:30", "04:00"),
        ("12:00", "06:30"),
        ("13:29", "07:59"),
        ("13:30", "04:00"),
        ("15:00", "04:00"),
        ("18:00", "04:00"),
        ("20:59", "04:00"),
        ("21:00", "15:30"),
        ("22:00", "16:30"),
        ("00:00", "18:30"),
        ("03:00", "21:30"),
    ],
)
def test_the_end_of_a_day(hello: str, ends: str) -> None:
    settings = Settings(hello_minute=minute(hello))
    assert settings.day_end == minute(ends)
    assert structs.replace(settings, day_end_minute=120).day_end == 120


def minute(clock: str) -> int:
    hours, minutes = map(int, clock.split(":"))
    return hours * 60 + minutes


# Greeted after midday: "rest" holds until the next day, and what was done before the hello is today's and needs none.
@pytest.mark.parametrize(
    ("hello", "clock", "said"),
    [
        ("13:30", "06:30", "rest"),
        ("18:00", "11:05", "rest"),
        ("20:30", "11:05", "rest"),
        ("15:00", "08:05", "done"),
        ("18:00", "10:05", "done"),
    ],
)
def test_a_hello_after_midday(hello: str, clock: str, said: str) -> None:
    alice = greeted_at(hello, until=clock)
    alice.says(said)
    assert alice.passes(minutes=minute("21:30") - minute(clock)) == []
    assert ("Today\n" in alice.says("/wins")[0].text) is (said == "done")
    assert len(alice.passes(days=1)) == 1


# A night worker, greeted at 22:00: what they say at 03:00 or after the shift belongs to that hello, and the next comes.
@pytest.mark.parametrize(("clock", "said"), [("03:00", "done"), ("07:00", "done"), ("07:00", "rest")])
def test_a_hello_before_the_night_shift(clock: str, said: str) -> None:
    alice = greeted_at("22:00", until=clock)
    alice.says(said)
    assert ("Today\n" in alice.says("/wins")[0].text) is (said == "done")
    assert len(alice.passes(hours=21)) == 1


def greeted_at(hello: str, *, until: str) -> Conversation:
    """Alice with that hello, on the second day after her first, at that time of it."""
    alice = settled()
    alice.says(f"set my hello to {hello}")
    alice.passes(days=2, minutes=minute(until) - minute("14:05"))
    return alice.is_heard_of()
