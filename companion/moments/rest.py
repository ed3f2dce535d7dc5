"""Rest is an answer: one short line, then nothing more that day."""

import dataclasses

from companion.buttons import Button
from companion.moments.moment import Moment
from companion.turns import Ask, CancelNudges, Change, KeepGoal, Turn, Unplan


def rest(moment: Moment, button: Button | None = None) -> Turn:
    """Nothing more unasked today; the nudge that it answers, else the newest, needs no other answer."""
    settings = dataclasses.replace(moment.person.settings, rested_on=moment.today)
    nudge = moment.person.last_nudge
    number = button.number if button and button.day else nudge.goal if nudge else None
    named = moment.person.goal(number)
    answered = (KeepGoal(dataclasses.replace(named, answered_on=named.asked_on)),) if named else ()
    changes = (Ask(None), Change(settings), CancelNudges(), Unplan("later"), *answered)
    return moment.tidied() + Turn(changes, (moment.say("rest"),))


TAPS = {"rest": rest, "not_today": rest}
