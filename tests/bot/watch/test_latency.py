"""How long an answer took, from its update's arrival to the last message of it."""

from bot.watch import latency
from bot.watch.latency import Latency


class Watch:
    """A stopwatch that is set by hand."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


# Timed is the last message that answers an update, once; messages that answer none are not timed.
def test_from_arrival_to_delivery() -> None:
    watch = Watch()
    timed = Latency(watch)
    timed.arrived([{"update_id": 7, "message": {}}, "no update", {}])
    watch.seconds = 0.5
    timed.answered(7, 31)
    timed.answered(8, 32)
    watch.seconds = 0.75
    assert [timed.delivered(message) for message in (30, 31, 31, 32)] == [None, 0.75, None, None]


# What is never answered, or never delivered, makes room: the oldest is forgotten first.
def test_memory_is_bounded() -> None:
    timed = Latency(Watch())
    timed.arrived([{"update_id": number} for number in range(latency.MOST + 1)])
    timed.answered(0, 1)
    assert timed.delivered(1) is None
    for number in range(1, latency.MOST + 1):
        timed.answered(number, number)
    timed.arrived([{"update_id": "one more"}])
    timed.answered("one more", latency.MOST + 1)
    assert timed.delivered(1) is None
    assert timed.delivered(2) == 0
