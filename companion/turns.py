"""What a turn brings: changes for the store, and what is said. The output of `companion.respond`."""

import datetime
from dataclasses import dataclass

from companion.buttons import Button
from companion.care.state import Care
from companion.checkins import CheckIn
from companion.history import Occasion
from companion.people import About, Doorstep, Goal, Journal, Question, Settings, Win
from companion.rapport import Rapport

# ---------------------------------------------------------------- what is said


@dataclass(frozen=True, slots=True)
class Key:
    """A button as it stands under a message. `style`: "", "primary", "success" or "danger" (a decoration)."""

    label: str
    button: Button
    style: str = ""


@dataclass(frozen=True, slots=True)
class Nudge:
    """What makes a message an unasked one: at most one per person, kind and date, ever."""

    kind: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Say:
    """A message to the person. `text` is Telegram HTML, everything a person typed escaped in it."""

    text: str
    keys: tuple[tuple[Key, ...], ...] = ()
    edits: int | None = None  # our message to change instead of sending a new one; a new one is sent if it can't be
    effect: str = ""  # "party": Telegram's full-screen effect, a decoration
    silent: bool = False
    ask_location: str = ""  # label of a keyboard button that shares the location; the keyboard hides after use
    nudge: Nudge | None = None  # unasked: goes by the nudge lane, at most once
    about: About | None = None
    until_confirmed: bool = False  # goes ahead of other replies, and is sent until Telegram has it
    answers: int | None = None  # the message of theirs that it visibly replies to: in a group, among others
    in_turn: str = ""  # the sentence's name, where its wordings come in turn
    with_picture: bool = False  # under the picture of all wins


@dataclass(frozen=True, slots=True)
class Tidy:
    """Take the buttons off our message: its question is settled. A decoration."""

    message_id: int


@dataclass(frozen=True, slots=True)
class React:
    """Put our reaction on a message. A decoration."""

    message_id: int
    emoji: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file for the person. `caption` is Telegram HTML, as in `Say`."""

    name: str
    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture: a PNG or JPEG as bytes, or one that Telegram has, by its file id."""

    picture: bytes | str
    caption: str = ""
    keys: tuple[tuple[Key, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is drawn when it is sent. `request` is what `python -m drawing` reads; `known_as` Telegram's id of
    the very same picture, where it has it. `otherwise` is said where it can't be drawn, with the same buttons."""

    kind: str  # what it shows: all, month, year
    request: bytes
    caption: str = ""
    keys: tuple[tuple[Key, ...], ...] = ()
    known_as: str = ""
    otherwise: str = ""
    effect: str = ""
    nudge: Nudge | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """Take messages of ours out of the chat, as far as Telegram allows. At most DELETED_AT_ONCE. A decoration."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fetch:
    """Have a file that the person sent brought here: a `FileRead` comes of it."""

    file_id: str


DELETED_AT_ONCE = 100  # Telegram's limit


@dataclass(frozen=True, slots=True)
class Show:
    """Something that needs much reading: storage reads in the same turn, `companion.views` words what was read."""

    kind: str  # a function of companion.views
    number: int = 0
    edits: int | None = None
    search: str = ""
    said: Say | None = None  # the words that a picture goes with, where it has none of its own


Sayable = Say | Tidy | React | Document | Photo | Picture | Delete | Fetch
Reply = Sayable | Show

# ---------------------------------------------------------------- what changes


@dataclass(frozen=True, slots=True)
class Join:
    """A stranger said Begin: the person's row is made."""

    generation: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Before Begin: remember for 24 hours that a stranger was greeted, and what they asked for."""

    doorstep: Doorstep


@dataclass(frozen=True, slots=True)
class Change:
    """The person's settings as they are from now on."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class KeepGoal:
    """The goal as it is from now on: a new one, or one with this number changed."""

    goal: Goal


@dataclass(frozen=True, slots=True)
class RemoveGoal:
    """The goal goes; its wins stay."""

    number: int


@dataclass(frozen=True, slots=True)
class KeepWin:
    """A win, new or (same number) changed: moved to another day, given a note."""

    win: Win


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The person takes a win back: the only thing that lowers a total."""

    number: int


@dataclass(frozen=True, slots=True)
class KeepNote:
    """Words kept without being a win."""

    number: int
    text: str
    at: int
    day: datetime.date


@dataclass(frozen=True, slots=True)
class RemoveNote:
    """The note goes; nothing happens where there is none of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Ask:
    """The open question from now on; None: nothing is asked any more."""

    question: Question | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The next check-in of its kind; replaces the one planned before."""

    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class Unplan:
    """No check-in of this kind is planned any more."""

    kind: str


@dataclass(frozen=True, slots=True)
class DealtWith:
    """This date's check-in of this kind is over, sent or let go: it never comes again."""

    kind: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class KeepOccasion:
    """A word of ours or a step taken up, or what came of one: replaces what was kept of the same kind, goal and day."""

    occasion: Occasion


@dataclass(frozen=True, slots=True)
class Hold:
    """A file is held until the person says yes to it; None: it is let go."""

    journal: Journal | None


@dataclass(frozen=True, slots=True)
class CancelNudges:
    """Nudges written but not yet started are taken back."""


@dataclass(frozen=True, slots=True)
class CancelUnsent:
    """Whatever is not yet being sent is taken back: nudges, celebrations, offers; not what is `until_confirmed`."""


@dataclass(frozen=True, slots=True)
class KeepCare:
    """What is remembered of a danger, from now on."""

    care: Care


@dataclass(frozen=True, slots=True)
class Remember:
    """How we speak with the person, from now on."""

    rapport: Rapport


@dataclass(frozen=True, slots=True)
class CountDanger:
    """One more danger of this class today, seen in nobody in particular."""

    kind: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether messages can reach the person: False after they blocked us."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class ReportNumber:
    """Somebody says that a help line's or emergency number is wrong: counted, and nothing about who."""

    country: str
    number: int  # of the line, in companion/care


@dataclass(frozen=True, slots=True)
class Forget:
    """Everything of the person goes, at once."""


Alteration = (
    Join | Wait | Change | KeepGoal | RemoveGoal | KeepWin | TakeBack | KeepNote | RemoveNote | Ask | Plan | Unplan
    | DealtWith | KeepOccasion | Hold | CancelNudges | CancelUnsent | KeepCare | Remember
    | CountDanger | Reach | ReportNumber | Forget
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer to one event. `toast` is the short line that a pressed button shows at once."""

    changes: tuple[Alteration, ...] = ()
    replies: tuple[Reply, ...] = ()
    toast: str = ""

    def __add__(self, other: "Turn") -> "Turn":
        return Turn(self.changes + other.changes, self.replies + other.replies, self.toast or other.toast)
