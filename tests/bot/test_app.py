"""The whole bot against a simulated Telegram: turns, the clock, what steps aside, stopping and starting again."""

import sqlite3
from typing import Any

import pytest

from bot import profile, worker
from companion.events import Event, Said
from companion.turns import Turn
from storage import inbox, turns
from storage.vault import Connection
from tests.world import World, world

POISON = {"message": {"message_id": 1, "text": "no chat, no date"}}

PRESS = {"id": "77", "chat_instance": "1", "inline_message_id": "x", "data": "made up"}
ALICE = {"is_bot": False, "first_name": "Alice"}


async def begins(w: World) -> None:
    """Alice keeps her first win and sets her hellos."""
    await w.alice.says("/start")
    for label in ("Begin", "Sat up", "Next"):
        await w.alice.hears()
        await w.alice.taps(label)
    await w.alice.hears()


# From the first word to a kept win, each turn by button or by text.
async def test_a_first_conversation() -> None:
    async with world() as w:
        await begins(w)
        await w.alice.says("clean the house")
        assert "dish" in (await w.alice.hears()).text


# Time moved over half past nine brings the hello of that day, once.
async def test_the_clock_is_followed() -> None:
    async with world() as w:
        await begins(w)
        await w.alice.says("clean the house")
        await w.alice.hears()
        for label in ("Tomorrow", "Next"):
            await w.alice.taps(label)
            await w.alice.hears()
        await w.alice.says("Leeds")
        await w.alice.hears()
        await w.alice.taps("Yes")
        await w.alice.hears()
        await w.until("09:29", "Europe/London")
        assert await w.alice.hears_all() == []
        await w.until("09:29", "Europe/London")
        await w.forward(minutes=1)
        assert ["dish" in hello.text for hello in await w.alice.hears_all()] == [True]


# An update that can't be read steps aside, named by its number alone; those behind it are answered.
async def test_poison_steps_aside(caplog: pytest.LogCaptureFixture) -> None:
    async with world() as w:
        await w.levers.post("update", **POISON)
        await w.alice.says("/start")
        assert "Begin" in (await w.alice.hears()).buttons
    assert [record.levelname for record in caplog.records if "stepped aside" in record.message] == ["ERROR"]
    assert "no chat" not in caplog.text


# Updates of kinds that nobody knows yet are kept, looked at and let go.
async def test_unknown_kinds_are_let_go() -> None:
    async with world() as w:
        await w.levers.post("update", telepathy={"from": {"id": w.alice.id}})
        await w.settled()
        assert await w.app.store.run(lambda connection: inbox.take(connection, 2**40, 5)) == []


# A turn that fails undoes itself alone: the others of its batch are kept, and its words are not told.
async def test_a_failing_turn_fails_alone(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    original = turns.take

    def take(connection: Connection, person_id: int, event: Event, *more: Any) -> Turn:
        if isinstance(event, Said) and event.text == "my secret":
            raise RuntimeError(event.text)
        return original(connection, person_id, event, *more)

    async with world() as w:
        monkeypatch.setattr(turns, "take", take)
        await w.bob.says("my secret")
        await w.alice.says("/start")
        assert "Begin" in (await w.alice.hears()).buttons
        assert await w.bob.hears_all() == []
    assert "stepped aside: RuntimeError at " in caplog.text
    assert "my secret" not in caplog.text


# When a batch can't be committed, its turns are taken one by one; none is lost and none counts twice.
async def test_a_failing_batch_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    async with world() as w:
        whole = worker._take_all

        def refuse_batches(connection: Connection, tasks: list[Any], *more: Any, **named: Any) -> list[Any]:
            outcomes = whole(connection, tasks, *more, **named)
            if len(tasks) > 1:
                raise sqlite3.OperationalError("disk I/O error")
            return outcomes

        monkeypatch.setattr(worker, "_take_all", refuse_batches)
        await w.stop_bot()
        await w.alice.says("/start")
        await w.bob.says("/start")
        await w.start_bot()
        assert [len(await person.hears_all()) for person in (w.alice, w.bob)] == [1, 1]


# What people write while the bot is stopped is answered when it is back, once.
async def test_stopping_and_starting() -> None:
    async with world() as w:
        await begins(w)
        await w.stop_bot()
        await w.alice.says("/today")
        await w.bob.says("/start")
        await w.start_bot()
        assert [len(await person.hears_all()) for person in (w.alice, w.bob)] == [1, 1]


# Updates delivered twice are taken once.
async def test_delivered_twice() -> None:
    async with world() as w:
        await w.levers.post("delivery", duplicate=1.0)
        for _ in range(3):
            await w.alice.says("/help")
        assert len(await w.alice.hears_all()) == 3


# A press on a button of somebody's own making is answered, so that it does not seem to hang.
async def test_presses_are_always_answered() -> None:
    async with world() as w:
        await w.levers.post("update", callback_query=PRESS | {"from": {"id": w.alice.id, **ALICE}})
        await w.settled()
        await w.stop_bot()  # waits for answers that are on their way
        assert [call["callback_query_id"] for call in await w.calls("answerCallbackQuery")] == ["77"]


# In a group that speaks to us there is one answer; a group that does not is left alone.
async def test_groups() -> None:
    async with world() as w:
        group = {"chat": {"id": -500, "type": "group", "title": "Tea"}, "date": 1, "message_id": 1}
        group["from"] = {"id": w.alice.id, **ALICE}
        await w.levers.post("update", message=group | {"text": "nice weather"})
        await w.levers.post("update", message=group | {"text": "/start@SmallWinsBot"})
        await w.settled()
        assert [call["chat_id"] for call in await w.calls("sendMessage")] == [-500]


# The bot shows itself as its profile says; what stands already is not set again.
async def test_profile() -> None:
    async with world() as w:
        await profile.register(w.app.ptb.bot, profile.read())
        async with w.http.get("/user/bot", params={"person": w.alice.id}) as response:
            shown = await response.json()
        assert [command["command"] for command in shown["commands"]][:2] == ["start", "goal"]
        assert "low-energy" in shown["description"]
        assert shown["menu_button"] == {"type": "commands"}
        await w.levers.clear("transcript")
        await profile.register(w.app.ptb.bot, profile.read())
        assert not [entry for entry in await w.levers.transcript() if entry["method"].startswith("setMy")]


# Where Telegram refuses part of the profile, the rest is set, and one line tells what was not.
async def test_profile_is_best_effort(caplog: pytest.LogCaptureFixture) -> None:
    async with world() as w:
        await w.levers.fault("400", "getMyName")
        await profile.register(w.app.ptb.bot, profile.read())
        assert await w.app.ptb.bot.get_my_description()
    assert "stays as it was: name" in caplog.text


# Telegram's limits for what the profile says.
def test_profile_limits() -> None:
    shown = profile.read()
    assert len(shown.name) <= 64
    assert len(shown.description) <= 512
    assert len(shown.short_description) <= 120
    assert all(len(command.description) <= 256 for command in shown.commands)
    assert len({command.command for command in shown.commands}) == len(shown.commands) <= 100
