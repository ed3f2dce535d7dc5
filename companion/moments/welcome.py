"""The first five minutes: who we are, Begin, the first win, the first goal."""

from msgspec import structs

from companion import goals
from companion.buttons import Button
from companion.moments import crisis, goal, journal, last_word, pause, town, under_age, win, without_memory
from companion.moments.celebration import effect
from companion.moments.moment import Moment
from companion.moments.picture import comes_along
from companion.people import UNSET, Doorstep, Person, Question, Win
from companion.reading import act, asks, reply, talk
from companion.replies import Say
from companion.turns import Ask, Join, KeepWin, Turn, Wait
from companion.words import book, own_words


def start(moment: Moment, payload: str) -> Turn:
    """`/start`, with a goal in the link where it has one (`drink_water`). Later again: where things stand."""
    asked_for = own_words(payload.replace("_", " "))
    if not moment.person.joined:
        return greet(moment, asked_for)
    if asked_for:
        return goal.take(moment, asked_for)
    return next_thing(moment) if not moment.person.goals else journal.standing(moment)


def greet(moment: Moment, asked_for: str = "") -> Turn:
    """The first message; what the stranger asked for is not lost meanwhile."""
    doorstep = moment.person.doorstep or Doorstep()
    if doorstep.under_age:
        return under_age.turned_away(moment)
    kept = doorstep if doorstep.keeps_nothing else structs.replace(doorstep, goal=asked_for)
    return Turn((Wait(kept),), (moment.say("welcome"),))


def stranger_asked(moment: Moment, command: str, argument: str) -> Turn:
    """A command for which one has to have joined; the goal of `/goal` waits."""
    doorstep = moment.person.doorstep
    if doorstep and doorstep.keeps_nothing:
        return without_memory.asked(moment, command, argument)
    return greet(moment, own_words(argument) if command == "goal" else "")


def stranger_said(moment: Moment, text: str) -> Turn:
    """Anything but a command from someone who has not said Begin."""
    doorstep = moment.person.doorstep
    if doorstep is None:
        return greet(moment, own_words(text) if _wants(text) else "")
    if text.casefold().strip(" .!") in book(moment.language).phrases["consent"]:
        return begin(moment)
    if doorstep.keeps_nothing:
        return without_memory.said(moment, text)
    if talk(text, moment.language) == "lost":
        return moment.turn("begin_lost")
    if reply(text, moment.language) in ("yes", "no"):  # perhaps to what a reply to danger asked
        return moment.turn("begin_meant")
    asked_for = own_words(text) if _wants(text, moment.language) else doorstep.goal
    return Turn((Wait(Doorstep(asked_for)),), (moment.say("begin_first"),))


def _wants(text: str, language: str = "en") -> bool:
    """Whether the text is something that they want to do, rather than a word to us."""
    shrunk = goals.shrink(text, language)
    return not asks(text, language) and (shrunk.keep or shrunk.named)


def begin(moment: Moment, _: Button | None = None) -> Turn:
    """Consent given. What they had asked for comes first; else the first win; in danger nothing but calm."""
    if moment.person.joined:
        return journal.standing(moment)
    if moment.person.under_age:
        return under_age.turned_away(moment)
    doorstep = moment.person.doorstep or Doorstep()
    inside = Moment(_newcomer(moment.person, moment.now), moment.now, moment.message_id, moment.tapped)
    joined = moment.tidied() + Turn((Join(moment.person.generation), last_word.planned(inside, moment.now)))
    if inside.person.care.in_crisis(moment.now):
        return joined + crisis.goes_on(inside, doorstep.asked)
    if doorstep.goal:
        return joined + goal.take(inside, doorstep.goal)
    return joined + Turn((Ask(Question("first_win")),), (inside.say("first_win"),))


def _newcomer(person: Person, now: int) -> Person:
    return Person(person.id, person.generation, joined_at=now, settings=person.settings, care=person.care)


def whats_kept(moment: Moment, _: Button) -> Turn:
    return moment.turn("whats_kept_joined" if moment.person.joined else "whats_kept")


def first_win(moment: Moment, button: Button) -> Turn:
    """One of the three wins on offer was tapped."""
    return _keep_first(moment, book(moment.language).phrases["first_wins"][button.verb])


def first_win_written(moment: Moment, _: Question, text: str) -> Turn | None:
    if reply(text, moment.language) in ("no", "not_today", "too_hard"):
        return nothing_yet(moment)
    cared_for = goals.needs_care(text, moment.language) or not win.names_an_act(text, moment.language)
    return None if cared_for else _keep_first(moment, own_words(act(text, moment.language)))


def _keep_first(moment: Moment, done: str) -> Turn:
    if not moment.person.joined:
        return moment.turn("begin_first")
    if moment.person.wins_total:
        return moment.tidied() + win.once_today(moment, done)
    kept = Win(moment.number, done, moment.now, moment.today, goals.kind(done), minute=moment.minute)
    said = moment.say("first_win_kept", number=kept.number, act=done, effect=effect(moment))
    return moment.tidied() + Turn(
        (Ask(None), KeepWin(kept)), (structs.replace(said, with_picture=comes_along(moment)),)
    )


def nothing_yet(moment: Moment, _: Button | None = None) -> Turn:
    if not moment.person.joined:
        return moment.turn("begin_first")
    return moment.tidied() + _first_goal(moment, "first_goal_after_nothing")


def next_thing(moment: Moment, _: Button | None = None) -> Turn:
    """What comes next for this person: a goal, their clock, or where things stand today."""
    if not moment.person.goals:
        return moment.tidied() + _first_goal(moment, "first_goal")
    if moment.person.settings.hellos == UNSET:
        return moment.tidied() + town.ask_town(moment)
    return moment.tidied() + journal.today(moment)


def go_on(moment: Moment, text: str) -> Turn:
    """ "Continue": the hellos again where they are off or paused, else what comes next."""
    settings = moment.person.settings
    paused = settings.paused_until is not None and settings.paused_until > moment.local.date()
    hushed = paused or settings.hellos == "off" or moment.person.care.quiet(moment.now)
    return pause.resume(moment, text) if hushed else next_thing(moment)


def _first_goal(moment: Moment, sentence: str) -> Turn:
    return Turn((Ask(Question("goal")),), (moment.say(sentence),))


def one_sip(moment: Moment, button: Button) -> Turn:
    """One of the first goals on offer was tapped."""
    return moment.tidied() + goal.take(moment, book(moment.language).phrases["first_goals"][button.verb])


def enough(moment: Moment, _: Button) -> Turn:
    said: Say = moment.say("enough_today")
    return moment.tidied() + Turn((Ask(None),), (said,))


COMMANDS = {"start": start}
TAPS = {
    "begin": begin,
    "whats_kept": whats_kept,
    "first_sat_up": first_win,
    "first_drink": first_win,
    "first_chat": first_win,
    "nothing_yet": nothing_yet,
    "next": next_thing,
    "one_sip": one_sip,
    "open_curtains": one_sip,
    "enough": enough,
}
QUESTIONS = {"first_win": first_win_written}
WISHES = {"go_on": go_on}
