"""A heavy day: a step that can be done lying down, or rest; with it what they left for such a day."""

import datetime

from msgspec import structs

from companion import goals, reading
from companion.moments import own_words, smaller, tiny
from companion.moments.moment import Moment, record_answer, spoken_of
from companion.people import About, Goal, Question
from companion.turns import Ask, KeepGoal, Turn


def eased(moment: Moment, named: Goal, day: datetime.date) -> Turn:
    """The goal's step for today is one that works lying down; said again, smaller still, and no part of it. Where the
    day's step is done, this one stands for itself: it counts, too."""
    step = goals.lying_down(moment.today.toordinal() + moment.person.id)
    if named.step_on(moment.today) == step:
        return smaller.smallest(moment, named, day)
    if moment.person.answer_to(About(named.number, day)):
        named, day = tiny.tiny(moment, step), moment.today
    kept = structs.replace(named, eased_step=step, eased_on=moment.today, answered_on=named.asked_on)
    said = moment.say(
        "heavy_with_line" if moment.person.rapport.heavy_line else "heavy",
        number=named.number,
        day=day,
        leave_out=own_words.looking_back(moment, hard=True),
        about=About(named.number, day),
        step=step,
        line=own_words.line_of(moment),
    )
    came_of_it = record_answer(moment, named.number, day, "smaller", eased=True)
    return Turn((Ask(Question("step", named.number, day=day)), KeepGoal(kept), came_of_it), (said,))


def without_goal(moment: Moment) -> Turn:
    sentence = "heavy_line_alone" if moment.person.rapport.heavy_line else "heavy_without_goal"
    left_out = own_words.looking_back(moment, hard=True)
    said = moment.say(sentence, leave_out=left_out, line=own_words.line_of(moment))
    return Turn((Ask(None),), (said,))  # what was asked before is let go: "k" is an answer to this


def felt(moment: Moment, text: str) -> Turn | None:
    """A heavy day, in words that answer nothing in particular."""
    if reading.feeling(text, moment.language) != "heavy":
        return None
    steps = spoken_of(moment)
    return eased(moment, steps[0], moment.today) if steps else without_goal(moment)
