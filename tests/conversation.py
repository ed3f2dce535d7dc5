"""A conversation without the wire: real turns on a real database, and a clock that the test sets.

For tables of what is answered to what. The stories in tests/stories go through HTTP, PTB and the bot itself.
"""

import dataclasses
import datetime
import functools
from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from companion.buttons import decode
from companion.events import CheckInDue, Event, Located, Said, SentUnreadable, Tapped
from companion.people import Goal, Settings
from storage import checkins, goals, people, turns, unheard, wins
from storage.bodies import opened
from storage.vault import Connection
from tests.databases import copied, database

ALICE = 5_000_000_001
MONDAY = datetime.datetime(2026, 3, 2, 14, 5, tzinfo=datetime.UTC)  # in Leeds it is 14:05 too


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of ours as it was written to the outbox."""

    message_id: int
    text: str
    labels: list[str]
    data: dict[str, str]  # label -> callback data
    lane: str = "reply"
    effect: str = ""
    edits: int | None = None
    kind: str = "say"
    emoji: str = ""
    name: str = ""
    content: bytes = b""  # of a file
    deleted: tuple[int, ...] = ()
    known_as: str = ""  # of a picture that Telegram has


@dataclass
class Conversation:
    """One person's chat. `says`, `taps` and `passes` return what is heard by it; `heard` is everything so far."""

    connection: Connection = field(default_factory=database)
    person: int = ALICE
    now: int = int(MONDAY.timestamp())
    heard: list[Heard] = field(default_factory=list)
    message_id: int = 100

    def copy(self) -> "Conversation":
        """One of its own that has come as far."""
        return dataclasses.replace(self, connection=copied(self.connection), heard=[*self.heard])

    def happens(self, event: Event) -> list[Heard]:
        turns.take(self.connection, self.person, event, self.now)
        return self._listen()

    def says(self, text: str, **more: Any) -> list[Heard]:
        self.message_id += 1
        return self.happens(Said(text, self.message_id, **more))

    def sends(self, kind: str, caption: str = "") -> list[Heard]:
        self.message_id += 1
        return self.happens(SentUnreadable(kind, caption, self.message_id))

    def shares(self, latitude: float, longitude: float) -> list[Heard]:
        self.message_id += 1
        return self.happens(Located(latitude, longitude, self.message_id))

    def taps(self, label: str, on: Heard | None = None) -> list[Heard]:
        """Presses a button, on the newest message that has it where none is named."""
        message = on or next(message for message in reversed(self.heard) if label in message.labels)
        return self.happens(Tapped(decode(message.data[label]), message.message_id))

    def passes(self, **time: float) -> list[Heard]:
        """Time goes by, a quarter of an hour at most between two looks at what is due."""
        until = self.now + int(datetime.timedelta(**time).total_seconds())
        before = len(self.heard)
        while self.now < until:
            self.now = min(self.now + 900, until)
            for due in checkins.due(self.connection, self.now, 100):
                turns.take(
                    self.connection, due.person_id, CheckInDue(due.kind, due.date, due.due_at, due.goal), self.now
                )
            self._listen()
        return self.heard[before:]

    def settles_in(self) -> "Conversation":
        """Alice after her first minutes: a goal, wins, a hello at 09:30 in Leeds. No letters: they have tests of their
        own."""
        for step in (
            "/start",
            "[Begin]",
            "[Sat up]",
            "[Next]",
            "clean the house",
            "[I did that]",
            "[Next]",
            "Leeds",
            "[Yes]",
        ):
            if step.startswith("["):
                self.taps(step.strip("[]"))
            else:
                self.says(step)
        self.wants_no_letters()
        return self

    def wants_no_letters(self) -> None:
        self.chooses(letter_minute=None)
        checkins.unplan(self.connection, self.person, "letter")

    def is_heard_of(self) -> "Conversation":
        """From now on nothing counts as silence: for rules that silence would hide."""
        self.connection.execute("UPDATE people SET heard_at = 4000000000")
        return self

    @property
    def generation(self) -> str:
        """What their buttons carry."""
        return people.load(self.connection, self.person, self.now).generation

    @property
    def total(self) -> int:
        return people.load(self.connection, self.person, self.now).wins_total

    @property
    def settings(self) -> Settings:
        return people.load(self.connection, self.person, self.now).settings

    def chooses(self, **settings: Any) -> None:
        """They have these settings from now on."""
        people.change(self.connection, self.person, structs.replace(self.settings, **settings))

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Oldest first."""
        return goals.load(self.connection, self.person)

    @property
    def wins(self) -> list[str]:
        """What the journal has, newest first."""
        return [win.text for win in wins.page(self.connection, self.person, 0, 1000)]

    def _listen(self) -> list[Heard]:
        rows = self.connection.execute(
            "SELECT id, lane, body, person_id, goal, day FROM outbox WHERE visible_at IS NOT NULL ORDER BY id"
        ).fetchall()
        new = [self._hear(*row) for row in rows]
        self.heard += [message for message in new if message.kind in ("say", "picture")]
        return new

    def _hear(self, row: int, lane: str, body: bytes, person: int, goal: int | None, day: str | None) -> Heard:
        """The message as Telegram would have shown it; its row is settled, as the sender would have done."""
        said, content = opened(self.connection.vault.transit.open(person, "outbox", row, body) or b"")
        self.message_id += 1
        self.connection.execute(
            "UPDATE outbox SET visible_at = NULL, settled_at = :now, outcome = 'delivered' WHERE id = :id",
            {"now": self.now, "id": row},
        )
        unheard.told(self.connection, [row], self.now)
        self.connection.execute(
            """
            INSERT INTO sent (person_id, message_id, outbox_id, at, kept_until, goal, day)
            VALUES (:person, :message, :row, :now, :now + 864000, :goal, :day)
            """,
            {"person": person, "message": self.message_id, "row": row, "now": self.now, "goal": goal, "day": day},
        )
        keys = [key for keyboard_row in said.get("keys", ()) for key in keyboard_row]
        return Heard(
            self.message_id,
            said.get("text") or said.get("caption", ""),
            [key["label"] for key in keys],
            {key["label"]: key["data"] for key in keys},
            lane,
            said.get("effect", ""),
            said.get("edits"),
            said["kind"],
            said.get("emoji", ""),
            said.get("name", ""),
            content,
            tuple(said.get("message_ids", ())),
            said.get("known_as", ""),
        )


def settled() -> Conversation:
    """A new Alice after `settles_in`."""
    return _settled().copy()


@functools.cache
def _settled() -> Conversation:
    return Conversation().settles_in()
