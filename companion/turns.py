"""What a turn brings: changes for the store, and replies (companion/replies.py). The output of `companion.respond`."""

import datetime
from dataclasses import dataclass

from companion.care.state import Care
from companion.checkins import CheckIn
from companion.history import Occasion
from companion.people import Doorstep, Goal, Journal, Question, Settings, Win
from companion.rapport import Rapport
from companion.replies import Reply


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
    """A win, new or (same number) changed: moved to another day, given a note, made whole."""

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
    """The next check-in of its kind, and about its goal where it has one; replaces the one planned before."""

    check_in: CheckIn


@dataclass(frozen=True, slots=True)
class Unplan:
    """No check-in of this kind is planned any more; with `goal`, none about that one."""

    kind: str
    goal: int | None = None


@dataclass(frozen=True, slots=True)
class DealtWith:
    """This date's check-in of this kind is over, sent or let go: it never comes again."""

    kind: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class KeepOccasion:
    """A word of ours or a step taken up, or what came of one: replaces what was kept of the same kind, moment and goal
    (`Occasion.key`)."""

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
class LetExpire:
    """What they own is kept for as long as if they had been told now how long that is."""


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
    | CountDanger | Reach | LetExpire | ReportNumber | Forget
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer to one event. `toast` is the short line that a pressed button shows at once."""

    changes: tuple[Alteration, ...] = ()
    replies: tuple[Reply, ...] = ()
    toast: str = ""

    def __add__(self, other: "Turn") -> "Turn":
        return Turn(self.changes + other.changes, self.replies + other.replies, self.toast or other.toast)
