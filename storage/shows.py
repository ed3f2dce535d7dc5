"""What needs much reading is read here, in the turn that asks for it, and worded by pure views."""

from collections.abc import Sequence

from msgspec import structs

from companion import export, views
from companion.moments import picture, win
from companion.moments.journal import WINS_A_PAGE
from companion.moments.moment import Moment
from companion.moments.own_words import LOOKED_THROUGH
from companion.months import first_of
from companion.people import Person
from companion.replies import Sayable, Show
from storage import exports, notes, pictures, wins
from storage.vault import Connection


def worded(connection: Connection, person: Person, show: Show, now: int) -> Sequence[Sayable]:
    """What is said for it; `now` in UTC epoch seconds."""
    moment = Moment(person, now)
    match show.kind:
        case "export":
            return export.files(moment, exports.everything(connection, person.id))
        case "notes":
            return (_notes(connection, moment, show),)
        case "past_win":
            return (views.past_win(moment, wins.page(connection, person.id, show.number, LOOKED_THROUGH)),)
        case "letter":
            return (_letter(connection, moment, show),)
        case "picture_all" | "picture_month" | "picture_year":
            return (_picture(connection, moment, show),)
    return (_journal(connection, moment, show),)


def _journal(connection: Connection, moment: Moment, show: Show) -> Sayable:
    person_id = moment.person.id
    match show.kind:
        case "wins_months":
            found = wins.months(connection, person_id, show.number * views.MONTHS_A_PAGE, views.MONTHS_A_PAGE + 1)
            more = len(found) > views.MONTHS_A_PAGE
            return views.months(moment, show, found[: views.MONTHS_A_PAGE], more=more)
        case "wins_of_month":
            later = wins.later(connection, person_id, first_of(show.number + 1))
            return _wins(connection, moment, structs.replace(show, number=later // WINS_A_PAGE))
        case "wins_pick":
            page = wins.page(connection, person_id, show.number * WINS_A_PAGE, WINS_A_PAGE, show.search)
            return views.pick(moment, show, page)
        case "win_at":
            found_there = wins.page(connection, person_id, show.number, 1, show.search)
            return win.card(moment, found_there[0]) if found_there else moment.say("moment_passed")
    return _wins(connection, moment, show)


def _wins(connection: Connection, moment: Moment, show: Show) -> Sayable:
    skip = show.number * WINS_A_PAGE
    page = wins.page(connection, moment.person.id, skip, WINS_A_PAGE + 1, show.search)
    more = len(page) > WINS_A_PAGE
    return views.wins(moment, show, page[:WINS_A_PAGE], more=more)


def _letter(connection: Connection, moment: Moment, show: Show) -> Sayable:
    said = views.letter(moment, show, wins.page(connection, moment.person.id, 0, LOOKED_THROUGH))
    return _picture(connection, moment, Show("picture_all", said=said)) if said.with_picture else said


def _picture(connection: Connection, moment: Moment, show: Show) -> Sayable:
    """With the win that this turn brings: its changes are applied by now."""
    since, before = picture.span(show)
    marks, beyond = pictures.marks(connection, moment.person.id, moment.person.settings.day_end, since, before)
    drawn = picture.picture(moment, show, marks, beyond, wins.total(connection, moment.person.id))
    known_as = pictures.known_as(connection, moment.person.id, drawn.kind, drawn.request)
    return structs.replace(drawn, known_as=known_as)


def _notes(connection: Connection, moment: Moment, show: Show) -> Sayable:
    skip = show.number * views.NOTES_A_PAGE
    page = notes.page(connection, moment.person.id, skip, views.NOTES_A_PAGE + 1)
    return views.notes(moment, show, page[: views.NOTES_A_PAGE], more=len(page) > views.NOTES_A_PAGE)
