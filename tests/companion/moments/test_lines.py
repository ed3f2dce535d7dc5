"""Help lines: within reach from every state, for the country that they named."""

import pytest

from tests.conversation import Conversation

STATES = (
    "/goal",
    "/goal read more",
    "/goal flurb the womble",
    "/win",
    "pause",
    "/settings",
    "/forget",
    "/country",
    "x y z",
)


# From every state, as a command, in words, by "help".
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("said", ["/people", "help", "people", "help lines", "talk to someone"])
def test_within_reach(state: str, said: str, alice: Conversation) -> None:
    alice.says(state)
    assert "999" in alice.says(said)[0].text


# The country that they name, in many spellings; unknown ones are asked again, other words can be said meanwhile.
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("France", "in France: 15 or 112"),
        ("deutschland", "Germany"),
        ("the US", "the US: 911"),
        ("GB", "the UK: 999"),
        ("xyzzy", "don't know that country"),
        ("no", "leave it"),
        ("/today", "Today"),
        ("I took a shower", "You did that"),
    ],
)
def test_countries(said: str, answer: str, alice: Conversation) -> None:
    alice.says("/country")
    assert answer in alice.says(said)[0].text


# A stranger sees the lines of a country, and it is not kept.
def test_strangers(stranger: Conversation) -> None:
    assert "France" in stranger.says("/country France")[0].text
    assert "911" in stranger.says("/people")[0].text
    assert stranger.connection.execute("SELECT count(*) FROM people").fetchone() == (0,)


# No country known: general words, the directory, and the question which it is.
def test_no_country(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    heard = stranger.says("/people")[0]
    assert "112" in heard.text
    assert "findahelpline.com" in heard.text
    assert heard.labels == ["Country", "Close"]
