"""Small talk and feelings: a short true answer each. Nothing of it is kept, and none of it is a win."""

from companion import reading
from companion.moments.moment import Moment
from companion.people import Question
from companion.turns import Ask, Turn
from companion.words import own_words

_ABOUT_CLOCKS = frozenset({"town", "clock", "hello"})


def said(moment: Moment, text: str) -> Turn | None:
    """The answer to small talk and to abuse; None for anything else."""
    kind = reading.talk(text, moment.language)
    question = moment.person.question
    if kind in ("unsure", "lost") and question and question.kind in _ABOUT_CLOCKS:
        return moment.turn("clock_unsure")
    if kind:
        return moment.turn(f"talk_{kind}")
    return moment.turn("talk_insult") if reading.abusive(text, moment.language) else None


def felt(moment: Moment, text: str) -> Turn | None:
    """The answer to a plain feeling; None for anything else."""
    match reading.feeling(text, moment.language):
        case None | "heavy":  # a heavy day has a step of its own: see heavy_day.py
            return None
        case "news":
            number = moment.message_id  # tells these words from those of another message
            held = Ask(Question("unclear", number, own_words(text)))
            return Turn((held,), (moment.say("feeling_news", number=number),))
        case felt:
            return moment.turn(f"feeling_{felt}")
