"""The first five minutes, and what a stranger can do before them."""

import pytest

from companion.people import Doorstep
from storage import people
from tests.conversation import Conversation

TABLES = ("people", "goals", "wins", "notes", "questions", "check_ins", "care", "doorsteps")


# Three taps to the first celebration.
def test_the_first_win_takes_three_taps(stranger: Conversation) -> None:
    assert "18 or older" in stranger.says("/start")[0].text
    assert "What have you already done today?" in stranger.taps("Begin")[-1].text
    celebration = stranger.taps("Sat up")[-1]
    assert celebration.text.startswith("Sat up. You did that. Your first win is kept")
    assert celebration.labels == ["Next", "Undo"]
    assert stranger.wins == ["sat up"]


# The whole way from /start to the first hello, as product.md tells it.
def test_the_first_minutes_end_with_a_hello(stranger: Conversation) -> None:
    alice = stranger.settles_in()
    assert alice.heard[-1].text.startswith("Set: tomorrow at 09:30. One word answers me")
    assert [message.lane for message in alice.passes(hours=20)] == ["nudge"]


# The first win in one's own words; what is no act is not kept, however it is said.
@pytest.mark.parametrize(
    ("said", "wins"),
    [
        ("fed the cat", ["fed the cat"]),
        ("coffee", ["coffee"]),
        ("I took a shower", ["took a shower"]),
        ("had a drink", ["had a drink"]),
        ("nothing yet", []),
        ("no", []),
        ("ok", []),
        ("who are you?", []),
        ("your mum", []),
        ("thanks", []),
        ("what?", []),
        ("still in bed", []),
        ("skipped lunch again", []),
        ("so " * 15, []),
        ("...", []),
    ],
)
def test_the_first_win_in_words(said: str, wins: list[str], stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    assert stranger.says(said)
    assert stranger.wins == wins


# A goal said first is not lost: message 1 comes first, Begin brings the goal; also from a link, also without a slash.
@pytest.mark.parametrize("first", ["/goal drink water", "drink water", "/start drink_water", "/GOAL drink water"])
def test_a_goal_said_first_waits_for_begin(first: str, stranger: Conversation) -> None:
    assert stranger.says(first)[0].text.startswith("Hello. I'm Small Wins")
    assert "drink water" in stranger.taps("Begin")[-1].text


# Begin can be said, not guessed: a thumb or "ok" is no consent.
@pytest.mark.parametrize(
    ("said", "joined"),
    [
        ("begin", True),
        ("Begin.", True),
        ("yes begin", True),
        ("yes", False),
        ("👍", False),
        ("ok", False),
        ("go", False),
    ],
)
def test_consent_is_said(said: str, joined: bool, stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.says(said)
    assert bool(stranger.connection.execute("SELECT count(*) FROM people").fetchone()[0]) is joined


# Before Begin nothing is kept but that somebody was greeted.
@pytest.mark.parametrize("said", ["/win took a shower", "took a shower", "/goals", "/settings", "hello", "/export"])
def test_nothing_is_kept_of_strangers(said: str, stranger: Conversation) -> None:
    assert stranger.says(said)
    assert [stranger.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES[:-1]] == [
        0
    ] * 7


# Keep nothing: what needs no memory still answers, and no goal is held, whichever way it is said.
@pytest.mark.parametrize("said", ["clean the house", "/goal clean the house"])
def test_keep_nothing(said: str, stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Keep nothing")
    assert "put one dish in the sink. I keep nothing of it" in stranger.says(said)[0].text
    assert people.load(stranger.connection, stranger.person, stranger.now).doorstep == Doorstep(keeps_nothing=True)
    assert "What have you already done" in stranger.taps("Begin")[-1].text


# Without a memory: something done is heard, a heavy day gets a step to lie down with, another step is a tap away.
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("took a shower", "Took a shower. You did that. I keep nothing"),
        ("/win took a shower", "Took a shower. You did that. I keep nothing"),
        ("/goal", "A tiny one: "),
        ("no energy", "A tiny one: "),
        ("[Another tiny one]", "A tiny one: "),
        ("/privacy", "Telegram's servers"),
        ("/safety", "It misses some"),
        ("/people", "findahelpline"),
        ("/export", "There's nothing of yours here"),
        ("/wins", "may I keep"),
    ],
)
def test_without_memory(said: str, answer: str, stranger: Conversation) -> None:
    for step in ("/start", "[Keep nothing]", "clean the house"):
        stranger.taps(step.strip("[]")) if step[0] == "[" else stranger.says(step)
    heard = stranger.taps(said.strip("[]")) if said[0] == "[" else stranger.says(said)
    assert answer in "".join(message.text for message in heard)
    assert people.load(stranger.connection, stranger.person, stranger.now).doorstep == Doorstep(keeps_nothing=True)
    stranger.passes(hours=25)
    people.sweep_doorsteps(stranger.connection, stranger.now)
    owned = [row for table in TABLES for row in stranger.connection.execute(f"SELECT * FROM {table}")]
    assert owned == []


# /start again shows the choice again, and until they choose, nothing is kept.
def test_keep_nothing_lasts(stranger: Conversation) -> None:
    for said in ("/start", "[Keep nothing]", "/start", "/start clean_the_house", "walk the dog"):
        stranger.taps(said.strip("[]")) if said[0] == "[" else stranger.says(said)
    assert people.load(stranger.connection, stranger.person, stranger.now).doorstep == Doorstep(keeps_nothing=True)


# A goal that asks for care gets care, also from somebody who keeps nothing.
def test_keep_nothing_with_care(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Keep nothing")
    assert "/people" in stranger.says("lose 10 kg")[0].text


# Help lines are there before anything else, in words and as a command.
@pytest.mark.parametrize("said", ["help", "/people", "/help", "help line", "Help!"])
def test_strangers_find_help(said: str, stranger: Conversation) -> None:
    assert "/people" in stranger.says("/start")[0].text
    heard = stranger.says(said)[0].text
    assert "112" in heard or "/people" in heard


# /start again changes nothing, and says where things stand.
def test_start_again(alice: Conversation) -> None:
    before = alice.wins
    assert "Two lights" in alice.says("/start")[0].text
    assert alice.wins == before


# /start with a goal in the link, later: the goal is taken up.
def test_start_with_a_goal_later(alice: Conversation) -> None:
    assert "drink water" in alice.says("/start drink_water")[0].text


# Enough today, nothing yet, no: each is fine, and nothing is pressed on the newcomer.
@pytest.mark.parametrize("taps", [("Nothing yet", "Enough today"), ("Sat up", "Next", "Enough today")])
def test_enough_is_fine(taps: tuple[str, ...], stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    for label in taps:
        stranger.taps(label)
    assert "?" not in stranger.heard[-1].text
    assert stranger.passes(days=3) == []


# Each question of the first minutes can be ignored: another thing said is read as that thing.
@pytest.mark.parametrize(
    "taps", [(), ("Sat up",), ("Sat up", "Next"), ("Sat up", "Next", "One sip", "Tomorrow", "Next")]
)
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/wins", "light"),
        ("help", "112"),
        ("I took a shower", "ook a shower"),
        ("are you a person?", "program"),
        ("thanks", "."),
    ],
)
def test_first_questions_can_be_ignored(taps: tuple[str, ...], said: str, answer: str, stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    for label in taps:
        stranger.taps(label)
    assert answer in stranger.says(said)[0].text or (said == "/wins" and not stranger.total)


# Who keeps nothing is answered all the same: done is done, rest is rest, thanks are thanks.
@pytest.mark.parametrize(
    ("said", "heard"),
    [("done", "You did that"), ("half", "You did that"), ("not today", "Rest"), ("no", "Rest"), ("thanks", "welcome")],
)
def test_answers_without_memory(said: str, heard: str, stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Keep nothing")
    stranger.says("clean the house")
    assert heard in stranger.says(said)[0].text
