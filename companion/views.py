"""What needs much reading, worded: pages of wins. Storage hands over what it read; these are pure."""

import datetime
import itertools
from collections.abc import Sequence

from companion.moments.moment import Moment
from companion.people import Win
from companion.turns import Key, Say, Show
from companion.words import Shown, counted, date_of, shown

WINS_A_PAGE = 8


def wins(moment: Moment, show: Show, page: Sequence[Win], *, more: bool) -> Say:
    """One page of wins, newest first, by day. `more`: older ones follow."""
    if not page:
        return moment.say("wins_not_found" if show.search else "wins_none", search=show.search)
    pages: list[Key] = []
    if show.number and not show.search:
        pages.append(moment.key("page", show.number - 1, label=moment.key("newer").label))
    if more and not show.search:
        pages.append(moment.key("page", show.number + 1, label=moment.key("older").label))
    total = counted("lights", moment.person.wins_total, moment.language)
    said = moment.say("wins", rows=(tuple(pages),) if pages else (), lights=total, list=_by_day(moment, page))
    return Say(said.text, said.keys, edits=show.edits)


def _by_day(moment: Moment, page: Sequence[Win]) -> Shown:
    days = itertools.groupby(page, key=lambda win: win.day)
    return Shown("\n\n".join("\n".join([_day(moment, day), *map(_line, wins)]) for day, wins in days))


def _day(moment: Moment, day: datetime.date) -> str:
    named = date_of(day, moment.today, moment.language)
    return named[:1].upper() + named[1:]


def _line(win: Win) -> str:
    return f"• {shown(win.text)}" + (f" ({shown(win.note)})" if win.note else "")
