"""The time of the hello."""

import datetime

from msgspec import structs

from companion import planning, reading
from companion.buttons import Button
from companion.moments.moment import Moment, side_by_side
from companion.moments.second_thoughts import corrected
from companion.people import DAYS_BETWEEN_HELLOS, UNSET, Question, Settings
from companion.reading import time_of_day
from companion.replies import Say
from companion.turns import Ask, Change, Turn
from companion.words import book, date_of, time_of

LONGEST_TIME = 3  # words: "make it 10"
EARLIEST_HELLO_IN = 6 * 3600  # seconds: someone who sets a hello for very soon means the next day


def first_hello(moment: Moment, settings: Settings) -> tuple[datetime.date, str]:
    """The date of the first hello (at least some hours off), and how to say it. Daily, where none were wanted."""
    soonest = moment.now + EARLIEST_HELLO_IN
    wanted = settings if settings.hellos in DAYS_BETWEEN_HELLOS else structs.replace(settings, hellos="daily")
    found = planning.next_hello(moment.person, wanted, soonest)
    date = found[0] if found else moment.local.date()
    return date, date_of(date, moment.local.date(), moment.language)


def hello_yes(moment: Moment, _: Button | None = None) -> Turn:
    minute = moment.person.settings.hello_minute
    return moment.tidied() + set_hello(moment, datetime.time(minute // 60, minute % 60))


def set_hello(moment: Moment, time: datetime.time) -> Turn:
    """Hellos at this local time from the next fitting day on; where no clock is known, it is asked for first."""
    newcomer = moment.person.settings.hellos not in DAYS_BETWEEN_HELLOS
    hellos = "daily" if newcomer else moment.person.settings.hellos
    minute = time.hour * 60 + time.minute
    if not moment.person.settings.town:
        kept = structs.replace(moment.person.settings, hellos=UNSET, hello_minute=minute)
        return Turn((Ask(Question("town")), Change(kept)), (moment.say("town"),))
    settings = structs.replace(moment.person.settings, hellos=hellos, hello_minute=minute)
    planned = next((plan.date for plan in moment.person.plans if plan.kind == "hello"), None)
    if newcomer or planned is None or minute != moment.person.settings.hello_minute:
        date, when = first_hello(moment, settings)
    else:  # set to what it is: nothing moves
        date, when = planned, date_of(planned, moment.local.date(), moment.language)
    changes = planning.change(moment.person, settings, moment.now, not_before=date)
    said = moment.say("hello_set" if newcomer else "hello_moved", hello=time_of(minute), when=when)
    return Turn((Ask(Question("hello_set")), *changes), (said,))


def second_thought(moment: Moment, question: Question, text: str) -> Turn | None:
    """Another time, right after one was set: "sorry, 11", or "pm" behind an 8."""
    meant = corrected(text, moment.language)
    half = book(moment.language).phrases["half_days"].get(meant.casefold())
    if half:
        hour, minute = divmod(moment.person.settings.hello_minute, 60)
        return set_hello(moment, datetime.time(hour % 12 + 12 * (half == "pm"), minute))
    return time_written(moment, question, meant) if len(meant.split()) <= LONGEST_TIME else None


def other_time(moment: Moment, _: Button | None = None) -> Turn:
    keys = [moment.key("hello_at", hour * 60, label=time_of(hour * 60)) for hour in (7, 8, 10, 12, 14, 18)]
    return moment.tidied() + Turn((Ask(Question("hello_time")),), (moment.say("hello_time", rows=side_by_side(keys)),))


def hello_at(moment: Moment, button: Button) -> Turn:
    minute = (button.number or 0) % 1440
    return moment.tidied() + set_hello(moment, datetime.time(minute // 60, minute % 60))


def time_written(moment: Moment, _: Question, text: str) -> Turn | None:
    time = time_of_day(text, moment.language)
    return set_hello(moment, time) if time else None


def hello_moved(moment: Moment, text: str) -> Turn | None:
    """ "Change the time to 8am", said at any moment."""
    time = reading.hello_moved(text, moment.language)
    return set_hello(moment, time) if time else None


def no_hellos(moment: Moment, _: Button | None = None) -> Turn:
    said: Say = moment.say("no_hellos")
    return moment.tidied() + Turn((Ask(None), *planning.stop(moment.person, moment.now)), (said,))


TAPS = {
    "hello_yes": hello_yes,
    "hello_at": hello_at,
    "other_time": other_time,
    "no_hellos": no_hellos,
}
QUESTIONS = {"hello_set": second_thought}
