"""Keep nothing: whatever needs no memory still answers. That they chose so is known for the day of the doorstep."""

import dataclasses

from companion import goals
from companion.buttons import Button
from companion.moments import win
from companion.moments.moment import Moment
from companion.people import Doorstep
from companion.reading import act, heavy, report
from companion.turns import Turn, Wait
from companion.words import own_words


def choose(moment: Moment, _: Button) -> Turn:
    if moment.person.joined:
        return moment.turn("already_keeping")
    doorstep = moment.person.doorstep or Doorstep()
    kept = dataclasses.replace(doorstep, goal="", keeps_nothing=True)
    chosen = Turn((Wait(kept),), (moment.say("keeps_nothing"),))
    return chosen + _step(moment, doorstep.goal) if doorstep.goal else chosen


def said(moment: Moment, text: str) -> Turn:
    """A goal gets a tiny step, something done a kind line, a heavy day a step that can be done lying down."""
    if goals.needs_care(text, moment.language):
        return moment.turn("goal_with_care")
    if told := report(text, moment.language):
        return _done(moment, told.text)
    if heavy(text, moment.language):
        return moment.turn(moment.say("step_without_keeping", step=goals.lying_down(moment.message_id or 0)))
    return _step(moment, text)


def asked(moment: Moment, command: str, argument: str) -> Turn:
    """A command for which one has to have joined: what of it can be answered without."""
    match command:
        case "goal":
            return _step(moment, argument)
        case "win" if argument and goals.needs_care(argument, moment.language):
            return moment.turn("goal_with_care")
        case "win" if argument and win.names_an_act(argument, moment.language):
            return _done(moment, act(argument, moment.language))
    return moment.turn("begin_first")


def another(moment: Moment, _: Button) -> Turn:
    return _step(moment, "")


def _done(moment: Moment, done: str) -> Turn:
    return moment.turn(moment.say("win_without_keeping", act=own_words(done)))


def _step(moment: Moment, text: str) -> Turn:
    shrunk = goals.shrink(text, moment.language)
    if shrunk.care:
        return moment.turn("goal_with_care")
    step = shrunk.steps[0] if shrunk.steps else goals.surprise(moment.message_id or 0)
    return moment.turn(moment.say("step_without_keeping", step=step))


TAPS = {"keep_nothing": choose, "another_tiny": another}
