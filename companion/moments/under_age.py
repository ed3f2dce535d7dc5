"""Somebody says that they are under 18: help lines, no hellos, no joining; told plainly."""

from msgspec import structs

from companion import planning
from companion.events import CheckInDue
from companion.history import LAST_WORD
from companion.moments import lines
from companion.moments.moment import Moment
from companion.people import DAYS_BETWEEN_HELLOS, Doorstep, Settings
from companion.reading import ADULT, age
from companion.turns import Alteration, Ask, CancelNudges, Change, DealtWith, Turn, Unplan, Wait


def said(moment: Moment, text: str) -> Turn | None:
    """The answer to an age that they name; None where none is named, or one that changes nothing."""
    years = age(text)
    if years is None:
        return None
    if years >= ADULT:
        return _of_age(moment) if moment.person.under_age else None
    return _under_age(moment) if moment.person.joined else turned_away(moment)


def noted(moment: Moment, text: str, graver: Turn) -> Turn:
    """The answer about something graver, and what is known from now on."""
    years = age(text)
    if years is None or years >= ADULT:
        return graver
    if moment.person.joined:
        return graver + Turn(_known(moment))
    waiting = [change.doorstep for change in graver.changes if isinstance(change, Wait)]
    return graver + Turn((_turned_away(waiting[-1] if waiting else moment.person.doorstep),))


def turned_away(moment: Moment) -> Turn:
    """A stranger who is under 18: that alone is known of them, and a danger, for the day of the doorstep."""
    return Turn((_turned_away(moment.person.doorstep),), (moment.say("under_18_stranger"),)) + lines.people(moment)


def _turned_away(doorstep: Doorstep | None) -> Wait:
    return Wait(structs.replace(doorstep or Doorstep(), goal="", under_age=True, keeps_nothing=True))


def _under_age(moment: Moment) -> Turn:
    person = structs.replace(moment.person, settings=_without_hellos(moment.person.settings))
    lines_for_them = lines.people(structs.replace(moment, person=person))
    return Turn((Ask(None), *_known(moment)), (moment.say("under_18"),)) + lines_for_them


def _without_hellos(settings: Settings) -> Settings:
    return structs.replace(settings, hellos="off", evening_minute=None, under_age=True)


def _known(moment: Moment) -> tuple[Alteration, ...]:
    settings = _without_hellos(moment.person.settings)
    planned = (Unplan(check_in.kind) for check_in in moment.person.plans if check_in.kind != LAST_WORD)
    return (CancelNudges(), *planning.change(moment.person, settings, moment.now), *planned)


def _of_age(moment: Moment) -> Turn:
    """We had misread them, or time went by."""
    if not moment.person.joined:
        return Turn((Wait(Doorstep()),), (moment.say("begin_first"),))
    settings = structs.replace(moment.person.settings, under_age=False)
    return Turn((Change(settings),), (moment.say("of_age"),))


def without_hellos(moment: Moment, turn: Turn) -> Turn:
    """The turn, unless it would turn on the hellos of somebody who is under 18."""
    changed = (change.settings for change in turn.changes if isinstance(change, Change))
    if not any(settings.under_age and settings.hellos in DAYS_BETWEEN_HELLOS for settings in changed):
        return turn
    return moment.turn("under_18_no_hellos")


def unspoken(event: CheckInDue) -> Turn:
    """What was planned before they said so: never said."""
    return Turn((DealtWith(event.kind, event.date), Unplan(event.kind)))
