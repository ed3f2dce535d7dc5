"""What a turn brings: changes for the store, and replies (companion/replies.py). The output of `companion.respond`."""

import datetime

import msgspec

from companion.care.state import Care
from companion.checkins import CheckIn
from companion.history import Occasion
from companion.people import Doorstep, Goal, Journal, Question, Settings, Win
from companion.rapport import Rapport
from companion.replies import Reply


class Join(msgspec.Struct, frozen=True):
    """A stranger said Begin: the person's row is made."""

    generation: str


class Wait(msgspec.Struct, frozen=True):
    """Before Begin: remember for 24 hours that a stranger was greeted, and what they asked for."""

    doorstep: Doorstep


class Change(msgspec.Struct, frozen=True):
    """The person's settings as they are from now on."""

    settings: Settings


class KeepGoal(msgspec.Struct, frozen=True):
    """The goal as it is from now on: a new one, or one with this number changed."""

    goal: Goal


class RemoveGoal(msgspec.Struct, frozen=True):
    """The goal goes; its wins stay."""

    number: int


class KeepWin(msgspec.Struct, frozen=True):
    """A win, new or (same number) changed: moved to another day, given a note, made whole."""

    win: Win


class TakeBack(msgspec.Struct, frozen=True):
    """The person takes a win back: the only thing that lowers a total."""

    number: int


class KeepNote(msgspec.Struct, frozen=True):
    """Words kept without being a win."""

    number: int
    text: str
    at: int
    day: datetime.date


class RemoveNote(msgspec.Struct, frozen=True):
    """The note goes; nothing happens where there is none of this number."""

    number: int


class Ask(msgspec.Struct, frozen=True):
    """The open question from now on; None: nothing is asked any more."""

    question: Question | None


class Plan(msgspec.Struct, frozen=True):
    """The next check-in of its kind, and about its goal where it has one; replaces the one planned before."""

    check_in: CheckIn


class Unplan(msgspec.Struct, frozen=True):
    """No check-in of this kind is planned any more; with `goal`, none about that one."""

    kind: str
    goal: int | None = None


class DealtWith(msgspec.Struct, frozen=True):
    """This date's check-in of this kind is over, sent or let go: it never comes again."""

    kind: str
    date: datetime.date


class KeepOccasion(msgspec.Struct, frozen=True):
    """A word of ours or a step taken up, or what came of one: replaces what was kept of the same kind, moment and goal
    (`Occasion.key`)."""

    occasion: Occasion


class Hold(msgspec.Struct, frozen=True):
    """A file is held until the person says yes to it; None: it is let go."""

    journal: Journal | None


class CancelNudges(msgspec.Struct, frozen=True):
    """Nudges written but not yet started are taken back."""


class CancelUnsent(msgspec.Struct, frozen=True):
    """Whatever is not yet being sent is taken back: nudges, celebrations, offers; not what is `until_confirmed`."""


class KeepCare(msgspec.Struct, frozen=True):
    """What is remembered of a danger, from now on."""

    care: Care


class Remember(msgspec.Struct, frozen=True):
    """How we speak with the person, from now on."""

    rapport: Rapport


class CountDanger(msgspec.Struct, frozen=True):
    """One more danger of this class today, seen in nobody in particular."""

    kind: str


class Reach(msgspec.Struct, frozen=True):
    """Whether messages can reach the person: False after they blocked us."""

    reachable: bool


class LetExpire(msgspec.Struct, frozen=True):
    """What they own is kept for as long as if they had been told now how long that is."""


class ReportNumber(msgspec.Struct, frozen=True):
    """Somebody says that a help line's or emergency number is wrong: counted, and nothing about who."""

    country: str
    number: int  # of the line, in companion/care


class Forget(msgspec.Struct, frozen=True):
    """Everything of the person goes, at once."""


Alteration = (
    Join | Wait | Change | KeepGoal | RemoveGoal | KeepWin | TakeBack | KeepNote | RemoveNote | Ask | Plan | Unplan
    | DealtWith | KeepOccasion | Hold | CancelNudges | CancelUnsent | KeepCare | Remember
    | CountDanger | Reach | LetExpire | ReportNumber | Forget
)  # fmt: skip


class Turn(msgspec.Struct, frozen=True):
    """One answer to one event. `toast` is the short line that a pressed button shows at once."""

    changes: tuple[Alteration, ...] = ()
    replies: tuple[Reply, ...] = ()
    toast: str = ""

    def __add__(self, other: "Turn") -> "Turn":
        return Turn(self.changes + other.changes, self.replies + other.replies, self.toast or other.toast)
