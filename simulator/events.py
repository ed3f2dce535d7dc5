"""What happens on a person's phone, in order, for the user API's polls and streams."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from simulator.records import JSON, Message
from simulator.signals import Signal

KEPT_EVENTS: Final = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a person's phone would show. `sequence` grows over the whole simulator."""

    sequence: int
    kind: str
    message: Message | None = None
    details: JSON = field(default_factory=dict)


@dataclass(slots=True)
class _Log:
    """The latest events of one person; everything up to `floor` is no longer, or not yet, held."""

    floor: int
    events: deque[Event] = field(default_factory=deque)
    happened: Signal = field(default_factory=Signal)

    def append(self, event: Event) -> None:
        self.events.append(event)
        if len(self.events) > KEPT_EVENTS:
            self.floor = self.events.popleft().sequence
        self.happened.notify()


class EventLog:
    """Every person's events. Those from before the start are made up for from the messages themselves."""

    def __init__(self, floor: int, messages_of: Callable[[int], Iterable[Message]]) -> None:
        self._floor = floor
        self._messages_of = messages_of
        self._logs: dict[int, _Log] = {}

    def add(self, person: int, event: Event) -> None:
        """Tells whoever listens to that person's phone."""
        self._log(person).append(event)

    def after(self, person: int, sequence: int) -> list[Event]:
        """The events with a higher sequence, oldest first.

        Where those are no longer held, each message that has changed since stands in for its own events.
        """
        log = self._log(person)
        made_up = self._caught_up(person, sequence, log.floor) if sequence < log.floor else []
        return made_up + [event for event in log.events if event.sequence > sequence]

    async def wait(self, person: int, sequence: int, seconds: float) -> list[Event]:
        """The events with a higher sequence, waiting at most that long for the first."""
        return self.after(person, sequence) or (
            self.after(person, sequence) if await self._log(person).happened.wait(seconds) else []
        )

    def _log(self, person: int) -> _Log:
        log = self._logs.get(person)
        if log is None:
            log = self._logs[person] = _Log(self._floor)
        return log

    def _caught_up(self, person: int, after: int, floor: int) -> list[Event]:
        changed = [message for message in self._messages_of(person) if after < message.changed <= floor]
        changed.sort(key=lambda message: message.changed)
        return [Event(message.changed, _kind_of_change(message, after), message) for message in changed]


def _kind_of_change(message: Message, after: int) -> str:
    if message.deleted:
        return "deleted"
    return "message" if message.born > after else "edited"
