"""What needs much reading is read here, in the turn that asks for it, and worded by pure views."""

from collections.abc import Sequence

from companion import export, views
from companion.moments.moment import Moment
from companion.moments.own_words import LOOKED_THROUGH
from companion.people import Person
from companion.turns import Sayable, Show
from storage import exports, notes, wins
from storage.vault import Connection


def worded(connection: Connection, person: Person, show: Show, now: int) -> Sequence[Sayable]:
    """What is said for it; `now` in UTC epoch seconds."""
    moment = Moment(person, now)
    if show.kind == "export":
        return export.files(moment, exports.everything(connection, person.id))
    if show.kind == "notes":
        return (_notes(connection, moment, show),)
    if show.kind == "past_win":
        return (views.past_win(moment, wins.page(connection, person.id, show.number, LOOKED_THROUGH)),)
    return (_wins(connection, moment, show),)


def _wins(connection: Connection, moment: Moment, show: Show) -> Sayable:
    skip = show.number * views.WINS_A_PAGE
    page = wins.page(connection, moment.person.id, skip, views.WINS_A_PAGE + 1, show.search)
    more = len(page) > views.WINS_A_PAGE
    return views.wins(moment, show, page[: views.WINS_A_PAGE], more=more)


def _notes(connection: Connection, moment: Moment, show: Show) -> Sayable:
    skip = show.number * views.NOTES_A_PAGE
    page = notes.page(connection, moment.person.id, skip, views.NOTES_A_PAGE + 1)
    return views.notes(moment, show, page[: views.NOTES_A_PAGE], more=len(page) > views.NOTES_A_PAGE)
