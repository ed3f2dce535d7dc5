"""Quiet, for a while or for good, and back: one message each, no persuasion."""

import datetime
from collections.abc import Callable, Mapping

from msgspec import structs

from companion import planning
from companion.buttons import Button
from companion.moments.moment import Moment, may_speak
from companion.people import DAYS_BETWEEN_HELLOS, Question, Settings
from companion.reading import talk, until
from companion.replies import Say
from companion.turns import Ask, CancelNudges, KeepCare, Plan, Turn, Unplan
from companion.words import book, date_of

HOW_OFTEN = (*DAYS_BETWEEN_HELLOS, "off")  # daily first
_OFF = len(HOW_OFTEN) - 1
WEEK = 7


def pause(moment: Moment, text: str) -> Turn:
    """ "pause till Monday"; without a date, one question."""
    date = until(text, moment.local.date(), moment.language)
    return _quiet_until(moment, date) if date else ask_until(moment)


def ask_until(moment: Moment, _: Button | None = None) -> Turn:
    return Turn((Ask(Question("pause")),), (moment.say("pause_until"),))


def until_written(moment: Moment, _: Question, text: str) -> Turn | None:
    date = until(text, moment.local.date(), moment.language)
    return _quiet_until(moment, date) if date else None


def quiet_days(moment: Moment, button: Button) -> Turn:
    return moment.tidied() + _quiet_until(moment, moment.local.date() + datetime.timedelta(_QUIET_DAYS[button.verb]))


_QUIET_DAYS = {"pause_3": 3, "pause_7": WEEK, "pause_14": 2 * WEEK}


def quiet_week(moment: Moment, _: str = "") -> Turn:
    return _quiet_until(moment, moment.local.date() + datetime.timedelta(WEEK))


def _quiet_until(moment: Moment, date: datetime.date) -> Turn:
    if moment.person.settings.hellos not in DAYS_BETWEEN_HELLOS:
        return stop(moment)  # no hello to say again
    settings = structs.replace(moment.person.settings, paused_until=date)
    changes = planning.change(moment.person, settings, moment.now)
    hello_at = next((change.check_in.due_at for change in changes if isinstance(change, Plan)), 0)
    sentence = "paused" if may_speak(moment, hello_at) else "paused_at_least"
    said: Say = moment.say(sentence, date=date_of(date, moment.local.date(), moment.language))
    return Turn((Ask(None), CancelNudges(), Unplan("later"), *changes), (said,))


def resume(moment: Moment, asked: Button | str = "") -> Turn:
    """Hellos as before, or daily for someone who had none; they end the quiet after a danger. "I'm back" ends a pause,
    and asks for nothing else."""
    settings = moment.person.settings
    paused = settings.paused_until is not None and settings.paused_until > moment.local.date()
    if not paused and isinstance(asked, str) and (talk(asked, moment.language) or asked.casefold() == "back"):
        return moment.turn("talk_greeting")
    hellos = settings.hellos if settings.hellos in DAYS_BETWEEN_HELLOS else "daily"
    again = structs.replace(settings, hellos=hellos, paused_until=None)
    care = structs.replace(moment.person.care, quiet_until=0)
    kept = (KeepCare(care),) if care != moment.person.care else ()
    heard = structs.replace(moment, person=structs.replace(moment.person, care=care))
    return Turn(kept) + _hellos(heard, again, "resumed" if settings.town else "resumed_no_town")


def less_often(moment: Moment, button: Button | str = "") -> Turn:
    """Daily, every other day, weekly, then only when they write. No "are you sure"."""
    seldom = max(level(moment.person.settings.hellos), min(_shown(moment, button) + 1, _OFF))
    return _often(moment, _named(moment, button) or HOW_OFTEN[seldom])


def more_often(moment: Moment, button: Button | str = "") -> Turn:
    seldom = min(level(moment.person.settings.hellos), max(_shown(moment, button) - 1, 0))
    return _often(moment, _named(moment, button) or HOW_OFTEN[seldom])


def level(hellos: str) -> int:
    """How seldom hellos come: 0 is daily. None were asked for: as if they were off."""
    return HOW_OFTEN.index(hellos) if hellos in HOW_OFTEN else _OFF


def _named(moment: Moment, button: Button | str) -> str:
    """ "Weekly", "every other day": how often, where the words name it; else empty."""
    said = button.casefold() if isinstance(button, str) else ""
    return next((often for words, often in book(moment.language).phrases["often_said"].items() if words in said), "")


def _shown(moment: Moment, button: Button | str) -> int:
    """What the message with the button said, so that a second press changes nothing; typed: what is so now."""
    number = button.number if isinstance(button, Button) and moment.tapped else None
    return level(moment.person.settings.hellos) if number is None else number % len(HOW_OFTEN)


def _often(moment: Moment, hellos: str) -> Turn:
    """Hellos as often as that; a pause lasts as long as it did."""
    if hellos not in DAYS_BETWEEN_HELLOS:
        return stop(moment)
    return _hellos(moment, structs.replace(moment.person.settings, hellos=hellos), f"hellos_{hellos}")


def _hellos(moment: Moment, settings: Settings, sentence: str) -> Turn:
    changes = planning.change(moment.person, settings, moment.now)
    said = moment.say(sentence, number=level(settings.hellos))
    return moment.tidied() + Turn((Ask(None), CancelNudges(), *changes), (said,))


def stop(moment: Moment, _: Button | str = "") -> Turn:
    said = moment.say("hellos_off", number=_OFF)
    return moment.tidied() + Turn((Ask(None), *planning.stop(moment.person, moment.now)), (said,))


TAPS = {
    "pause": ask_until,
    "pause_3": quiet_days,
    "pause_7": quiet_days,
    "pause_14": quiet_days,
    "stop_hellos": stop,
    "less_often": less_often,
    "more_often": more_often,
    "resume": resume,
}
QUESTIONS = {"pause": until_written}
WISHES: Mapping[str, Callable[[Moment, str], Turn]] = {
    "pause": pause,
    "quiet_week": quiet_week,
    "less_often": less_often,
    "more_often": more_often,
    "stop": stop,
    "resume": resume,
}
