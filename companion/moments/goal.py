"""A goal is said: it becomes one step that can be done today, or is kept as it is where it is tiny already."""

import datetime
from collections.abc import Sequence

from msgspec import structs

from companion import goals
from companion.buttons import Button
from companion.moments import win
from companion.moments.moment import Moment, about_goal, about_step, active
from companion.moments.rest import rest
from companion.moments.second_thoughts import corrected
from companion.moments.tiny import named_by_them, surprise, untaken_suggestions
from companion.moments.town import is_a_clock
from companion.people import UNSET, About, Goal, Question
from companion.reading import asks, goal_hoped, goal_said, may_be_ahead, reply, reply_about, report
from companion.turns import Ask, KeepGoal, Turn
from companion.words import book, own_words

MOST_GOALS = 30  # on the list, active ones included: a longer list is a burden, not a help
FIRST_DAYS = datetime.timedelta(days=30)
ASKED_AREAS = ("tidying", "hygiene", "messages & e-mail", "rest")  # the one question for a goal that fits nowhere
LONGEST_NAME = 200


def most_active(moment: Moment) -> int:
    """Two at a time in the first 30 days, three after."""
    since = moment.now - (moment.person.joined_at or moment.now)
    return 2 if since < FIRST_DAYS.total_seconds() else 3


def command(moment: Moment, argument: str) -> Turn:
    return take(moment, argument) if argument else suggest(moment)


def told(moment: Moment, text: str) -> Turn | None:
    """ "My goal is to read more", said at any moment."""
    goal = goal_said(text, moment.language)
    return take(moment, goal) if goal else None


def hoped(moment: Moment, text: str) -> Turn | None:
    """ "I'd like to walk more": a goal where it names something that we know a step for. Who has no goal yet, and was
    asked nothing, may say it without more: "walk more"; whoever writes a list of them, too."""
    outright = _is_first(moment, text) or (goals.is_list(text, moment.language) and not asks(text, moment.language))
    goal = goal_hoped(text, moment.language) or (text if outright else "")
    return take(moment, goal) if goal and goals.shrink(goal, moment.language).named else None


def _is_first(moment: Moment, text: str) -> bool:
    """Whether it is something to be done, of somebody who has named nothing so far."""
    question = moment.person.question
    taken = (question and question.kind != "hello_set") or named_by_them(moment.person) or asks(text, moment.language)
    return not taken and goals.is_order(text, moment.language)


def suggest(moment: Moment) -> Turn:
    """`/goal` alone: a tiny one to take, or their own."""
    return Turn((Ask(Question("goal")),), (moment.say("goal_suggested"),))


def written(moment: Moment, _: Question, text: str) -> Turn | None:
    """The answer to "what would you like?"; a no is a no, other short answers are read elsewhere."""
    match reply(text, moment.language):
        case "unclear" if asks(text, moment.language) or is_a_clock(moment, text):
            return None
        case "unclear":
            done = report(text, moment.language) and not may_be_ahead(text, moment.language)
            return None if done else take(moment, text)
        case "no" | "not_today":
            return Turn((Ask(None),), (moment.say("enough_today"),))
        case _:
            return None


def take(moment: Moment, text: str) -> Turn:
    """The goal in their own words becomes a step to say yes to; care first."""
    in_lines = "\n" in text and goals.is_list(text, moment.language)
    text = own_words(text.replace("\n", ", ") if in_lines else text, LONGEST_NAME)
    shrunk = goals.shrink(text, moment.language)
    if shrunk.care:
        return Turn((Ask(None),), (moment.say("goal_with_care"),))
    if moment.person.care.hides(shrunk.area or "", moment.now):
        return Turn((Ask(None),), (moment.say("goal_waits"),))
    same = next((goal for goal in moment.person.goals if goal.name.casefold() == shrunk.name.casefold()), None)
    if same is None and len(named_by_them(moment.person)) >= MOST_GOALS:
        return Turn((Ask(None),), (moment.say("goals_full"),))
    if not shrunk.steps:
        return _ask_area(moment, shrunk.name or text)
    goal = same or Goal(moment.number, shrunk.name, shrunk.steps[0], shrunk.area or "", state="offered")
    if shrunk.others:
        return _offer(moment, goal, "step_of_several") + _listed(moment, shrunk.others)
    return _accept(moment, goal, "goal_kept") if shrunk.keep else _offer(moment, goal)


def _ask_area(moment: Moment, text: str) -> Turn:
    labels = {area.key: area.label for area in goals.areas()}
    keys = list(labels)
    rows = tuple((moment.key("area", keys.index(key), label=labels[key]),) for key in ASKED_AREAS)
    return Turn((Ask(Question("area", text=text)),), (moment.say("goal_area", rows=rows),))


def area_written(moment: Moment, question: Question, text: str) -> Turn | None:
    """The area's name, typed; anything else is the goal said again in other words."""
    labels = [area.label.casefold() for area in goals.areas()]
    typed = text.casefold().strip(" .!")
    if typed not in labels:
        return None if is_a_clock(moment, text) else take(moment, text)
    return area_chosen(moment, Button("area", labels.index(typed)))


def area_chosen(moment: Moment, button: Button) -> Turn:
    """One of the four areas, for the goal that the open question holds."""
    areas = goals.areas()
    question = moment.person.question
    if question is None or question.kind != "area" or not 0 <= (button.number or 0) < len(areas):
        return moment.turn("moment_passed")
    area = areas[button.number or 0]
    new = Goal(moment.number, question.text, area.ladders[0].rungs[0], area.key, state="offered")
    return moment.turn("goal_waits") if moment.hides(new) else moment.tidied() + _offer(moment, new)


def _listed(moment: Moment, names: Sequence[str]) -> Turn:
    """Further goals that were named in the same breath: they wait on the list, as far as it has room."""
    known = {goal.name.casefold() for goal in moment.person.goals}
    room = MOST_GOALS - len(named_by_them(moment.person)) - 1
    found = [(name, goals.shrink(name, moment.language)) for name in names if name.casefold() not in known][:room]
    return Turn(
        tuple(
            KeepGoal(Goal(number, name, shrunk.steps[0], shrunk.area or "", state="listed"))
            for number, (name, shrunk) in enumerate(found, moment.number + 1)
            if shrunk.steps and not shrunk.care
        )
    )


def _offer(moment: Moment, new: Goal, sentence: str = "") -> Turn:
    """A step for a big or vague goal. It waits on the list until they say yes to it."""
    sentence = sentence or ("step_offered" if " " in new.name else "step_offered_word")
    said = moment.say(sentence, number=new.number, day=moment.today, goal=new.name, step=new.step)
    return Turn((Ask(Question("offer", new.number, day=moment.today)), KeepGoal(new)), (said,))


def _accept(moment: Moment, goal: Goal, sentence: str) -> Turn:
    """The goal is theirs: active where there is room, else it waits on the list and counts whenever done."""
    kept = taken_on(moment, goal)
    said = moment.say(sentence if kept.active else "goal_listed", number=kept.number, day=moment.today, step=kept.step)
    return Turn((Ask(Question("offer", kept.number, day=moment.today)), KeepGoal(kept)), (said,))


def taken_on(moment: Moment, goal: Goal) -> Goal:
    """The goal said yes to: active where there is room."""
    others = [other for other in active(moment.person) if other.number != goal.number]
    room = goal.active or len(others) < most_active(moment)
    since = goal.since or moment.today
    return structs.replace(goal, state="active" if room else "listed", since=since)


@about_step
def tomorrow(moment: Moment, goal: Goal, button: Button) -> Turn:
    sentence = "tomorrow_unset" if moment.person.settings.hellos == UNSET else "tomorrow"
    return moment.tidied() + Turn(win.no_come_back(moment, goal)) + _accept(moment, goal, sentence)


@about_step
def other_step(moment: Moment, goal: Goal, button: Button) -> Turn:
    """The next step up the ladder, and round again; of a tiny step of ours, another one."""
    if goal in untaken_suggestions(moment.person):
        return surprise(moment)
    steps = goals.shrink(goal.name, moment.language).steps or [goals.surprise(moment.number)]
    at = steps.index(goal.step) if goal.step in steps else -1
    return _reoffer(moment, structs.replace(goal, step=steps[(at + 1) % len(steps)]))


def _reoffer(moment: Moment, goal: Goal) -> Turn:
    said = moment.say("step_other", number=goal.number, day=moment.today, step=goal.step, in_place=True)
    return Turn((Ask(Question("offer", goal.number, day=moment.today)), KeepGoal(goal)), (said,))


@about_step
def keep_mine(moment: Moment, goal: Goal, button: Button) -> Turn:
    """Their own words are the step."""
    return moment.tidied() + _accept(moment, structs.replace(goal, step=goal.name), "goal_kept")


@about_goal
def did(moment: Moment, goal: Goal, button: Button) -> Turn:
    """ "I did that", whenever it is pressed: the win counts for today."""
    return _done(moment, goal, button, part=False)


@about_goal
def did_part(moment: Moment, goal: Goal, button: Button) -> Turn:
    return _done(moment, goal, button, part=True)


def _done(moment: Moment, goal: Goal, button: Button, *, part: bool) -> Turn:
    taken = taken_on(moment, goal) if goal.state == "offered" else goal
    return moment.tidied() + win.answered(moment, taken, About(goal.number, button.day or moment.today), part=part)


def offer_answered(moment: Moment, question: Question, text: str) -> Turn | None:
    """A typed answer to a step on offer; None for anything that isn't one."""
    button = Button("offer", question.number, question.day)
    goal = moment.person.goal(question.number)
    match reply_about(text, f"{goal.name} {goal.step_on(moment.today)}" if goal else "", moment.language):
        case "done":
            return did(moment, button)
        case "partly":
            return did_part(moment, button)
        case "yes":
            return tomorrow(moment, button)
        case "no" | "not_today":
            return rest(moment, button)
        case "unclear":
            return _another(moment, text)
        case _:
            return None


def _another(moment: Moment, text: str) -> Turn | None:
    """Another goal in place of the one on offer: something to do, or a thing alone ("no wait, piano")."""
    meant = corrected(text, moment.language)
    first, *others = meant.casefold().split() or [""]
    is_thing = not others or (len(others) == 1 and first in book(moment.language).phrases["articles"])
    if asks(text, moment.language) or report(text, moment.language) or is_a_clock(moment, text):
        return None
    is_goal = goals.is_order(meant, moment.language) or (is_thing and goals.shrink(meant, moment.language).named)
    return take(moment, meant) if is_goal else None


COMMANDS = {"goal": command}
TAPS = {
    "area": area_chosen,
    "tomorrow": tomorrow,
    "other": other_step,
    "keep_mine": keep_mine,
    "did": did,
    "partly": did_part,
}
QUESTIONS = {"goal": written, "offer": offer_answered, "area": area_written}
