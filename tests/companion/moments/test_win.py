"""Wins: kept, celebrated as loudly as chosen, and the person's own to take back."""

import datetime
import re

import pytest

from companion.people import Win
from companion.words import book
from storage import wins
from tests.conversation import Conversation

CELEBRATIONS = ("win_first", "win_step", "win_unplanned", "win_part", "win_yesterday", "win_late", "win_quiet")


def days(talk: Conversation) -> list[str]:
    return [row[0] for row in talk.connection.execute("SELECT day FROM wins ORDER BY number")]


# Every celebration says the act, that they did it, and the lights so far; who they are is not its matter.
@pytest.mark.parametrize("text", [text for name in CELEBRATIONS for text in book().sentences[name].text])
def test_what_a_celebration_says(text: str) -> None:
    assert "{act}" in text.lower()
    assert "you did" in text.lower()
    assert "{lights}" in text.lower() or "one light" in text
    assert text.count("!") == 0


# Unplanned wins, in the ways people tell them, are never refused for number.
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("/win took a shower", "took a shower"),
        ("/win I took a shower", "took a shower"),
        ("I took a shower", "took a shower"),
        ("dishes done", "dishes done"),
        ("finally brushed my teeth", "brushed my teeth"),
        ("/WIN ate soup", "ate soup"),
        ("/win\nate soup", "ate soup"),
    ],
)
def test_unplanned_wins(said: str, kept: str, alice: Conversation) -> None:
    for number in range(12):
        alice.says(f"/win wrote line {number}")
    assert "You did that" in alice.says(said)[0].text
    assert alice.wins[0] == kept


# /win alone asks; the answer is kept, a short word that is no act is not.
@pytest.mark.parametrize(
    ("said", "total"), [("ate soup", 3), ("soup", 3), ("yes", 2), ("who are you?", 2), ("heavy", 2)]
)
def test_win_alone_asks(said: str, total: int, alice: Conversation) -> None:
    assert "What did you do?" in alice.says("/win")[0].text
    alice.says(said)
    assert alice.total == total


# "/win nothing" is nothing, and that is fine.
@pytest.mark.parametrize("said", ["nothing", "none", "nothing really"])
def test_no_win(said: str, alice: Conversation) -> None:
    assert alice.says(f"/win {said}")[0].text
    assert alice.total == 2


# Yesterday's wins are kept on yesterday.
@pytest.mark.parametrize("said", ["yesterday I also made my bed", "/win yesterday I made my bed"])
def test_yesterday(said: str, alice: Conversation) -> None:
    alice.says(said)
    assert days(alice)[-1] == "2026-03-01"


# After midnight is still the day that has not ended.
def test_after_midnight(alice: Conversation) -> None:
    alice.passes(hours=12)
    alice.says("/win ate soup")
    alice.passes(hours=3)
    alice.says("/win drank water")
    assert days(alice)[-2:] == ["2026-03-02", "2026-03-03"]


# The dial: quiet marks their message and says a line, warm says a line, party adds the effect.
@pytest.mark.parametrize(
    ("loudness", "kinds", "effect"),
    [("Quiet", ["react", "say"], ""), ("Warm", ["say"], ""), ("Party", ["say"], "party")],
)
def test_the_dial(loudness: str, kinds: list[str], effect: str, alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Celebration")
    alice.taps(loudness)
    alice.says("/win drank water")  # the third, which the picture comes with
    heard = alice.says("/win ate soup")
    assert [message.kind for message in heard] == kinds
    assert heard[-1].effect == effect
    assert heard[-1].labels == ["Add note", "Undo"]


# Plain mode is words alone, at any loudness: no effect, no reaction, no edit.
@pytest.mark.parametrize("loudness", ["Quiet", "Warm", "Party"])
def test_plain_is_words_alone(loudness: str, alice: Conversation) -> None:
    alice.says("/settings")
    alice.taps("Celebration")
    alice.taps(loudness)
    alice.taps("More settings")
    alice.taps("Plain mode")
    before = len(alice.heard)
    kinds = [message.kind for message in alice.says("/win ate soup") + alice.taps("Undo") + alice.says("/settings")]
    kinds += [message.kind for message in alice.taps("Celebration") + alice.taps("Close", alice.says("/goals")[0])]
    assert set(kinds) == {"say"}
    assert {message.effect for message in alice.heard[before:]} == {""}
    assert {message.edits for message in alice.heard[before:]} == {None}


# Undo takes back that win, once; the total goes down by one and not further.
def test_undo(alice: Conversation) -> None:
    first = alice.says("/win ate soup")[0]
    alice.says("/win drank water")
    assert alice.taps("Undo", first)[-1].text == "Taken back: ate soup. Three lights now."
    assert "no win there" in alice.taps("Undo", first)[-1].text
    assert alice.wins[0] == "drank water"
    assert alice.total == 3


# Typed, undo means the newest win.
@pytest.mark.parametrize("said", ["undo", "Undo", "take it back", "oops"])
def test_undo_typed(said: str, alice: Conversation) -> None:
    alice.says("/win ate soup")
    assert "ate soup" in alice.says(said)[0].text
    assert alice.total == 2


# Typed once more, by mistake, it takes back no older win; what is done after it can be taken back again.
@pytest.mark.parametrize("first", ["undo", "undo all", "[Undo]"])
@pytest.mark.parametrize("again", ["undo", "Undo", "oops", "/undo"])
def test_undo_typed_twice(first: str, again: str, alice: Conversation) -> None:
    alice.passes(minutes=1)
    alice.says("/win ate soup")
    alice.taps("Undo") if first == "[Undo]" else alice.says(first)
    assert alice.says(again)[0].text.startswith("That one is taken back already.")
    assert alice.total == 2
    alice.passes(minutes=1)
    alice.says("/win drank water")
    assert "drank water" in alice.says(again)[0].text
    assert alice.total == 2


# "Oops" hours later, after a rest, takes no old win back; its own button always can.
def test_undo_is_of_something_new(nudged: Conversation) -> None:
    nudged.says("rest")
    assert "no win there" in nudged.says("oops")[0].text
    assert nudged.total == 2
    nudged.taps("Undo")
    assert nudged.total == 1


# A win taken back can be had again by the same button.
def test_undone_and_done(nudged: Conversation) -> None:
    nudge = nudged.heard[-1]
    nudged.taps("I did that", nudge)
    nudged.taps("Undo")
    nudged.taps("I did that", nudge)
    assert nudged.total == 3


# The note that was asked for is let go with its win: what they write next is heard as what it is.
def test_undo_lets_go_of_the_question(alice: Conversation) -> None:
    alice.says("/win ate soup")
    celebrated = alice.heard[-1]
    alice.taps("Add note")
    alice.taps("Undo", celebrated)
    assert "You did that" in alice.says("took a shower")[0].text
    assert alice.wins[0] == "took a shower"


# A note goes with its win, word for word, and is shown beside it; a no adds none.
@pytest.mark.parametrize(
    ("said", "note"),
    [("felt ok", "felt ok"), ("done", "done"), ("rest", "rest"), ("<3 & more", "<3 & more"), ("no", "")],
)
def test_notes_of_wins(said: str, note: str, alice: Conversation) -> None:
    alice.says("/win ate soup")
    alice.taps("Add note")
    alice.says(said)
    assert wins.page(alice.connection, alice.person, 0, 1)[0].note == note
    assert ("ate soup (" in alice.says("/wins")[0].text) is bool(note)


# A win that touches danger, weight or the like is thanked for, not counted.
@pytest.mark.parametrize("said", ["/win skipped dinner", "/win lost 3 kg"])
def test_wins_with_care(said: str, alice: Conversation) -> None:
    heard = alice.says(said)[0]
    assert "/people" in heard.text
    assert "You did that" not in heard.text
    assert alice.total == 2


# Totals only grow: no word, tap or passing of time lowers one, but a win taken back.
def test_totals_only_grow(nudged: Conversation) -> None:
    for said in ("done", "rest", "pause", "no", "/goals", "heavy", "stop", "/start", "smaller", "later", "hello"):
        before = nudged.total
        nudged.says(said)
        nudged.passes(days=1)
        assert nudged.total >= before


# A fortnight of done steps reads no wording twice.
def test_a_fortnight_of_wins(alice: Conversation) -> None:
    said = []
    for _ in range(14):
        alice.passes(days=1)
        alice.says("done")
        said.append(re.sub(r"[\w,]+ lights?", "*", alice.heard[-1].text.lower()))
    assert len(set(said)) == 14


# Nothing counts by rank, streak or share: a year of wins and a first one sound alike.
def test_many_wins(alice: Conversation) -> None:
    for number in range(100, 1600):
        win = Win(number, "ate soup", alice.now, datetime.date(2025, 3, 2), "food")
        wins.keep(alice.connection, alice.person, win)
    alice.connection.execute("UPDATE people SET next_number = 2000")
    assert "1,503 lights" in alice.says("/win drank water")[0].text


# What is harsh about oneself is kept as it was written and said back in no celebration; what is said of a thing is.
@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/win washed up, lazy cow", "ne small thing"),
        ("/win aufgeräumt, faules Schwein", "ne small thing"),
        ("/win took the trash out", "ook the trash out"),
    ],
)
def test_harsh_words(said: str, shown: str, alice: Conversation) -> None:
    assert shown in alice.says(said)[0].text
    assert alice.wins[0] == said.removeprefix("/win ")
    assert shown in alice.says("undo")[0].text


# Nor in the name of a goal, in any of our languages.
@pytest.mark.parametrize("said", ["/goal ich faules schwein endlich aufräumen", "/goal move my fat lazy arse"])
def test_harsh_goals(said: str, alice: Conversation) -> None:
    asked = alice.says(said)[0]
    alice.taps(asked.labels[0])
    alice.taps("Keep mine")
    assert not {"faules", "lazy", "fat"} & set(" ".join(goal.name + " " + goal.step for goal in alice.goals).split())
