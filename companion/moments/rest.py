"""Rest is an answer: one short line, then nothing more that day."""

from msgspec import structs

from companion.buttons import Button
from companion.moments import own_words
from companion.moments.moment import Moment, record_answer
from companion.turns import Ask, CancelNudges, Change, KeepGoal, Turn, Unplan


def rest(moment: Moment, button: Button | None = None) -> Turn:
    """Nothing more unasked today; the nudge that it answers, else the newest, needs no other answer."""
    settings = structs.replace(moment.person.settings, rested_on=moment.today)
    nudge = moment.person.last_nudge
    meant = button if button and button.day else Button("rest", nudge.goal, nudge.day) if nudge else None
    left_out = own_words.looking_back(moment, hard=own_words.second_rest(moment))
    changes = (Ask(None), Change(settings), CancelNudges(), Unplan("later"))
    said = moment.tidied() + Turn(changes, (moment.say("rest", leave_out=left_out),))
    return said + (_answered(moment, meant) if meant else Turn())


def _answered(moment: Moment, meant: Button) -> Turn:
    goal = moment.person.goal(meant.number)
    if goal is None:
        return Turn()
    came_of_it = record_answer(moment, goal.number, meant.day or moment.today, "rest")
    return Turn((KeepGoal(structs.replace(goal, answered_on=goal.asked_on)), came_of_it))


TAPS = {"rest": rest, "not_today": rest}
