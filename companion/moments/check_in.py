"""A planned check-in's moment has come: look again, then perhaps say one thing."""

from msgspec import structs

from companion import planning, silence
from companion.checkins import LATEST, CheckIn, in_quiet_hours, is_quiet
from companion.events import CheckInDue
from companion.history import DAY, MOST_UNASKED, Occasion, room_at, unasked_since
from companion.moments import hello, letter
from companion.moments.moment import Moment, all_done_on
from companion.people import Person, Question
from companion.replies import Nudge
from companion.turns import Alteration, Ask, DealtWith, KeepOccasion, Plan, Turn, Unplan

A_LITTLE = 15 * 60  # seconds: how much earlier or later than yesterday is no matter; clocks change by more
ASKED_FOR = "later"


def due(moment: Moment, event: CheckInDue) -> Turn:
    """The nudge where it still fits, nothing where it doesn't; the next one is planned either way."""
    if not moment.person.joined:
        return Turn()
    if not _fits(moment, event):
        return Turn(_after(moment, event, Turn()))
    free_at = _free_at(moment, event)
    if free_at > moment.now:
        return Turn((Plan(CheckIn(event.kind, event.date, free_at, event.goal, meant_at=event.due_at)),))
    said = _said(moment, event)
    return Turn(_after(moment, event, said)) + said


def _after(moment: Moment, event: CheckInDue, said: Turn) -> tuple[Alteration, ...]:
    """This one is over, and the next is planned by what was said."""
    if event.kind == ASKED_FOR:
        return (Unplan(ASKED_FOR, event.goal),)
    person = moment.person
    new = [change.occasion for change in said.changes if isinstance(change, KeepOccasion)]
    nudged_on = {**person.nudged_on, event.kind: event.date}
    known = structs.replace(person, nudged_on=nudged_on, history=(*person.history, *new))
    return (DealtWith(event.kind, event.date), *_planned(known, event.kind, moment.now))


def _planned(person: Person, kind: str, now: int) -> tuple[Alteration, ...]:
    """What comes next. A letter or an evening question that is late leaves the hello where it is planned: it may be due
    at this very moment, and planned anew it would be tomorrow's."""
    match kind:
        case "letter":
            return (planning.letter(person, person.settings, now),)
        case "evening":
            return (planning.evening(person, person.settings, now),)
        case _:
            return planning.plan(person, person.settings, now)


def _fits(moment: Moment, event: CheckInDue) -> bool:
    person, settings = moment.person, moment.person.settings
    in_time = moment.now - event.due_at <= LATEST
    if event.kind == ASKED_FOR:  # asked for after any pause or rest: those let go of it
        return person.reachable and in_time
    paused = settings.paused_until is not None and event.date < settings.paused_until
    quiet = paused or settings.rested_on == moment.today or _in_quiet_hours(moment, event)
    return person.reachable and in_time and not quiet and _free_in_time(moment, event)


def _free_in_time(moment: Moment, event: CheckInDue) -> bool:
    """Whether there is room for it soon enough. An evening question that waited would move all that come after it."""
    free_at = _free_at(moment, event)
    waits_little = event.kind != "evening" or free_at - moment.now <= A_LITTLE
    return waits_little and free_at - event.due_at <= LATEST


def _in_quiet_hours(moment: Moment, event: CheckInDue) -> bool:
    """A time of their own choice may lie there; one that is late may not."""
    settings = moment.person.settings
    of_kind = {"evening": settings.evening_minute, "letter": settings.letter_minute}
    chosen = of_kind.get(event.kind, settings.hello_minute)
    return in_quiet_hours(moment.now, settings.zone_info) and not is_quiet(chosen or 0)


def _free_at(moment: Moment, event: CheckInDue) -> int:
    """When it may be said without being one too many in 24 hours: now, or a little later after a move or a change of
    clocks."""
    return moment.now if event.kind == ASKED_FOR else room_at(moment.person.history, moment.now)


def _said(moment: Moment, event: CheckInDue) -> Turn:
    match event.kind:
        case "evening":
            return _evening(moment, event) if _is_usual(moment) else Turn()
        case "letter":
            return letter.due(moment, event) if _is_usual(moment) else Turn()
        case "later":
            return _come_back(moment, event)
        case _:
            return hello.said(moment, event)


def _come_back(moment: Moment, event: CheckInDue) -> Turn:
    goal = moment.person.goal(event.goal)
    if goal is None or moment.hides(goal) or all_done_on(moment.person, goal, moment.today):
        return Turn()
    discreet = moment.person.settings.discreet
    return hello.nudge(moment, event, goal, "nudge_discreet_later" if discreet else "nudge_later")


def _evening(moment: Moment, event: CheckInDue) -> Turn:
    """The question of those who asked for it; the next letter goes before it."""
    if _costs_the_letter(moment):
        return Turn()
    asked = KeepOccasion(Occasion(event.kind, moment.today, moment.now))
    said = moment.say("evening", nudge=Nudge(event.kind, event.date))
    return Turn((Ask(Question("evening", day=moment.today)), asked), (said,))


def _is_usual(moment: Moment) -> bool:
    """Whether there is room for more than hellos: not for those who are silent, nor where it costs the next hello."""
    return silence.stage(moment.person, moment.today) == silence.USUAL and not _costs_the_hello(moment.person)


def _costs_the_hello(person: Person) -> bool:
    hello_at = _planned_at(person, "hello")
    return hello_at is not None and unasked_since(person.history, hello_at - DAY + A_LITTLE) >= MOST_UNASKED - 1


def _costs_the_letter(moment: Moment) -> bool:
    """Whether the question of the evening before would be one too many in the day that ends with the letter."""
    person = moment.person
    letter_at, hello_at = _planned_at(person, "letter"), _planned_at(person, "hello")
    if letter_at is None or letter_at - moment.now >= DAY or not letter.written_for(moment):
        return False
    hello_between = hello_at is not None and hello_at < letter_at
    return unasked_since(person.history, letter_at - DAY) + hello_between >= MOST_UNASKED - 1


def _planned_at(person: Person, kind: str) -> int | None:
    return next((plan.due_at for plan in person.plans if plan.kind == kind), None)
