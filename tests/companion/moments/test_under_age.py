"""Under 18: help lines, no hellos, no joining; told plainly, and forgotten with the doorstep."""

import datetime

import pytest

from companion.events import CheckInDue
from tests.conversation import Conversation


# At the door: nothing is kept but that, for a day; Begin doesn't let them in, help lines stand below.
@pytest.mark.parametrize("typed", ["Begin", "yes", "/start", "[Begin]"])
def test_at_the_door(stranger: Conversation, typed: str) -> None:
    stranger.says("/start")
    heard = stranger.says("I'm 15")
    assert "18 or older" in heard[0].text
    assert "findahelpline" in heard[1].text
    stranger.taps("Begin") if typed[0] == "[" else stranger.says(typed)
    assert stranger.connection.execute("SELECT count(*) FROM people").fetchone() == (0,)


# As the very first word, and before any greeting.
def test_as_the_first_word(stranger: Conversation) -> None:
    assert "18 or older" in stranger.says("hi im sixteen")[0].text


# Everything that needs no memory still answers them.
def test_still_answered(stranger: Conversation) -> None:
    stranger.says("im 14")
    assert "keep nothing" in stranger.says("clean the house")[0].text
    assert "findahelpline" in stranger.says("help")[0].text


# A day later nothing is known of it: whoever comes is greeted.
def test_forgotten_with_the_doorstep(stranger: Conversation) -> None:
    stranger.says("im 14")
    stranger.passes(hours=25)
    assert "Hello. I'm Small Wins" in stranger.says("hi")[0].text


# In whatever they say it: the words of a command, a link's, a caption; in a danger as well.
@pytest.mark.parametrize(
    "said", ["/goal I'm 15 and want to tidy my room", "/win I'm 16 and I made my bed", "/start im_15", "[photo]"]
)
@pytest.mark.parametrize("before", ["/start", "I want to kill myself"])
def test_in_other_shapes(said: str, before: str, alice: Conversation, stranger: Conversation) -> None:
    for talk, answer in ((alice, "hellos are off"), (stranger, "18 or older")):
        talk.says(before)
        heard = talk.sends("photo", "me, I'm 15 years old") if said == "[photo]" else talk.says(said)
        assert answer in heard[0].text
    assert not alice.passes(days=3)


# What a caption says of danger goes first, and their age is known.
def test_a_caption_with_danger(alice: Conversation) -> None:
    alice.sends("photo", "I'm 15 and I want to kill myself")
    assert alice.settings.under_age


# Other numbers in a command are no age.
@pytest.mark.parametrize("said", ["/goal walk 15 minutes", "/win I'm 15 minutes into tidying", "/goal read page 16"])
def test_other_numbers(said: str, alice: Conversation) -> None:
    alice.says(said)
    assert not alice.settings.under_age


# Somebody who joined: hellos are off at once and for good, wins stay theirs, and both are said.
@pytest.mark.parametrize("said", ["I'm 15", "im a minor", "i'm 17 and a half"])
def test_after_joining(nudged: Conversation, said: str) -> None:
    nudged.says("in two hours")
    heard = nudged.says(said)
    assert "hellos are off" in heard[0].text
    assert nudged.passes(days=20) == []
    assert nudged.total == 2


# No way leads back to hellos but saying that it was misread.
@pytest.mark.parametrize("asked", ["hellos again", "every day", "[Hellos again]"])
def test_no_hellos(alice: Conversation, asked: str) -> None:
    alice.says("no more hellos")
    alice.says("I'm 15")
    heard = alice.taps("Hellos again") if asked[0] == "[" else alice.says(asked)
    assert "under 18" in heard[0].text
    assert alice.passes(days=3) == []
    assert "Hellos are yours" in alice.says("I'm 18 or older")[0].text
    alice.says("hellos again")
    assert len(alice.passes(days=2)) == 2


# Where a country has a line for children, it stands first, now and whenever they ask.
def test_lines_for_children(alice: Conversation) -> None:
    alice.says("/country Russia")
    assert "8 800 2000 122" not in alice.says("/people")[0].text
    assert "8 800 2000 122" in alice.says("I'm 15")[1].text
    assert "8 800 2000 122" in alice.says("/people")[0].text


# A check-in that was due already is not said.
def test_what_was_due(alice: Conversation) -> None:
    plan = alice.connection.execute("SELECT kind, date, due_at FROM check_ins WHERE due_at > 0").fetchone()
    alice.says("I'm 16")
    alice.now = plan[2]
    assert alice.happens(CheckInDue(plan[0], datetime.date.fromisoformat(plan[1]), plan[2])) == []


# Heard in a crisis too: what follows is no hello.
def test_in_a_crisis(alice: Conversation) -> None:
    alice.says("I want to kill myself")
    assert "hellos are off" in alice.says("I'm 15")[0].text


# Danger is answered first; that they are under 18 is known all the same.
@pytest.mark.parametrize("said", ["I'm 15 and I want to kill myself", "im 14. i want to die"])
def test_with_danger(said: str, alice: Conversation, stranger: Conversation) -> None:
    assert "18 or older" not in alice.says(said)[0].text
    alice.says("I'm safe now")
    alice.passes(days=4)
    assert "under 18" in alice.says("hellos again")[0].text
    stranger.says("/start")
    stranger.says(said)
    stranger.taps("Begin")
    assert stranger.connection.execute("SELECT count(*) FROM people").fetchone() == (0,)


# An adult's age changes nothing and is read as before.
def test_adults(alice: Conversation) -> None:
    alice.says("I'm 34")
    assert len(alice.passes(days=1)) == 1


# Nobody under 18 is shown a Begin that would turn them away.
def test_no_begin_for_them(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.says("I'm 15")
    assert stranger.says("clean the house")[0].labels == ["Another tiny one"]
