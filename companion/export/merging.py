"""An export is added to what is here: nothing twice, nothing of today's pace changed, nothing celebrated."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec import structs

from companion.moments import goal, tiny
from companion.moments.moment import Moment, active
from companion.people import Goal, Journal, Note, Win
from companion.turns import Alteration, KeepGoal, KeepNote, KeepWin

_Dated = TypeVar("_Dated", Win, Note)


class Merged(msgspec.Struct, frozen=True):
    """What of a file is new here, numbered for this person."""

    wins: Sequence[Win]
    goals: Sequence[Goal]
    notes: Sequence[Note]

    @property
    def nothing(self) -> bool:
        return not (self.wins or self.goals or self.notes)

    @property
    def changes(self) -> tuple[Alteration, ...]:
        notes = (KeepNote(note.number, note.text, note.at, note.day) for note in self.notes)
        return (*map(KeepGoal, self.goals), *map(KeepWin, self.wins), *notes)


def merged(moment: Moment, file: Journal, here: Journal) -> Merged:
    """`here` has all wins and notes of the person. A win or a note is here already where its words and its moment are
    the same; what is dated later than tomorrow is passed over."""
    latest = moment.today + datetime.timedelta(days=1)
    new_goals, numbers = _goals(moment, file.goals)
    next_number = moment.number + len(new_goals)
    wins = [
        structs.replace(win, number=number, goal=numbers.get(win.goal))
        for number, win in enumerate(_new(file.wins, here.wins, latest), next_number)
    ]
    notes = [
        structs.replace(note, number=number)
        for number, note in enumerate(_new(file.notes, here.notes, latest), next_number + len(wins))
    ]
    return Merged(wins, new_goals, notes)


def _new(found: Iterable[_Dated], here: Iterable[_Dated], latest: datetime.date) -> Iterator[_Dated]:
    """Oldest first, as often as the file has it more often than we do."""
    known = Counter((thing.at, thing.text) for thing in here)
    for thing in sorted(found, key=lambda thing: (thing.at, thing.number)):
        known[thing.at, thing.text] -= 1
        if known[thing.at, thing.text] < 0 and thing.day <= latest:
            yield thing


def _goals(moment: Moment, found: Iterable[Goal]) -> tuple[list[Goal], dict[int | None, int]]:
    """The new goals, active as long as there is room; and by their numbers in the file those that they have here."""
    by_name = {known.name.casefold(): known.number for known in moment.person.goals}
    active_room = goal.most_active(moment) - len(active(moment.person))
    room = goal.MOST_GOALS - len(tiny.named_by_them(moment.person))
    new: list[Goal] = []
    numbers: dict[int | None, int] = {}
    for wanted in found:
        name = wanted.name.casefold()
        if name not in by_name and wanted.state != "offered" and len(new) < room:
            goes_on = wanted.active and active_room > 0
            active_room -= goes_on
            by_name[name] = moment.number + len(new)
            new.append(structs.replace(wanted, number=by_name[name], state="active" if goes_on else "listed"))
        if name in by_name:
            numbers[wanted.number] = by_name[name]
    return new, numbers
