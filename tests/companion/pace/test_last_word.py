"""Nobody's data goes untold: whoever had no farewell hears once, a month before."""

import datetime

import pytest

from companion.checkins import in_quiet_hours
from companion.moments.last_word import TOLD_BEFORE
from companion.people import KEPT_UNHEARD
from tests.companion.pace.weeks import local, say, unasked
from tests.conversation import Conversation, Heard

TOLD_ON = KEPT_UNHEARD - TOLD_BEFORE  # days of silence


def _told(talk: Conversation, days: int) -> list[tuple[int, Heard]]:
    """(day of silence, message) of what comes unasked up to that day; the first months are skipped over, as by a bot
    that was down."""
    skipped = min(days, TOLD_ON - 4)
    talk.now += skipped * 86400
    return [(skipped + day, message) for day, message in unasked(talk, days - skipped)]


def _newcomer(*steps: str) -> Conversation:
    talk = Conversation()
    for step in ("/start", "[Begin]", *steps):
        say(talk, step)
    return talk


def _at_rest() -> Conversation:
    """Hellos each day, and the one goal let rest."""
    talk = _settled("/goals")
    for label in ("• clean the house", "Let it rest"):
        talk.taps(label)
    return talk


def _settled(*said: str) -> Conversation:
    talk = Conversation().settles_in()
    for text in said:
        talk.says(text)
    return talk


# Hellos off, none asked for, all goals at rest, a pause of nearly a year: one message with the date, and then nothing.
@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(lambda: _settled("stop"), id="off"),
        pytest.param(_newcomer, id="never asked"),
        pytest.param(lambda: _newcomer("[Sat up]"), id="one win"),
        pytest.param(_at_rest, id="goals at rest"),
        pytest.param(lambda: _settled("pause for eleven months"), id="long pause"),
    ],
)
def test_told_once(talk: object) -> None:
    assert callable(talk)
    person: Conversation = talk()
    heard = local(person, person.now).date()
    ((day, message),) = _told(person, TOLD_ON + 6)
    assert day in (TOLD_ON, TOLD_ON + 1)
    until = heard + datetime.timedelta(days=KEPT_UNHEARD)
    assert f"{until.day} {until:%B}" in message.text
    assert "/people" in message.text
    assert message.labels == []


# Whoever had the farewell knows already, and hears nothing more.
def test_not_after_the_farewell() -> None:
    person = _settled()
    assert "I'll stay quiet" in unasked(person, 15)[-1][1].text
    assert _told(person, TOLD_ON) == []


# One word keeps everything, and the next look is when they have been silent for as long again.
def test_a_word_keeps_it() -> None:
    person = _settled("stop")
    _told(person, 100)
    person.says("/today")
    ((day, _),) = _told(person, TOLD_ON + 3)
    assert day in (TOLD_ON, TOLD_ON + 1)
    person.says("hello")
    ((day, _),) = _told(person, TOLD_ON + 3)
    assert day in (TOLD_ON, TOLD_ON + 1)


# Never in the night, wherever they are, and not to whoever is in danger.
@pytest.mark.parametrize("town", ["Leeds", "Honolulu", "Auckland"])
def test_when(town: str) -> None:
    person = _settled(f"moved to {town}", "stop")
    ((_, message),) = _told(person, TOLD_ON + 3)
    (sent,) = person.connection.execute("SELECT at FROM sent WHERE message_id = ?", (message.message_id,)).fetchone()
    assert not in_quiet_hours(sent, person.settings.zone_info)
    assert _told(_settled(f"moved to {town}", "I want to kill myself"), TOLD_ON + 3) == []


# The bot was down when it was due: told on the first day on which it is up.
def test_after_a_pause_of_ours() -> None:
    person = _settled("stop")
    person.now += (TOLD_ON + 10) * 86400
    assert [day for day, _ in unasked(person, 5)] == [1]


# Back after the farewell, and silent anew with hellos off: told once more, in time.
@pytest.mark.parametrize("said", [("hello", "stop"), ("stop",), ("took a shower", "stop")])
def test_told_after_a_return(said: tuple[str, ...]) -> None:
    person = _settled()
    unasked(person, 15)
    for text in said:
        person.says(text)
    ((day, _),) = _told(person, TOLD_ON + 3)
    assert day in (TOLD_ON, TOLD_ON + 1)
