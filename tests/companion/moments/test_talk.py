"""Small talk, answered short and true."""

import pytest

from tests.conversation import Conversation


# Hello, thanks, is anybody there, an insult: an answer that fits, in every state, and no win of it.
@pytest.mark.parametrize("before", ["", "/goal", "/win", "pause", "/settings", "/goal flurb the womble"])
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("hello", "Hello"),
        ("thank you", "l"),
        ("are you a person?", "I'm a program"),
        ("is anyone there?", "No person reads this chat"),
        ("stupid bot", "simple program"),
    ],
)
def test_small_talk(before: str, said: str, answer: str, alice: Conversation) -> None:
    if before:
        alice.says(before)
    goals = alice.connection.execute("SELECT count(*) FROM goals").fetchone()
    assert answer in alice.says(said)[0].text
    assert alice.total == 2
    assert alice.connection.execute("SELECT count(*) FROM goals").fetchone() == goals


# Small talk leaves the open question open.
def test_the_question_stays(alice: Conversation) -> None:
    alice.says("/win")
    alice.says("thanks")
    alice.says("soup")
    assert alice.wins[0] == "soup"
