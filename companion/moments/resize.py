"""A step of another size from now on: offered once, taken or left."""

from msgspec import structs

from companion import goals, pace
from companion.buttons import Button
from companion.history import OFFER_BIGGER, OFFER_SMALLER, Occasion
from companion.moments import goal as goal_moment
from companion.moments import goal_list
from companion.moments.moment import Moment, about_goal, about_step, active
from companion.people import Goal, Question
from companion.reading import reply
from companion.replies import Say
from companion.turns import Ask, KeepGoal, KeepOccasion, Turn


def offer_smaller(moment: Moment, goal: Goal) -> Turn:
    smaller = pace.smaller_step(goal) or ""
    said = moment.say("smaller_offered", number=goal.number, day=moment.today, smaller=smaller)
    return _offer(moment, goal, OFFER_SMALLER, said, "make_smaller")


def offer_bigger(moment: Moment, goal: Goal) -> Turn:
    """One rung, or one more goal where there is room; nothing where there is neither."""
    bigger = goals.bigger(goal.step, goal.area or None)
    room = len(active(moment.person)) < goal_moment.most_active(moment)
    if bigger is None and not room:
        return Turn()
    sentence = "one_more_offered" if bigger is None else "bigger_offered"
    leave_out = () if room else ("one_more",)
    said = moment.say(sentence, number=goal.number, day=moment.today, leave_out=leave_out, step=bigger or "")
    return _offer(moment, goal, OFFER_BIGGER, said, "one_more" if bigger is None else "make_bigger")


def _offer(moment: Moment, goal: Goal, kind: str, said: Say, taken: str) -> Turn:
    """`taken`: the button that a plain yes presses."""
    made = KeepOccasion(Occasion(kind, moment.today, moment.now, goal.number))
    return Turn((Ask(Question("resize", goal.number, taken, moment.today)), made), (said,))


@about_step
def make_smaller(moment: Moment, goal: Goal, button: Button) -> Turn:
    """The step is one rung smaller from today on; a second press says so again."""
    smaller = goal.step if _changed_since(goal, button) else pace.smaller_step(goal) or goal.step
    return _from_now_on(moment, pace.resized(goal, smaller, moment.today), "smaller_from_now", button)


@about_step
def make_bigger(moment: Moment, goal: Goal, button: Button) -> Turn:
    """One rung up; undone twice, it slides back without a word."""
    bigger = goals.bigger(goal.step, goal.area or None)
    if bigger is None or _changed_since(goal, button):
        return _from_now_on(moment, goal, "bigger_from_now", button)
    grown = pace.resized(goal, bigger, moment.today, grown_from=goal.step)
    return _from_now_on(moment, grown, "bigger_from_now", button)


def _changed_since(goal: Goal, button: Button) -> bool:
    """Whether the step has changed since the button was made: another press of it changes nothing."""
    return bool(goal.step_since and button.day and goal.step_since >= button.day)


def _from_now_on(moment: Moment, goal: Goal, sentence: str, button: Button) -> Turn:
    day = button.day or moment.today
    said = moment.say(sentence, number=goal.number, day=day, step=goal.step)
    return moment.tidied() + Turn((Ask(Question("step", goal.number, day=day)), KeepGoal(goal)), (said,))


@about_goal
def stay(moment: Moment, goal: Goal, button: Button) -> Turn:
    """*Stay this size*: no other one is offered unasked."""
    return _from_now_on(moment, structs.replace(goal, stays=True), "stays", button)


def one_more(moment: Moment, _: Button) -> Turn:
    """One more goal: from the list, where one waits there, else a new one."""
    waits = any(goal.state == "listed" for goal in moment.person.goals)
    return moment.tidied() + (goal_list.show(moment) if waits else goal_moment.suggest(moment))


def answered(moment: Moment, question: Question, text: str) -> Turn | None:
    """A typed yes or no to an offer; its buttons' words are read as presses."""
    match reply(text, moment.language):
        case "yes" if question.text in TAPS:
            return TAPS[question.text](moment, Button(question.text, question.number, question.day))
        case "no" | "not_today" if question.number:
            return Turn((Ask(None),), (moment.say("let_go"),))
        case _:
            return None


TAPS = {"make_smaller": make_smaller, "make_bigger": make_bigger, "stay": stay, "one_more": one_more}
QUESTIONS = {"resize": answered}
