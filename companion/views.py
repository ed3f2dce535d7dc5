"""What needs much reading, worded: pages of wins and notes. Storage hands over what it read; these are pure."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import structs

from companion import reading
from companion.moments.letter import WEEK
from companion.moments.moment import Moment, side_by_side
from companion.months import name_of, number_of
from companion.people import Win
from companion.replies import Key, Say, Show
from companion.turns import KeepNote
from companion.words import Shown, counted, cut, date_of, shown, time_of

MONTHS_A_PAGE = 6
LONGEST_LABEL = 40  # UTF-16 units of a win on its button
NOTES_A_PAGE = 5
QUOTED = 3  # wins in a letter
LONGEST_NOTE_SHOWN = 500  # UTF-16 units: five of them fit into one message

Kept = TypeVar("Kept", Win, KeepNote)


def wins(moment: Moment, show: Show, page: Sequence[Win], *, more: bool) -> Say:
    """One page of wins, newest first, by day. `more`: older ones follow."""
    if not page:
        return moment.say("wins_not_found" if show.search else "wins_none", search=show.search)

    def key(at: int, label: str) -> Key:
        return moment.key("found", at, label=label) if show.search else moment.key("page", at, label=label)

    said = moment.say(
        "wins_found" if show.search else "wins",
        number=show.number,
        rows=_turning(moment, key, show.number, more=more),
        search=show.search,
        lights=counted("lights", moment.person.wins_total, moment.language),
        list=_by_day(moment, page, _timed),
    )
    return structs.replace(said, edits=show.edits)


def pick(moment: Moment, show: Show, page: Sequence[Win]) -> Say:
    """The wins of that page as buttons, in their order there."""
    if not page:
        return wins(moment, show, page, more=False)
    rows = tuple(
        (moment.key("win_one", win.number, label=f"{at}. {cut(win.text, LONGEST_LABEL)}"),)
        for at, win in enumerate(page, start=1)
    )
    listed = Shown("\n".join(f"{at}. {shown(win.text)}" for at, win in enumerate(page, start=1)))
    return structs.replace(moment.say("wins_pick", rows=rows, list=listed), edits=show.edits)


def months(moment: Moment, show: Show, page: Sequence[datetime.date], *, more: bool) -> Say:
    """Months that have wins, newest first, by their first days."""
    if not page:
        return moment.say("wins_none")
    keys = [moment.key("wins_month", number_of(day), label=name_of(number_of(day), moment.language)) for day in page]
    rows = side_by_side(keys) + _turning(
        moment, lambda at, label: moment.key("wins_months", at, label=label), show.number, more=more
    )
    return structs.replace(moment.say("wins_months", rows=rows), edits=show.edits)


def notes(moment: Moment, show: Show, page: Sequence[KeepNote], *, more: bool) -> Say:
    """One page of notes, newest first, by day. `more`: older ones follow."""
    if not page:
        return moment.say("notes_none")
    rows = _turning(moment, lambda at, label: moment.key("notes_page", at, label=label), show.number, more=more)
    said = moment.say("notes", rows=rows, list=_by_day(moment, page, _note))
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
    return structs.replace(said, with_picture=not moment.person.settings.plain)


def _different(wins: Iterable[Win]) -> list[Win]:
    """The first QUOTED with words of their own each."""
    found: dict[str, Win] = {}
    for win in wins:
        found.setdefault(win.text.casefold(), win)
    return list(found.values())[:QUOTED]


def _turning(moment: Moment, key: Callable[[int, str], Key], at: int, *, more: bool) -> tuple[tuple[Key, ...], ...]:
    """ "Newer" and "older", as far as there are such pages. `key` makes a page's button, of its number and label."""
    newer = key(at - 1, moment.key("newer").label) if at else None
    older = key(at + 1, moment.key("older").label) if more else None
    keys = tuple(one for one in (newer, older) if one)
    return (keys,) if keys else ()


def _by_day(moment: Moment, page: Sequence[Kept], line: Callable[[Kept], str]) -> Shown:
    days: dict[datetime.date, list[str]] = {}
    for kept in page:
        days.setdefault(kept.day, [_day(moment, kept.day)]).append(line(kept))
    return Shown("\n\n".join(map("\n".join, days.values())))


def _day(moment: Moment, day: datetime.date) -> str:
    named = date_of(day, moment.today, moment.language)
    return named[:1].upper() + named[1:]


def _timed(win: Win) -> str:
    """With what the clock showed there and then, whatever zone they are in by now."""
    return _win(win) if win.minute is None else f"{_win(win)}, {time_of(win.minute)}"


def _win(win: Win) -> str:
    return f"• {shown(win.text)}" + (f" ({shown(win.note)})" if win.note else "")


def _note(note: KeepNote) -> str:
    return f"• {shown(note.text, LONGEST_NOTE_SHOWN)}"


def _words(win: Win) -> str:
    return f"{win.text} ({win.note})" if win.note else win.text
