"""Somebody who writes faster than answers help: all of it takes effect, and after one kind notice little is said.

Always said: what has to do with danger, help lines, joining and erasing. Somebody in crisis hears no "too fast", and of
their words the newest are answered. What a person keeps by it is kept.
"""

from typing import Literal

from msgspec import structs

from companion import reading
from companion.care import assess
from companion.events import Event, Said, SentUnreadable, SpokenToInGroup, Tapped
from companion.moments.moment import Moment
from companion.people import Person
from companion.replies import Reply
from companion.turns import Ask, CountDanger, Forget, Join, KeepCare, Turn

Attention = Literal["full", "notice", "silent"]
"""How an event is answered: as ever, with the one notice, or not in words."""

_SAID_ALWAYS = CountDanger | Forget | Join | KeepCare
_HEARD_ALWAYS = frozenset({"help", "people", "forget", "wrong_number", "wrong"})  # commands, wishes, buttons


def slowed(turn: Turn, event: Event, person: Person, now: int, attention: Attention) -> Turn:
    """What the event brings under this attention. What was not said asks nothing: no answer to it is waited for."""
    if attention == "full" or _must_be_said(turn, event, person, now):
        return turn
    notice: tuple[Reply, ...] = ()
    if attention == "notice" and not isinstance(event, SpokenToInGroup) and not person.care.in_crisis(now):
        notice = Moment(person, now).turn("too_fast").replies
    kept = tuple(change for change in turn.changes if not isinstance(change, Ask) or change.question is None)
    return structs.replace(turn, changes=kept, replies=notice)


def _must_be_said(turn: Turn, event: Event, person: Person, now: int) -> bool:
    return (
        (isinstance(event, Tapped) and person.care.in_crisis(now))
        or any(isinstance(change, _SAID_ALWAYS) for change in turn.changes)
        or asks_for_help(event, person.settings.language)
    )


def asks_for_help(event: Event, language: str = "en") -> bool:
    """Whether this is about danger or help lines: it never waits, and never goes unanswered."""
    match event:
        case Tapped(button):
            return button is not None and button.verb in _HEARD_ALWAYS
        case Said(text=text) | SentUnreadable(caption=text):
            command = text.split(maxsplit=1)[0].removeprefix("/").casefold() if text.startswith("/") else ""
            concern = assess(text, language)
            return (
                command in _HEARD_ALWAYS
                or reading.wish(text, language) in _HEARD_ALWAYS
                or concern.raised
                or bool(concern.routes)
            )
    return False
