""" "I'm safe now": the way out of a crisis. Quiet for three days unless a hello is chosen, and small steps again."""

import datetime

from msgspec import structs

from companion.buttons import Button
from companion.care.phrases import phrases, yes_or_no
from companion.care.state import HIDDEN_AREAS
from companion.checkins import CheckIn, moment_of
from companion.moments import win
from companion.moments.crisis import known, language_of, tell
from companion.moments.moment import Moment
from companion.pace import resized, smallest_step
from companion.people import DAYS_BETWEEN_HELLOS, Question
from companion.turns import Alteration, KeepCare, KeepGoal, Plan, Turn


def safe(moment: Moment, _: Button | None = None) -> Turn:
    """They say that they are safe: back at the smallest steps. Said again, it changes nothing more."""
    care = moment.person.care
    if care.in_crisis(moment.now):
        return _leaves(moment, (*known(moment, care.safe(moment.now)), *_smallest_steps(moment)))
    if moment.now < care.quiet_until:
        return _leaves(moment, ())
    return tell(moment, "safe_known")


def _leaves(moment: Moment, changes: tuple[Alteration, ...]) -> Turn:
    """The question whether to stay quiet, where there are hellos to stay quiet with."""
    asks = _has_hellos(moment)
    return tell(moment, "safe" if asks else "safe_known", "crisis_quiet" if asks else "", changes)


def _has_hellos(moment: Moment) -> bool:
    """Whether a hello could come: it is wanted, and there is a step to speak of that does not wait for weeks."""
    settings = moment.person.settings
    paused = settings.paused_until is not None and settings.paused_until > moment.local.date()
    speaks_of = any(goal.area not in HIDDEN_AREAS for goal in moment.person.goals)
    return settings.hellos in DAYS_BETWEEN_HELLOS and not paused and speaks_of


def _smallest_steps(moment: Moment) -> tuple[KeepGoal, ...]:
    smallest = [(goal, smallest_step(goal)) for goal in moment.person.goals]
    return tuple(KeepGoal(resized(goal, step, moment.today)) for goal, step in smallest if step != goal.step)


def quiet(moment: Moment, _: Button | None = None) -> Turn:
    """Nothing unasked for three days from now; in a crisis nothing is said unasked anyway."""
    care = moment.person.care
    if care.in_crisis(moment.now) or not moment.person.joined:
        return tell(moment, "stay")
    return tell(moment, "safe_quiet", changes=(KeepCare(care.quieted(moment.now)),))


def hello(moment: Moment, _: Button | None = None) -> Turn:
    """A hello tomorrow at the usual time, whatever the days of their hellos are."""
    care = moment.person.care
    if care.in_crisis(moment.now) or not _has_hellos(moment):
        return tell(moment, "stay" if care.in_crisis(moment.now) else "safe_known")
    settings = moment.person.settings
    tomorrow = moment.local.date() + datetime.timedelta(days=1)
    planned = CheckIn("hello", tomorrow, moment_of(tomorrow, settings.hello_minute, settings.zone_info))
    until = structs.replace(care, quiet_until=moment_of(tomorrow, 0, settings.zone_info))
    return tell(moment, "safe_hello", changes=(KeepCare(until), Plan(planned)))


def quiet_answered(moment: Moment, _: Question, text: str) -> Turn | None:
    """ "Shall I stay quiet, or say hello tomorrow?" Some of a button's words will do; a bare yes or no means quiet."""
    said = set(text.casefold().strip(" .!?").split())
    chosen = [act for verb, act in _CHOICES.items() if said and said <= _words_of(moment, verb)]
    if len(chosen) == 1:
        return chosen[0](moment)
    bare = yes_or_no(text, language_of(moment)) or win.acknowledged(text, moment.language)
    return quiet(moment) if bare else None


_CHOICES = {"crisis_quiet": quiet, "crisis_hello": hello}


def _words_of(moment: Moment, verb: str) -> set[str]:
    return set(phrases(language_of(moment)).labels[verb].casefold().split())


def still_answered(moment: Moment, _: Question, text: str) -> Turn | None:
    """ "Are you safe now?" """
    match yes_or_no(text, language_of(moment)):
        case "yes":
            return safe(moment)
        case "no":
            return tell(moment, "not_safe")
    return None


TAPS = {"crisis_safe": safe, **_CHOICES}
QUESTIONS = {"crisis_quiet": quiet_answered, "crisis_still": still_answered}
