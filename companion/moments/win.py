"""A win: kept, and celebrated as loudly as the person likes."""

import datetime

from msgspec import structs

from companion import goals, pace
from companion.buttons import Button
from companion.moments.celebration import celebrated, celebrated_whole, is_floor
from companion.moments.moment import Moment, record_answer
from companion.people import UNSET, About, Goal, Question, Win
from companion.reading import act, asks, heavy, mishap, plainly_harsh, reply, report, talk
from companion.replies import Say
from companion.turns import Alteration, Ask, KeepGoal, KeepWin, Turn, Unplan
from companion.words import Shown, book, date_of, own_words, shown, time_of

LONGEST_ACT = 12  # words: a longer text is no name of an act


def of_goal(moment: Moment, goal: Goal, asked_on: datetime.date | None, *, part: bool = False, text: str = "") -> Win:
    """The win that answers a goal's step, counted for today."""
    done = text or goal.step_on(moment.today)
    asked = asked_on or moment.today
    kind = goals.kind(done)
    return Win(moment.number, done, moment.now, moment.today, kind, goal.number, asked, part, minute=moment.minute)


def answered(moment: Moment, goal: Goal, about: About, *, part: bool = False) -> Turn:
    """The step of a nudge or a button was done: one win per goal and such day, however often it is said. A part of it
    becomes the whole, and reading our message before it was a win of its own."""
    if not is_new(moment, about):
        whole = made_whole(moment, about, part=part)
        return Turn(completed(moment, whole), celebrated_whole(moment, whole)) if whole else moment.turn("already_kept")
    kept = of_goal(moment, goal, about.day, part=part)
    late = about.day < moment.today - datetime.timedelta(days=1)
    asks = not part and not late and kept.text == goal.step and _asks_size(moment, goal.times + 1)
    said = celebrated(moment, kept, late=late, asks_size=asks)
    asked = Ask(Question("size", kept.number, day=about.day) if asks else None)
    return Turn((asked, *changes_by_win(moment, goal, about, kept)), said)


def is_new(moment: Moment, about: About) -> bool:
    """Whether no act that answers this is kept so far."""
    before = moment.person.answer_to(about)
    return before is None or is_floor(before, moment.language)


def made_whole(moment: Moment, about: About, *, part: bool) -> Win | None:
    """The win that answers this, where it was a part and all of it is done now."""
    before = moment.person.answer_to(about)
    return structs.replace(before, part=False) if before and before.part and not part else None


def completed(moment: Moment, whole: Win) -> tuple[Alteration, ...]:
    """What it changes that a part has become the whole: nothing is counted twice."""
    came = (record_answer(moment, whole.goal, whole.asked_on, "done"),) if whole.goal and whole.asked_on else ()
    return Ask(None), KeepWin(whole), *came


def changes_by_win(moment: Moment, goal: Goal, about: About, kept: Win) -> tuple[Alteration, ...]:
    """What a win changes that is a goal's step: the goal, what came of its nudge, and a promise to come back."""
    came_of_it = record_answer(moment, goal.number, about.day, "part" if kept.part else "done")
    once_more = structs.replace(goal, answered_on=goal.asked_on, times=goal.times + 1)
    return KeepGoal(once_more), *_set_free(moment, about), KeepWin(kept), came_of_it, *no_come_back(moment, goal)


def _set_free(moment: Moment, about: About) -> tuple[Alteration, ...]:
    """That our message was read stays a win, and answers nothing any more: one win alone answers a nudge."""
    read = moment.person.answer_to(about)
    return (KeepWin(structs.replace(read, goal=None, asked_on=None)),) if read else ()


def _asks_size(moment: Moment, times: int) -> bool:
    return moment.person.settings.hellos != UNSET and pace.asks_size(times)


def no_come_back(moment: Moment, goal: Goal) -> tuple[Alteration, ...]:
    """What takes back the promise to come back with that goal's step."""
    comes_back = any(plan.kind == "later" and plan.goal == goal.number for plan in moment.person.plans)
    return (Unplan("later", goal.number),) if comes_back else ()


def unplanned(moment: Moment, text: str, *, days_ago: int = 0, part: bool = False) -> Turn:
    """Something done that nobody asked for. Never refused for number."""
    text = own_words(text)
    if goals.needs_care(text, moment.language):
        return moment.turn("win_with_care")
    kept = of_their_own(moment, text, days_ago=days_ago, part=part)
    return Turn((Ask(None), KeepWin(kept)), celebrated(moment, kept))


def of_their_own(moment: Moment, text: str, *, days_ago: int = 0, part: bool = False) -> Win:
    """The win that such a thing is, on the day it was done."""
    day = moment.today - datetime.timedelta(days=days_ago)
    minute = moment.minute if days_ago == 0 else None
    return Win(moment.number, text, moment.now, day, goals.kind(text), part=part, minute=minute)


def once_today(moment: Moment, text: str) -> Turn:
    """An act that a button of ours named: a second press on the same day changes nothing."""
    kept = any(win.text == text and win.day == moment.today for win in moment.person.recent_wins)
    return moment.turn("already_kept") if kept else unplanned(moment, text)


def acknowledged(text: str, language: str) -> bool:
    """ "Ok": done, or seen? It says neither."""
    return text.casefold().strip(" .!") in book(language).phrases["acknowledged"]


def names_an_act(text: str, language: str) -> bool:
    """Whether a short text, written where we asked what was done, may be kept as it stands: a thing of everyday life,
    no question, no small talk, no feeling, nothing that reads as an answer. Anything else is asked about."""
    if report(text, language):
        return True
    words = text.casefold().split()
    if len(words) > LONGEST_ACT or asks(text, language) or mishap(text, language):
        return False
    if not book(language).phrases["to_us"].keys().isdisjoint(words):
        return False
    other = acknowledged(text, language) or heavy(text, language) or talk(text, language)
    known = goals.shrink(text, language).named
    return known and reply(text, language) == "unclear" and not other


def command(moment: Moment, argument: str) -> Turn:
    """`/win took a shower`; `/win` alone asks what."""
    if not argument:
        return Turn((Ask(Question("win")),), (moment.say("win_which"),))
    if reply(argument, moment.language) == "no":  # "/win nothing"
        return moment.turn("talk_nothing_done")
    told = report(argument, moment.language)
    return unplanned(moment, act(argument), days_ago=told.days_ago if told else 0)


def written(moment: Moment, _: Question, text: str) -> Turn | None:
    """The answer to "what did you do?"; a short yes or no is read elsewhere, and is no act."""
    return command(moment, text) if names_an_act(text, moment.language) else None


def was_then(moment: Moment, button: Button) -> Turn:
    """A late answer belongs to the day it was asked on."""
    named = moment.person.win(button.number)
    if named is None or named.asked_on is None:
        return moment.turn("moment_passed")
    moved = structs.replace(named, day=named.asked_on)
    return moment.tidied() + Turn((KeepWin(moved),), (moment.say("moved_then"),))


def card(moment: Moment, kept: Win) -> Say:
    """One win with what can be done with it."""
    day = date_of(kept.day, moment.today, moment.language)
    when = day if kept.minute is None else f"{day}, {time_of(kept.minute)}"
    note = Shown(f" ({shown(kept.note)})" if kept.note else "")
    return moment.say("one_win", number=kept.number, when=when[:1].upper() + when[1:], act=kept.text, note=note)


def add_note(moment: Moment, button: Button) -> Turn:
    """Asks for a few words to go with a win."""
    named = moment.person.win(button.number)
    if named is None:
        return moment.turn("moment_passed")
    return Turn(
        (Ask(Question("win_note", named.number)),), (moment.say("note_which", act=moment.said_back(named.text)),)
    )


def noted(moment: Moment, question: Question, text: str) -> Turn:
    named = moment.person.win(question.number)
    if named is None:
        return Turn((Ask(None),), (moment.say("moment_passed"),))
    kept = structs.replace(named, note=own_words(text))
    sentence = "note_added_unsaid" if plainly_harsh(kept.note, moment.language) else "note_added"
    return Turn((Ask(None), KeepWin(kept)), (moment.say(sentence, note=kept.note),))


def question_holding_unread_words(moment: Moment, button: Button) -> Question | None:
    """The words we could not place, while they are held; an older message's button is not about newer words."""
    question = moment.person.question
    fits = question and question.kind == "unclear" and button.number in (None, question.number)
    return question if fits else None


def it_was_a_win(moment: Moment, button: Button) -> Turn:
    question = question_holding_unread_words(moment, button)
    return moment.tidied() + unplanned(moment, act(question.text)) if question else moment.turn("moment_passed")


COMMANDS = {"win": command}
TAPS = {
    "was_then": was_then,
    "add_note": add_note,
    "it_was_a_win": it_was_a_win,
}
QUESTIONS = {"win": written, "win_note": noted}
