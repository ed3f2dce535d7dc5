"""Their own words, given back on a hard day: one past win, asked for first; and the line they left for such a day."""

import datetime

from msgspec import structs

from companion import goals
from companion.buttons import Button
from companion.moments import letter
from companion.moments.moment import Moment
from companion.people import Question
from companion.reading import harsh
from companion.replies import Show
from companion.turns import Ask, Remember, Turn
from companion.words import Shown, book, own_words, shown

ENOUGH_WINS = 3  # with fewer, a past win is hardly past
IN_A_ROW = datetime.timedelta(days=7)  # two rests further apart say nothing about each other
INVITED_EVERY = datetime.timedelta(days=30)
WINS_BEFORE_INVITED = 7
LOOKED_THROUGH = 20  # wins among which one is found
LONGEST_LINE = 200  # characters: it comes back whole
OK_MEANS = ("", "did", "saw")


def looking_back(moment: Moment, *, hard: bool) -> tuple[str, ...]:
    """The buttons to leave out where a past win is not to be offered: on a day that is not hard, or with hardly any."""
    return () if hard and moment.person.wins_total >= ENOUGH_WINS else ("past_win",)


def second_rest(moment: Moment) -> bool:
    """Whether the rest of today follows another one with nothing done between."""
    rested, last = moment.person.settings.rested_on, moment.person.last_win
    if rested is None or not rested < moment.today <= rested + IN_A_ROW:
        return False
    return last is None or last.day <= rested


def past_win(moment: Moment, _: Button) -> Turn:
    """One win, from another part of all of them each time."""
    rapport = moment.person.rapport
    turn, others = rapport.said.get("past_win", 0), max(moment.person.wins_total - LOOKED_THROUGH, 0)
    seen = Remember(rapport.having_said(("past_win",)))
    return Turn((seen,), (Show("past_win", turn * LOOKED_THROUGH % (others + 1)),))


# ---------------------------------------------------------------- a line for a heavy day


def line_of(moment: Moment) -> Shown:
    """Their line as it may stand in a message, empty where there is none."""
    return shown(moment.person.rapport.heavy_line, LONGEST_LINE)


def invited(moment: Moment) -> Turn:
    """After an *Easy*, once in a while, to somebody who knows us and has left no line: would they like to?"""
    rapport = moment.person.rapport
    lately = rapport.line_invited_on is not None and moment.today < rapport.line_invited_on + INVITED_EVERY
    if rapport.heavy_line or lately or moment.person.wins_total < WINS_BEFORE_INVITED:
        return Turn()
    asked = Remember(structs.replace(rapport, line_invited_on=moment.today))
    return Turn((asked,), (moment.say("line_invited"),))


def ask_line(moment: Moment, _: Button | str = "") -> Turn:
    sentence = "line_change" if moment.person.rapport.heavy_line else "line_which"
    return Turn((Ask(Question("heavy_line")),), (moment.say(sentence, line=line_of(moment)),))


def line_written(moment: Moment, _: Question, text: str) -> Turn:
    """Kept as they wrote it; a harsh one is not: it would come back on the worst day."""
    line = own_words(text, LONGEST_LINE)
    if not line:
        return moment.turn("nothing_readable")
    if harsh(line, moment.language) or goals.needs_care(line, moment.language):
        return Turn((Ask(None),), (moment.say("line_harsh"),))
    kept = Remember(structs.replace(moment.person.rapport, heavy_line=line))
    return Turn((Ask(None), kept), (moment.say("line_kept", line=shown(line, LONGEST_LINE)),))


# ---------------------------------------------------------------- the page in /settings


def page(moment: Moment, _: Button | None = None) -> Turn:
    """What "ok" means, the line for a heavy day, the picture's look and the letter's time."""
    rapport, phrases = moment.person.rapport, book(moment.language).phrases
    said = moment.say(
        "our_words",
        number=OK_MEANS.index(rapport.ok_means),
        in_place=True,
        leave_out=() if rapport.heavy_line else ("line_off",),
        ok=phrases["ok_means"][rapport.ok_means or "unset"],
        line=line_of(moment) or phrases["settings"]["none"],
        look=phrases["looks"][moment.person.settings.picture],
        letter=letter.chosen(moment.person.settings, moment.language),
    )
    return moment.turn(said)


def next_meaning(moment: Moment, button: Button) -> Turn:
    """Asked, did, saw, and round again; from what the page showed, so that a second press changes nothing."""
    rapport = moment.person.rapport
    was = OK_MEANS.index(rapport.ok_means) if button.number is None else button.number
    return _changed(moment, ok_means=OK_MEANS[(was + 1) % len(OK_MEANS)])


def line_off(moment: Moment, _: Button) -> Turn:
    return _changed(moment, heavy_line="")


def _changed(moment: Moment, **changes: str) -> Turn:
    """Remembered, and shown on the page it was changed on."""
    rapport = structs.replace(moment.person.rapport, **changes)
    known = structs.replace(moment, person=structs.replace(moment.person, rapport=rapport))
    return Turn((Remember(rapport),)) + page(known)


TAPS = {
    "past_win": past_win,
    "heavy_line": ask_line,
    "line_off": line_off,
    "our_words": page,
    "ok_means": next_meaning,
}
QUESTIONS = {"heavy_line": line_written}
WISHES = {"heavy_line": ask_line}
