"""How big a step was, as the person says; the one offer that may follow."""

from msgspec import structs

from companion import history, pace
from companion.buttons import Button
from companion.history import Size, with_occasion
from companion.moments import own_words, resize
from companion.moments.moment import Moment
from companion.people import Goal, Question, Win
from companion.turns import Ask, KeepOccasion, Turn
from companion.words import book

_SIZES: dict[str, Size] = {"size_easy": "easy", "size_ok": "ok", "size_hard": "hard"}


def tapped(moment: Moment, button: Button) -> Turn:
    """*Easy*, *OK* or *Hard* under a celebration; the button's number is the win's."""
    win = moment.person.win(button.number)
    goal = moment.person.goal(win.goal) if win else None
    return moment.turn("moment_passed") if win is None or goal is None else _sized(moment, win, goal, button.verb)


def written(moment: Moment, question: Question, text: str) -> Turn | None:
    """The same, typed: one word that says it, and none that could turn it round."""
    phrases = book(moment.language).phrases
    words = text.casefold().strip(" .!").replace("’", "'").split()
    verbs = [phrases["size_said"][word] for word in words if word in phrases["size_said"]]
    understood = len(verbs) == 1 and len(words) == 1 + sum(word in phrases["size_said_with"] for word in words)
    return tapped(moment, Button(verbs[0], question.number, question.day)) if understood else None


def volunteered(moment: Moment, text: str) -> Turn | None:
    """ "Easy", unasked, of the step that was done last today."""
    last, easy = moment.person.last_win, book(moment.language).labels["size_easy"].casefold()
    told = easy in text.casefold() and last and last.goal and last.day == moment.today
    return written(moment, Question("size", last.number, day=last.asked_on), text) if told and last else None


def _sized(moment: Moment, win: Win, goal: Goal, verb: str) -> Turn:
    person = moment.person
    of_win = history.occasion_for_answer(person.history, goal.number, win.asked_on or win.day, win.at)
    sized = of_win._replace(size=_SIZES[verb])
    sentence = "size_hard" if sized.size == "hard" else "size_kept"
    kept = moment.say(sentence, number=win.number, day=win.asked_on, in_place=True, act=moment.said_back(win.text))
    if of_win.size == sized.size:  # said already: what was offered with it stands
        return moment.turn(kept)
    known = structs.replace(person, history=with_occasion(person.history, sized))
    offer = _offer(structs.replace(moment, person=known), goal, sized.size)
    said = Turn(replies=(kept,) if kept.edits or not offer.replies else ())
    return Turn((Ask(None), KeepOccasion(sized))) + said + offer


def _offer(moment: Moment, goal: Goal, size: Size) -> Turn:
    if moment.hides(goal):
        return Turn()
    if size == "hard" and pace.offers_smaller(moment.person, goal, moment.today):
        return resize.offer_smaller(moment, goal)
    if size == "easy" and pace.offers_bigger(moment.person, goal, moment.now, moment.today):
        return resize.offer_bigger(moment, goal)
    return own_words.invited(moment) if size == "easy" else Turn()


TAPS = dict.fromkeys(_SIZES, tapped)
QUESTIONS = {"size": written}
