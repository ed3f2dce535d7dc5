"""The first five minutes: three taps to the first celebration, and a goal that is never lost on the way."""

import pytest

from companion.people import Doorstep
from storage import people
from tests.world import World


# The whole of it as most people go through it, message by message.
async def test_the_first_five_minutes(w: World) -> None:
    alice = w.alice
    await alice.says("/start")
    hello = await alice.hears()
    assert "I'm Small Wins, a program" in hello.text
    assert "/people" in hello.text
    assert hello.buttons == ("Begin", "Keep nothing", "What's kept")
    assert "already done today" in await alice.chooses("Begin")
    assert "You did that. Your first win is kept" in await alice.chooses("Sat up")
    assert "What feels possible today?" in await alice.chooses("Next")
    assert "one dish in the sink" in await alice.tells("clean the house")
    assert "ne dish in the sink" in await alice.chooses("I did that")
    assert "Which town" in await alice.chooses("Next")
    assert "Leeds: it's 08:00 there, and help lines are for the UK" in await alice.tells("Leeds")
    assert "done, half, heavy, later, rest" in await alice.chooses("Yes")
    assert await w.wins_of(alice) == ["put one dish in the sink", "sat up"]


# Buttons of questions that are settled are gone from the screen; the celebration's Undo stays.
async def test_settled_questions_lose_their_buttons(w: World) -> None:
    await w.alice.goes_through("/start", "[Begin]", "[Sat up]")
    keyboards = [shown["keyboard"] for shown in await w.alice.phone.sees() if not shown["out"]]
    assert keyboards[:2] == [None, None]
    assert [key["text"] for row in keyboards[2] for key in row] == ["Next", "Undo"]


# The very first message asks for a goal: who we are comes first, and the goal is there after Begin.
@pytest.mark.parametrize("first", ["/goal drink water", "/start drink_water", "drink water"])
async def test_a_goal_as_the_first_message(w: World, first: str) -> None:
    assert "I'm Small Wins" in await w.alice.tells(first)
    assert "rink water" in await w.alice.chooses("Begin")
    assert "You did that" in await w.alice.chooses("I did that")
    assert await w.wins_of(w.alice) == ["drink water"]


# Who keeps nothing gets a tiny step for any goal, and leaves no trace but that they were greeted.
async def test_keeping_nothing(w: World) -> None:
    await w.alice.tells("/start")
    assert "I keep nothing" in await w.alice.chooses("Keep nothing")
    assert "dish" in await w.alice.tells("clean the house")
    known = await w.app.store.run(lambda connection: people.load(connection, w.alice.id, w.app.clock.now()))
    assert known.doorstep == Doorstep(keeps_nothing=True)
    assert await w.wins_of(w.alice) == []


# Somebody who only looks: help lines and pages answer before Begin, and change nothing.
@pytest.mark.parametrize("asked", ["/people", "/help", "/privacy", "/safety", "help"])
async def test_pages_for_strangers(w: World, asked: str) -> None:
    page = await w.alice.tells(asked)
    assert page
    assert "I'm Small Wins" not in page
    await w.alice.tells("/start")
    assert "already done" in await w.alice.chooses("Begin")


# All is erased on /forget, at once; who writes then is a stranger.
async def test_forgetting(w: World) -> None:
    await w.alice.settles_in(goal="rinse one cup")
    await w.alice.tells("/win opened the curtains")
    assert await w.alice.tells("/forget")
    assert await w.alice.chooses("Erase it all")
    kept = await w.app.store.run(lambda connection: "\n".join(connection.iterdump()))
    for word in ("rinse", "curtains", "Leeds"):
        assert word not in kept
    assert "I'm Small Wins" in await w.alice.tells("hello")
