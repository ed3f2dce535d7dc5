"""Celebrations: the words that fit, as loud as chosen, none again before all others were said."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from companion.moments.celebration import celebrated, celebrated_together
from companion.moments.moment import Moment
from companion.people import Goal, Person, Settings, Win
from companion.rapport import Rapport
from companion.replies import React, Say
from companion.words import book, counted

NOW = 1_772_446_800  # Monday, 2 March 2026, 10:20 UTC
TODAY = Moment(Person(1, "0", joined_at=0), NOW).today
YESTERDAY = TODAY - datetime.timedelta(days=1)
DISH = Goal(7, "clean the house", "rinse one cup", "dishes")
DONE = Win(9, "rinse one cup", NOW, TODAY, "home", 7, TODAY)
EARLIER = Win(8, "rinse one cup", NOW - 86400, YESTERDAY, "home", 7, YESTERDAY)
RESTED = {"settings": Settings(rested_on=YESTERDAY), "last_win": EARLIER}
NOT_KEPT = ("win_which", "win_with_care", "win_without_keeping")
NAMES = [name for name in book().sentences if name.startswith("win_") and name not in NOT_KEPT]


def said(moment: Moment, kept: Win = DONE, *, late: bool = False) -> Say:
    said = celebrated(moment, kept, late=late)[-1]
    assert isinstance(said, Say)
    return said


def person(**known: Any) -> Person:
    return Person(**{"id": 1, "generation": "0", "joined_at": 0, "goals": (DISH,), "wins_total": 5} | known)


# The most special words that fit; those by kind for some of the wins, the plain ones for the others.
@pytest.mark.parametrize(
    ("known", "win", "sentence"),
    [
        ({"wins_total": 9}, {}, "win_tenth"),
        ({"wins_total": 24}, {}, "win_round"),
        ({"wins_total": 49}, {"part": True}, "win_round"),
        ({"wins_total": 399}, {}, "win_round"),
        ({}, {"part": True}, "win_part"),
        ({}, {"text": "read a message", "part": True}, "win_floor"),
        ({}, {"day": YESTERDAY}, "win_yesterday"),
        (RESTED, {}, "win_after_rest"),
        (RESTED | {"last_win": DONE}, {}, "win_step"),
        ({"settings": Settings(rested_on=TODAY - datetime.timedelta(days=9))}, {}, "win_step"),
        ({"goals": (replace(DISH, times=4),)}, {}, "win_again"),
        ({"goals": (replace(DISH, times=9),)}, {}, "win_again"),
        ({"goals": (replace(DISH, times=4, step_since=YESTERDAY),)}, {}, "win_step"),
        ({"goals": (replace(DISH, times=4),)}, {"text": "wiggle your toes"}, "win_step"),
        ({"wins_total": 6}, {}, "win_home"),
        ({"wins_total": 6}, {"kind": "water"}, "win_water"),
        ({"wins_total": 6}, {"text": "wiggle your toes"}, "win_step"),
        ({"wins_total": 6}, {"kind": "other"}, "win_step"),
        ({"wins_total": 6}, {"kind": "people", "goal": None}, "win_people"),
        ({}, {"kind": "people", "goal": None}, "win_unplanned"),
        ({"settings": Settings(celebration="quiet"), "wins_total": 9}, {}, "win_quiet"),
    ],
)
def test_which_words(known: dict[str, Any], win: dict[str, Any], sentence: str) -> None:
    assert said(Moment(person(**known), NOW), replace(DONE, **win)).in_turn == sentence


# The tenth and the round ones keep their words where the size is asked about, too.
@pytest.mark.parametrize(
    ("total", "sentence"), [(8, "win_size"), (9, "win_tenth_size"), (24, "win_round_size"), (99, "win_round_size")]
)
def test_with_the_size(total: int, sentence: str) -> None:
    (line,) = celebrated(Moment(person(wins_total=total, settings=Settings(plain=True)), NOW), DONE, asks_size=True)
    assert isinstance(line, Say)
    assert line.in_turn == sentence
    assert [key.label for row in line.keys for key in row] == ["Easy", "OK", "Hard", "Undo"]


# Several at once name each thing, and the picture comes where any of them is one that it comes with.
def test_together() -> None:
    tea = replace(DONE, number=10, text="made <tea>")
    (line,) = celebrated_together(Moment(person(wins_total=5, settings=Settings(hellos="daily")), NOW), [DONE, tea])
    assert isinstance(line, Say)
    assert line.text.startswith("• Rinse one cup\n• Made &lt;tea&gt;\n")
    assert "even lights" in line.text
    assert line.with_picture


# An answer some days late can be moved; the first win ever has words of its own.
def test_late_and_first() -> None:
    assert said(Moment(person(), NOW), late=True).in_turn == "win_late"
    assert "first win" in said(Moment(person(wins_total=0), NOW)).text


# Every kind of act that the picture knows has words, but the one that is no kind.
@pytest.mark.parametrize(
    "kind", ["water", "light", "outdoors", "words", "people", "rest", "body", "home", "food", "work", "care"]
)
def test_every_kind_has_words(kind: str) -> None:
    assert len(book().sentences[f"win_{kind}"].text) >= 8


# Each names the act, says that they did it, counts the lights, and can be undone.
@pytest.mark.parametrize("name", NAMES)
def test_what_each_says(name: str) -> None:
    sentence = book().sentences[name]
    for text in sentence.text:
        assert "{act}" in text.lower()
        assert "you did that" in text.lower()
        assert "{lights}" in text.lower() or "one light" in text
    assert "undo" in sentence.buttons


# Quiet marks what they wrote and says its line without a sound; a press has nothing to mark; plain mode marks nothing.
@pytest.mark.parametrize(
    ("loudness", "tapped", "plain", "marked", "silent", "effect"),
    [
        ("quiet", False, False, True, True, ""),
        ("quiet", True, False, False, True, ""),
        ("quiet", False, True, False, True, ""),
        ("warm", False, False, False, False, ""),
        ("party", False, False, False, False, "party"),
        ("party", False, True, False, False, ""),
    ],
)
def test_the_dial(loudness: str, tapped: bool, plain: bool, marked: bool, silent: bool, effect: str) -> None:
    alice = person(settings=Settings(celebration=loudness, plain=plain, hellos="daily"))
    moment = Moment(alice, NOW, message_id=55, tapped=tapped)
    *marks, line = celebrated(moment, DONE)
    assert [mark.message_id for mark in marks if isinstance(mark, React)] == [55] * marked
    assert isinstance(line, Say)
    assert (line.silent, line.effect) == (silent, effect)
    assert [key.label for row in line.keys for key in row] == ["Add note", "Undo"]


def wordings(wins_a_day: list[dict[str, Any]], days: int) -> Iterator[tuple[int, str]]:
    """(day, wording) of each celebration of somebody who does the same every day."""
    alice = person(wins_total=1)
    for day in range(days):
        now = NOW + day * 86400
        for done in wins_a_day:
            moment = Moment(alice, now)
            kept = replace(DONE, day=moment.today, **done)
            line = said(moment, kept)
            lights = counted("lights", alice.wins_total + 1, "en")
            yield day, line.text.replace(lights, "").replace(lights.capitalize(), "")
            rapport = alice.rapport.having_said([line.in_turn] if line.in_turn else [])
            alice = replace(alice, wins_total=alice.wins_total + 1, rapport=rapport, last_win=kept)


# No wording comes back within 14 days, whatever they do each day: one step, two, or three things of several kinds.
@pytest.mark.parametrize(
    "wins_a_day",
    [
        [{"kind": kind}]
        for kind in ("water", "light", "outdoors", "words", "people", "rest", "body", "home", "food", "work", "care")
    ]
    + [[{"kind": "home"}, {"kind": "water"}], [{"kind": "body"}, {"kind": "other"}, {"kind": "home", "goal": None}]],
)
def test_none_comes_back_within_14_days(wins_a_day: list[dict[str, Any]]) -> None:
    last: dict[str, int] = {}
    for day, wording in wordings(wins_a_day, 200):
        assert day - last.get(wording, -99) >= 14, wording
        last[wording] = day


# However many a day: the one said longest ago comes first.
def test_least_recently_used_first() -> None:
    alice = Rapport()
    sentence = book().sentences["win_step"]
    seen = []
    for _ in range(3 * len(sentence.text)):
        seen.append("".join(sentence.variant(alice.said.get("win_step", 0))))
        alice = alice.having_said(["win_step"])
    for at in range(len(sentence.text), len(seen)):
        assert seen[at] not in seen[at - len(sentence.text) + 1 : at]
