"""One made-up life on a database of its own: what falls due and what the person does, in the order of time."""

import datetime
import heapq
from dataclasses import dataclass, field
from random import Random

from companion.events import CheckInDue, Event
from companion.people import Person
from companion.turns import TakeBack
from storage import checkins, histories, outbox, sent, turns
from tests.conversation import Conversation, Heard
from tests.simulation.people import DAY, HOUR, Character, character
from tests.simulation.rules import Watch

BEGINS = 1_772_460_300  # Monday 2 March 2026, 14:05 UTC
SWEPT_EVERY = 7  # days
OUTAGE = 0.01  # how often a check-in falls into one, of some hours
REMEMBERED = 40  # messages whose buttons somebody still finds
NOTHING_HAPPENS = CheckInDue("none", datetime.date.min, 0)


@dataclass
class Life(Conversation):
    """A conversation in which every turn is watched."""

    watch: Watch = field(default_factory=Watch)
    turns: int = 0
    now_person: Person | None = None

    def happens(self, event: Event) -> list[Heard]:
        """Takes the turn, and looks at everything that it said and changed."""
        before = self.now_person or self.loaded()
        if not isinstance(event, CheckInDue):
            self.watch.heard_of(self.now)
        turn = turns.take(self.connection, self.person, event, self.now)
        heard = self._listen()
        self.now_person = self.loaded()
        undone = any(isinstance(change, TakeBack) for change in turn.changes)
        self.watch.turn(before, turn, self.now_person, self.now, undone=undone)
        self.turns += 1
        del self.heard[:-REMEMBERED]
        return heard

    def loaded(self) -> Person:
        return turns.load(self.connection, self.person, NOTHING_HAPPENS, self.now)

    def acts(self, said: str, random: Random) -> None:
        """What is written, or pressed: a button of a recent message, where there is such a one."""
        if said in ("[*]", "replay"):
            seen = [message for message in self.heard[-3 if said == "[*]" else -REMEMBERED :] if message.labels]
            if seen:
                message = random.choice(seen)
                self.taps(random.choice(message.labels), message)
        elif said.startswith("["):
            label = said.strip("[]")
            if any(label in message.labels for message in self.heard[-6:]):
                self.taps(label)
        else:
            self.says(said)


@dataclass
class Living:
    """The life of a character, second by second."""

    life: Life
    who: Character
    random: Random
    began: int
    deeds: list[tuple[int, int, str]] = field(default_factory=list)

    def through(self, days: int) -> None:
        """Lives so many days."""
        self._settles_in()
        for day in range(days):
            for after, said in self.who.alone(self.random, day):
                self._intends(self.began + day * DAY + after, said)
            self._until(self.began + (day + 1) * DAY, day)
            if day % SWEPT_EVERY == 0:
                for sweep in (outbox.sweep, sent.sweep, histories.sweep):
                    sweep(self.life.connection, self.life.now)

    def _settles_in(self) -> None:
        for said in ("/start", "[Begin]", "[Sat up]", "[Next]", "clean the house", "[I did that]", "[Next]"):
            self.life.acts(said, self.random)
        for said in (self.who.town, "[Yes]", "/settings", "[Hello time]", self.who.hello):
            self.life.acts(said, self.random)
        if self.who.evening:
            for said in ("/settings", "[More settings]", "[Evening question]", self.who.evening):
                self.life.acts(said, self.random)

    def _intends(self, at: int, said: str) -> None:
        heapq.heappush(self.deeds, (at, len(self.deeds), said))

    def _until(self, end: int, day: int) -> None:
        while True:
            due_at, deed_at = self._due_at(), self.deeds[0][0] if self.deeds else end
            if min(due_at, deed_at) >= end:
                return
            if deed_at <= due_at:
                self.life.now = max(self.life.now, deed_at)
                self.life.acts(heapq.heappop(self.deeds)[2], self.random)
            else:
                self._falls_due(due_at, day)

    def _due_at(self) -> int:
        row = self.life.connection.execute("SELECT min(due_at) FROM check_ins").fetchone()
        return row[0] if row[0] is not None else 1 << 60

    def _falls_due(self, due_at: int, day: int) -> None:
        late = self.random.randrange(5 * HOUR) if self.random.random() < OUTAGE else self.random.randrange(5)
        self.life.now = max(self.life.now, due_at + late)
        for due in checkins.due(self.life.connection, self.life.now, 10):
            for heard in self.life.happens(CheckInDue(due.kind, due.date, due.due_at, due.goal)):
                if heard.lane == "nudge":
                    for after, said in self.who.answers(self.random, day, heard):
                        self._intends(self.life.now + after, said)


def lived(number: int, days: int, seed: int) -> tuple[Character, Life]:
    """The life of the person with that number: the same for the same seed."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - made-up people, nobody's secret
    who = character(random, number)
    began = BEGINS + random.randrange(7 * DAY)
    life = Life(person=5_000_000_001 + number, now=began)
    Living(life, who, random, began).through(days)
    return who, life
