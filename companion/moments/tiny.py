"""Tiny steps of ours, that nobody named: done, put off or left alone."""

from companion import goals
from companion.buttons import Button
from companion.moments.moment import Moment
from companion.people import Goal, Person, Question
from companion.turns import Ask, KeepGoal, RemoveGoal, Turn

MOST_LEFT_ALONE = 3  # steps on offer whose buttons still count


def surprise(moment: Moment, _: Button | None = None) -> Turn:
    """A new tiny step each time; a second press on the same message says it again."""
    opened = moment.question_opened_by_this_button
    again = moment.person.goal(opened.number) if opened else None
    step = again.step if again else goals.surprise(_surprises_so_far(moment) + moment.person.id)
    return moment.tidied() + offer_tiny(moment, step, "step_surprise", again)


def _surprises_so_far(moment: Moment) -> int:
    """Counted as the wordings of their sentence are: none comes again before all others have been."""
    return moment.person.rapport.said.get("step_surprise", 0)


def offer_tiny(moment: Moment, step: str, sentence: str, again: Goal | None = None) -> Turn:
    """A tiny step that nobody named: done, put off or left alone. Of those left alone the newest few stay."""
    new = again or tiny(moment, step)
    said = moment.say(sentence, number=new.number, day=moment.today, step=step)
    asked = Question("offer", new.number, moment.press_id, moment.today)
    return Turn((Ask(asked), *room_beside(moment.person, new), KeepGoal(new)), (said,))


def room_beside(person: Person, new: Goal) -> tuple[RemoveGoal, ...]:
    """What goes of the tiny steps that were left alone, so that there is room for a new one."""
    others = [goal for goal in untaken_suggestions(person) if goal.number != new.number]
    return tuple(RemoveGoal(goal.number) for goal in others[: 1 - MOST_LEFT_ALONE])


def tiny(moment: Moment, step: str) -> Goal:
    """A step of ours as a goal on offer."""
    return Goal(moment.number, step, step, goals.shrink(step, moment.language).area or "", state="offered")


def of_the_day(moment: Moment) -> Goal:
    """A tiny step for a hello that has nothing of theirs to speak of: another one each day."""
    return tiny(moment, goals.surprise(moment.today.toordinal() + moment.person.id))


def named_by_them(person: Person) -> list[Goal]:
    """What they named or took on: tiny steps that were on offer and left alone are no goals of theirs."""
    return [goal for goal in person.goals if goal not in untaken_suggestions(person)]


def untaken_suggestions(person: Person) -> list[Goal]:
    """Those that are on offer still."""
    return [goal for goal in person.goals if goal.state == "offered" and goal.name == goal.step]


TAPS = {"surprise": surprise}
