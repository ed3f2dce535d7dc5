"""`/import`: an export of ours comes back, after one question. Nothing of it is celebrated."""

from collections.abc import Sequence

from companion.buttons import Button
from companion.events import FileRead, SentFile
from companion.export.merging import Merged, merged
from companion.export.schema import LARGEST
from companion.moments.moment import Moment
from companion.people import Question
from companion.reading import reply
from companion.replies import Fetch, Say
from companion.turns import Ask, Hold, Turn
from companion.words import counted


def ask(moment: Moment, _: str) -> Turn:
    return Turn((Ask(Question("import")),), (moment.say("import_how"),))


def sent(moment: Moment, event: SentFile) -> Turn:
    """A file that may be an export was sent, also without `/import` before it."""
    return moment.turn("import_too_big" if event.size > LARGEST else Fetch(event.file_id))


def read(moment: Moment, event: FileRead) -> Turn:
    """The file is here. Whoever left, or is in crisis by now, is not asked about it."""
    if not moment.person.joined or moment.person.care.in_crisis(moment.now):
        return Turn()
    if event.journal is None:
        return moment.turn(f"import_{event.refusal}")
    new = merged(moment, event.journal, moment.person.journal)
    left_out = (moment.say("import_left_out"),) if event.journal.left_out else ()
    if new.nothing:
        return moment.turn(moment.say("import_nothing_new"), *left_out)
    changes = (Hold(event.journal), Ask(Question("import_sure")))
    return Turn(changes, (_counted(moment, "import_sure", new), *left_out))


def yes(moment: Moment, _: Button | None = None) -> Turn:
    """Adds what was held; a second press finds nothing to add."""
    held = moment.person.held
    if held is None:
        return moment.turn("import_gone")
    new = merged(moment, held, moment.person.journal)
    return moment.tidied() + Turn((Ask(None), Hold(None), *new.changes), (_counted(moment, "imported", new),))


def no(moment: Moment, _: Button | None = None) -> Turn:
    return moment.tidied() + Turn((Ask(None), Hold(None)), (moment.say("let_go"),))


def _counted(moment: Moment, sentence: str, new: Merged) -> Say:
    def named(noun: str, things: Sequence[object]) -> str:
        return counted(noun, len(things), moment.language)

    return moment.say(
        sentence,
        wins=named("wins_counted", new.wins),
        goals=named("goals_counted", new.goals),
        notes=named("notes_counted", new.notes),
    )


def answered(moment: Moment, _: Question, text: str) -> Turn | None:
    match reply(text, moment.language):
        case "yes":
            return yes(moment)
        case "no" | "not_today" | "later":
            return no(moment)
    return None


def awaited(moment: Moment, _: Question, text: str) -> Turn | None:
    """Words where a file was awaited are read as what they are."""
    return no(moment) if reply(text, moment.language) == "no" else None


COMMANDS = {"import": ask}
TAPS = {"import_yes": yes, "import_no": no}
QUESTIONS = {"import_sure": answered, "import": awaited}
