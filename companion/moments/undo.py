"""A win taken back, quietly: the only thing that lowers a total."""

from collections.abc import Sequence

from msgspec import structs

from companion.buttons import Button
from companion.moments.celebration import is_floor
from companion.moments.moment import Moment, record_answer
from companion.people import Win
from companion.turns import Alteration, Ask, KeepGoal, Remember, TakeBack, Turn
from companion.words import counted

UNDONE_IN_WORDS = 12 * 3600  # seconds for which a typed "undo" means a win; its button means it for ever
_ABOUT_A_WIN = frozenset({"win_note", "size"})  # questions


def undo(moment: Moment, button: Button) -> Turn:
    """The win goes, quietly."""
    named = moment.person.win(button.number)
    return _without(moment, [named] if named else [])


def undo_all(moment: Moment, button: Button) -> Turn:
    """All that one text told of goes, as far as it is here."""
    return _without(moment, [win for number in button.numbers if (win := moment.person.win(number))])


def typed(moment: Moment, _: str) -> Turn:
    """The newest win, while it is new: "oops" after a rest is not about an old win, and "undo" said twice is about
    one."""
    newest = _newest(moment)
    if newest and newest.at <= moment.person.rapport.taken_back:
        return moment.turn("taken_back_already")
    return _without(moment, [newest] if newest else [])


def typed_all(moment: Moment, _: str) -> Turn:
    """Those kept in the same second as the newest, while it is new, and the rest of those after one was taken back."""
    newest = _newest(moment)
    if newest and newest.at < moment.person.rapport.taken_back:
        return moment.turn("taken_back_already")
    return _without(moment, [win for win in moment.person.recent_wins if newest and win.at == newest.at])


def _newest(moment: Moment) -> Win | None:
    """The newest win, while it is new."""
    newest = moment.person.last_win
    return newest if newest and moment.now - newest.at < UNDONE_IN_WORDS else None


def _without(moment: Moment, named: Sequence[Win]) -> Turn:
    lights = counted("lights", moment.person.wins_total - len(named), moment.language)
    match named:
        case []:
            return moment.turn("nothing_to_undo")
        case [win]:
            said = moment.say("taken_back", act=moment.said_back(win.text), lights=lights)
        case _:
            said = moment.say("taken_back_all", lights=lights)
    return moment.tidied() + Turn(_taken_back(moment, named), (said,))


def _taken_back(moment: Moment, named: Sequence[Win]) -> tuple[Alteration, ...]:
    """What the wins had changed beside themselves is changed back, and nothing more is asked about them."""
    rapport, question = moment.person.rapport, moment.person.question
    newest = max(rapport.taken_back, *(win.at for win in named))
    asked = question and question.kind in _ABOUT_A_WIN and question.number in {win.number for win in named}
    gone = (change for win in named for change in (TakeBack(win.number), *_undone(moment, win)))
    known = Remember(structs.replace(rapport, taken_back=newest))
    return *gone, known, *((Ask(None),) if asked else ())


def _undone(moment: Moment, named: Win) -> tuple[Alteration, ...]:
    goal = moment.person.goal(named.goal)
    came = (record_answer(moment, named.goal, named.asked_on, ""),) if named.goal and named.asked_on else ()
    if goal is None or is_floor(named, moment.language):
        return came
    return *came, KeepGoal(structs.replace(goal, times=max(goal.times - 1, 0)))


TAPS = {"undo": undo, "undo_all": undo_all}
WISHES = {"undo": typed, "undo_all": typed_all}
