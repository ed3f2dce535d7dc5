"""`/goals`: the list, and what can be done with each goal."""

from msgspec import structs

from companion import goals, pace
from companion.buttons import Button
from companion.moments.goal import LONGEST_NAME, take, taken_on
from companion.moments.moment import Moment, about_goal, about_step
from companion.moments.tiny import named_by_them
from companion.people import Goal, Question
from companion.reading import goal_order, harsh, plainly_harsh, reply
from companion.replies import Say
from companion.turns import Ask, KeepGoal, RemoveGoal, Turn
from companion.words import cut, own_words

GOALS_A_PAGE = 6
_ALIKE = 4  # first letters: "tidy" and "tidying"


def show(moment: Moment, _: Button | str | None = None, page: int = 0) -> Turn:
    """The active goals first, then those that wait."""
    listed = sorted(named_by_them(moment.person), key=lambda goal: (not goal.active, goal.number))
    page = page if page * GOALS_A_PAGE < len(listed) else 0
    if not listed:
        return moment.turn("goals_none")
    shown = listed[page * GOALS_A_PAGE : (page + 1) * GOALS_A_PAGE]
    marks = {"active": "• ", "listed": "", "offered": ""}
    rows = [(moment.key("goal", goal.number, label=marks[goal.state] + cut(goal.name, 36)),) for goal in shown]
    if len(listed) > (page + 1) * GOALS_A_PAGE:
        rows.append((moment.key("goals_page", page + 1),))
    return Turn((Ask(Question("goals", page)),), (moment.say("goals", rows=tuple(rows), in_place=True),))


def named(moment: Moment, question: Question, text: str) -> Turn | None:
    """A goal's name, typed, or the words of the button for more."""
    typed = text.casefold().strip(" .!")
    if typed == moment.key("goals_page").label.casefold():
        return show(moment, page=(question.number or 0) + 1)
    goal = next((goal for goal in moment.person.goals if goal.name.casefold() == typed), None)
    return card(moment, Button("goal", goal.number)) if goal else None


def next_page(moment: Moment, button: Button) -> Turn:
    return show(moment, page=button.number or 0)


@about_goal
def card(moment: Moment, goal: Goal, button: Button) -> Turn:
    """One goal and its buttons."""
    return Turn((_about(moment, goal),), (_card(moment, goal),))


def _about(moment: Moment, goal: Goal) -> Ask:
    """Nothing is asked, but what is typed next ("smaller", "rename") is about this goal."""
    return Ask(Question("card", goal.number, day=moment.today))


def _card(moment: Moment, goal: Goal) -> Say:
    sentence = "goal_card_active" if goal.active else "goal_card_listed"
    return moment.say(
        sentence, number=goal.number, day=moment.today, goal=goal.name, step=goal.step_on(moment.today), in_place=True
    )


def _changed(moment: Moment, goal: Goal) -> Turn:
    return Turn((_about(moment, goal), KeepGoal(goal)), (_card(moment, goal),))


@about_step
def bigger(moment: Moment, goal: Goal, button: Button) -> Turn:
    """One rung up, because they asked."""
    step = goals.bigger(goal.step, goal.area or None)
    return moment.turn("biggest") if step is None else _changed(moment, pace.resized(goal, step, moment.today))


@about_goal
def to_list(moment: Moment, goal: Goal, button: Button) -> Turn:
    """The goal rests: on the list, not nudged."""
    return _changed(moment, structs.replace(goal, state="listed"))


@about_goal
def to_active(moment: Moment, goal: Goal, button: Button) -> Turn:
    taken = taken_on(moment, goal)
    return _changed(moment, taken) if taken.active else moment.turn("goals_enough")


def ask_name(moment: Moment, button: Button) -> Turn:
    return Turn((Ask(Question("rename", button.number)),), (moment.say("rename_to"),))


def renamed(moment: Moment, question: Question, text: str) -> Turn:
    """A new name; where the step was the name itself, it follows."""
    goal = moment.person.goal(question.number)
    if goal is None:
        return _gone(moment)
    if goals.needs_care(text, moment.language):
        return Turn((Ask(None),), (moment.say("goal_with_care"),))
    name = own_words(text, LONGEST_NAME)
    if harsh(name, moment.language):
        name = goals.shrink(name, moment.language).name
    return _changed(moment, structs.replace(goal, name=name, step=name if goal.step == goal.name else goal.step))


def _gone(moment: Moment) -> Turn:
    """What was asked about a goal that is there no more."""
    return Turn((Ask(None),), (moment.say("goal_gone"),))


def ask_anchor(moment: Moment, button: Button) -> Turn:
    return Turn((Ask(Question("anchor", button.number)),), (moment.say("after_what"),))


def anchored(moment: Moment, question: Question, text: str) -> Turn:
    """ "After coffee": the nudge says so from now on, so never what is harsh about them, or a matter of care."""
    goal = moment.person.goal(question.number)
    if goal is None:
        return _gone(moment)
    if goals.needs_care(text, moment.language):
        return Turn((Ask(None),), (moment.say("goal_with_care"),))
    if plainly_harsh(text, moment.language):
        return moment.turn("after_what_else")
    anchor = own_words(text, 60).rstrip(" .!?")
    bare = goals.small_initial(anchor.removeprefix("after ").removeprefix("After "), moment.language)
    kept = structs.replace(goal, anchor=bare)
    return Turn((Ask(None), KeepGoal(kept)), (moment.say("anchored", anchor=bare, step=goal.step),))


@about_goal
def ask_remove(moment: Moment, goal: Goal, button: Button) -> Turn:
    sure = moment.say("remove_sure", number=goal.number, goal=goal.name, in_place=True)
    return Turn((Ask(Question("removal", goal.number, day=moment.today)),), (sure,))


def removal_answered(moment: Moment, question: Question, text: str) -> Turn | None:
    """ "Remove it?", answered in words."""
    button = Button("remove_yes", question.number)
    match reply(text, moment.language):
        case "yes":
            return remove(moment, button)
        case "no" | "not_today":
            return card(moment, button)
        case _:
            return None


# ---------------------------------------------------------------- in one sentence


def ordered(moment: Moment, text: str) -> Turn | None:
    """ "Remove water", "rename water to one sip", "add water to my goals", said at any moment. Where it is not clear
    which goal is meant: the list."""
    order = goal_order(text, moment.language)
    if order is None or any(text.casefold() in _names(moment, goal) for goal in moment.person.goals):
        return None  # "delete five mails" may be a goal itself
    if order.kind == "add":
        return take(moment, order.name)
    goal = _meant(moment, order.name)
    if goal is None:
        return show(moment) if order.outright else None
    if order.kind == "remove":
        return ask_remove(moment, Button("remove", goal.number))
    return renamed(moment, Question("rename", goal.number), order.to)


def _meant(moment: Moment, name: str) -> Goal | None:
    """The goal of that name, else the one whose name or step has all of its words."""
    said = name.casefold()
    listed = named_by_them(moment.person)
    if named := [goal for goal in listed if said in _names(moment, goal)]:
        return named[0]
    words = set(said.split()) - goals.function_words(moment.language)
    begun = {word[:_ALIKE] for word in words}
    alike = [
        goal for goal in listed if begun and begun <= {word[:_ALIKE] for word in " ".join(_names(moment, goal)).split()}
    ]
    return alike[0] if len(alike) == 1 else None


@about_goal
def remove(moment: Moment, goal: Goal, button: Button) -> Turn:
    return Turn((Ask(None), RemoveGoal(goal.number)), (moment.say("removed", goal=goal.name, in_place=True),))


def _names(moment: Moment, goal: Goal) -> tuple[str, str]:
    return goal.name.casefold(), goal.step_on(moment.today).casefold()


COMMANDS = {"goals": show}
TAPS = {
    "see_goals": show,
    "goals_page": next_page,
    "goal": card,
    "bigger": bigger,
    "to_list": to_list,
    "to_active": to_active,
    "rename": ask_name,
    "anchor": ask_anchor,
    "remove": ask_remove,
    "remove_yes": remove,
}
QUESTIONS = {"rename": renamed, "anchor": anchored, "goals": named, "removal": removal_answered}
