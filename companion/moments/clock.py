"""Whose clock: the town that sets it, and the time of the hello."""

import dataclasses
import datetime
import zoneinfo

from companion import goals, planning, reading
from companion.buttons import Button
from companion.care import lines
from companion.checkins import local_time
from companion.events import Located
from companion.moments.moment import Moment, side_by_side
from companion.people import DAYS_BETWEEN_HELLOS, UNSET, Question, Settings
from companion.reading import Place, nearest, places, reply, skips, time_of_day, zone_name, zones, zones_showing
from companion.reading.places import is_town
from companion.reading.zones import zones_called
from companion.replies import Key, Say
from companion.turns import Ask, Turn
from companion.words import book, date_of, time_of

CLOSE_RIVAL = 5  # another town of the name is asked about when it has at least a fifth of the first one's people
EARLIEST_HELLO_IN = 6 * 3600  # seconds: someone who sets a hello for very soon means the next day


def ask_town(moment: Moment, _: Button | None = None) -> Turn:
    return Turn((Ask(Question("town")),), (moment.say("town"),))


def town_written(moment: Moment, _: Question, text: str) -> Turn | None:
    """A town ("near York" will do), or a zone like "UTC+3", or the time it is there; None for anything else, also for
    an answer to something else that is spelt like a town: "rest" is no Rasht."""
    if skips(text, moment.language):
        return Turn((Ask(None),), (moment.say("town_later"),))
    answer = reply(text, moment.language)
    if answer != "unclear":
        return no_hellos(moment) if answer == "no" else None
    found = places(text, moment.language) or places(text.rpartition(" near ")[2], moment.language)
    if found:
        alike = _alike(found)
        return _which(moment, alike) if len(alike) > 1 else _confirm(moment, found[0])
    named = zones(text, moment.language)
    if named:
        return _confirm_zone(moment, named[0])
    time = time_of_day(text, moment.language)
    return _by_clock(moment, time) if time else None


def travelled(moment: Moment, text: str) -> Turn | None:
    """ "Moved to Berlin", "move to UTC+5:30": the clock and the help lines go along, once they are shown."""
    if found := reading.travelled(text, moment.language):
        return _confirm(moment, found[0])
    zone = reading.zone_said(text, moment.language)
    return _confirm_zone(moment, zone) if zone else None


def town_late(moment: Moment, text: str) -> Turn | None:
    """A town's very name or a zone, long after it was asked for, from somebody who has named none so far."""
    if moment.person.settings.town:
        return None
    named = zones_called(text) if any(map(str.isdigit, text)) else None
    if not (named or is_town(text)) or goals.shrink(text, moment.language).area:  # "bath"
        return None
    return _confirm_zone(moment, named[0]) if named else town_written(moment, Question("town"), text)


def _alike(found: list[Place]) -> list[Place]:
    """The towns of the first one's name that may be meant too: one a clock, none much smaller."""
    rivals = [
        place
        for place in found
        if place.name == found[0].name and place.population * CLOSE_RIVAL >= found[0].population
    ]
    return list({place.zone: place for place in reversed(rivals)}.values())[::-1][:4]


def _which(moment: Moment, alike: list[Place]) -> Turn:
    """Towns of one name, told apart by what their clocks show."""
    keys = []
    for index, place in enumerate(alike):
        clock = local_time(moment.now, zoneinfo.ZoneInfo(place.zone))
        keys.append(moment.key("which_town", index, label=f"{_place_label(moment, place)}: {clock:%H:%M}"))
    question = Question("town", text=alike[0].name)
    return Turn((Ask(question),), (moment.say("which_town", rows=_column(keys)),))


def _place_label(moment: Moment, place: Place) -> str:
    return f"{place.name}, {lines.country_name(place.country, moment.language)}"


def _column(keys: list[Key]) -> tuple[tuple[Key, ...], ...]:
    return tuple((key,) for key in keys)


def town_tapped(moment: Moment, button: Button) -> Turn:
    question = moment.person.question
    if question is None or question.kind not in ("town", "clock"):
        return moment.turn("moment_passed")
    found = _shown_at(question) if question.kind == "clock" else _alike(places(question.text, moment.language))
    if button.number is None or button.number >= len(found):
        return moment.turn("moment_passed")
    return moment.tidied() + _confirm(moment, found[button.number])


def another_way(moment: Moment, _: Button) -> Turn:
    """Not a town: a shared location, or the time that their clock shows."""
    said = dataclasses.replace(moment.say("another_way"), ask_location=moment.key("share_location").label)
    return moment.tidied() + Turn((Ask(Question("clock")),), (said,))


def clock_written(moment: Moment, question: Question, text: str) -> Turn | None:
    time = time_of_day(text, moment.language)
    return _by_clock(moment, time) if time else town_written(moment, question, text)


def _by_clock(moment: Moment, time: datetime.time) -> Turn:
    """Towns whose clocks show that time now."""
    question = Question("clock", text=f"{time:%H:%M}@{moment.now}")
    found = _shown_at(question)
    keys = [moment.key("which_town", index, label=_place_label(moment, place)) for index, place in enumerate(found)]
    said = moment.say("which_clock", time=f"{time:%H:%M}", rows=_column(keys))
    return Turn((Ask(question),), (said,)) if keys else moment.turn("town_unknown")


def _shown_at(question: Question) -> list[Place]:
    time, _, asked_at = question.text.partition("@")
    if not asked_at:
        return []
    at = datetime.datetime.fromtimestamp(int(asked_at), datetime.UTC)
    return zones_showing(datetime.time.fromisoformat(time), at)[:6]


def located(moment: Moment, event: Located) -> Turn:
    """A shared location gives the nearest town; the place itself is not kept."""
    return _confirm(moment, nearest(event.latitude, event.longitude))


def _confirm(moment: Moment, place: Place) -> Turn:
    settings = moment.person.settings
    named = dataclasses.replace(settings, zone=place.zone, town=place.name, country=place.country)
    country = lines.country_name(place.country, moment.language)
    return _confirmed(moment, named, "town_confirmed", country=country)


def _confirm_zone(moment: Moment, zone: str) -> Turn:
    settings = dataclasses.replace(moment.person.settings, zone=zone, town=zone_name(zone))
    return _confirmed(moment, settings, "zone_confirmed")


def _confirmed(moment: Moment, settings: Settings, sentence: str, country: str = "") -> Turn:
    """The clock is set and shown. Whoever gets hellos already is only told; a newcomer is asked for the time."""
    there = Moment(dataclasses.replace(moment.person, settings=settings), moment.now, moment.message_id, moment.tapped)
    clock = time_of(there.local.hour * 60 + there.local.minute)
    changes = planning.change(moment.person, settings, moment.now)
    if settings.hellos != UNSET:
        sentence = "town_changed" if settings.hellos in DAYS_BETWEEN_HELLOS else "town_noted"
        return Turn((Ask(None), *changes), (moment.say(sentence, clock=clock, town=settings.town),))
    hello = time_of(settings.hello_minute)
    when = _first_hello(there, settings)[1]
    said = moment.say(sentence, clock=clock, hello=hello, when=when, town=settings.town, country=country)
    return Turn((Ask(Question("hello")), *changes), (said,))


def _first_hello(moment: Moment, settings: Settings) -> tuple[datetime.date, str]:
    """The date of the first hello (at least some hours off), and how to say it."""
    soonest = moment.now + EARLIEST_HELLO_IN
    wanted = dataclasses.replace(settings, hellos="daily")
    found = planning.next_hello(moment.person, wanted, soonest)
    date = found[0] if found else moment.local.date()
    return date, date_of(date, moment.local.date(), moment.language)


def hello_answered(moment: Moment, question: Question, text: str) -> Turn | None:
    """ "Hello tomorrow at 09:30?": yes, another time, another town, or no. Its own buttons, typed, are read as such."""
    if book(moment.language).verbs.get(text.casefold().strip(" .!")) in _OTHER_ANSWERS:
        return None
    if skips(text, moment.language):
        return Turn((Ask(None),), (moment.say("town_later"),))
    time = time_of_day(text, moment.language)
    if time:
        return set_hello(moment, time)
    if not book(moment.language).phrases["another_time"].keys().isdisjoint(text.casefold().strip(" .!").split()):
        return other_time(moment)
    match reply(text, moment.language):
        case "yes" | "done":
            return hello_yes(moment)
        case "not_today" if text.casefold().strip(" .!") == moment.key("tomorrow").label.casefold():
            return hello_yes(moment)  # "Hello tomorrow at 09:30?"
        case "no":
            return no_hellos(moment)
        case _:
            return town_written(moment, question, text) if places(text, moment.language) else None


def hello_yes(moment: Moment, _: Button | None = None) -> Turn:
    minute = moment.person.settings.hello_minute
    return moment.tidied() + set_hello(moment, datetime.time(minute // 60, minute % 60))


def set_hello(moment: Moment, time: datetime.time) -> Turn:
    """Hellos at this local time from the next fitting day on."""
    newcomer = moment.person.settings.hellos not in ("daily", "other_day", "weekly")
    hellos = "daily" if newcomer else moment.person.settings.hellos
    minute = time.hour * 60 + time.minute
    settings = dataclasses.replace(moment.person.settings, hellos=hellos, hello_minute=minute)
    planned = next((plan.date for plan in moment.person.plans if plan.kind == "hello"), None)
    if newcomer or planned is None or minute != moment.person.settings.hello_minute:
        date, when = _first_hello(moment, settings)
    else:  # set to what it is: nothing moves
        date, when = planned, date_of(planned, moment.local.date(), moment.language)
    changes = planning.change(moment.person, settings, moment.now, not_before=date)
    said = moment.say("hello_set" if newcomer else "hello_moved", hello=time_of(minute), when=when)
    return Turn((Ask(None), *changes), (said,))


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
    settings = dataclasses.replace(moment.person.settings, hellos="off")
    said: Say = moment.say("no_hellos")
    return moment.tidied() + Turn((Ask(None), *planning.change(moment.person, settings, moment.now)), (said,))


TAPS = {
    "ask_town": ask_town,
    "other_town": ask_town,
    "which_town": town_tapped,
    "another_way": another_way,
    "hello_yes": hello_yes,
    "hello_at": hello_at,
    "other_time": other_time,
    "no_hellos": no_hellos,
}
_OTHER_ANSWERS = TAPS.keys() - {"hello_yes"}
QUESTIONS = {"town": town_written, "clock": clock_written, "hello": hello_answered, "hello_time": time_written}
