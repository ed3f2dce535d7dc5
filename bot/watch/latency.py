"""How long people wait: from the arrival of an update until all that was answered to it is with Telegram."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

MOST = 5000  # updates, and messages, that are timed at once: what is never answered makes room for newer ones


class Latency:
    """Times updates by their ids and messages by those of their rows, in the event loop's and the database's threads:
    each step is one that no other thread can come between. `monotonic` tells seconds."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._arrived: OrderedDict[object, float] = OrderedDict()
        self._answering: OrderedDict[int, float] = OrderedDict()

    def arrived(self, updates: Iterable[object]) -> None:
        """Raw updates came."""
        now = self._monotonic()
        for update in updates:
            if isinstance(update, dict):
                self._arrived[update.get("update_id")] = now
                _make_room(self._arrived)

    def answered(self, update_id: int, message: int) -> None:
        """The turn of an update was taken; `message` is the last that it wrote."""
        arrived = self._arrived.pop(update_id, None)
        if arrived is not None:
            self._answering[message] = arrived
            _make_room(self._answering)

    def delivered(self, message: int) -> float | None:
        """The message is with Telegram: the seconds since its update arrived, if it is the last that answers one."""
        arrived = self._answering.pop(message, None)
        return None if arrived is None else self._monotonic() - arrived


def _make_room(times: OrderedDict[Any, float]) -> None:
    if len(times) > MOST:
        times.popitem(last=False)
