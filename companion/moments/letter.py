"""The weekly letter: a few of their own words back, and the picture. Only in a week with a win in it."""

import datetime

import babel.dates
from msgspec import structs

from companion import planning
from companion.buttons import Button
from companion.events import CheckInDue
from companion.history import LETTER, Occasion
from companion.moments.moment import Moment, side_by_side
from companion.people import LETTER_MINUTE, Question, Settings
from companion.reading import time_of_day
from companion.replies import Nudge, Say, Show
from companion.turns import Ask, Change, KeepOccasion, Turn
from companion.words import book, time_of

WEEK = datetime.timedelta(days=7)
TIMES = (9, 12, 15, 18, 20)  # hours on offer
_MINUTES = 1440


def due(moment: Moment, event: CheckInDue) -> Turn:
    """The letter, where the last seven days have a win."""
    if not written_for(moment):
        return Turn()
    kept = KeepOccasion(Occasion(LETTER, moment.today, moment.now))
    return Turn((kept,), (Show("letter", said=Say("", nudge=Nudge(event.kind, event.date))),))


def written_for(moment: Moment) -> bool:
    """Whether there is a win to write about."""
    newest = moment.person.last_win
    wins = (*moment.person.recent_wins, *((newest,) if newest else ()))
    return any(win.day > moment.today - WEEK for win in wins)


# ---------------------------------------------------------------- when it comes


def chosen(settings: Settings, language: str) -> str:
    """ "Sunday 18:00", as the settings page says it; "off" where none is wanted."""
    if settings.letter_minute is None:
        return book(language).phrases["settings"]["off"]
    return f"{_day_names(language)[settings.letter_day]} {time_of(settings.letter_minute)}"


def _day_names(language: str) -> list[str]:
    names = babel.dates.get_day_names("wide", locale=language)
    return [names[day] for day in range(7)]


def off(moment: Moment, _: Button | None = None) -> Turn:
    return _changed(moment, "letter_is_off", letter_minute=None)


def on(moment: Moment, _: Button | None = None) -> Turn:
    """As it was at first, where a time was never chosen or let go."""
    minute = moment.person.settings.letter_minute
    return _changed(moment, "letter_is_on", letter_minute=LETTER_MINUTE if minute is None else minute)


def ask_day(moment: Moment, _: Button | None = None) -> Turn:
    settings = moment.person.settings
    names = book(moment.language).phrases["weekdays"]
    keys = [moment.key("letter_day", day, label=names[str(day)]) for day in range(7)]
    spared = "letter_off" if settings.letter_minute is None else "close"
    said = moment.say(
        "letter_when", rows=side_by_side(keys), leave_out=(spared,), letter=chosen(settings, moment.language)
    )
    return Turn((Ask(Question("letter")),), (said,))


def ask_time(moment: Moment, button: Button) -> Turn:
    """Their day, from now on; and at what time?"""
    changed = _changed(moment, "letter_time", letter_day=(button.number or 0) % 7, letter_minute=_minute(moment))
    return Turn((*changed.changes, Ask(Question("letter"))), changed.replies)


def at(moment: Moment, button: Button) -> Turn:
    return _changed(moment, "letter_is_on", letter_minute=(button.number or 0) % _MINUTES)


def written(moment: Moment, _: Question, text: str) -> Turn | None:
    """A day, a time, or both, typed."""
    day, time = _day(moment, text), time_of_day(text, moment.language)
    if time is None:
        return ask_time(moment, Button("letter_day", day)) if day is not None else None
    minute = time.hour * 60 + time.minute
    if day is None:
        return at(moment, Button("letter_at", minute))
    return _changed(moment, "letter_is_on", letter_day=day, letter_minute=minute)


def _day(moment: Moment, text: str) -> int | None:
    said = {word.strip(".,!").casefold() for word in text.split()}
    short = book(moment.language).phrases["weekdays"]
    for day, name in enumerate(_day_names(moment.language)):
        if said & {name.casefold(), short[str(day)].casefold(), f"{name.casefold()}s"}:
            return day
    return None


def _minute(moment: Moment) -> int:
    minute = moment.person.settings.letter_minute
    return LETTER_MINUTE if minute is None else minute


def _changed(moment: Moment, sentence: str, **choice: int | None) -> Turn:
    settings = structs.replace(moment.person.settings, **choice)
    changes = (Change(settings), planning.letter(moment.person, settings, moment.now))
    keys = [moment.key("letter_at", hour * 60, label=time_of(hour * 60)) for hour in TIMES]
    rows = side_by_side(keys) if sentence == "letter_time" else ()
    said = moment.say(sentence, rows=rows, letter=chosen(settings, moment.language))
    return Turn((Ask(None), *changes), (said,))


TAPS = {"letter": ask_day, "letter_day": ask_time, "letter_at": at, "letter_off": off, "letter_on": on}
QUESTIONS = {"letter": written}
