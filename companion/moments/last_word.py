"""Some weeks before a silent person's data is erased they are told, once: whoever had no farewell, with hellos off,
none asked for, a long pause, or all their goals at rest."""

import datetime

from companion.checkins import LATEST, CheckIn, in_quiet_hours, is_quiet, local_time, next_occurrence
from companion.events import CheckInDue
from companion.history import LAST_WORD, Occasion, room_at
from companion.moments.moment import Moment
from companion.people import KEPT_UNHEARD
from companion.replies import Nudge
from companion.turns import DealtWith, KeepOccasion, Plan, Turn
from companion.words import date_of

TOLD_BEFORE = 30  # days
_SILENCE = (KEPT_UNHEARD - TOLD_BEFORE) * 24 * 3600  # seconds


def planned(moment: Moment, heard_at: int) -> Plan:
    """The look at whoever was heard of then: at their hello's time, after so long a silence."""
    return _at(moment, heard_at + _SILENCE)


def due(moment: Moment, event: CheckInDue) -> Turn:
    """Told where they are still silent; else looked at again when they may be. The farewell takes this look back, since
    it told them already."""
    person = moment.person
    heard = person.heard_at or moment.now
    if heard + _SILENCE > moment.now or not person.reachable:
        return Turn((planned(moment, heard if person.reachable else moment.now),))
    free_at = max(room_at(person.history, moment.now), moment.now)
    if free_at > moment.now or moment.now - event.due_at > LATEST or _in_quiet_hours(moment):
        return Turn((_at(moment, free_at),))
    said = moment.say("last_word", nudge=Nudge(event.kind, event.date), date=kept_until(moment))
    occasion = KeepOccasion(Occasion(LAST_WORD, moment.today, moment.now))
    return Turn((DealtWith(event.kind, event.date), occasion, planned(moment, moment.now)), (said,))


def kept_until(moment: Moment) -> str:
    """The last day for which a silent person's wins are kept, as it is said."""
    heard = local_time(moment.person.heard_at or moment.now, moment.person.settings.zone_info).date()
    return date_of(heard + datetime.timedelta(days=KEPT_UNHEARD), moment.local.date(), moment.language)


def _at(moment: Moment, second: int) -> Plan:
    """The first hello's time from then on."""
    settings = moment.person.settings
    date, due_at = next_occurrence(second - 1, settings.hello_minute, settings.zone_info)
    return Plan(CheckIn(LAST_WORD, date, due_at))


def _in_quiet_hours(moment: Moment) -> bool:
    """A time of their own choice may lie there."""
    settings = moment.person.settings
    return in_quiet_hours(moment.now, settings.zone_info) and not is_quiet(settings.hello_minute)
