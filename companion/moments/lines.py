"""`/people`: who can help, from every state, and the country that it is for."""

import dataclasses

from companion.buttons import Button
from companion.care import lines
from companion.moments.moment import Moment
from companion.people import Question
from companion.reading import country
from companion.turns import Ask, Change, Turn


def people(moment: Moment, _: Button | str | None = None) -> Turn:
    """The emergency number and the directory; general words where no country is known."""
    code = moment.person.settings.country
    emergency = lines.emergency(code)
    sentence = "people_here" if emergency else "people_there" if code else "people_anywhere"
    name = lines.country_name(code, moment.language) if code else ""
    said = moment.say(sentence, country=name, emergency=emergency or "", directory=lines.directory(code))
    return moment.turn(said)


def country_command(moment: Moment, argument: str) -> Turn:
    code = country(argument, moment.language) if argument else None
    if code:
        return _set(moment, code)
    asked = moment.say("country_unknown" if argument else "country")
    return Turn((Ask(Question("country")),) if moment.person.joined else (), (asked,))


def ask_country(moment: Moment, _: Button) -> Turn:
    return country_command(moment, "")


def country_written(moment: Moment, _: Question, text: str) -> Turn | None:
    code = country(text, moment.language)
    return _set(moment, code) if code else None


def _set(moment: Moment, code: str) -> Turn:
    """Help lines are for this country from now on. A stranger sees them, and nothing is kept."""
    settings = dataclasses.replace(moment.person.settings, country=code)
    there = dataclasses.replace(moment, person=dataclasses.replace(moment.person, settings=settings))
    changes = (Ask(None), Change(settings)) if moment.person.joined else ()
    return Turn(changes) + people(there)


COMMANDS = {"people": people, "country": country_command}
TAPS = {"people": people, "country": ask_country}
QUESTIONS = {"country": country_written}
