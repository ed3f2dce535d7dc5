"""Some weeks before a silent person's data is erased they are told, once: whoever had no farewell, with hellos off,
none asked for, a long pause, or no goal to speak of."""

import datetime

from companion.checkins import LATEST, CheckIn, in_quiet_hours, is_quiet, local_time, next_occurrence
from companion.events import CheckInDue
from companion.history import LAST_WORD, Occasion, room_at
from companion.moments.moment import Moment
from companion.people import KEPT_UNHEARD, TOLD_BEFORE
from companion.replies import Nudge
from companion.turns import DealtWith, KeepOccasion, LetExpire, Plan, Turn
from companion.words import date_of

_TOLD_AFTER = (KEPT_UNHEARD - TOLD_BEFORE - 1) * 24 * 3600  # seconds: a hello's time comes within a day


def planned(moment: Moment, heard_at: int) -> Plan:
    """The look at whoever was heard of then: at their hello's time, after so long a silence."""
    return _at(moment, heard_at + _TOLD_AFTER)


def due(moment: Moment, event: CheckInDue) -> Turn:
    """Told where they are silent and don't know, and looked at again the next day, since the message may not arrive.

    Who is under 18 or blocked us is treated as if told: nobody is kept for ever. Who is still in danger hears the date
    and where help is.
    """
    person = moment.person
    heard = person.heard_at or moment.now
    if person.expires or heard + _TOLD_AFTER > moment.now:
        return Turn((planned(moment, moment.now if person.expires else heard),))
    if not person.reachable or person.under_age:
        return Turn((LetExpire(), planned(moment, moment.now)))
    free_at = max(room_at(person.history, moment.now), moment.now)
    if free_at > moment.now or moment.now - event.due_at > LATEST or _in_quiet_hours(moment):
        return Turn((_at(moment, free_at),))
    sentence = "last_word_in_danger" if person.care.quiet(moment.now) else "last_word"
    said = moment.say(sentence, nudge=Nudge(event.kind, event.date), date=kept_until(moment))
    occasion = KeepOccasion(Occasion(LAST_WORD, moment.today, moment.now))
    return Turn((DealtWith(event.kind, event.date), occasion, _at(moment, moment.now + LATEST)), (said,))


def kept_until(moment: Moment) -> str:
    """The last day for which a silent person's wins are kept, as it is said: TOLD_BEFORE days from now, or later."""
    today = moment.local.date()
    heard = local_time(moment.person.heard_at or moment.now, moment.person.settings.zone_info).date()
    day = max(heard + datetime.timedelta(days=KEPT_UNHEARD), today + datetime.timedelta(days=TOLD_BEFORE))
    return date_of(day, today, moment.language)


def _at(moment: Moment, second: int) -> Plan:
    """The first hello's time from then on."""
    settings = moment.person.settings
    date, due_at = next_occurrence(second - 1, settings.hello_minute, settings.zone_info)
    return Plan(CheckIn(LAST_WORD, date, due_at))


def _in_quiet_hours(moment: Moment) -> bool:
    """A time of their own choice may lie there."""
    settings = moment.person.settings
    return in_quiet_hours(moment.now, settings.zone_info) and not is_quiet(settings.hello_minute)
