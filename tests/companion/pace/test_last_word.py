"""Nobody's data goes untold: whoever had no farewell hears once, a month before."""

import datetime
import itertools

import pytest

from companion.checkins import in_quiet_hours
from companion.people import KEPT_UNHEARD, TOLD_BEFORE
from storage import people, unheard
from tests.companion.pace.weeks import local, say, unasked
from tests.conversation import Conversation, Heard, settled

TOLD_ON = KEPT_UNHEARD - TOLD_BEFORE - 1  # days of silence: the first hello's time after that


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
    talk = settled()
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


# Never in the night, wherever they are.
@pytest.mark.parametrize("town", ["Leeds", "Honolulu", "Auckland"])
def test_when(town: str) -> None:
    person = _settled(f"moved to {town}", "stop")
    ((_, message),) = _told(person, TOLD_ON + 3)
    (sent,) = person.connection.execute("SELECT at FROM sent WHERE message_id = ?", (message.message_id,)).fetchone()
    assert not in_quiet_hours(sent, person.settings.zone_info)


# Whoever is still in danger is told, too, and of nothing but the date and help.
def test_in_danger() -> None:
    person = _settled("I want to kill myself")
    heard = local(person, person.now).date()
    ((_, message),) = _told(person, TOLD_ON + 6)
    until = heard + datetime.timedelta(days=KEPT_UNHEARD)
    assert f"{until.day} {until:%B}" in message.text
    assert message.text.endswith("/people")
    assert message.labels == []
    assert "safe now?" in person.says("hello")[0].text


# The bot was down when it was due: told on the first day on which it is up.
def test_after_a_pause_of_ours() -> None:
    person = _settled("stop")
    person.now += (TOLD_ON + 10) * 86400
    assert [day for day, _ in unasked(person, 5)] == [1]


def _kept_for(talk: Conversation) -> int:
    """Days until what they own has expired, looked at each day as while the bot is up."""
    return next(day for day in range(1000) if _expired(talk, talk.now + day * 86400))


def _expired(talk: Conversation, now: int) -> list[int]:
    return unheard.expired(talk.connection, now, limit=1)


# Down for half a year: told at once, and erased when the date that was named is over, a month later.
def test_down_for_half_a_year() -> None:
    person = _settled("stop")
    person.now += (KEPT_UNHEARD + 20) * 86400
    ((_, message),) = unasked(person, 1)
    until = local(person, person.now).date() + datetime.timedelta(days=TOLD_BEFORE)
    assert f"{until.day} {until:%B}" in message.text
    assert _kept_for(person) == TOLD_BEFORE + 1


# A message that did not arrive told nobody: it comes again the next day.
def test_not_delivered() -> None:
    person = _settled("stop")
    _told(person, TOLD_ON - 1)
    heard: list[int] = []
    for day in range(5):
        heard += [day] * len(unasked(person, 1))
        if heard == [day]:
            person.connection.execute("UPDATE people SET expires_after = NULL")
    assert [second - first for first, second in itertools.pairwise(heard)] == [1]


# Who blocked us or is under 18 is not spoken to, and what they own is kept no longer than that of others.
def test_not_to_be_told() -> None:
    person = _settled("I'm 14")
    assert _told(person, TOLD_ON + 2) == []
    assert _kept_for(person) == pytest.approx(TOLD_BEFORE, abs=2)


def test_blocked() -> None:
    person = _settled()
    people.set_reachable(person.connection, person.person, reachable=False)
    assert _told(person, TOLD_ON + 2) == []
    assert _kept_for(person) == pytest.approx(TOLD_BEFORE, abs=2)


# Back after the farewell, and silent anew with hellos off: told once more, in time.
@pytest.mark.parametrize("said", [("hello", "stop"), ("stop",), ("took a shower", "stop")])
def test_told_after_a_return(said: tuple[str, ...]) -> None:
    person = _settled()
    unasked(person, 15)
    for text in said:
        person.says(text)
    ((day, _),) = _told(person, TOLD_ON + 3)
    assert day in (TOLD_ON, TOLD_ON + 1)
