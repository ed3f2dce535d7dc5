"""Somebody with a phone: what they do and what they hear, through the simulator's user API alone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tests.simulator.bench import Phone

PATIENCE = 10.0  # real seconds in which whatever is awaited must happen


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the bot as the person sees it. `buttons` are its labels, row by row in one list."""

    message_id: int
    text: str
    buttons: tuple[str, ...]
    effect: str | None
    edited: bool
    shown: dict[str, Any]

    @property
    def is_nudge(self) -> bool:
        """Whether it is a hello: what nobody had asked for at this moment."""
        return "Not today" in self.buttons


@dataclass(slots=True)
class Human:
    """`settled` returns when the bot has nothing more to do."""

    phone: Phone
    name: str
    settled: Callable[[], Awaitable[None]]
    _after: int = 0
    _unheard: list[Heard] = field(default_factory=list)
    _toasts: dict[str, str] = field(default_factory=dict)
    _texts: dict[int, str] = field(default_factory=dict)
    _own: int = 0

    @property
    def id(self) -> int:
        return self.phone.id

    async def says(self, text: str, reply_to: int | None = None) -> int:
        """Writes; the message's id."""
        more = {} if reply_to is None else {"reply_to": reply_to}
        self._own = await self.phone.writes(text, **more)
        return self._own

    async def edits(self, text: str) -> None:
        """Changes what they wrote last."""
        await self.phone.post("edit", message_id=self._own, text=text)

    async def does(self, what: str, **body: object) -> None:
        """Any other request of the user API: "block", "unblock", "location", "attachment", "forward" …"""
        await self.phone.post(what, **body)

    async def taps(self, label: str, message_id: int | None = None) -> str:
        """Presses the newest button of that label (or that of one message); the short line that it shows."""
        for shown in reversed(await self.phone.sees()):
            for row, keys in enumerate(shown["keyboard"] or ()):
                for column, key in enumerate(keys):
                    if key["text"] == label and message_id in {None, shown["message_id"]}:
                        return await self._toast_of(await self.phone.taps(shown["message_id"], row, column))
        raise AssertionError(f"{self.name} sees no button {label!r}")

    async def hears(self) -> Heard:
        """The next message that the bot sends them, or whose words it changes."""
        async with asyncio.timeout(PATIENCE):
            while not self._unheard:
                await self._look(PATIENCE)
        return self._unheard.pop(0)

    async def hears_all(self) -> list[Heard]:
        """Everything not heard yet, once the bot has nothing more to do."""
        await self.settled()
        await self._look(0)
        heard, self._unheard = self._unheard, []
        return heard

    async def tells(self, text: str) -> str:
        """Writes, and hears the one answer: its words."""
        await self.says(text)
        return "\n---\n".join(heard.text for heard in await self.hears_all())

    async def chooses(self, label: str) -> str:
        """Presses the newest button of that label, and hears the one answer: its words."""
        await self.taps(label)
        return "\n---\n".join(heard.text for heard in await self.hears_all())

    async def goes_through(self, *steps: str) -> str:
        """Writes each step, or presses it where it is a [button]; the answer to the last one."""
        answer = ""
        for step in steps:
            answer = await (self.chooses(step.strip("[]")) if step.startswith("[") else self.tells(step))
        return answer

    async def settles_in(self, town: str = "Leeds", hello: str = "09:30", goal: str = "rinse one cup") -> None:
        """The first five minutes in short: a goal, and a hello a day. Nothing of it is left to hear."""
        await self.goes_through("/start", "[Begin]", "[Nothing yet]", goal, "[Tomorrow]", "[Next]", town)
        await self.goes_through("[Other time]", hello)

    async def _toast_of(self, query: str) -> str:
        async with asyncio.timeout(PATIENCE):
            while query not in self._toasts:
                await self._look(PATIENCE)
        return self._toasts.pop(query)

    async def _look(self, seconds: float) -> None:
        answer = await self.phone.get("events", after=self._after, timeout=int(seconds))
        self._after = answer["sequence"] if not answer["events"] else answer["events"][-1]["sequence"]
        for event in answer["events"]:
            self._notice(event)

    def _notice(self, event: dict[str, Any]) -> None:
        match event:
            case {"kind": "answered", "callback_query_id": query, "text": toast}:
                self._toasts[query] = toast or ""
            case {"kind": "message" | "edited" as kind, "message": {"out": False} as shown}:
                text = shown.get("text") or shown.get("caption") or ""
                if self._texts.get(shown["message_id"]) != text or kind == "message":
                    self._unheard.append(_heard(shown, text, edited=kind == "edited"))
                self._texts[shown["message_id"]] = text


def _heard(shown: dict[str, Any], text: str, *, edited: bool) -> Heard:
    labels = tuple(key["text"] for row in shown["keyboard"] or () for key in row)
    return Heard(shown["message_id"], text, labels, shown.get("effect"), edited, shown)
