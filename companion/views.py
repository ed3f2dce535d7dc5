"""What needs much reading, worded: pages of wins and notes. Storage hands over what it read; these are pure."""

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from companion import reading
from companion.moments.letter import WEEK
from companion.moments.moment import Moment
from companion.people import Win
from companion.turns import KeepNote, Key, Say, Show
from companion.words import Shown, counted, date_of, shown

WINS_A_PAGE = 8
NOTES_A_PAGE = 5
QUOTED = 3  # wins in a letter
LONGEST_NOTE_SHOWN = 500  # characters: five of them fit into one message

Kept = TypeVar("Kept", Win, KeepNote)


def wins(moment: Moment, show: Show, page: Sequence[Win], *, more: bool) -> Say:
    """One page of wins, newest first, by day. `more`: older ones follow."""
    if not page:
        return moment.say("wins_not_found" if show.search else "wins_none", search=show.search)
    at = show.number
    newer = moment.key("page", at - 1, label=moment.key("newer").label) if at else None
    older = moment.key("page", at + 1, label=moment.key("older").label) if more else None
    rows = () if show.search else _side_by_side(newer, older)
    total = counted("lights", moment.person.wins_total, moment.language)
    said = moment.say("wins", rows=rows, lights=total, list=_by_day(moment, page, _win))
    return Say(said.text, said.keys, edits=show.edits)


def notes(moment: Moment, show: Show, page: Sequence[KeepNote], *, more: bool) -> Say:
    """One page of notes, newest first, by day. `more`: older ones follow."""
    if not page:
        return moment.say("notes_none")
    at = show.number
    newer = moment.key("notes_page", at - 1, label=moment.key("newer").label) if at else None
    older = moment.key("notes_page", at + 1, label=moment.key("older").label) if more else None
    said = moment.say("notes", rows=_side_by_side(newer, older), list=_by_day(moment, page, _note))
    return Say(said.text, said.keys, edits=show.edits)


def past_win(moment: Moment, page: Iterable[Win]) -> Say:
    """One of these wins to look back at: of an earlier day, in words of their own where there is one, never a harsh
    one."""
    fitting = [win for win in page if win.day < moment.today and not reading.harsh(_words(win), moment.language)]
    own = [win for win in fitting if win.goal is None or win.note]
    if not fitting:
        return moment.say("past_win_none")
    choice = own or fitting
    win = choice[moment.person.rapport.said.get("past_win", 0) % len(choice)]
    return moment.say("past_win", date=date_of(win.day, moment.today, moment.language), win=_words(win))


def letter(moment: Moment, show: Show, page: Sequence[Win]) -> Say:
    """The weekly letter of these wins, newest first: some of the week's, in words of their own where there are such,
    never harsh ones; without any where they are not to be seen from outside."""
    week = [win for win in page if moment.today - WEEK < win.day and not reading.harsh(_words(win), moment.language)]
    own = [win for win in week if win.goal is None or win.note]
    quoted = [] if moment.person.settings.discreet else _different([*own, *week])
    said = moment.say(
        "letter" if quoted else "letter_without_words",
        nudge=show.said.nudge if show.said else None,
        list=Shown("\n".join(_win(win) for win in quoted)),
        lights=counted("lights", moment.person.wins_total, moment.language),
    )
    return dataclasses.replace(said, with_picture=not moment.person.settings.plain)


def _different(wins: Iterable[Win]) -> list[Win]:
    """The first QUOTED with words of their own each."""
    found: dict[str, Win] = {}
    for win in wins:
        found.setdefault(win.text.casefold(), win)
    return list(found.values())[:QUOTED]


def _side_by_side(newer: Key | None, older: Key | None) -> tuple[tuple[Key, ...], ...]:
    keys = tuple(key for key in (newer, older) if key)
    return (keys,) if keys else ()


def _by_day(moment: Moment, page: Sequence[Kept], line: Callable[[Kept], str]) -> Shown:
    days: dict[datetime.date, list[str]] = {}
    for kept in page:
        days.setdefault(kept.day, [_day(moment, kept.day)]).append(line(kept))
    return Shown("\n\n".join(map("\n".join, days.values())))


def _day(moment: Moment, day: datetime.date) -> str:
    named = date_of(day, moment.today, moment.language)
    return named[:1].upper() + named[1:]


def _win(win: Win) -> str:
    return f"• {shown(win.text)}" + (f" ({shown(win.note)})" if win.note else "")


def _note(note: KeepNote) -> str:
    return f"• {shown(note.text, LONGEST_NOTE_SHOWN)}"


def _words(win: Win) -> str:
    return f"{win.text} ({win.note})" if win.note else win.text
