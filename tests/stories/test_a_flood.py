"""A flood from one chat: it is slowed, with one kind word; everybody else is answered as ever, and nothing is lost."""

from bot.attention import MOST, MOST_IN_SECOND
from companion.words import book
from tests.world import World

FLOOD = 400
NOTICE = book("en").sentences["too_fast"].text[0]


# Bob writes hundreds of wins in one breath and asks for help among them; Alice, after him, hears her answer before his
# flood is over. He hears of help, one notice, and far fewer answers than he wrote; every win is kept.
async def test_a_flood(w: World) -> None:
    await w.bob.settles_in()
    await w.stop_bot()
    for number in range(FLOOD):
        await w.bob.phone.writes(f"/win cup {number}")
        if number == FLOOD // 2:
            await w.bob.phone.writes("/people")
    await w.alice.phone.writes("/start")
    await w.start_bot()
    heard = [message.text for message in await w.bob.hears_all()]
    assert heard.count(NOTICE) == 1
    assert len(heard) < MOST + 10
    assert sum("999" in text for text in heard) == 1
    assert len(await w.wins_of(w.bob)) == FLOOD
    sent = [call["chat_id"] for call in await w.calls("sendMessage")]
    assert sent.index(w.alice.id) - sent.index(w.bob.id) < MOST
    assert "Begin" in (await w.alice.hears()).buttons


# Danger in the middle of a flood is answered, and nobody in crisis is told that they are too fast.
async def test_danger_in_a_flood(w: World) -> None:
    await w.bob.settles_in()
    await w.stop_bot()
    for number in range(FLOOD):
        await w.bob.phone.writes("I want to kill myself" if number == FLOOD // 2 else f"line {number}")
    await w.start_bot()
    heard = [message.text for message in await w.bob.hears_all()]
    danger = ["999" in text and "116 123" in text for text in heard]
    assert sum(danger) == 1
    assert NOTICE not in heard[danger.index(True) :]
    assert len(heard) < MOST + 10


# Somebody who is fast and waits for each answer hears one to everything, after so many in a minute a little slower.
async def test_no_flood(w: World) -> None:
    await w.bob.settles_in()
    for number in range(MOST + MOST_IN_SECOND // 2):
        await w.bob.says(f"/win cup {number}")
        assert NOTICE not in (await w.bob.hears()).text


# Somebody who neither waits nor comes in one batch: so many answers in a second, with one notice; nothing is lost.
async def test_a_steady_flood(w: World) -> None:
    await w.bob.settles_in()
    for number in range(FLOOD):
        await w.bob.phone.writes(f"/win cup {number}")
    await w.settled()
    heard = [message.text for message in await w.bob.hears_all()]
    assert heard.count(NOTICE) == 1
    assert len(heard) < FLOOD / 2
    assert len(await w.wins_of(w.bob)) == FLOOD
