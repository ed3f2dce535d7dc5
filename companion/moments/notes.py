"""Notes: words kept without being a win. Shown back, and the writer's to take out."""

from companion.buttons import Button
from companion.moments import win
from companion.moments.moment import Moment
from companion.people import Question
from companion.reading import plainly_harsh
from companion.replies import Show
from companion.turns import Ask, KeepNote, RemoveNote, Turn
from companion.words import cut


def keep(moment: Moment, button: Button) -> Turn:
    """The words that the open question holds are kept, as a note and not as a win."""
    question = win.question_holding_unread_words(moment, button)
    if question is None:
        return moment.turn("moment_passed")
    kept = KeepNote(moment.number, question.text, moment.now, moment.today)
    sentence = "note_kept_unsaid" if plainly_harsh(question.text, moment.language) else "note_kept"
    said = moment.say(sentence, number=kept.number, note=cut(question.text))
    return moment.tidied() + Turn((Ask(Question("note", kept.number)), kept), (said,))


def drop(moment: Moment, button: Button) -> Turn:
    """The note goes; a second press finds none, and says the same."""
    if button.number is None:
        return moment.turn("moment_passed")
    return moment.tidied() + Turn((Ask(None), RemoveNote(button.number)), (moment.say("note_removed"),))


def dropped(moment: Moment, question: Question, text: str) -> Turn | None:
    """ "Remove note", typed after it was kept."""
    meant = text.casefold().strip(" .!") == moment.key("drop_note").label.casefold()
    return drop(moment, Button("drop_note", question.number)) if meant else None


def show(moment: Moment, _: Button | str = "") -> Turn:
    """The newest page of notes."""
    return Turn((Ask(Question("notes", 0)),), (Show("notes"),))


def page(moment: Moment, button: Button) -> Turn:
    edits = moment.message_id if moment.tapped and not moment.person.settings.plain else None
    number = max(button.number or 0, 0)
    return Turn((Ask(Question("notes", number)),), (Show("notes", number, edits=edits),))


def turned(moment: Moment, question: Question, text: str) -> Turn | None:
    """ "Older" and "newer", typed."""
    typed = text.casefold().strip(" .!")
    steps = {moment.key("older").label.casefold(): 1, moment.key("newer").label.casefold(): -1}
    return page(moment, Button("notes_page", (question.number or 0) + steps[typed])) if typed in steps else None


COMMANDS = {"notes": show}
TAPS = {"keep_note": keep, "drop_note": drop, "see_notes": show, "notes_page": page}
QUESTIONS = {"note": dropped, "notes": turned}
