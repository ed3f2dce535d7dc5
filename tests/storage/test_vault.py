"""Sealed text opens in its own place and nowhere else; what can't be opened steps aside and stops nobody."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.care.state import Care
from companion.events import FileRead
from companion.people import Doorstep, Goal, Note, Question, Settings, Win
from companion.rapport import Rapport
from companion.replies import Say
from companion.turns import KeepNote
from storage import care, goals, held, inbox, notes, outbox, people, questions, wins
from storage.inbox import Arrived, Waiting
from storage.keys import KeyGone
from storage.people import Passed
from storage.vault import Connection
from tests.databases import database
from tests.storage.rows import ALICE, BOB, HOUR, NOW, TODAY, claimed, ends, put, texts

CAROL = 5_000_000_003  # a stranger


@pytest.fixture
def both(connection: Connection, people_here: None) -> Connection:
    """Alice and Bob have a goal and three wins each, the same words in the same rows."""
    for person_id in (ALICE, BOB):
        goals.keep(connection, person_id, Goal(1, "drink water", "one sip"))
        for number in (2, 3, 4):
            wins.keep(connection, person_id, Win(number, f"win {number}", NOW, TODAY))
    return connection


def journal(connection: Connection, person_id: int) -> list[str]:
    return [win.text for win in wins.page(connection, person_id, 0, 10)]


# Whatever is sealed comes back byte for byte, and never twice as the same ciphertext.
@given(st.binary(max_size=300), st.integers(0, 2**62))
def test_round_trip(plain: bytes, row: int) -> None:
    connection = database()
    people.join(connection, ALICE, "abc", NOW)
    for box in (connection.vault, connection.vault.transit):
        sealed = [box.seal(ALICE, "wins", row, plain) for _ in range(2)]
        assert sealed[0] != sealed[1]
        assert [box.open(ALICE, "wins", row, one) for one in sealed] == [plain, plain]


# Another table, row or person, another key, a changed bit or a lost byte: it is not opened.
@pytest.mark.parametrize("box", ["person's", "transit"])
def test_bound(box: str, connection: Connection, people_here: None) -> None:
    vault = connection.vault if box == "person's" else connection.vault.transit
    sealed = vault.seal(ALICE, "wins", 7, b"drank water")
    assert vault.open(ALICE, "wins", 7, sealed) == b"drank water"
    for person_id, table, row in ((BOB, "wins", 7), (ALICE, "goals", 7), (ALICE, "wins", 8), (CAROL, "wins", 7)):
        assert vault.open(person_id, table, row, sealed) is None
    for place in range(len(sealed)):
        changed = bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]])
        assert vault.open(ALICE, "wins", 7, changed) is None
        assert vault.open(ALICE, "wins", 7, sealed[:place]) is None
    other = connection.vault.transit if box == "person's" else connection.vault
    assert other.open(ALICE, "wins", 7, sealed) is None


# Nothing can be sealed for somebody who has no key; nothing is told of them either.
def test_strangers(connection: Connection) -> None:
    with pytest.raises(KeyGone):
        connection.vault.seal(CAROL, "wins", 1, b"drank water")
    assert not connection.vault.knows(CAROL)


# A row that is damaged or was put elsewhere is left out; the others, and other people, are not touched by it.
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE wins SET body = substr(body, 1, 20) WHERE person_id = :alice AND number = 3",
        "UPDATE wins SET body = x'' WHERE person_id = :alice AND number = 3",
        "UPDATE wins SET body = zeroblob(100) WHERE person_id = :alice AND number = 3",
        "UPDATE wins SET body = (SELECT body FROM wins WHERE person_id = :bob AND number = 3) "
        "WHERE person_id = :alice AND number = 3",
        "UPDATE wins SET body = (SELECT body FROM wins WHERE person_id = :alice AND number = 2) "
        "WHERE person_id = :alice AND number = 3",
        "UPDATE wins SET body = (SELECT body FROM goals WHERE person_id = :alice) "
        "WHERE person_id = :alice AND number = 3",
    ],
)
def test_a_bad_row_steps_aside(harm: str, both: Connection) -> None:
    both.execute(harm, {"alice": ALICE, "bob": BOB})
    assert journal(both, ALICE) == ["win 4", "win 2"]
    assert journal(both, BOB) == ["win 4", "win 3", "win 2"]
    assert [goal.name for goal in goals.load(both, ALICE)] == ["drink water"]
    wins.keep(both, ALICE, Win(5, "win 5", NOW, TODAY))
    assert journal(both, ALICE)[0] == "win 5"


# Two rows that change places are both known for what they are.
def test_swapped_rows(both: Connection) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        numbers = {"before": before, "after": after, "alice": ALICE}
        both.execute("UPDATE wins SET number = :after WHERE number = :before AND person_id = :alice", numbers)
    assert journal(both, ALICE) == ["win 4"]
    assert journal(both, BOB) == ["win 4", "win 3", "win 2"]


# Nobody reads somebody else's words by taking over the number of their key, and their rows.
def test_a_key_of_somebody_else(both: Connection) -> None:
    people = {"alice": ALICE, "bob": BOB}
    both.execute("UPDATE people SET key = (SELECT key FROM people WHERE id = :alice) WHERE id = :bob", people)
    both.execute("DELETE FROM wins WHERE person_id = :bob", people)
    both.execute("UPDATE wins SET person_id = :bob WHERE person_id = :alice", people)
    both.vault._at_hand.clear()
    assert journal(both, BOB) == []
    both.execute("UPDATE wins SET person_id = :alice", people)
    assert journal(both, ALICE) == ["win 4", "win 3", "win 2"]


# A person whose every record is damaged is still answered, as if they had chosen and said nothing.
def test_a_damaged_person(both: Connection) -> None:
    questions.ask(both, ALICE, Question("town"), NOW)
    care.keep(both, ALICE, Care(quiet_until=NOW))
    people.remember(both, ALICE, Passed(rapport=Rapport(heavy_line="rest")))
    for table in ("people", "questions", "care", "goals", "wins"):
        both.execute(f"UPDATE {table} SET body = substr(body, 2)")
    both.execute("UPDATE people SET rapport = substr(rapport, 2), history = substr(history, 2)")
    alice = people.load(both, ALICE, NOW)
    assert (alice.joined, alice.question, alice.care, alice.rapport) == (True, None, Care(), Rapport())
    assert alice.settings == Settings()


# A file is read against the notes that can be opened.
def test_a_damaged_note(both: Connection) -> None:
    for number, text in ((5, "slept"), (6, "rain")):
        notes.keep(both, ALICE, KeepNote(number, text, NOW, TODAY))
    both.execute("UPDATE notes SET body = substr(body, 2) WHERE number = 5")
    alice = held.with_journals(both, people.load(both, ALICE, NOW), FileRead(None))
    assert alice.journal.notes == (Note(6, "rain", NOW, TODAY),)


# An update that can't be opened is handed out without its words, so that its turn fails and steps aside like any other.
def test_a_damaged_update(connection: Connection) -> None:
    inbox.put(connection, [Arrived(1, ALICE, b"{}"), Arrived(2, BOB, b"{}")], NOW)
    connection.execute("UPDATE inbox SET person_id = :bob WHERE update_id = 1", {"bob": BOB})
    assert inbox.take(connection, NOW, 10) == [Waiting(1, BOB, b"", 0, newest=False), Waiting(2, BOB, b"{}", 0)]


# A message that can't be opened is never sent, and those behind it are.
def test_a_damaged_message(connection: Connection, people_here: None) -> None:
    put(connection, "one")
    put(connection, "two")
    connection.execute("UPDATE outbox SET body = zeroblob(60) WHERE id = 1")
    assert claimed(connection) == []
    assert texts(claimed(connection)) == ["two"]
    assert ends(connection)[0] == ("refused", b"")


# A row's number in the outbox is known before it is written, also after rows are gone.
def test_numbers_of_messages(connection: Connection, people_here: None) -> None:
    put(connection, "one", "two")
    connection.execute("DELETE FROM outbox")
    outbox.put(connection, ALICE, Say("three"), NOW)
    assert [(row.id, *texts([row])) for row in claimed(connection)] == [(3, "three")]


# What a stranger said can be read for a day and no longer, swept or not; then they begin anew.
def test_stale_doorsteps(connection: Connection) -> None:
    people.wait(connection, CAROL, Doorstep("drink water"), NOW)
    people.wait(connection, CAROL, Doorstep("take a walk"), NOW + HOUR)
    assert people.load(connection, CAROL, NOW + 24 * HOUR - 1).doorstep == Doorstep("take a walk")
    assert people.load(connection, CAROL, NOW + 24 * HOUR).doorstep is None
    people.wait(connection, CAROL, Doorstep("read"), NOW + 30 * HOUR)
    assert people.load(connection, CAROL, NOW + 53 * HOUR).doorstep == Doorstep("read")


# A question that nobody answered is gone with its words once it is let go, and no open one is.
def test_old_questions(connection: Connection, people_here: None) -> None:
    questions.ask(connection, ALICE, Question("note", text="felt low"), NOW)
    questions.ask(connection, BOB, Question("note", text="felt well"), NOW + HOUR)
    assert questions.sweep(connection, NOW + 12 * HOUR) == 1
    assert connection.execute("SELECT person_id FROM questions").fetchall() == [(BOB,)]
    assert people.load(connection, BOB, NOW + 12 * HOUR).question == Question("note", text="felt well")


# Ten thousand wins: a page is read by its own rows alone, and a search looks at no more than it says.
def test_many_wins(connection: Connection, people_here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 301):
        day = TODAY - datetime.timedelta(days=300 - number)
        wins.keep(connection, ALICE, Win(number, f"Wäsche {number}", NOW, day, note="MIT Musik" if number == 7 else ""))
    assert [win.number for win in wins.page(connection, ALICE, 10, 2)] == [290, 289]
    assert [win.number for win in wins.page(connection, ALICE, 0, 5, "wäsche 29")] == [299, 298, 297, 296, 295]
    assert [win.number for win in wins.page(connection, ALICE, 0, 5, "mit MUSIK")] == [7]
    monkeypatch.setattr(wins, "SEARCHED", 200)
    assert wins.page(connection, ALICE, 0, 5, "mit MUSIK") == ()
