"""The town or the zone that sets a person's clock, confirmed by showing it."""

import datetime
import zoneinfo

from msgspec import structs

from companion import goals, planning, reading
from companion.buttons import Button
from companion.care import lines
from companion.checkins import local_time
from companion.events import Located
from companion.moments import clock
from companion.moments.moment import Moment
from companion.people import DAYS_BETWEEN_HELLOS, UNSET, Question, Settings
from companion.reading import (
    Place,
    country,
    nearest,
    places,
    reply,
    skips,
    time_of_day,
    zone_name,
    zones,
    zones_showing,
)
from companion.reading.places import is_town
from companion.reading.zones import zones_called
from companion.replies import Key
from companion.turns import Ask, Turn
from companion.words import book, time_of

FAR_AWAY = "trips & dreams"  # the area of goals that the names of large towns belong to
CLOSE_RIVAL = 5  # another town of the name is asked about when it has at least a fifth of the first one's people


def ask_town(moment: Moment, _: Button | None = None) -> Turn:
    return Turn((Ask(Question("town")),), (moment.say("town"),))


def town_written(moment: Moment, question: Question, text: str) -> Turn | None:
    """A town ("near York" will do), or a zone like "UTC+3", or the time it is there; None for anything else, also for
    an answer to something else that is spelt like a town: "rest" is no Rasht."""
    if skips(text, moment.language):
        return Turn((Ask(None),), (moment.say("town_later"),))
    if meant := _one_of(question, text, moment.language):
        return _confirm(moment, meant)
    time = time_of_day(text, moment.language)
    if time and moment.person.settings.town:
        return clock.set_hello(moment, time)
    answer = reply(text, moment.language)
    if answer != "unclear":
        return clock.no_hellos(moment) if answer == "no" else None
    found = places(text, moment.language) or places(text.rpartition(" near ")[2], moment.language)
    if found:
        alike = _alike(found)
        return _which(moment, alike) if len(alike) > 1 else _confirm(moment, found[0])
    named = zones(text, moment.language)
    if named:
        return _confirm_zone(moment, named[0])
    return _by_clock(moment, time) if time else None


def _one_of(question: Question, text: str, language: str) -> Place | None:
    """Of towns of one name that were shown: the one in the country that they write, or the first, named once more."""
    if question.kind != "town" or not question.text:
        return None
    shown = _alike(places(question.text, language))
    if text.casefold().strip(" .!") == question.text.casefold():
        return shown[0]
    code = country(text)
    return next((place for place in shown if place.country == code), None)


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
    if named and not goals.shrink(text, moment.language).named:
        return _confirm_zone(moment, named[0])
    return town_written(moment, Question("town"), text) if is_a_clock(moment, text) else None


def is_a_clock(moment: Moment, text: str) -> bool:
    """Whether it is a town's very name and nothing else ("bath" is more often a bath), from somebody who has named none
    so far: to them London is rather where they are than where they would like to go."""
    if moment.person.settings.town or not is_town(text):
        return False
    meant = goals.shrink(text, moment.language)
    return not meant.named or meant.area == FAR_AWAY


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
        local = local_time(moment.now, zoneinfo.ZoneInfo(place.zone))
        keys.append(moment.key("which_town", index, label=f"{_place_label(moment, place)}: {local:%H:%M}"))
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
    said = structs.replace(moment.say("another_way"), ask_location=moment.key("share_location").label)
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
    named = structs.replace(settings, zone=place.zone, town=place.name, country=place.country)
    country = lines.country_name(place.country, moment.language)
    return _confirmed(moment, named, "town_confirmed", country=country)


def _confirm_zone(moment: Moment, zone: str) -> Turn:
    settings = structs.replace(moment.person.settings, zone=zone, town=zone_name(zone))
    return _confirmed(moment, settings, "zone_confirmed")


def _confirmed(moment: Moment, settings: Settings, sentence: str, country: str = "") -> Turn:
    """The clock is set and shown. Whoever gets hellos already is only told; a newcomer is asked for the time."""
    there = Moment(structs.replace(moment.person, settings=settings), moment.now, moment.message_id, moment.tapped)
    shown = time_of(there.local.hour * 60 + there.local.minute)
    changes = planning.change(moment.person, settings, moment.now)
    if settings.hellos != UNSET:
        sentence = "town_changed" if settings.hellos in DAYS_BETWEEN_HELLOS else "town_noted"
        return Turn((Ask(None), *changes), (moment.say(sentence, clock=shown, town=settings.town),))
    hello = time_of(settings.hello_minute)
    when = clock.first_hello(there, settings)[1]
    said = moment.say(sentence, clock=shown, hello=hello, when=when, town=settings.town, country=country)
    return Turn((Ask(Question("hello")), *changes), (said,))


def hello_answered(moment: Moment, question: Question, text: str) -> Turn | None:
    """ "Hello tomorrow at 09:30?": yes, another time, another town, or no. Its own buttons, typed, are read as such."""
    typed = book(moment.language).verbs.get(text.casefold().strip(" .!"))
    if typed in _OTHER_ANSWERS:
        return None
    time = time_of_day(text, moment.language)
    if time:
        return clock.set_hello(moment, time)
    if not book(moment.language).phrases["another_time"].keys().isdisjoint(text.casefold().strip(" .!").split()):
        return clock.other_time(moment)
    if skips(text, moment.language):
        return Turn((Ask(None),), (moment.say("town_later"),))
    match reply(text, moment.language):
        case "yes" | "done":
            return clock.hello_yes(moment)
        case "not_today" if typed == "tomorrow":
            return clock.hello_yes(moment)  # "Hello tomorrow at 09:30?"
        case "no":
            return clock.no_hellos(moment)
        case _:
            return town_written(moment, question, text) if places(text, moment.language) else None


def time_answered(moment: Moment, question: Question, text: str) -> Turn | None:
    """The time of the hello; a town in its place sets the clock that it goes by."""
    town = is_town(text) and not time_of_day(text, moment.language)
    return town_written(moment, Question("town"), text) if town else clock.time_written(moment, question, text)


TAPS = {
    "ask_town": ask_town,
    "other_town": ask_town,
    "which_town": town_tapped,
    "another_way": another_way,
}
_OTHER_ANSWERS = {*TAPS, *clock.TAPS} - {"hello_yes"}
QUESTIONS = {"town": town_written, "clock": clock_written, "hello": hello_answered, "hello_time": time_answered}
