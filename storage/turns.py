"""One turn: what the event needs is loaded, `companion.respond` decides, the changes are applied, the replies written.

All of it inside the transaction that the caller opened: it happens once, whole, or not at all.
"""

import datetime
from collections.abc import Sequence

from msgspec import structs

from companion import planning
from companion.checkins import day_of
from companion.events import CheckInDue, Event, OwnDoing, Said, Tapped
from companion.flood import Attention, slowed
from companion.history import with_occasion
from companion.people import About, Person, Win
from companion.replies import Reply, Say, Sayable, Show
from companion.respond import respond
from companion.turns import (
    Alteration,
    Ask,
    CancelNudges,
    CancelUnsent,
    Change,
    CountDanger,
    DealtWith,
    Forget,
    Hold,
    Join,
    KeepCare,
    KeepGoal,
    KeepNote,
    KeepOccasion,
    KeepWin,
    LetExpire,
    Plan,
    Reach,
    Remember,
    RemoveGoal,
    RemoveNote,
    ReportNumber,
    TakeBack,
    Turn,
    Unplan,
    Wait,
)
from storage import (
    cancelling,
    care,
    checkins,
    forgetting,
    goals,
    held,
    notes,
    outbox,
    people,
    questions,
    reports,
    sent,
    shows,
    unheard,
    wins,
)
from storage.people import Passed
from storage.vault import Connection

HEARD_TO = 3600  # seconds: noted more often than this, each message would write a row more


def take(connection: Connection, person_id: int, event: Event, now: int, attention: Attention = "full") -> Turn:
    """Takes the turn that the event brings; `now` in UTC epoch seconds. Returns it as decided."""
    person = load(connection, person_id, event, now)
    turn = slowed(respond(event, person, now), event, person, now, attention)
    for change in turn.changes:
        if not _changes_nothing(change, turn, person):
            _apply(connection, person_id, change, now)
    people.remember(connection, person_id, _passed(person, event, turn, now))
    due_at = event.due_at if isinstance(event, CheckInDue) else None
    for said in (said for reply in turn.replies for said in _said(connection, person, reply, now)):
        outbox.put(connection, person_id, said, now, due_at=due_at)
    return turn


def _changes_nothing(change: Alteration, turn: Turn, person: Person) -> bool:
    """Many turns close a question or let a plan go that isn't there, or plan again what is planned: a fifth of what a
    usual turn would write."""
    match change:
        case Ask(None):
            return person.question is None and sum(isinstance(other, Ask) for other in turn.changes) == 1
        case Unplan(kind):
            return all(check_in.kind != kind for check_in in person.plans)
        case Plan(check_in):
            return check_in in person.plans and sum(_plans(other) == check_in.kind for other in turn.changes) == 1
    return False


def _plans(change: Alteration) -> str | None:
    """Of which kind the check-in is that it plans or lets go; None for other changes."""
    match change:
        case Plan(check_in):
            return check_in.kind
        case Unplan(kind):
            return kind
    return None


def _passed(person: Person, event: Event, turn: Turn, now: int) -> Passed:
    """What of the turn goes into the person's own row: the next thing of theirs has a number after all it gave."""
    heard_at = now if isinstance(event, OwnDoing) and now - (person.heard_at or now) >= HEARD_TO else None
    used, rapport, history = 0, None, person.history
    for change in turn.changes:
        match change:
            case KeepGoal(goal=kept) | KeepWin(win=kept) | (KeepNote() as kept):
                used = max(used, kept.number)
            case Remember(manner):
                rapport = manner
            case KeepOccasion(occasion):
                history = with_occasion(history, occasion)
    return Passed(heard_at, used, rapport, history if history is not person.history else None)


def plan_anew(connection: Connection, person_id: int, now: int) -> None:
    """Works out the person's planned check-ins again; those due by `now` stay, so that none is missed."""
    person = people.load(connection, person_id, now)
    plans, nudged_on = checkins.load(connection, person_id)
    due = {check_in.kind for check_in in plans if check_in.due_at <= now}
    known = structs.replace(person, plans=plans, nudged_on=nudged_on)
    for change in planning.plan(known, known.settings, now):
        if isinstance(change, Plan) and change.check_in.kind not in due:
            checkins.plan(connection, person_id, change.check_in)


def load(connection: Connection, person_id: int, event: Event, now: int) -> Person:
    """The person as this event's turn needs them."""
    person = people.load(connection, person_id, now)
    if not person.joined:
        return person
    today = day_of(now, person.settings.zone_info, person.settings.day_end)
    plans, nudged_on = checkins.load(connection, person_id)
    yesterday = today - datetime.timedelta(days=1)
    recent, last = wins.since(connection, person_id, yesterday)
    loaded = structs.replace(
        person,
        goals=goals.load(connection, person_id),
        recent_wins=recent,
        last_win=last,
        replied_to=_replied_to(connection, person_id, event),
        plans=plans,
        nudged_on=nudged_on,
    )
    loaded = held.with_journals(connection, loaded, event)
    named = _named_wins(connection, loaded, event, yesterday)
    return structs.replace(loaded, named_wins=named) if named else loaded


def _replied_to(connection: Connection, person_id: int, event: Event) -> About | None:
    if not isinstance(event, Said) or event.reply_to is None:
        return None
    message = sent.find(connection, person_id, event.reply_to)
    return About(message.goal, message.day) if message and message.goal and message.day else None


def _named_wins(connection: Connection, person: Person, event: Event, recent_from: datetime.date) -> tuple[Win, ...]:
    """Older wins that the event may be about: named by number, or answering nudges of a day that may be meant. Those
    that answer nudges from `recent_from` on are among the recent ones."""
    button = event.button if isinstance(event, Tapped) else None
    meant = [thing for thing in (person.question, button, person.replied_to, person.last_nudge) if thing]
    found: list[Win] = []
    asked_about = person.question.number if person.question else None
    for number in {*(button.numbers if button else ()), asked_about} - {None}:
        found += wins.numbered(connection, person.id, number)
    for day in {thing.day for thing in meant if thing.day and thing.day < recent_from}:
        found += wins.answering(connection, person.id, day)
    return tuple(found)


def _said(connection: Connection, person: Person, reply: Reply, now: int) -> Sequence[Sayable]:
    if isinstance(reply, Say) and reply.with_picture:
        reply = Show("picture_all", said=reply)
    return shows.worded(connection, person, reply, now) if isinstance(reply, Show) else (reply,)


def _apply(connection: Connection, person_id: int, change: Alteration, now: int) -> None:  # noqa: C901 - one case per change, each a call or two
    match change:
        case Join(generation):
            people.join(connection, person_id, generation, now)
        case Wait(doorstep):
            people.wait(connection, person_id, doorstep, now)
        case Change(settings):
            people.change(connection, person_id, settings)
        case KeepGoal(goal):
            goals.keep(connection, person_id, goal)
        case RemoveGoal(number):
            goals.remove(connection, person_id, number)
        case KeepWin(win):
            wins.keep(connection, person_id, win)
        case TakeBack(number):
            wins.take_back(connection, person_id, number)
        case KeepNote():
            notes.keep(connection, person_id, change)
        case RemoveNote(number):
            notes.remove(connection, person_id, number)
        case Ask(question):
            questions.ask(connection, person_id, question, now)
        case Plan(check_in):
            checkins.plan(connection, person_id, check_in)
        case Unplan(kind, goal):
            checkins.unplan(connection, person_id, kind, goal)
        case DealtWith(kind, date):
            checkins.deal_with(connection, person_id, kind, date)
        case Hold(journal):
            held.hold(connection, person_id, journal, now)
        case CancelNudges():
            cancelling.nudges(connection, person_id)
        case CancelUnsent():
            cancelling.unsent(connection, person_id)
        case KeepCare(remembered):
            care.keep(connection, person_id, remembered)
        case CountDanger(kind):
            care.count(connection, kind, now)
        case Reach(reachable):
            people.set_reachable(connection, person_id, reachable)
        case LetExpire():
            unheard.let_expire(connection, person_id, now)
        case ReportNumber(country, number):
            reports.count_wrong_number(connection, country, number, now)
        case Forget():
            forgetting.forget(connection, person_id, now)
