"""A win taken back, quietly: the only thing that lowers a total."""

import dataclasses

from companion.buttons import Button
from companion.moments.celebration import is_floor
from companion.moments.moment import Moment, record_answer
from companion.people import Win
from companion.turns import Alteration, Ask, KeepGoal, TakeBack, Turn
from companion.words import counted

UNDONE_IN_WORDS = 12 * 3600  # seconds for which a typed "undo" means a win; its button means it for ever
_ABOUT_A_WIN = frozenset({"win_note", "size"})  # questions


def undo(moment: Moment, button: Button | None = None) -> Turn:
    """The win goes, quietly. Typed: the newest one, while it is new: "oops" after a rest is not about an old win."""
    named = moment.person.win(button.number) if button else _newest(moment)
    if named is None:
        return moment.turn("nothing_to_undo")
    said = moment.say(
        "taken_back",
        act=moment.said_back(named.text),
        lights=counted("lights", moment.person.wins_total - 1, moment.language),
    )
    return moment.tidied() + Turn(_taken_back(moment, named), (said,))


def _newest(moment: Moment) -> Win | None:
    """The newest win, while it is new."""
    newest = moment.person.last_win
    return newest if newest and moment.now - newest.at < UNDONE_IN_WORDS else None


def undo_all(moment: Moment, button: Button) -> Turn:
    """All that one text told of goes; as "undo" where no more than one is left of it."""
    together = _told_together(moment, button)
    if len(together) < 2:
        return undo(moment, Button("undo", together[0].number if together else None))
    left = counted("lights", moment.person.wins_total - len(together), moment.language)
    changes = tuple(change for win in together for change in _taken_back(moment, win))
    return moment.tidied() + Turn(changes, (moment.say("taken_back_all", lights=left),))


def _told_together(moment: Moment, button: Button) -> list[Win]:
    """Those of the button that are left; typed: those kept in the same second as the newest, while it is new."""
    if button.number is not None:
        return [win for number in button.numbers if (win := moment.person.win(number))]
    newest = _newest(moment)
    return [win for win in moment.person.recent_wins if newest and win.at == newest.at]


def _taken_back(moment: Moment, named: Win) -> tuple[Alteration, ...]:
    """What the win had changed beside itself is changed back, and nothing more is asked about it."""
    question = moment.person.question
    asked = question and question.kind in _ABOUT_A_WIN and question.number == named.number
    return TakeBack(named.number), *_undone(moment, named), *((Ask(None),) if asked else ())


def _undone(moment: Moment, named: Win) -> tuple[Alteration, ...]:
    goal = moment.person.goal(named.goal)
    came = (record_answer(moment, named.goal, named.asked_on, ""),) if named.goal and named.asked_on else ()
    if goal is None or is_floor(named, moment.language):
        return came
    return *came, KeepGoal(dataclasses.replace(goal, times=max(goal.times - 1, 0)))


TAPS = {"undo": undo, "undo_all": undo_all}
