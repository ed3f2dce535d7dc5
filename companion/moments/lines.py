"""`/people`: who can help, from every state, and the country that it is for."""

from collections.abc import Sequence

from msgspec import structs

from companion.buttons import Button
from companion.care import lines
from companion.care.hours import ALWAYS, parse
from companion.moments.moment import Moment, side_by_side
from companion.people import Question
from companion.reading import country
from companion.turns import Ask, Change, ReportNumber, Turn
from companion.words import Shown, cut

MOST_SHOWN = 3
_LONGEST_LABEL = 40  # characters


def people(moment: Moment, _: Button | str | None = None) -> Turn:
    """The emergency number, the help lines and the directory; general words where no country is known."""
    code = moment.person.settings.country
    emergency = lines.emergency(code)
    younger = lines.child_lines(code, moment.local) if moment.person.under_age else ()
    known = (*younger, *lines.help_lines(code, moment.local))[:MOST_SHOWN]
    said = moment.say(
        _sentence(code, emergency, known),
        number=next(iter(lines.numbers(code)), None),
        country=lines.country_name(code, moment.language) if code else "",
        emergency=emergency or "",
        lines=Shown("\n\n".join(written(moment, line) for line in known)),
        directory=lines.directory(code),
    )
    return moment.turn(said)


def _sentence(country: str, emergency: str | None, known: Sequence[lines.Line]) -> str:
    if emergency:
        return "people_here" if known else "people_emergency"
    return "people_there" if country else "people_anywhere"


def written(moment: Moment, line: lines.Line) -> Shown:
    """A help line as it stands in a message (HTML): name and hours, each way to reach it, when it was checked."""
    name = "line_name_for" if line.audience else "line_name"
    month = lines.checked_in(line, moment.language)
    parts = (
        moment.say(name, line=line.name, audience=line.audience, hours=_hours(moment, line)),
        moment.say("line_call", phone=line.phone) if line.phone else None,
        moment.say("line_text", text=line.text) if line.text else None,
        moment.say("line_chat", chat=line.chat) if line.chat else None,
        moment.say("line_checked", month=month) if month else moment.say("line_not_dated"),
    )
    return Shown("\n".join(part.text for part in parts if part))


def _hours(moment: Moment, line: lines.Line) -> str:
    if line.hours == ALWAYS or parse(line.hours) is None:
        return line.hours
    return moment.say("line_open" if line.open else "line_closed", hours=line.hours).text


def wrong_number(moment: Moment, button: Button) -> Turn:
    """Asks which number is wrong: of the country that the button was made for, else of the person's own."""
    code = lines.country_of(button.number or 0) or moment.person.settings.country
    known = lines.numbers(code)
    if not known:
        return people(moment)
    keys = [moment.key("wrong", number, label=cut(name, _LONGEST_LABEL)) for number, name in known.items()]
    asked = (Ask(Question("wrong_number", next(iter(known)))),) if moment.person.joined else ()
    return Turn(asked, (moment.say("wrong_which", rows=side_by_side(keys)),))


def wrong(moment: Moment, button: Button) -> Turn:
    """Counts that somebody called this number wrong, and nothing about who."""
    code = lines.country_of(button.number or 0)
    if not code:
        return people(moment)
    closed = (Ask(None),) if moment.person.joined else ()
    said = moment.say("wrong_noted", directory=lines.directory(code))
    return moment.tidied() + Turn((*closed, ReportNumber(code, button.number or 0)), (said,))


def wrong_written(moment: Moment, question: Question, text: str) -> Turn | None:
    """The name of a line, typed."""
    known = lines.numbers(lines.country_of(question.number or 0))
    typed = text.casefold().strip(" .!")
    named = [number for number, name in known.items() if cut(name, _LONGEST_LABEL).casefold() == typed]
    return wrong(moment, Button("wrong", named[0])) if named else None


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
    settings = structs.replace(moment.person.settings, country=code)
    there = structs.replace(moment, person=structs.replace(moment.person, settings=settings))
    changes = (Ask(None), Change(settings)) if moment.person.joined else ()
    return Turn(changes) + people(there)


COMMANDS = {"people": people, "country": country_command}
TAPS = {"people": people, "country": ask_country, "wrong_number": wrong_number, "wrong": wrong}
QUESTIONS = {"country": country_written, "wrong_number": wrong_written}
