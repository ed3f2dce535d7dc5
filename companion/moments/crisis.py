"""Someone may be in danger: what is answered goes before whatever else they wrote, and is fixed, word for word.

The state is `companion.care.state.Care`; of what was written nothing is kept.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial

from msgspec import structs

from companion.buttons import Button
from companion.care import Concern, assess
from companion.care.numbers import Reader
from companion.care.phrases import button_typed, languages, phrases, yes_or_no
from companion.care.replies import Answer, answer_to, worded
from companion.care.state import NOT_MISREAD, Care
from companion.events import Said, SentFile, SentUnreadable
from companion.moments.moment import Moment, side_by_side
from companion.people import Doorstep, Question
from companion.reading import by_heart, country
from companion.reading.normal import read_once
from companion.replies import Key, Say
from companion.turns import Alteration, Ask, CancelUnsent, Change, CountDanger, KeepCare, KeepNote, KeepWin, Turn, Wait

_BY_BUTTON = {"crisis_with": "with_someone", "crisis_numbers": "numbers", "crisis_cant_call": "cant_call"}
_FOR_HELPERS = {"cant_call": "cant_call_other"}
_IN_ANY_STATE = frozenset({"crisis_numbers", "crisis_safe"})
_assessed = read_once(assess)
_LETTERS = 36  # the base in which a language's code is a number: a button speaks its language in every state


def danger(moment: Moment, event: Said | SentUnreadable | SentFile) -> Turn | None:
    """The answer to danger in any words of theirs; None where none was seen."""
    text, forwarded = _words(event)
    concern = _assessed(by_heart(text), moment.language)
    if not concern.raised and not concern.routes:
        return None
    return _alarm(moment, concern, answer_to(concern, forwarded=forwarded))


def _words(event: Said | SentUnreadable | SentFile) -> tuple[str, bool]:
    """All the words in it, and whether they may be somebody else's."""
    if not isinstance(event, Said):
        return event.caption, False
    said = event.text.replace("_", " ") if event.text.startswith("/") else event.text  # a link's goal is one word
    return f"{event.quoted}\n{said}" if event.quoted else said, event.forwarded


def _alarm(moment: Moment, concern: Concern, answer: Answer) -> Turn:
    """Everything else stops, at once."""
    counted = CountDanger(answer.state or answer.sentence)
    if not answer.state:  # grief is no alarm
        return Turn((counted,), (_say(moment, answer.sentence, concern.language),))
    eating = "eating" in concern.routes
    care = moment.person.care.alarmed(answer.state, concern.language, moment.now, eating=eating)
    said = _say(_with(moment, care), answer.sentence, concern.language)
    return Turn((CancelUnsent(), counted, *known(moment, care, answer.question)), (said,))


def known(moment: Moment, care: Care, asked: str | None = None) -> tuple[Alteration, ...]:
    """What is known of their danger from now on, and the question that is open; None leaves that as it is.

    Of strangers it is known on their doorstep, for a day; also where they chose that nothing is kept: without it what
    they write next would be praised.
    """
    if moment.person.joined:
        question = () if asked is None else (Ask(Question(asked) if asked else None),)
        return (*question, KeepCare(care))
    doorstep = moment.person.doorstep or Doorstep()
    open_now = doorstep.asked if asked is None else asked
    language = care.language if care.state else ""
    kept = structs.replace(doorstep, care=language, asked=open_now, state=care.state, answered=care.answered)
    return (Wait(kept),)


def goes_on(moment: Moment, asked: str) -> Turn:
    """For somebody who joins in the middle of it: it lasts, with the question that was open."""
    return Turn(known(moment, moment.person.care, asked)) + still_there(moment, (), asks=False)


def _with(moment: Moment, care: Care) -> Moment:
    return structs.replace(moment, person=structs.replace(moment.person, care=care))


def _say(moment: Moment, sentence: str, language: str) -> Say:
    """A sentence of `crisis.toml` with the numbers of the person's country; it is sent until it has arrived."""
    keys = _keys(moment, sentence, language)
    if sentence == "stay" and not any(key.button.verb == "crisis_safe" for key in keys):
        sentence = "stay_unasked"  # nothing there to tap: somebody else's danger, or imminent
    reader = Reader(language, moment.person.settings.country, moment.local, moment.person.under_age)
    return Say(worded(sentence, reader), side_by_side(keys), until_confirmed=True)


_UNDER = {  # sentences with buttons of their own
    "bereavement": ("crisis_numbers",),
    "still": ("crisis_safe", "crisis_numbers"),
    "safe": ("crisis_quiet", "crisis_hello", "crisis_numbers"),
}


def _keys(moment: Moment, sentence: str, language: str) -> list[Key]:
    labels = phrases(language).labels
    verbs = _UNDER.get(sentence) or _verbs(moment.person.care, moment.now)
    number = int(language if language in languages() else moment.language, _LETTERS)
    return [Key(labels[verb], Button(verb, number)) for verb in verbs]


def _verbs(care: Care, now: int) -> list[str]:
    """In imminent danger "I'm safe now" waits until another button was pressed."""
    if not care.in_crisis(now):
        return ["crisis_numbers", "crisis_cant_call"]
    others = care.state == "third_person"
    shown = {
        "crisis_with": not others,
        "crisis_numbers": True,
        "crisis_cant_call": True,
        "crisis_safe": not others and (care.answered or care.state != "imminent"),
        "crisis_misread": care.state not in NOT_MISREAD,
    }
    return [verb for verb, fits in shown.items() if fits]


def language_of(moment: Moment, button: Button | None = None) -> str:
    """The language of the button; else the one of the danger, while it lasts; else the chat's own."""
    care = moment.person.care
    of_danger = care.language if care.state or moment.now < care.quiet_until else moment.language
    return _codes().get(button.number or 0, of_danger) if button else of_danger


@cache
def _codes() -> Mapping[int, str]:
    return {int(code, _LETTERS): code for code in languages()}


def typed(moment: Moment, text: str) -> Button | None:
    """The crisis button whose words, in any language, the text is; apart from a crisis, those that help in any state:
    "I can't call" is an answer to many things."""
    found = button_typed(text, language_of(moment))
    in_talk = moment.person.care.quiet(moment.now) or not moment.person.joined
    return Button(found[0], int(found[1], _LETTERS)) if found and (in_talk or found[0] in _IN_ANY_STATE) else None


def pressed(moment: Moment, button: Button) -> Turn:
    """More help, asked for by button; afterwards "I'm safe now" is among them in any case."""
    care = moment.person.care
    answered = structs.replace(care, answered=True)
    sentence = _BY_BUTTON[button.verb]
    if care.state == "third_person" and care.in_crisis(moment.now):
        sentence = _FOR_HELPERS.get(sentence, sentence)
    said = _say(_with(moment, answered), sentence, language_of(moment, button))
    return Turn(known(moment, answered) if care.in_crisis(moment.now) and not care.answered else (), (said,))


def tell(moment: Moment, sentence: str, question: str = "", changes: tuple[Alteration, ...] = ()) -> Turn:
    """A sentence of `crisis.toml` in the language of the danger; it asks `question`, or nothing any more."""
    asked = (Ask(Question(question) if question else None),) if moment.person.joined else ()
    return Turn((*asked, *changes), (_say(moment, sentence, language_of(moment)),))


def still_there(moment: Moment, kept: tuple[KeepWin | KeepNote, ...], *, asks: bool) -> Turn:
    """The answer to ordinary words in a crisis; what is open stays so, or they are asked whether they are safe."""
    language = language_of(moment)
    said = _say(moment, "still" if asks else "stay", language)
    if kept:
        said = structs.replace(said, text=f"{phrases(language).words['kept']} {said.text}")
    return Turn((Ask(Question("crisis_still")), *kept) if asks else kept, (said,))


def told_country(moment: Moment, text: str) -> Turn | None:
    """The country that they named where none is known: its numbers, at once. None for any other text."""
    code = None if moment.person.settings.country or _is_word(text) else country(text)
    if code is None:
        return None
    settings = structs.replace(moment.person.settings, country=code)
    there = structs.replace(moment, person=structs.replace(moment.person, settings=settings))
    kept = (Change(settings),) if moment.person.joined else ()
    return Turn(kept, (_say(there, "numbers", language_of(moment)),))


def _is_word(text: str) -> bool:
    """Two small letters are more often a word ("si", "um") than a country's code, with two exceptions."""
    return len(text) == 2 and text.islower() and text not in ("uk", "us")


def misread(moment: Moment, button: Button | None = None) -> Turn:
    """No danger, they say: as before. A plain danger stays until they say that they are safe."""
    care = moment.person.care
    if care.in_crisis(moment.now) and care.state in NOT_MISREAD:
        return tell(moment, "stay")
    cleared = care.misread()
    kept = known(moment, cleared, "") if care.state else ()
    return Turn(kept, (_say(_with(moment, cleared), "misread", language_of(moment, button)),))


def _confirmed(moment: Moment) -> Turn:
    concern = Concern("ideation_active", language=language_of(moment))
    return _alarm(moment, concern, answer_to(concern))


def _heard(moment: Moment, sentence: str, question: str = "") -> Turn:
    """What a typed answer brings: it counts as the press of another button."""
    care = structs.replace(moment.person.care, answered=True)
    return tell(_with(moment, care), sentence, question, known(moment, care))


_ANSWERS: Mapping[str, tuple[Callable[[Moment], Turn], Callable[[Moment], Turn]]] = {  # by question: to a yes, to a no
    "crisis_near": (partial(_heard, sentence="with_someone"), partial(_heard, sentence="alone")),
    "crisis_direct": (_confirmed, partial(_heard, sentence="answered_no")),
    "crisis_meant": (_confirmed, misread),
    "crisis_wound": (
        partial(_heard, sentence="medical", question="crisis_near"),
        partial(_heard, sentence="answered_no"),
    ),
    "crisis_place": (partial(_heard, sentence="answered_no"), partial(_heard, sentence="not_safe")),
}


def answered(moment: Moment, question: Question, text: str) -> Turn | None:
    """A yes or a no to what a reply asked; None for anything else."""
    yes, no = _ANSWERS[question.kind]
    match yes_or_no(text, language_of(moment)):
        case "yes":
            return yes(moment)
        case "no":
            return no(moment)
    return None


TAPS = {**dict.fromkeys(_BY_BUTTON, pressed), "crisis_misread": misread}
QUESTIONS = dict.fromkeys(_ANSWERS, answered)
