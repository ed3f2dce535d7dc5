"""Help lines: within reach from every state, for the country that they named."""

import pytest

from companion.buttons import Button
from companion.events import Tapped
from companion.status import WrongNumber
from storage import reports
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


# Emergency number first, then at most three lines: hours, each way to reach it on its own line, when it was checked.
def test_lines(alice: Conversation) -> None:
    assert alice.says("/people")[0].text.split("\n\n")[:3] == [
        "If someone is in danger now, in the UK: 999 or 112",
        "Samaritans, 24/7\nCall 116 123\nChat or write: jo@samaritans.org\nChecked in June 2026",
        "Shout, 24/7\nText SHOUT to 85258\nChat or write: https://giveusashout.org\nChecked in June 2026",
    ]
    assert alice.says("/country Japan")[0].text.count("Checked in") == 3


# A year is all that is known of some, nothing of others: no month is made up.
@pytest.mark.parametrize(("country", "said"), [("Sweden", "Checked in 2020"), ("France", "last check not known")])
def test_when_checked(country: str, said: str, alice: Conversation) -> None:
    assert said in alice.says(f"/country {country}")[0].text


# Hours go by the person's clock; the line that is open comes first, and a closed one says so.
def test_hours(alice: Conversation) -> None:
    assert "15:30-00:30, closed now" in alice.says("/country Portugal")[0].text  # 14:05
    alice.passes(hours=2)
    assert "15:30-00:30, open now" in alice.says("/people")[0].text


# Lines for one group of people say for whom they are.
def test_audience(alice: Conversation) -> None:
    assert "Línea 106 for people in Bogotá, 24/7" in alice.says("/country Colombia")[0].text


def reported(talk: Conversation) -> list[WrongNumber]:
    return reports.wrong_numbers(talk.connection)


# "This number is wrong": which one, and it is counted for its line and day, not for a person.
def test_wrong_number(alice: Conversation) -> None:
    alice.says("/people")
    assert alice.taps("Number is wrong")[0].labels == ["999 or 112", "Samaritans", "Shout", "Close"]
    heard = alice.taps("Samaritans")
    assert "findahelpline.com/countries/gb" in heard[-1].text
    assert reported(alice) == [WrongNumber("GB", 26, 1, "2026-03-02")]
    alice.passes(days=1)
    alice.says("number is wrong")
    alice.says("Samaritans")
    assert reported(alice) == [WrongNumber("GB", 26, 2, "2026-03-03")]
    alice.says("/forget")
    alice.taps("Erase it all")
    assert reported(alice)[0].times == 2


# The button means the country it stood under, also after a move; a stranger's works too, and keeps nothing of them.
def test_wrong_number_of_another_country(alice: Conversation, stranger: Conversation) -> None:
    there = alice.says("/people")[0]
    alice.says("/country Norway")
    assert "Shout" in alice.taps("Number is wrong", there)[0].labels
    stranger.says("/country France")
    stranger.taps("Number is wrong")
    stranger.taps("15 or 112")
    assert [report.country for report in reported(stranger)] == ["FR"]
    assert stranger.connection.execute("SELECT count(*) FROM people").fetchone() == (0,)


# A button with a number that no line has shows the help lines, and counts nothing.
@pytest.mark.parametrize("verb", ["wrong_number", "wrong"])
def test_wrong_number_made_up(verb: str, stranger: Conversation) -> None:
    assert "112" in stranger.happens(Tapped(Button(verb, 999_999), 1))[0].text
    assert reported(stranger) == []


# Where no line is confirmed: the emergency number and the country's page, and no empty lines between.
def test_emergency_alone(alice: Conversation) -> None:
    heard = alice.says("/country Kenya")[0]
    assert heard.text.startswith("If someone is in danger now, in Kenya: 999, 112 or 911\nHelp lines there: ")
    assert "findahelpline.com/countries/ke" in heard.text
    assert "\n\n" not in heard.text
    alice.taps("Number is wrong")
    assert alice.heard[-1].labels == ["999, 112 or 911", "Close"]
