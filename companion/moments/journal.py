"""What was done, shown back: today, and every win."""

from companion.buttons import Button
from companion.moments import win
from companion.moments.moment import Moment, active, done_on, spoken_of
from companion.months import month_named
from companion.people import About, Question
from companion.replies import Key, Show
from companion.turns import Ask, Turn
from companion.words import Shown, counted, cut, shown

MOST_SHOWN = 8  # wins of today
WINS_A_PAGE = 8


def standing(moment: Moment) -> Turn:
    """Where things stand, for someone who is here already. Nothing is reset."""
    if not moment.person.wins_total:
        return today(moment)
    lights = counted("lights", moment.person.wins_total, moment.language)
    return moment.turn(moment.say("standing", lights=lights))


def today(moment: Moment, _: Button | str | None = None) -> Turn:
    """Today's steps, the undone ones as buttons, and what was done today."""
    person = moment.person
    steps = spoken_of(moment)
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
    return _shown(moment, "wins", 0, argument)


def page(moment: Moment, button: Button) -> Turn:
    return _shown(moment, "wins", button.number or 0)


def found(moment: Moment, button: Button) -> Turn:
    """Another page of what was looked for last: a button has no room for the word."""
    question = moment.person.question
    looked_for = question.text if question and question.kind == "wins" else ""
    return _shown(moment, "wins", button.number or 0, looked_for) if looked_for else moment.turn("wins_search_again")


def turned(moment: Moment, question: Question, text: str) -> Turn | None:
    """ "Older" and "newer", typed."""
    typed = text.casefold().strip(" .!")
    at = question.number or 0
    for name, step in (("older", 1), ("newer", -1)):
        if typed == moment.key(name).label.casefold():
            return _shown(moment, "wins", at + step, question.text)
    return None


# ---------------------------------------------------------------- one win


def pick(moment: Moment, button: Button) -> Turn:
    """The wins of that page as buttons; typed, of the page that was shown last."""
    question = moment.person.question
    last = question if question and question.kind == "wins" else Question("wins")
    at = button.number if button.number is not None else last.number
    turn = _shown(moment, "wins_pick", at or 0, last.text)
    return Turn((Ask(Question("wins_pick", max(at or 0, 0), last.text)),), turn.replies)


def picked(moment: Moment, question: Question, text: str) -> Turn | None:
    """The number of a win in that list, typed, alone or before its words."""
    number = text.split(maxsplit=1)[0].rstrip(".") if text.split() else ""
    if not (number.isascii() and number.isdigit() and 0 < int(number[:3]) <= WINS_A_PAGE):
        return None
    at = (question.number or 0) * WINS_A_PAGE + int(number) - 1
    return Turn((), (Show("win_at", at, search=question.text),))


def one(moment: Moment, button: Button) -> Turn:
    named = moment.person.win(button.number)
    return moment.turn(win.card(moment, named) if named else "moment_passed")


# ---------------------------------------------------------------- months


def months(moment: Moment, button: Button) -> Turn:
    """The months that have wins, newest first."""
    number = max(button.number or 0, 0)
    asked = Ask(Question("wins_months", number))
    return Turn((asked,), (Show("wins_months", number, edits=_edited(moment)),))


def month(moment: Moment, button: Button) -> Turn:
    """The page on which that month's newest win stands."""
    return Turn((), (Show("wins_of_month", button.number or 0, edits=_edited(moment)),))


def month_written(moment: Moment, _: Question, text: str) -> Turn | None:
    """ "March", the newest one, or "March 2026"."""
    number = month_named(text, moment.today, moment.language)
    return month(moment, Button("wins_month", number)) if number else None


def _shown(moment: Moment, kind: str, number: int, search: str = "") -> Turn:
    number = max(number, 0)
    shown = Show(kind, number, edits=_edited(moment), search=search)
    return Turn((Ask(Question("wins", number, search)),), (shown,))


def _edited(moment: Moment) -> int | None:
    return moment.message_id if moment.tapped and not moment.person.settings.plain else None


def see_wins(moment: Moment, _: Button) -> Turn:
    """A new message: what stood over the button stays."""
    return Turn((Ask(Question("wins", 0)),), (Show("wins"),))


COMMANDS = {"wins": wins, "today": today}
TAPS = {
    "see_today": today,
    "see_wins": see_wins,
    "page": page,
    "found": found,
    "wins_pick": pick,
    "win_one": one,
    "wins_months": months,
    "wins_month": month,
}
QUESTIONS = {"wins": turned, "wins_pick": picked, "wins_months": month_written, "today": step_done}
