"""Keep nothing: whatever needs no memory still answers. That they chose so is known for the day of the doorstep."""

from msgspec import structs

from companion import goals
from companion.buttons import Button
from companion.moments import win
from companion.moments.moment import Moment
from companion.people import Doorstep
from companion.reading import act, heavy, reply, report, talk
from companion.turns import Turn, Wait
from companion.words import own_words

_SMALL_TALK = frozenset({"thanks", "bye", "sorry", "laugh", "joke"})  # the kinds whose answer has no buttons


def choose(moment: Moment, _: Button) -> Turn:
    if moment.person.joined:
        return moment.turn("already_keeping")
    doorstep = moment.person.doorstep or Doorstep()
    kept = structs.replace(doorstep, goal="", keeps_nothing=True)
    chosen = Turn((Wait(kept),), (moment.say("keeps_nothing"),))
    return chosen + _step(moment, doorstep.goal) if doorstep.goal else chosen


def said(moment: Moment, text: str) -> Turn:
    """A goal gets a tiny step, something done a kind line, a heavy day a step that can be done lying down."""
    if goals.needs_care(text, moment.language):
        return moment.turn("goal_with_care")
    if told := report(text, moment.language):
        return _done(moment, told.text)
    if heavy(text, moment.language):
        return _offered(moment, goals.lying_down(moment.message_id or 0))
    kind = talk(text, moment.language)
    if kind in _SMALL_TALK:
        return moment.turn(f"talk_{kind}")
    return _answered(moment, text) or _step(moment, text)


def _answered(moment: Moment, text: str) -> Turn | None:
    """An answer to the step that stands there: nothing of it is kept."""
    match reply(text, moment.language):
        case "done" | "partly":
            return moment.turn(moment.say("done_without_keeping", leave_out=_no_begin(moment)))
        case "not_today" | "no":
            return moment.turn(moment.say("rest_without_keeping", leave_out=_no_begin(moment)))
    return None


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
    return moment.turn(moment.say("win_without_keeping", act=own_words(done), leave_out=_no_begin(moment)))


def _step(moment: Moment, text: str) -> Turn:
    shrunk = goals.shrink(text, moment.language)
    if shrunk.care:
        return moment.turn("goal_with_care")
    step = shrunk.steps[0] if shrunk.steps else goals.surprise(moment.message_id or 0)
    return _offered(moment, step)


def _offered(moment: Moment, step: str) -> Turn:
    return moment.turn(moment.say("step_without_keeping", step=step, leave_out=_no_begin(moment)))


def _no_begin(moment: Moment) -> tuple[str, ...]:
    """Who said that they are under 18 is not invited to what would turn them away."""
    doorstep = moment.person.doorstep
    return ("begin",) if doorstep and doorstep.under_age else ()


TAPS = {"keep_nothing": choose, "another_tiny": another}
