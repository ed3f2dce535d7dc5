"""A person as a turn sees them: who they are to us, what they want, what they did. Nothing here is remembered by us
alone: storage loads a `Person` for a turn and forgets it after."""

import datetime
import zoneinfo
from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec import structs

from companion.care.state import Care
from companion.checkins import CheckIn, is_quiet
from companion.history import Occasion
from companion.rapport import Rapport

HELLO_MINUTE = 9 * 60 + 30
LETTER_MINUTE, SUNDAY = 18 * 60, 6  # when a letter comes unless another time is chosen
DAY_ENDS_BEFORE_HELLO = 5 * 60 + 30  # minutes: someone who is greeted at 9:30 ends their day at 4:00
USUAL_DAY_END = 4 * 60  # of those who are greeted hours after they got up
EVERY_DAY = 0b1111111  # bit 0 is Monday
UNSET = "unset"
DAYS_BETWEEN_HELLOS = {"daily": 1, "other_day": 2, "weekly": 7}
KEPT_UNHEARD = 183  # days of a person's silence after which everything of them is erased: six months
TOLD_BEFORE = 30  # days before that at which they are told, at the latest


class Settings(msgspec.Struct, frozen=True):
    """What a person has chosen. Times are minutes after local midnight, dates are local calendar dates."""

    language: str = "en"
    zone: str = "UTC"  # IANA
    town: str = ""  # "" until they named one
    country: str = ""  # ISO 3166 two letters, "" until known: never guessed from the language
    hellos: str = UNSET  # UNSET until asked, "off", or a key of DAYS_BETWEEN_HELLOS
    hello_minute: int = HELLO_MINUTE
    hello_days: int = EVERY_DAY
    evening_minute: int | None = None  # None: no evening question
    letter_minute: int | None = LETTER_MINUTE  # None: no weekly letter
    letter_day: int = SUNDAY  # 0 is Monday
    day_end_minute: int | None = None  # None: as the hello time suggests
    celebration: str = "warm"  # quiet, warm, party
    discreet: bool = False  # no goal text in a nudge
    plain: bool = False  # words instead of edits, effects, reactions
    under_age: bool = False  # they said that they are under 18: nothing unasked is ever said
    paused_until: datetime.date | None = None  # hellos begin again on this date
    rested_on: datetime.date | None = None  # nothing more unasked on this day
    picture: str = "night_lake"  # how the picture looks: a key of companion.picture.LOOKS

    @property
    def zone_info(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)

    @property
    def day_end(self) -> int:
        """Minutes after midnight at which a day ends for this person: what they chose, else DAY_ENDS_BEFORE_HELLO.

        Where that is no quiet hour and the hello comes in none, they are up by then: USUAL_DAY_END.
        """
        if self.day_end_minute is not None:
            return self.day_end_minute
        before_hello = (self.hello_minute - DAY_ENDS_BEFORE_HELLO) % 1440
        asleep = is_quiet(before_hello) or is_quiet(self.hello_minute)
        return before_hello if asleep else USUAL_DAY_END


class Goal(msgspec.Struct, frozen=True):
    """Something a person wants, and the step that it is today. Active ones are nudged; listed ones wait and count
    whenever they are done; offered ones were not said yes to so far."""

    number: int
    name: str  # in the person's own words
    step: str
    area: str = ""  # key of companion.goals.areas(), "" for a goal of their own
    state: Literal["offered", "active", "listed"] = "active"
    anchor: str = ""  # "after what": coffee
    eased_step: str = ""  # smaller, on one day
    eased_on: datetime.date | None = None
    asked_on: datetime.date | None = None  # the person's own day of the last nudge that named it
    answered_on: datetime.date | None = None  # that of the last nudge about it that got any answer
    since: datetime.date | None = None  # the day on which they took it on
    times: int = 0  # how often it was done
    step_since: datetime.date | None = None  # the day on which the step became what it is, where it ever changed
    grown_from: str = ""  # the step before an offered bigger one
    stays: bool = False  # no other size is offered unasked

    @property
    def active(self) -> bool:
        return self.state == "active"

    def step_on(self, day: datetime.date) -> str:
        """The step of that day: the eased one where it was made smaller for the day."""
        return self.eased_step if self.eased_on == day and self.eased_step else self.step


class Win(msgspec.Struct, frozen=True):
    """Something done. `day` is the person's own day (it ends at their day's end), `at` UTC epoch seconds."""

    number: int
    text: str
    at: int
    day: datetime.date
    kind: str = "other"  # companion.goals.kind
    goal: int | None = None
    asked_on: datetime.date | None = None  # the day of the nudge or button it answers: one win per goal and such day
    part: bool = False
    note: str = ""
    minute: int | None = None  # what the person's clock showed, in minutes after midnight


class Note(msgspec.Struct, frozen=True):
    """Words kept without being a win."""

    number: int
    text: str
    at: int  # UTC epoch seconds
    day: datetime.date


class Journal(msgspec.Struct, frozen=True):
    """What a person did, wanted and wrote; of a file that they sent, what could be taken from it."""

    wins: tuple[Win, ...] = ()
    goals: tuple[Goal, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: int = 0  # things in the file that spoke of danger


class Question(msgspec.Struct, frozen=True):
    """The one open question. `kind` is a key of companion.moments.QUESTIONS."""

    kind: str
    number: int | None = None
    text: str = ""
    day: datetime.date | None = None


class About(msgspec.Struct, frozen=True):
    """What a message of ours was about: a goal, on the date of its nudge. A reply to it answers that."""

    goal: int
    day: datetime.date


class Doorstep(msgspec.Struct, frozen=True):
    """A stranger who was greeted: what they asked for before Begin, held 24 hours at most."""

    goal: str = ""
    keeps_nothing: bool = False
    under_age: bool = False
    care: str = ""  # the language in which danger was answered, "" where none was or they are safe
    asked: str = ""  # the kind of the question that the answer asked
    state: str = ""  # what it was, as in Care
    answered: bool = False  # as in Care

    def remembered(self, now: int) -> Care:
        """What is remembered of a danger, as of somebody who joined."""
        if not self.care:
            return Care()
        seen = Care().alarmed(self.state, self.care, now, eating=self.state == "eating")
        return structs.replace(seen, answered=self.answered)


class Person(msgspec.Struct, frozen=True):
    """Everything a turn may need of a person; a stranger has `joined_at` None and default settings."""

    id: int
    generation: str
    joined_at: int | None = None
    heard_at: int | None = None  # when they last did something themselves, to the hour
    next_number: int = 1
    settings: Settings = Settings()
    goals: tuple[Goal, ...] = ()
    wins_total: int = 0
    recent_wins: tuple[Win, ...] = ()  # yesterday's and today's, answers to their nudges, oldest first
    last_win: Win | None = None
    named_wins: tuple[Win, ...] = ()  # older ones that the event may be about
    question: Question | None = None
    replied_to: About | None = None  # what the message that they used "reply" on was about
    plans: tuple[CheckIn, ...] = ()
    nudged_on: Mapping[str, datetime.date] = msgspec.field(default_factory=dict)  # the last date, by kind of check-in
    history: tuple[Occasion, ...] = ()  # of the last weeks, oldest first
    doorstep: Doorstep | None = None
    reachable: bool = True
    expires: bool = False  # silent, and told until when theirs is kept (or not to be told)
    care: Care = Care()  # what is remembered of a danger that was seen
    rapport: Rapport = Rapport()  # how we speak with them
    journal: Journal = Journal()  # all wins and notes, where a file is read against them
    held: Journal | None = None  # a file of theirs, until they say yes to it

    def goal(self, number: int | None) -> Goal | None:
        return next((goal for goal in self.goals if goal.number == number), None)

    def win(self, number: int | None) -> Win | None:
        newest = (self.last_win,) if self.last_win else ()
        return next((win for win in self.recent_wins + self.named_wins + newest if win.number == number), None)

    def answer_to(self, about: About) -> Win | None:
        """The win that already answers this nudge, if any: the same press twice is one win."""
        wins = self.recent_wins + self.named_wins
        return next((win for win in wins if (win.goal, win.asked_on) == (about.goal, about.day)), None)

    @property
    def under_age(self) -> bool:
        """Whether they said that they are under 18."""
        return self.settings.under_age or (self.doorstep is not None and self.doorstep.under_age)

    @property
    def joined(self) -> bool:
        return self.joined_at is not None

    @property
    def last_nudge(self) -> About | None:
        """The newest nudge, until something answers it: what a bare "done" means. Never an older one: a second
        "done" would count a step that nobody spoke of."""
        asked = [(goal.asked_on, goal.answered_on != goal.asked_on, goal) for goal in self.goals if goal.asked_on]
        newest = max(asked, key=lambda nudge: nudge[:2], default=None)
        return About(newest[2].number, newest[0]) if newest and newest[1] else None
