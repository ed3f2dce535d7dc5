"""What is left of an answer while somebody is in crisis: nothing is celebrated, offered or asked but whether they are
safe. What they ask for about help, their data or quiet is answered as ever."""

from msgspec import structs

from companion import reading
from companion.care.phrases import speaks_of_another
from companion.care.state import ASKED_AFTER, LASTING
from companion.events import CheckInDue, Event, Located, Said, SentFile, SentUnreadable, Tapped
from companion.handlers import QUESTIONS
from companion.moments import crisis, crisis_over, leaving, letter, lines, pages, pause, settings
from companion.moments.moment import Moment
from companion.people import Question
from companion.replies import Reply, Say
from companion.turns import DealtWith, Join, KeepNote, KeepWin, Plan, Turn, Unplan
from companion.words import own_words

_ASKED_FOR = frozenset({"people", "country", "help", "privacy", "safety", "export", "forget", "settings", "pause"})
_BESIDE_HELLOS = frozenset({"evening", "letter"})
_WISHES = _ASKED_FOR | {"stop", "quiet_week", "less_often"}
BUTTONS_HEARD_IN_CRISIS = frozenset(  # buttons of the same kind
    {
        *crisis.TAPS,
        *crisis_over.TAPS,
        *lines.TAPS,
        *pages.TAPS,
        *leaving.TAPS,
        *settings.TAPS,
        *pause.TAPS,
        *letter.TAPS,
    }
    - {"resume", "more_often"}
)


def calmed(moment: Moment, event: Event, usual: Turn) -> Turn:
    """The turn as it may be now: the usual one, unless they are in crisis or were until lately."""
    care = moment.person.care
    if not care.in_crisis(moment.now):
        return _without_fireworks(usual) if care.subdued(moment.now) else usual
    if not moment.person.joined:
        return _at_the_door(moment, event, usual)
    match event:
        case Said():
            return _said(moment, event.text.strip(), usual)
        case Tapped(button):
            return usual if button and button.verb in BUTTONS_HEARD_IN_CRISIS else _calm_answer(moment, "", usual)
        case SentUnreadable() | SentFile():
            return usual if _is_under_age(event.caption) else _calm_answer(moment, "", usual)
        case Located():
            return usual
    return usual


def _at_the_door(moment: Moment, event: Event, usual: Turn) -> Turn:
    """A stranger's turn after danger: help, an answer to what was asked, and joining; else calm."""
    if any(isinstance(change, Join) for change in usual.changes):
        return usual
    calm = crisis.still_there(moment, (), asks=False)
    match event:
        case Said():
            text = event.text.strip()
            return usual if _heard_at_the_door(moment, text) else _answered_at_the_door(moment, text) or calm
        case Tapped(button) if button is None or button.verb not in BUTTONS_HEARD_IN_CRISIS:
            return Turn(usual.changes) + calm  # that they keep nothing is heard
        case SentUnreadable() | SentFile():
            return usual if _is_under_age(event.caption) else calm
    return usual


def _answered_at_the_door(moment: Moment, text: str) -> Turn | None:
    asked = moment.person.doorstep.asked if moment.person.doorstep else ""
    return QUESTIONS[asked](moment, Question(asked), text) if asked in QUESTIONS else None


def _heard_at_the_door(moment: Moment, text: str) -> bool:
    begins = text.casefold().startswith("/start")
    return begins or asked_for(moment, text) or crisis.told_country(moment, text) is not None


def unspoken(moment: Moment, event: CheckInDue, due: Turn) -> Turn:
    """The turn of a check-in: nothing of it is said in a crisis or while they chose quiet, and the days after it have
    no more than the hello that they chose; the next is planned."""
    care = moment.person.care
    if not care.quiet(moment.now) and not (event.kind in _BESIDE_HELLOS and care.subdued(moment.now)):
        return due
    return Turn(tuple(change for change in due.changes if isinstance(change, DealtWith | Plan | Unplan)))


def _without_fireworks(turn: Turn) -> Turn:
    return structs.replace(turn, replies=tuple(_plain(reply) for reply in turn.replies))


def _plain(reply: Reply) -> Reply:
    return structs.replace(reply, effect="", with_picture=False) if isinstance(reply, Say) else reply


def asked_for(moment: Moment, text: str) -> bool:
    """Whether words are about help, quiet, their age or their data: those are heard in every state."""
    if text.startswith("/"):
        name = text[1:].split(maxsplit=1)[0] if text[1:].strip() else ""
        return name.casefold() in _ASKED_FOR or _is_under_age(text)
    wished = reading.wish(text, moment.language) in _WISHES or crisis.typed(moment, text) is not None
    return wished or _is_under_age(text)


def _said(moment: Moment, text: str, usual: Turn) -> Turn:
    if asked_for(moment, text):
        return usual
    if text.startswith("/"):
        return _calm_answer(moment, text, usual)
    return _answered(moment, text) or crisis.told_country(moment, text) or _calm_answer(moment, text, usual)


def _is_under_age(text: str) -> bool:
    years = reading.age(text.replace("_", " "))  # in a link all is one word
    return years is not None and years < reading.ADULT


def _answered(moment: Moment, text: str) -> Turn | None:
    """Any question that is open was asked in the crisis: it closed all others."""
    question = moment.person.question
    return QUESTIONS[question.kind](moment, question, text) if question and question.kind in QUESTIONS else None


def _calm_answer(moment: Moment, text: str, usual: Turn) -> Turn:
    """A kind line instead of the usual answer. What they plainly did is kept, how somebody else is never; after three
    days other words too, and they are asked whether they are safe."""
    care = moment.person.care
    long = care.state in LASTING and moment.now - care.since >= ASKED_AFTER
    plain = not text or text.startswith("/") or reading.report(text, moment.language) is not None
    own = (plain or long) and (text.startswith("/") or not speaks_of_another(text, moment.language))
    wins = tuple(change for change in usual.changes if isinstance(change, KeepWin) and own)
    return crisis.still_there(moment, wins or (_noted(moment, text) if long else ()), asks=long)


def _noted(moment: Moment, text: str) -> tuple[KeepNote, ...]:
    """Their words as a note, unless they are a mere answer, or none."""
    words = own_words(text)
    mere = text.startswith("/") or reading.reply(text, moment.language) != "unclear" or reading.talk(text)
    return () if mere or not words else (KeepNote(moment.number, words, moment.now, moment.today),)
