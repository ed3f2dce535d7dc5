"""Days as they are lived: a good one, heavy ones, rest, a pause, the evening question, a night shift."""

import pytest

from tests.human import Human
from tests.world import World


async def nudged(w: World, person: Human, time: str = "09:30", zone: str = "Europe/London") -> str:
    """The words of the one hello that comes when it is next that time there, and none before."""
    await w.until(time, zone)
    heard = await person.hears_all()
    assert [message.is_nudge for message in heard] == [True]
    return heard[0].text


# A full day: the hello, a typed "done" from the lock screen, the celebration as loud as chosen, the journal.
async def test_a_full_day(w: World) -> None:
    await w.alice.settles_in(goal="rinse one cup")
    await w.alice.goes_through("/settings", "[Celebration]", "[Party]")
    await w.until("09:30", "Europe/London")
    assert await w.alice.hears_all() == []  # today had its first step already
    assert "inse one cup" in await nudged(w, w.alice)
    await w.alice.says("done")
    celebration = await w.alice.hears()
    assert "inse one cup" in celebration.text
    assert celebration.effect == "🎉"
    assert "You did that" not in await w.alice.tells("done")  # said twice, kept once
    assert "Today\n• rinse one cup" in await w.alice.tells("/wins")
    assert await w.wins_of(w.alice) == ["rinse one cup"]
    await w.until("09:29", "Europe/London")
    assert await w.alice.hears_all() == []


# Plain mode says the same with words alone: no effect, no edits.
async def test_a_plain_day(w: World) -> None:
    await w.alice.settles_in()
    await w.alice.goes_through("/settings", "[Celebration]", "[Party]", "[More settings]", "[Plain mode]")
    await w.levers.clear("transcript")
    await w.alice.goes_through("/win opened the curtains", "[Undo]", "/settings", "[Celebration]", "[Warm]")
    sent = await w.calls("sendMessage")
    assert len(sent) == 5
    assert not [call for call in sent if "message_effect_id" in call]
    assert await w.calls("editMessageText") + await w.calls("editMessageReplyMarkup") == []


# What each short word brings, and that the next day has its hello as ever.
@pytest.mark.parametrize(
    ("said", "answer", "kept"),
    [
        ("done", "You did that", 1),
        ("half", "win", 1),
        ("heavy", "heav", 0),
        ("rest", "Rest", 0),
        ("not today", "Rest", 0),
        ("smaller", ".", 0),
        ("later", "When may I come back?", 0),
    ],
)
async def test_one_word(w: World, said: str, answer: str, kept: int) -> None:
    await w.alice.settles_in()
    await w.forward(hours=12)
    await nudged(w, w.alice)
    assert answer.casefold() in (await w.alice.tells(said)).casefold()
    assert len(await w.wins_of(w.alice)) == kept
    await nudged(w, w.alice)


# A week: half, heavy, later (it comes back, once), rest, a pause, and Monday again.
async def test_a_week(w: World) -> None:
    alice = w.alice
    await alice.settles_in(goal="rinse one cup")
    await w.forward(hours=12)
    await nudged(w, alice)
    assert "win" in (await alice.tells("half")).casefold()
    await nudged(w, alice)
    assert "heav" in (await alice.tells("heavy")).casefold()
    assert "You did that" in await alice.tells("done")
    await nudged(w, alice)
    assert await alice.tells("in two hours")
    assert "inse one cup" in await nudged(w, alice, "11:30")
    assert "You did that" in await alice.tells("done")
    await nudged(w, alice)
    assert await alice.tells("rest")
    assert "9 March" in await alice.tells("pause till Monday")
    await w.until("09:29", "Europe/London")
    await w.forward(days=2)
    assert await alice.hears_all() == []  # Monday's has not come yet
    assert len(await w.wins_of(alice)) == 3
    await nudged(w, alice)


# The evening question comes when it was asked for, and takes a few words as a win.
async def test_the_evening_question(w: World) -> None:
    await w.alice.settles_in()
    await w.alice.goes_through("/settings", "[More settings]", "[Evening question]", "[20:00]")
    await w.until("20:00", "Europe/London")
    assert [heard.buttons for heard in await w.alice.hears_all()] == [("I got up", "Nothing to keep")]
    assert "te soup" in await w.alice.tells("ate soup")
    assert await w.wins_of(w.alice) == ["ate soup"]


# Someone who works at night: what they do at three belongs to the day that began with the hello at ten.
async def test_a_night_shift(w: World) -> None:
    await w.alice.settles_in(hello="22:00", goal="rinse one cup")
    assert "inse one cup" in await nudged(w, w.alice, "22:00")
    await w.alice.tells("done")
    await w.until("03:00", "Europe/London")
    await w.alice.tells("/win ate soup")
    today = (await w.alice.tells("/wins")).partition("Today\n")[2]
    assert sorted(today.split("\n")) == ["• ate soup, 03:00", "• rinse one cup, 22:00"]
    await w.until("15:00", "Europe/London")
    assert "Today\n• ate soup" in await w.alice.tells("/wins")
    await nudged(w, w.alice, "22:00")
    assert "Yesterday\n• ate soup" in await w.alice.tells("/wins")
