"""The one decision: what an event means for a person now, and what is answered. Pure."""

from msgspec import structs

from companion import calm, free_text, reading
from companion.buttons import NO_GENERATION, Button
from companion.events import (
    CheckInDue,
    Event,
    FileRead,
    Left,
    Located,
    OwnDoing,
    Returned,
    Said,
    SentFile,
    SentUnreadable,
    SpokenToInGroup,
    Tapped,
)
from companion.handlers import COMMANDS, FOR_STRANGERS, TAPS, TAPS_FOR_STRANGERS
from companion.history import LAST_WORD
from companion.moments import (
    check_in,
    company,
    crisis,
    importing,
    last_word,
    lines,
    silent,
    town,
    unclear,
    under_age,
    welcome,
)
from companion.moments.moment import Moment
from companion.people import Person
from companion.replies import Say
from companion.turns import Ask, CancelNudges, Reach, Remember, Turn


def respond(event: Event, person: Person, now: int) -> Turn:
    """What this event brings for this person at `now` (UTC epoch seconds)."""
    heard = silent.heard(event, person, now)
    turn = _respond(event, heard, now)
    if heard is not person:
        turn = silent.welcomed(person, Moment(heard, now), event, turn)
    turn = _counted(turn, person)
    back = person.joined and not person.reachable and not isinstance(event, CheckInDue | Left)
    return Turn((Reach(reachable=True),)) + turn if back else turn


def _counted(turn: Turn, person: Person) -> Turn:
    """The turn, with the wordings counted that it used."""
    said = [reply.in_turn for reply in turn.replies if isinstance(reply, Say) and reply.in_turn]
    if not said or not person.joined:
        return turn
    changed = [change.rapport for change in turn.changes if isinstance(change, Remember)]
    return turn + Turn((Remember((changed or [person.rapport])[-1].having_said(said)),))


def _respond(event: Event, person: Person, now: int) -> Turn:
    match event:
        case Said() | Tapped() | Located() | SentUnreadable() | SentFile():
            return _answer(Moment(person, now, event.message_id, tapped=isinstance(event, Tapped)), event)
        case FileRead():
            return importing.read(Moment(person, now), event)
        case CheckInDue():
            return _due(Moment(person, now), event)
        case SpokenToInGroup(message_id):
            return _private_only(Moment(person, now), message_id)
        case Left():
            return Turn((Reach(reachable=False), CancelNudges()))
        case Returned():
            return Turn((Reach(reachable=True),))


def _private_only(moment: Moment, message_id: int) -> Turn:
    return moment.turn(structs.replace(moment.say("private_only"), answers=message_id))


def _answer(moment: Moment, event: OwnDoing) -> Turn:
    """Danger first; and while there is danger, nothing but calm."""
    if isinstance(event, Said | SentUnreadable | SentFile) and (seen := crisis.danger(moment, event)):
        return under_age.noted(moment, event.text if isinstance(event, Said) else event.caption, seen)
    return calm.calmed(moment, event, under_age.without_hellos(moment, _usual(moment, event)))


def _due(moment: Moment, event: CheckInDue) -> Turn:
    if event.kind == LAST_WORD:  # it looks by itself whom nothing may be said to
        return last_word.due(moment, event)
    if moment.person.under_age:
        return under_age.unspoken(event)
    due = company.due if event.kind == company.KIND else check_in.due
    return calm.unspoken(moment, event, due(moment, event))


def _usual(moment: Moment, event: OwnDoing) -> Turn:
    match event:
        case Said():
            return _said(moment, event)
        case Tapped():
            return _tapped(moment, event.button)
        case _:
            return _sent(moment, event)


def _sent(moment: Moment, event: Located | SentUnreadable | SentFile) -> Turn:
    if not isinstance(event, Located) and (told := under_age.said(moment, event.caption)):
        return told
    if not moment.person.joined:
        return welcome.greet(moment) if moment.person.doorstep is None else moment.turn("begin_first")
    match event:
        case Located():
            return town.located(moment, event)
        case SentFile():
            return importing.sent(moment, event)
        case SentUnreadable():
            return unclear.unreadable(moment, event)


def _tapped(moment: Moment, button: Button | None) -> Turn:
    """A press means what its button says, however old; one from before `/forget` says kindly that it is dead."""
    if button is None or button.verb not in TAPS or button.generation not in (NO_GENERATION, moment.person.generation):
        return moment.turn("dead_button")
    if not moment.person.joined and button.verb not in TAPS_FOR_STRANGERS:
        return moment.turn("begin_first")
    return TAPS[button.verb](moment, button)


def _said(moment: Moment, event: Said) -> Turn:
    text = reading.typed(reading.by_heart(event.text.strip()))
    if event.forwarded and moment.person.joined:  # somebody else's words, a command among them
        return moment.turn("forwarded")
    pressed = crisis.typed(moment, text)
    if pressed:
        return TAPS[pressed.verb](moment, pressed)
    if told := under_age.said(moment, text.replace("_", " ") if text.startswith("/") else text):
        return told
    if text.startswith("/"):
        return _command(moment, text, edited=event.edited)
    if not moment.person.joined:
        return _stranger_said(moment, text)
    return unclear.edited(moment, text) if event.edited else free_text.read(moment, text)


def _stranger_said(moment: Moment, text: str) -> Turn:
    """Help lines at once; the buttons of the first message in words; else what the doorstep makes of it."""
    if reading.wish(text) in ("help", "people"):
        return lines.people(moment)
    if numbers := crisis.told_country(moment, text):
        return numbers
    if moment.person.doorstep and reading.talk(text) == "program":
        return moment.turn("talk_program")
    verb = free_text.verb_of(moment, text)
    if moment.person.doorstep and verb in TAPS_FOR_STRANGERS - {"begin"}:  # consent has words of its own
        return TAPS[verb](moment, Button(verb))
    return welcome.stranger_said(moment, text)


def _command(moment: Moment, text: str, *, edited: bool) -> Turn:
    """`/name argument`; a stranger's goal waits for their Begin."""
    name, *rest_of_it = text[1:].split(maxsplit=1) or [""]
    name, argument = name.casefold(), "".join(rest_of_it).strip()
    if not moment.person.joined and name not in FOR_STRANGERS:
        return welcome.stranger_asked(moment, name, argument)
    if name not in COMMANDS:
        words = f"{name.replace('_', ' ')} {argument}".strip()
        return free_text.asked(moment, words) or moment.turn("unknown_command")
    if edited and name in ("win", "goal"):  # what it made the first time stays as it is
        return moment.turn("edited_seen")
    # A command is a new thread: what was asked before it is let go.
    asked = Turn((Ask(None),)) if moment.person.question else Turn()
    return asked + COMMANDS[name](moment, argument)
