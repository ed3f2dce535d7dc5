"""What was done, shown back: today, and every win."""

from companion.buttons import Button
from companion.moments import win
from companion.moments.moment import Moment, active, done_on
from companion.people import About, Question
from companion.turns import Ask, Key, Show, Turn
from companion.words import Shown, counted, cut, shown

MOST_SHOWN = 8  # wins of today


def standing(moment: Moment) -> Turn:
    """Where things stand, for someone who is here already. Nothing is reset."""
    if not moment.person.wins_total:
        return today(moment)
    lights = counted("lights", moment.person.wins_total, moment.language)
    return moment.turn(moment.say("standing", lights=lights))


def today(moment: Moment, _: Button | str | None = None) -> Turn:
    """Today's steps, the undone ones as buttons, and what was done today."""
    person = moment.person
    steps = active(person)
    done = [win.text for win in person.recent_wins if win.day == moment.today]
    open_steps = [goal for goal in steps if not done_on(person, goal, moment.today)]
    lines = [f"• {shown(goal.step_on(moment.today))}" for goal in open_steps]
    lines += [f"{shown(text)} ✓" for text in done[-MOST_SHOWN:]]
    rows: tuple[tuple[Key, ...], ...] = tuple(
        (moment.key("did", goal.number, moment.today, label=cut(goal.step_on(moment.today), 40)),)
        for goal in open_steps
    )
    name = "today_done" if done and not open_steps else "today" if open_steps or done else "today_empty"
    said = moment.say(name, rows=rows, list=Shown("\n".join(lines)))
    return Turn((Ask(Question("today")),), (said,))


def step_done(moment: Moment, _: Question, text: str) -> Turn | None:
    """The words of one of today's steps, typed under the list of them: it is done."""
    typed = text.casefold().strip(" .!")
    goal = next((goal for goal in active(moment.person) if goal.step_on(moment.today).casefold() == typed), None)
    return win.answered(moment, goal, About(goal.number, moment.today)) if goal else None


def wins(moment: Moment, argument: str = "") -> Turn:
    """`/wins`: the newest page; `/wins water` looks for a word."""
    return Turn((Ask(Question("wins", 0)),), (Show("wins", search=argument),))


def page(moment: Moment, button: Button) -> Turn:
    edits = moment.message_id if moment.tapped and not moment.person.settings.plain else None
    number = max(button.number or 0, 0)
    return Turn((Ask(Question("wins", number)),), (Show("wins", number, edits=edits),))


def turned(moment: Moment, question: Question, text: str) -> Turn | None:
    """ "Older" and "newer", typed."""
    typed = text.casefold().strip(" .!")
    for name, step in (("older", 1), ("newer", -1)):
        if typed == moment.key(name).label.casefold():
            return page(moment, Button("page", max((question.number or 0) + step, 0)))
    return None


def see_wins(moment: Moment, _: Button) -> Turn:
    return wins(moment)


COMMANDS = {"wins": wins, "today": today}
TAPS = {"see_today": today, "see_wins": see_wins, "page": page}
QUESTIONS = {"wins": turned, "today": step_done}
