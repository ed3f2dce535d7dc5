"""The daily hello: which step it names, and in which words; the same at once for who says "up"."""

import datetime
from collections.abc import Collection

from msgspec import structs

from companion import history, pace
from companion.checkins import day_of
from companion.events import CheckInDue
from companion.history import Occasion
from companion.moments import journal, pause, silent
from companion.moments.moment import Moment, done_on
from companion.moments.tiny import named_by_them, of_the_day, room_beside
from companion.people import About, Goal, Question
from companion.replies import Key, Nudge
from companion.silence import GENTLE, QUIET, stage
from companion.turns import Ask, KeepGoal, KeepOccasion, Turn

NAMED_IN_A_ROW = 2  # a step longer unanswered than others is named so often, then another has its turn


def said(moment: Moment, event: CheckInDue) -> Turn:
    """What the hello of that date is, by how long the person has been silent."""
    now = stage(moment.person, moment.today)
    if now == QUIET:
        return Turn()
    if now == history.WEEK:
        return silent.a_week(moment, event)
    if now == history.FAREWELL:
        return silent.farewell(moment, event)
    goal = next_in_turn(moment, besides=_put_off(moment))
    if goal is None:
        at_rest = any(resting.state == "listed" for resting in moment.person.goals)
        return Turn() if at_rest or _spoken_of(moment) else _of_ours(moment, event)
    return _gentle(moment, event, goal) if now == GENTLE else _usual(moment, event, goal)


def _of_ours(moment: Moment, event: CheckInDue) -> Turn:
    """A hello was promised, and nothing of theirs is there to speak of: a tiny step to take or leave."""
    tiny = of_the_day(moment)
    gentle = stage(moment.person, moment.today) == GENTLE
    return Turn(room_beside(moment.person, tiny)) + (_gentle if gentle else _usual)(moment, event, tiny)


def next_in_turn(moment: Moment, besides: Collection[int | None] = ()) -> Goal | None:
    """Of the active goals not done today, the one longest unanswered, but for those of the numbers in `besides`. Where
    none was taken on so far, the goal they said last: a hello was asked for, and it has that to speak of."""
    open_goals = [goal for goal in _spoken_of(moment) if not done_on(moment.person, goal, moment.today)]
    waiting = [goal for goal in open_goals if goal.number not in besides]
    in_turn = sorted(waiting, key=lambda goal: _longest_unanswered_first(moment, goal))
    if len(in_turn) > 1 and _named_enough(moment, in_turn[0]):
        return in_turn[1]
    return in_turn[0] if in_turn else None


def _put_off(moment: Moment) -> set[int | None]:
    """Goals whose steps come back later in their day, at a time that they named, or came back today."""
    settings = moment.person.settings
    planned = [plan for plan in moment.person.plans if plan.kind in ("later", "with_me")]
    to_come = {
        plan.goal for plan in planned if day_of(plan.due_at, settings.zone_info, settings.day_end) == moment.today
    }
    return to_come | {old.goal for old in moment.person.history if (old.kind, old.date) == ("later", moment.today)}


def _spoken_of(moment: Moment) -> list[Goal]:
    """What a hello may be about: the active goals, else the one they said last."""
    person = moment.person
    shown = [goal for goal in named_by_them(person) if not moment.hides(goal)]
    return [goal for goal in shown if goal.active] or [goal for goal in shown if goal.state == "offered"][-1:]


def _longest_unanswered_first(moment: Moment, goal: Goal) -> tuple[datetime.date, datetime.date, int]:
    never = datetime.date.min
    answered = history.answered_on(moment.person.history, goal.number)
    return answered or goal.since or never, goal.asked_on or never, goal.number


def _named_enough(moment: Moment, goal: Goal) -> bool:
    hellos = [old for old in moment.person.history if old.kind == "hello"][-NAMED_IN_A_ROW:]
    return len(hellos) == NAMED_IN_A_ROW and all(old.goal == goal.number and not old.answer for old in hellos)


def _gentle(moment: Moment, event: CheckInDue, goal: Goal) -> Turn:
    """After some silent days: the smallest step there is, and no reply needed."""
    eased = structs.replace(goal, eased_step=pace.smallest_step(goal), eased_on=moment.today)
    discreet = moment.person.settings.discreet
    return nudge(moment, event, eased, "nudge_gentle_discreet" if discreet else "nudge_gentle")


def _usual(moment: Moment, event: CheckInDue, goal: Goal) -> Turn:
    """The step; on some days with one offer beside it."""
    goal = pace.slid_back(moment.person, goal, moment.today)
    discreet = moment.person.settings.discreet
    if pace.offers_less_often(moment.person, moment.today):
        key = moment.key("less_often", pause.level(moment.person.settings.hellos))
        offer = _offer(moment, history.OFFER_LESS_OFTEN)
        sentence = "nudge_week_of_use_discreet" if discreet else "nudge_week_of_use"
        return nudge(moment, event, goal, sentence, key) + offer
    if pace.offers_smaller(moment.person, goal, moment.today):
        sentence = "nudge_or_smaller_discreet" if discreet else "nudge_or_smaller"
        return nudge(moment, event, goal, sentence) + _offer(moment, history.OFFER_SMALLER, goal.number)
    if discreet:
        return nudge(moment, event, goal, "nudge_discreet")
    return nudge(moment, event, goal, "nudge_anchored" if goal.anchor else "nudge")


def _offer(moment: Moment, kind: str, goal: int | None = None) -> Turn:
    return Turn((KeepOccasion(Occasion(kind, moment.today, moment.now, goal)),))


def nudge(moment: Moment, event: CheckInDue, goal: Goal, sentence: str, *above: Key) -> Turn:
    """One step, named once; its buttons mean that step on the person's own day, for ever."""
    day = moment.today
    said = moment.say(
        sentence,
        number=goal.number,
        day=day,
        rows=(above,) if above else (),
        nudge=Nudge(event.kind, event.date),
        about=About(goal.number, day),
        step=goal.step_on(day),
        anchor=goal.anchor,
        smaller=pace.smaller_step(goal) or "",
    )
    asked = structs.replace(goal, asked_on=day, answered_on=None)
    occasion = KeepOccasion(Occasion(event.kind, day, moment.now, goal.number))
    # What was asked before is let go: "done" in answer to this is no name for a goal.
    return Turn((Ask(Question("step", goal.number, day=day)), KeepGoal(asked), occasion), (said,))


def up(moment: Moment, _: str = "") -> Turn:
    """ "Up": today's step at once, whatever the hour."""
    goal = next_in_turn(moment)
    if goal is None or not goal.active:
        return journal.today(moment)
    day = moment.today
    said = moment.say("step_now", number=goal.number, day=day, about=About(goal.number, day), step=goal.step_on(day))
    return Turn((Ask(Question("step", goal.number, day=day)),), (said,))


WISHES = {"up": up}
