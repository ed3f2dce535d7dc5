"""What came of each word of ours and of each step: what a person's pace is read from. Pure."""

import datetime
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

DAY = 24 * 3600  # seconds
MOST_UNASKED = 2  # messages that nobody asked for in a DAY, of all kinds together
KEPT_DAYS = 35  # how long offers and sizes are remembered
STEPS_KEPT_DAYS = 21  # how long what came of a step is: seven days of one goal among three
FOR_THE_CAP_KEPT_DAYS = 2  # evening questions and letters matter for the cap alone

LETTER = "letter"
LAST_WORD = "last_word"  # that their data will be erased
# Kinds of occasions that are none of companion.checkins.KINDS.
OWN = "own"  # a step that the person took up by themselves
WEEK, FAREWELL = "week", "farewell"  # what a hello became after so long a silence
OFFER_SMALLER, OFFER_BIGGER, OFFER_LESS_OFTEN = "offer_smaller", "offer_bigger", "offer_less_often"
HELLOS = frozenset({"hello", WEEK, FAREWELL})
UNASKED = HELLOS | {"evening", LETTER, LAST_WORD}
_ABOUT_A_STEP = frozenset({"hello", "later", OWN})

Answer = Literal["", "done", "part", "smaller", "rest", "later"]
Size = Literal["", "easy", "ok", "hard"]


class Occasion(NamedTuple):
    """A word of ours, an offer, or a step taken up, on the person's own day `date`.

    A named tuple, since each turn reads dozens of them: in JSON it has no names.
    """

    kind: str
    date: datetime.date
    at: int  # UTC epoch seconds
    goal: int | None = None
    answer: Answer = ""
    eased: bool = False  # the step was made smaller for that day
    size: Size = ""  # how big the step was, as the person said

    @property
    def key(self) -> tuple[str, int, int | None]:
        """What it is known by, whatever comes of it."""
        return self.kind, self.at, self.goal


class StepDay(NamedTuple):
    """One day of one goal: what came of its step, however often it was named. A named tuple as well."""

    date: datetime.date
    done: bool
    part: bool
    eased: bool
    size: Size


def with_occasion(history: Sequence[Occasion], new: Occasion) -> tuple[Occasion, ...]:
    """The history with this occasion in it, in place of an earlier version; what is too old to matter is let go."""
    others = [old for old in history if old.at != new.at or old.key != new.key]
    kept = [old for old in others if (new.date - old.date).days <= _days_kept(old)]
    return tuple(sorted((*kept, new), key=attrgetter("at")))


def _days_kept(old: Occasion) -> int:
    if old.kind in ("evening", LETTER):
        return FOR_THE_CAP_KEPT_DAYS
    return STEPS_KEPT_DAYS if old.kind in _ABOUT_A_STEP and not old.size else KEPT_DAYS


def occasion_for_answer(history: Sequence[Occasion], goal: int, date: datetime.date, now: int) -> Occasion:
    """The occasion that an answer about that goal and day belongs to: the newest word of ours, else their own doing."""
    said = [old for old in history if old.goal == goal and old.date == date and old.kind in _ABOUT_A_STEP]
    return said[-1] if said else Occasion(OWN, date, now, goal)


def room_at(history: Iterable[Occasion], now: int) -> int:
    """The first second, `now` or later, at which one more unasked message keeps the cap."""
    a_day_ago = now - DAY
    spoken = sorted([old.at for old in history if old.at > a_day_ago and old.kind in UNASKED])
    return now if len(spoken) < MOST_UNASKED else spoken[-MOST_UNASKED] + DAY


def unasked_since(history: Iterable[Occasion], second: int) -> int:
    """How many unasked messages there were after that second."""
    return sum(old.at > second and old.kind in UNASKED for old in history)


def offered_since(history: Iterable[Occasion], date: datetime.date, kind: str, goal: int | None = None) -> bool:
    """Whether this was offered on that day or later."""
    return any(old.kind == kind and old.goal == goal and old.date >= date for old in history)


def answered_on(history: Iterable[Occasion], goal: int) -> datetime.date | None:
    """The last day on which anything was answered about that goal."""
    return max((old.date for old in history if old.goal == goal and old.answer), default=None)


def step_days(history: Iterable[Occasion], goal: int) -> list[StepDay]:
    """The days on which that goal's step was named or taken up, oldest first."""
    about = [old for old in history if old.goal == goal and old.kind in _ABOUT_A_STEP]
    days = groupby(sorted(about, key=attrgetter("date")), key=attrgetter("date"))
    return [_day(date, list(occasions)) for date, occasions in days]


def _day(date: datetime.date, occasions: list[Occasion]) -> StepDay:
    answers = {old.answer for old in occasions}
    sizes: list[Size] = [old.size for old in occasions if old.size]
    return StepDay(
        date,
        done="done" in answers,
        part="part" in answers,
        eased=any(old.eased for old in occasions),
        size=sizes[-1] if sizes else "",
    )


def with_answer(occasion: Occasion, answer: Answer, *, eased: bool = False) -> Occasion:
    """The occasion with what the person said to it; a smaller step stays one when it is done."""
    return occasion._replace(answer=answer, eased=occasion.eased or eased)
