"""Every press is safe, for ever: made up, out of date, from before /forget."""

import asyncio
import logging
from typing import Any

import pytest

from companion.handlers import TAPS
from companion.words import book
from storage import people
from tests.human import PATIENCE
from tests.world import World

DEAD = book("en").sentences["dead_button"].text[0]
TOO_FAST = book("en").sentences["too_fast"].text[0]
MADE_UP = (
    None, "", "x" * 64, "begin", "1|-|begin", "2|-|begin||", "1|-|nope||", "1|ffffffff|did|1|20260302",
    "1|-|did|1|20260231", "1|-|did|-1|", "1||begin||", "1|-|begin||\n", "1|-|begin|٣|", '{"verb": "begin"}', "\u0000",
)  # fmt: skip
NUMBERS_AND_DAYS = (("", ""), ("0", "00010101"), ("1", "99991231"), ("999999999999", "20260302"))


async def presses(w: World, *data: str | None) -> None:
    """Alice's presses as Telegram would hand them on; returns when each was answered."""
    known = len(await w.calls("answerCallbackQuery"))
    queries = [f"{known + number}" for number in range(len(data))]
    for query, one in zip(queries, data, strict=True):
        await w.gets(callback_query=_query(w, query, one))
    async with asyncio.timeout(PATIENCE):
        while not {call["callback_query_id"] for call in await w.calls("answerCallbackQuery")} >= set(queries):
            await w.settled()


def _query(w: World, query: str, data: str | None) -> dict[str, Any]:
    chat = {"id": w.alice.id, "type": "private", "first_name": "Alice"}
    bot = {"id": 1, "is_bot": True, "first_name": "Small Wins"}
    message = {"message_id": 2**30, "date": 1, "chat": chat, "from": bot, "text": "…"}
    person = {"id": w.alice.id, "is_bot": False, "first_name": "Alice"}
    return {"id": query, "from": person, "chat_instance": "1", "message": message} | (
        {} if data is None else {"data": data}
    )


async def generation_of(w: World) -> str:
    """What makes a button Alice's."""
    row = await w.app.store.run(lambda connection: connection.execute("SELECT generation FROM people").fetchone())
    return str(row[0])


# Data that we never made: before Begin and after, each press ends, and nothing comes of it.
async def test_made_up(w: World, caplog: pytest.LogCaptureFixture) -> None:
    await w.alice.tells("/start")
    await presses(w, *MADE_UP)
    assert {heard.text for heard in await w.alice.hears_all()} - {TOO_FAST} == {DEAD}
    assert await w.app.store.run(people.count) == 0
    await w.alice.settles_in()
    await presses(w, *MADE_UP)
    assert {heard.text for heard in await w.alice.hears_all()} - {TOO_FAST} == {DEAD}
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert await w.wins_of(w.alice) == []


# Every button there is, with numbers and days that nobody has: none makes a turn fail.
async def test_every_button(w: World, caplog: pytest.LogCaptureFixture) -> None:
    await w.alice.settles_in()
    generation = await w.app.store.run(
        lambda connection: connection.execute("SELECT generation FROM people").fetchone()[0]
    )
    verbs = sorted(TAPS.keys() - {"forget_yes"})
    await presses(w, *(f"1|{generation}|{verb}|{number}|{day}" for verb in verbs for number, day in NUMBERS_AND_DAYS))
    await w.settled()
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


# The buttons of a goal that is gone have one answer, and keep nothing.
@pytest.mark.parametrize("label", ["I did that", "Smaller", "Later", "Not today"])
async def test_of_a_removed_goal(w: World, label: str) -> None:
    await w.alice.settles_in(goal="rinse one cup")
    await w.until_next_check_in()
    nudge = (await w.alice.hears_all())[0]
    await w.alice.goes_through("/goals", "[• rinse one cup]", "[Remove]", "[Remove it]")
    await w.alice.taps(label, nudge.message_id)
    assert len(await w.alice.hears_all()) == 1
    assert await w.wins_of(w.alice) == []


# A button pressed again and again, and long after: one win.
async def test_again_and_again(w: World) -> None:
    await w.alice.settles_in(goal="rinse one cup")
    await w.until_next_check_in()
    data = (await w.calls("sendMessage"))[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await presses(w, data, data)
    await w.forward(days=3)
    await presses(w, data)
    assert await w.wins_of(w.alice) == ["rinse one cup"]


# A button from before /forget is dead, also for the same person joined anew: nothing of theirs is touched by it.
async def test_from_before_forget(w: World) -> None:
    await w.alice.settles_in()
    before = [
        key["callback_data"]
        for call in await w.calls("sendMessage")
        for row in call.get("reply_markup", {}).get("inline_keyboard", [])
        for key in row
        if "|-|" not in key["callback_data"]
    ]
    await w.alice.goes_through("/forget", "[Erase it all]")
    await presses(w, *before)
    assert {heard.text for heard in await w.alice.hears_all()} - {TOO_FAST} == {DEAD}
    await w.alice.settles_in(goal="open the curtains")
    await presses(w, *before)
    assert {heard.text for heard in await w.alice.hears_all()} - {TOO_FAST} == {DEAD}
    assert await w.wins_of(w.alice) == []
