"""Somebody who writes faster than answers help: what still takes effect, and what is said all the same."""

import pytest
from msgspec import structs

from companion.buttons import Button
from companion.care.state import Care
from companion.events import Event, Said, SpokenToInGroup, Tapped
from companion.flood import Attention, slowed
from companion.people import Person, Settings
from companion.replies import Say
from companion.respond import respond
from companion.turns import Ask, KeepWin, Turn
from companion.words import book

NOW = 1_772_460_300
ALICE = Person(5_000_000_001, "abc123", joined_at=NOW - 9, settings=Settings(country="GB", zone="Europe/London"))
STRANGER = Person(5_000_000_002, "abc124")
NOTICE = book("en").sentences["too_fast"].text[0]


def said(event: Event, attention: Attention, person: Person = ALICE) -> tuple[Turn, list[str]]:
    turn = slowed(respond(event, person, NOW), event, person, NOW, attention)
    return turn, [reply.text for reply in turn.replies if isinstance(reply, Say)]


# A win in a flood is kept as ever; it is told about once, then not any more.
@pytest.mark.parametrize(("attention", "heard"), [("notice", [NOTICE]), ("silent", [])])
def test_wins_are_kept(attention: Attention, heard: list[str]) -> None:
    turn, texts = said(Said("/win drank water", 7), attention)
    assert [change.win.text for change in turn.changes if isinstance(change, KeepWin)] == ["drank water"]
    assert texts == heard


# With full attention nothing is different.
def test_full_attention() -> None:
    event = Said("/win drank water", 7)
    assert said(event, "full")[0] == respond(event, ALICE, NOW)


# A question that was not shown is not open: what comes next is no answer to it.
def test_nothing_unseen_is_asked() -> None:
    asked = [change for change in said(Said("/goal", 7), "silent")[0].changes if isinstance(change, Ask)]
    assert [change.question for change in asked if change.question] == []


# Help, danger and leaving are answered however fast it comes, from strangers too.
@pytest.mark.parametrize("person", [ALICE, STRANGER], ids=["joined", "stranger"])
@pytest.mark.parametrize(
    "event",
    [
        Said("/people", 7),
        Said("/help", 7),
        Said("/forget", 7),
        Said("help", 7),
        Said("I want to kill myself", 7),
        Said("/win wrote my goodbye letters", 7),
        Tapped(Button("people"), 7),
    ],
    ids=str,
)
def test_said_always(event: Event, person: Person) -> None:
    texts = said(event, "silent", person)[1]
    assert texts
    assert NOTICE not in texts


# Who is in crisis never hears that they are too fast; their presses and new danger are always answered.
@pytest.mark.parametrize(
    ("event", "answered"),
    [
        (Said("my dog is barking", 7), False),
        (Said("I am going to kill myself tonight", 7), True),
        (Tapped(Button("people", generation="abc123"), 7), True),
        (Tapped(Button("see_wins", generation="abc123"), 7), True),
    ],
    ids=str,
)
def test_in_crisis(event: Event, *, answered: bool) -> None:
    person = structs.replace(ALICE, care=Care(state="ideation_active", since=NOW - 60))
    assert bool(said(event, "notice", person)[1]) == answered


# Begin is said once and for all: the first message after it is never swallowed.
def test_joining() -> None:
    assert said(Tapped(Button("begin"), 7), "silent", STRANGER)[1]


# A group is told nothing but that we speak in private: no notice.
@pytest.mark.parametrize("attention", ["notice", "silent"])
def test_groups(attention: Attention) -> None:
    assert said(SpokenToInGroup(5), attention, Person(-1_000_000_000_500, "abc125"))[1] == []
