"""Leaving: everything goes at once, after one question."""

import pytest

from companion.events import Left, Returned
from tests.conversation import Conversation

OWNED = ("people", "goals", "wins", "notes", "questions", "check_ins", "doorsteps")


def rows(talk: Conversation) -> int:
    return sum(talk.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in OWNED)


# One question, two buttons, no persuasion; yes erases everything, and nothing comes any more.
@pytest.mark.parametrize("said", ["/forget", "forget me", "delete my data"])
@pytest.mark.parametrize("typed", [False, True])
def test_forget(said: str, typed: bool, nudged: Conversation) -> None:
    nudged.says("in two hours")
    assert nudged.says(said)[0].labels == ["Erase it all", "Keep it"]
    nudged.says("erase it all") if typed else nudged.taps("Erase it all")
    assert rows(nudged) == 0
    assert nudged.passes(days=3) == []
    assert "Hello. I'm Small Wins" in nudged.says("hi")[0].text


# Keep it, or anything else, erases nothing.
@pytest.mark.parametrize("said", ["[Keep it]", "keep it", "no", "done", "/today", "yes"])
def test_nothing_is_erased(said: str, alice: Conversation) -> None:
    alice.says("/forget")
    assert alice.taps("Keep it") if said[0] == "[" else alice.says(said)
    assert alice.total >= 2


# A stranger's hour on the doorstep is forgotten too.
def test_strangers(stranger: Conversation) -> None:
    stranger.says("/goal drink water")
    stranger.says("/forget")
    assert rows(stranger) == 0
    assert "What have you already done" in stranger.taps("Begin")[-1].text


# Blocked: nothing more is sent. Back by the unblocking or by any word: hellos as before, the same total.
@pytest.mark.parametrize("back", ["returned", "said", "tapped"])
def test_blocked_and_back(back: str, alice: Conversation) -> None:
    alice.happens(Left())
    assert alice.passes(days=3) == []
    match back:
        case "returned":
            alice.happens(Returned())
        case "said":
            alice.says("/today")
        case _:
            alice.taps("Yes")
    assert len(alice.passes(days=1)) == 1
    assert alice.total == 2
