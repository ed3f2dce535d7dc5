"""People who fall silent, and who come back: asked once, told once, then left in peace; no word about the gap."""

import datetime

from msgspec import structs

from companion import planning, silence
from companion.buttons import Button
from companion.checkins import CheckIn
from companion.events import CheckInDue, Event, OwnDoing, Said
from companion.history import FAREWELL, WEEK, Occasion
from companion.moments import last_word, pause
from companion.moments.moment import Moment, active, spoken_of
from companion.pace import resized, smallest_step
from companion.people import About, Goal, Person, Question
from companion.reading import talk
from companion.replies import Nudge, Say
from companion.turns import Alteration, Ask, Change, Forget, KeepGoal, KeepOccasion, KeepWin, Plan, Turn, Unplan

LOOKED_AT_AFTER = silence.GENTLE_DAYS - 1  # days of silence below which nothing about a person's hellos has changed


def a_week(moment: Moment, event: CheckInDue) -> Turn:
    """One message: gentle, less often, a pause or none, and where help lines are."""
    said = moment.say(
        "silent_week", number=pause.level(moment.person.settings.hellos), nudge=Nudge(event.kind, event.date)
    )
    return Turn((Ask(None), _occasion(moment, WEEK)), (said,))


def farewell(moment: Moment, event: CheckInDue) -> Turn:
    """The last message until they write: how long their wins are kept, and the picture of them."""
    said = moment.say("silent_farewell", nudge=Nudge(FAREWELL, event.date), date=last_word.kept_until(moment))
    shows = moment.person.wins_total > 0 and not moment.person.settings.plain
    return Turn((Ask(None), _occasion(moment, FAREWELL)), (structs.replace(said, with_picture=shows),))


def _occasion(moment: Moment, kind: str) -> KeepOccasion:
    return KeepOccasion(Occasion(kind, moment.today, moment.now))


def keep_gentle(moment: Moment, _: Button | None = None) -> Turn:
    """The smallest step of each goal, every other day or less. Pressed again, nothing changes."""
    settings = moment.person.settings
    if settings.hellos == "daily":
        settings = structs.replace(settings, hellos="other_day")
    changes = planning.change(moment.person, settings, moment.now)
    goals = [_at_its_smallest(moment, goal) for goal in active(moment.person)]
    said = moment.say("kept_gentle", number=pause.level(settings.hellos))
    return moment.tidied() + Turn((Ask(None), *changes, *map(KeepGoal, goals)), (said,))


def _at_its_smallest(moment: Moment, goal: Goal) -> Goal:
    step = smallest_step(goal)
    return goal if step == goal.step else resized(goal, step, moment.today)


def heard(event: Event, person: Person, now: int) -> Person:
    """The person as heard of at `now`, where the event is their own doing and silence is to be looked at."""
    silent = now - (person.heard_at or now) >= LOOKED_AT_AFTER * 24 * 3600
    return structs.replace(person, heard_at=now) if silent and isinstance(event, OwnDoing) else person


def welcomed(before: Person, moment: Moment, event: Event, turn: Turn) -> Turn:
    """The turn of somebody heard of again: hellos as before the silence; after a farewell, a good word first."""
    if any(isinstance(change, Forget) for change in turn.changes):
        return turn
    quiet = silence.has_gone_quiet(before, moment.now)
    slower = quiet or silence.stage(before, moment.today) != silence.USUAL
    hellos = Turn(_as_before(moment, quiet=quiet)) if slower and not _plans_hellos(turn) else Turn()
    if not quiet:
        return hellos + turn
    return hellos + Turn((last_word.planned(moment, moment.now),)) + _good_to_hear(moment, event, turn)


def _as_before(moment: Moment, *, quiet: bool) -> tuple[Alteration, ...]:
    """Hellos as they chose them; from tomorrow on for those who had none any more: today has a word already."""
    tomorrow = moment.local.date() + datetime.timedelta(days=1) if quiet else None
    return planning.plan(moment.person, moment.person.settings, moment.now, not_before=tomorrow)


def _plans_hellos(turn: Turn) -> bool:
    for change in turn.changes:
        match change:
            case Plan(check_in=CheckIn(kind="hello")) | Unplan("hello"):
                return True
    return False


def _good_to_hear(moment: Moment, event: Event, turn: Turn) -> Turn:
    """Before what answers them; in place of it where they said hello and nothing else."""
    if moment.person.care.quiet(moment.now) or _weighty(turn):
        return turn
    small_talk = isinstance(event, Said) and talk(event.text, moment.language) == "greeting"
    done = any(isinstance(change, KeepWin) for change in turn.changes)
    goals = spoken_of(moment)
    if done or not goals:
        return Turn(replies=(moment.say("good_to_hear"),)) + turn
    return _smallest(moment, goals[0]) + (Turn(turn.changes) if small_talk else turn)


def _weighty(turn: Turn) -> bool:
    """Whether the answer stands alone: about danger, or about what they want of us from now on."""
    urgent = any(isinstance(reply, Say) and reply.until_confirmed for reply in turn.replies)
    return urgent or any(isinstance(change, Change) for change in turn.changes)


def _smallest(moment: Moment, goal: Goal) -> Turn:
    step, day = smallest_step(goal), moment.today
    eased = structs.replace(goal, eased_step=step, eased_on=day, asked_on=day, answered_on=None)
    about = About(goal.number, day)
    said = moment.say("good_to_hear_step", number=goal.number, day=day, about=about, step=step)
    return Turn((Ask(Question("step", goal.number, day=day)), KeepGoal(eased)), (said,))


TAPS = {"keep_gentle": keep_gentle}
