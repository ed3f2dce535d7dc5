"""Somebody who is lost: a word on what this is, never a win, never the same question for ever."""

import pytest

from tests.conversation import Conversation


# "What?" is no win, not even where we asked for one; it gets a word on what to do here.
@pytest.mark.parametrize("words", ["what", "huh?", "what is this", "what do you want", "I don't get it", "confused"])
def test_what_is_this(words: str) -> None:
    bob = Conversation()
    for step in ("/start", "Begin"):
        bob.says(step)
    answer = bob.says(words)[0]
    assert "Surprise me" in answer.labels
    assert bob.total == 0
    bob.says("sat up")
    assert bob.wins == ["sat up"]


# Before Begin as well: what this is, and what Begin means.
def test_lost_at_the_door() -> None:
    bob = Conversation()
    bob.says("/start")
    answer = bob.says("what is this?")[0]
    assert "tiny" in answer.text
    assert "Begin" in answer.labels


# Where a town was asked for, the smaller question about the clock is the help.
def test_lost_at_the_clock(alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Set my town")
    assert "Another way" in alice.says("what?")[0].labels


# "Yes" and "ok" where nothing was asked are no riddle, and no win.
@pytest.mark.parametrize("words", ["yes", "y", "ok", "k", "okay"])
def test_yes_to_nothing(words: str) -> None:
    bob = Conversation()
    for step in ("/start", "Begin", "sat up", "[Next]", "Enough today"):
        bob.taps(step.strip("[]")) if step.startswith("[") else bob.says(step)
    answer = bob.says(words)[0]
    assert "Keep as note" not in answer.labels
    assert "Surprise me" in answer.labels
    assert bob.total == 1


# "Yes" to "what may I do with it?" does not lose what it was asked about.
def test_yes_to_which(alice: Conversation) -> None:
    alice.says("purple elephants on the roof")
    again = alice.says("yes")[0]
    alice.taps("Keep as note", again)
    assert "purple elephants" in alice.says("/notes")[0].text


# One letter is no goal: not as the first words of a stranger, and not after /goal.
@pytest.mark.parametrize("letter", ["y", "x", "b", "7", "?"])
def test_one_letter_is_no_goal(letter: str) -> None:
    bob = Conversation()
    bob.says("/start")
    bob.says(letter)
    assert "already done" in bob.says("Begin")[0].text
    bob.says(f"/goal {letter}")
    assert not bob.goals


# The question where a goal fits is not said in the same words again and again.
def test_the_areas_in_other_words(alice: Conversation) -> None:
    first, second = alice.says("/goal flurb")[0], alice.says("wibble")[0]
    assert "Tidying" in second.labels
    assert first.text != second.text


# What could not be placed is let go by a heavy word: an "ok" after it is no answer to the older question.
@pytest.mark.parametrize("said", ["k", "yes", "ok"])
def test_a_heavy_word_closes_what_was_asked(said: str) -> None:
    bob = Conversation()
    for step in ("/start", "Begin", "Nothing yet", "Enough today", "purple elephants on the roof", "too much", said):
        heard = bob.says(step)
    assert "Keep as note" not in heard[0].labels


# Whoever types what many other bots understand is understood.
@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("cancel", "leave it"),
        ("/cancel", "leave it"),
        ("go back", "leave it"),
        ("list", "Your goals"),
        ("what was i doing", "Today"),
        ("/pause", "Until when"),
        ("/stop", "No more hellos"),
        ("/undo", "Taken back"),
        ("/rest", "Rest"),
        ("/language", "I speak English"),
        ("/letter", "letter"),
        ("/less_often", "Every other day"),
        ("hilfe", "999"),
        ("ayuda!", "999"),
        ("/sos", "999"),
        ("menu", "/goal"),
        ("/foo", "I don't know that command"),
        ("/foo took a shower", "I don't know that command"),
    ],
)
def test_habits(said: str, heard: str, alice: Conversation) -> None:
    assert heard in alice.says(said)[0].text
