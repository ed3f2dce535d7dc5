""" "ok" and "k": done, or seen? Asked once, then remembered; /settings changes it."""

from msgspec import structs

from companion.buttons import Button
from companion.moments import goal, win
from companion.moments.moment import Moment
from companion.people import About, Goal, Question
from companion.reading import reply_about
from companion.turns import Ask, Remember, Turn


def did_or_saw(moment: Moment, about: About) -> Turn:
    """ "yes" can mean either, each time anew; asked, never guessed."""
    return _asked(moment, "did_or_saw", Question("step", about.goal, day=about.day))


def acknowledged(moment: Moment, named: Goal, about: About) -> Turn:
    """What this person means by "ok", asked where they have not said so far."""
    match moment.person.rapport.ok_means:
        case "did":
            return win.answered(moment, named, about)
        case "saw":
            return saw(moment)
    return _asked(moment, "ok_which", Question("ok", about.goal, day=about.day))


def _asked(moment: Moment, sentence: str, question: Question) -> Turn:
    return Turn((Ask(question),), (moment.say(sentence, number=question.number, day=question.day),))


def did(moment: Moment, button: Button) -> Turn:
    return _learned(moment, "did") + goal.did(moment, button)


def saw(moment: Moment, _: Button | None = None) -> Turn:
    return moment.tidied() + _learned(moment, "saw") + Turn((Ask(None),), (moment.say("saw_it"),))


def _learned(moment: Moment, means: str) -> Turn:
    """Remembered where that was the question: "I did it" is said to other things too."""
    question = moment.person.question
    if question is None or question.kind != "ok":
        return Turn()
    return Turn((Remember(structs.replace(moment.person.rapport, ok_means=means)),))


def answered(moment: Moment, question: Question, text: str) -> Turn | None:
    """ "Did it", typed, tells what "ok" means too; other answers are read as ever."""
    button, goal = Button("ok_did", question.number, question.day), moment.person.goal(question.number)
    step = f"{goal.name} {goal.step_on(moment.today)}" if goal else ""
    return did(moment, button) if reply_about(text, step, moment.language) == "done" else None


TAPS = {"ok_did": did, "saw_it": saw}
QUESTIONS = {"ok": answered}
