"""The evening question, for those who asked for it: anything from today to keep?"""

from companion.buttons import Button
from companion.moments import win
from companion.moments.moment import Moment
from companion.people import Question
from companion.reading import reply
from companion.turns import Ask, Turn
from companion.words import book


def written(moment: Moment, _: Question, text: str) -> Turn | None:
    """Any act named here is a win; a no is a no."""
    match reply(text, moment.language):
        case "no" | "not_today" | "too_hard":
            return Turn((Ask(None),), (moment.say("let_go"),))
        case "unclear":
            return win.command(moment, text) if win.names_an_act(text, moment.language) else None
        case _:
            return None


def got_through(moment: Moment, _: Button) -> Turn:
    return moment.tidied() + win.once_today(moment, book(moment.language).phrases["evening_wins"]["sat_up_today"])


TAPS = {"sat_up_today": got_through}
QUESTIONS = {"evening": written}
