"""What nobody could read as an answer: never praised, never lost, asked about at most once."""

from collections.abc import Mapping

from companion import goals
from companion.buttons import Button
from companion.events import SentUnreadable
from companion.moments import answer, goal, tiny, welcome, win
from companion.moments.moment import Moment
from companion.people import UNSET, Question
from companion.reading import about_something_hard, asks, reply, warm
from companion.turns import Ask, Turn
from companion.words import own_words

SHORT = 2  # words: that may have been meant as the answer to the open question
LONG = 12  # words: longer text is a story, and a program can't follow it all
LONG_UNSPACED = 200  # characters: likewise, in scripts without spaces
LONGEST_NOTE = 4096  # characters: a whole message
LAST_LATIN = "\u024f"
# What could not be read as the answer to these leaves them open, with a word on what can.
_ASKED_AGAIN: Mapping[str, str] = {
    "town": "town_unknown",
    "clock": "town_unknown",
    "hello": "hello_unclear",
    "hello_time": "time_unknown",
    "day_end": "time_unknown",
    "evening_time": "time_unknown",
    "later": "later_unclear",
    "pause": "pause_unclear",
    "country": "country_unknown",
}
_LISTENED_KINDS = frozenset({"voice", "video_note", "audio"})
_LOOKED_KINDS = frozenset({"photo", "video", "animation", "document", "sticker", "story"})


def said(moment: Moment, text: str) -> Turn:
    """Free text that is no answer: kept as a note, a win or a goal if they say so."""
    kept = own_words(text, LONGEST_NOTE)
    heard = text if text == kept else kept  # what is taken apart already need not be again
    question, read = moment.person.question, reply(heard, moment.language)
    if not any(map(str.isalnum, kept)) and read not in ("yes", "no"):
        return moment.turn("no_words" if kept else "nothing_readable")
    if read == "no":
        return Turn((Ask(None),), (moment.say("let_go"),))
    if question and question.kind in _ASKED_AGAIN and len(kept.split()) <= SHORT:
        return moment.turn(moment.say(_ASKED_AGAIN[question.kind], number=question.number, day=question.day))
    if read == "yes" or win.acknowledged(kept, moment.language):
        return _yes(moment, question)
    if not about_something_hard(heard, moment.language) and (kind := warm(heard, moment.language)):
        return moment.turn("talk_thanks" if kind == "thanks" else "feeling_good")
    number = moment.message_id  # tells these words from those of another message
    return Turn((Ask(Question("unclear", number, kept)),), (moment.say(_sentence(moment, heard), number=number),))


def _yes(moment: Moment, question: Question | None) -> Turn:
    """A yes to nothing, or to "what may I do with it?": what is held stays so."""
    held = question if question and question.kind == "unclear" else None
    if held is None and moment.person.settings.hellos == UNSET and question is None:
        return welcome.next_thing(moment)  # "ok", where *Next* was on offer
    return moment.turn(moment.say("unclear_which", number=held.number) if held else "nothing_asked")


def _sentence(moment: Moment, text: str) -> str:
    """What is said to words that could not be placed."""
    if about_something_hard(text, moment.language):
        return "unclear_heavy"
    if len(text.split()) <= LONG and asks(text, moment.language):
        return "unclear_question"
    if len(text.split()) > LONG or len(text) > LONG_UNSPACED:
        return "unclear_long"
    letters = [char for char in text if char.isalpha()]
    foreign = sum(char > LAST_LATIN for char in letters)
    return "unclear_foreign" if foreign * 2 > len(letters) else "unclear"


def make_goal(moment: Moment, button: Button) -> Turn:
    question = win.question_holding_unread_words(moment, button)
    return moment.tidied() + goal.take(moment, question.text) if question else moment.turn("moment_passed")


def tiny_step(moment: Moment, button: Button) -> Turn:
    """A step that can be done lying down, for right now: no goal is made of it."""
    opened = moment.question_opened_by_this_button
    again = moment.person.goal(opened.number) if opened else None
    step = again.step if again else goals.lying_down(moment.today.toordinal() + moment.number)
    return moment.tidied() + tiny.offer_tiny(moment, step, "step_lying_down", again)


def nothing(moment: Moment, _: Button) -> Turn:
    return moment.tidied() + Turn((Ask(None),), (moment.say("let_go"),))


def answered(moment: Moment, _: Question, text: str) -> Turn | None:
    """Something typed after "I can't read that": read on its own; the held words are let go."""
    return answer.typed(moment, text)


def unreadable(moment: Moment, event: SentUnreadable) -> Turn:
    """Voice, photos, stickers: a kind line about what can be read."""
    if event.caption:
        return moment.turn("caption_only")
    if event.kind in _LISTENED_KINDS:
        return moment.turn("cannot_listen")
    return moment.turn("cannot_see" if event.kind in _LOOKED_KINDS else "cannot_read_kind")


def edited(moment: Moment, text: str) -> Turn:
    """An edited message is read again; a win is never made twice of it."""
    about = moment.person.replied_to or moment.person.last_nudge
    read = answer.typed(moment, text) if about else None
    return read or moment.turn("edited_seen")


TAPS = {"make_goal": make_goal, "tiny_step": tiny_step, "nothing": nothing, "evening_nothing": nothing}
QUESTIONS = {"unclear": answered}
