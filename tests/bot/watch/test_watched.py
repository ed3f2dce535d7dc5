"""What is wrapped around the parts of a watched bot: they do what they did, and it is told of."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import pytest

from bot.attention import MOST_IN_SECOND, Attentions
from bot.heard import Heard
from bot.watch.health import Health
from bot.watch.latency import Latency
from bot.watch.recorder import Recorder
from bot.watch.watched import LogLines, Watched, sample_lag
from bot.watch.watching import Unwatched, watch
from companion.checkins import LATEST
from companion.replies import Say
from scheduler.heartbeat import CHECK_INS, Beat
from storage import outbox
from storage.outbox import Delivered, Delivery, Later, Outgoing, Refused, Unknown, Unreachable
from storage.vault import Connection
from tests.databases import database
from tests.storage.rows import ALICE, NOW


@dataclass(slots=True)
class Scene:
    """Someone who looks, what they noted, and the time."""

    noted: list[tuple[object, ...]] = field(default_factory=list)
    seconds: float = 0.0
    health: Health = field(init=False)
    watched: Watched = field(init=False)

    def __post_init__(self) -> None:
        names = ("stored", "taken", "slowed", "sent", "replied", "nudged", "lagged", "told")
        recorder = Recorder(**{name: self._note(name) for name in names})
        self.health = Health(None, lambda: NOW, self.time)
        self.watched = Watched(self.health, recorder, Latency(self.time), lambda: NOW + int(self.seconds))

    def time(self) -> float:
        return self.seconds

    def _note(self, name: str) -> Callable[..., None]:
        return lambda *figures: self.noted.append((name, *figures))


def outgoing(lane: str = "reply", id_: int = 1, let_go_at: int | None = None) -> Outgoing:
    return Outgoing(id_, ALICE, lane, b"", 0, let_go_at=let_go_at)


# From a poll to a delivered answer: what is new is counted, the turn is, and the answer's time is taken.
async def test_an_answer() -> None:
    scene, connection = Scene(), database()

    class Taking:
        def take(self, connection: Connection, update_id: int, heard: Heard | None, now: int, *, newest: bool) -> str:
            outbox.put(connection, ALICE, Say("one"), now)
            outbox.put(connection, ALICE, Say("two"), now)
            return "toast"

    async def keep(updates: Sequence[object]) -> int:
        return len(updates)

    async def send(_: Outgoing) -> Delivery:
        scene.seconds += 0.25
        return Delivered(5)

    assert await scene.watched.keeping(keep)([{"update_id": 7}]) == 1
    assert scene.watched.taking(Taking()).take(connection, 7, None, NOW, newest=True) == "toast"
    last = connection.newest_message or 0
    assert await scene.watched.sending(send)(outgoing(id_=last - 1)) == Delivered(5)
    await scene.watched.sending(send)(outgoing(id_=last))
    delivered = ("sent", "reply", "delivered")
    assert scene.noted == [("stored", 1), ("taken",), delivered, delivered, ("replied", 0.5)]


# A turn that says nothing leaves nothing to be timed: what is said later answers something else.
def test_nothing_said() -> None:
    scene, connection = Scene(), database()

    class Taking:
        def take(self, *_: object, newest: bool) -> str:
            return ""

    outbox.put(connection, ALICE, Say("before"), NOW)
    scene.watched.latency.arrived([{"update_id": 7}])
    scene.watched.taking(Taking()).take(connection, 7, None, NOW, newest=True)
    assert scene.watched.latency.delivered(connection.newest_message or 0) is None


# A hello's lateness counts from when it was due, though clocks may be set.
@pytest.mark.parametrize(("due", "late"), [(NOW - 90, 90), (NOW, 0), (NOW + 30, 0)])
async def test_a_hello(due: int, late: int) -> None:
    scene = Scene()

    async def send(_: Outgoing) -> Delivery:
        return Delivered(5)

    await scene.watched.sending(send)(outgoing("nudge", let_go_at=due + LATEST))
    assert scene.noted == [("sent", "nudge", "delivered"), ("nudged", late)]


# Each end of sending has its name; one that raises ends unknown, as the lane takes it, and is raised on.
@pytest.mark.parametrize(
    ("delivery", "name"),
    [
        (Later(1, counts=True), "later"),
        (Unreachable(), "unreachable"),
        (Refused("no"), "refused"),
        (Unknown(), "unknown"),
    ],
)
async def test_outcomes(delivery: Delivery, name: str) -> None:
    scene = Scene()

    async def send(_: Outgoing) -> Delivery:
        return delivery

    async def fail(_: Outgoing) -> Delivery:
        raise RuntimeError

    assert await scene.watched.sending(send)(outgoing()) == delivery
    with pytest.raises(RuntimeError):
        await scene.watched.sending(fail)(outgoing())
    assert scene.noted == [("sent", "reply", name), ("sent", "reply", "unknown")]


# The beat that looks for check-ins is the heart's, and no other; where it fails, it has not beaten.
async def test_the_heart(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, beaten = Scene(), []

    async def work() -> None:
        beaten.append(scene.seconds)
        if scene.seconds > 1:
            raise RuntimeError

    other, heart = scene.watched.beating([Beat("sweep", 1, work), Beat(CHECK_INS, 1, work)])
    monkeypatch.setattr(Health, "beaten", lambda _: scene.noted.append(("beaten",)))
    await other.work()
    assert scene.noted == []
    await heart.work()
    scene.seconds = 2
    with pytest.raises(RuntimeError):
        await heart.work()
    assert (scene.noted, beaten) == ([("beaten",)], [0, 0, 2])


# Updates of a flood that are answered together or put off are counted, and met as they are unwatched.
def test_floods() -> None:
    scene, plain = Scene(), Attentions()
    watched = scene.watched.attentions()
    for attentions in (watched, plain):
        assert [attentions.unanswered(ALICE) for _ in range(2)] == ["notice", "silent"]
        assert [attentions.answers(ALICE, NOW) for _ in range(MOST_IN_SECOND + 1)].count(False) == 1
        assert not attentions.floods(ALICE, NOW)
    assert scene.noted == [("slowed", "merged")] * 2 + [("slowed", "put_off")]


# How late a timer comes is sampled for ever; one that comes early, as timers may, is not late.
async def test_lag() -> None:
    scene = Scene()
    late = [0.0, 0.5, -0.01]

    async def sleep(seconds: float) -> None:
        if not late:
            raise asyncio.CancelledError
        scene.seconds += seconds + late.pop(0)

    with pytest.raises(asyncio.CancelledError):
        await sample_lag(scene.watched.recorder, scene.time, sleep)
    assert [round(figure[1], 3) for figure in scene.noted if isinstance(figure[1], float)] == [0, 0.5, 0]


# Warnings and errors of the log are counted by their level alone.
def test_log_lines() -> None:
    scene = Scene()
    told = logging.getLogger("tests.watched")
    told.addHandler(LogLines(scene.watched.recorder))
    for tell in (told.info, told.warning, told.error, told.critical):
        tell("sesame")
    told.handlers.clear()
    assert scene.noted == [("told", "WARNING"), ("told", "ERROR"), ("told", "ERROR")]


# Where nobody watches, every part is handed back as it is: it costs nothing.
async def test_unwatched() -> None:
    watching = await watch(AsyncExitStack(), 0, None, lambda: NOW)
    assert isinstance(watching, Unwatched)
    parts: list[object] = [object(), object(), object(), object()]
    same = (watching.keeping, watching.taking, watching.sending, watching.beating)
    assert [hand_back(part) for hand_back, part in zip(same, parts, strict=True)] == parts
    assert type(watching.attentions()) is Attentions
