"""The simulated Telegram: people, their chats with the bot, and what the bot said of itself."""

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import orjson

from simulator.clock import Clock
from simulator.counters import Counters
from simulator.events import Event, EventLog
from simulator.files import Files
from simulator.journal import Journal, decoded_as
from simulator.records import JSON, CallbackQuery, ClockSetting, Message, Person, StoredFile, Update
from simulator.tables import Table
from simulator.updates import UpdateQueue

FIRST_PERSON: Final = 5_000_000_001  # beyond 2^32, as Telegram's newer accounts are
BOT_NAME: Final = "Small Wins"
BOT_USERNAME: Final = "SmallWinsBot"


@dataclass(slots=True)
class Telegram:
    """Everything the simulator knows. The memory is the truth; `journal` writes it down."""

    token: str
    journal: Journal
    clock: Clock
    counters: Counters
    people: Table[int, Person]
    messages: Table[int, Message]
    callbacks: Table[str, CallbackQuery]
    settings: Table[str, JSON]
    files: Files
    updates: UpdateQueue
    events: EventLog
    chats: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def bot_id(self) -> int:
        """The number before the token's colon, as with real tokens."""
        return int(self.token.partition(":")[0])

    def bot_user(self) -> JSON:
        """The Bot API's User for the bot."""
        name = self.settings.get("name:", {}).get("value") or BOT_NAME
        return {"id": self.bot_id, "is_bot": True, "first_name": name, "username": BOT_USERNAME}

    def add_person(self, first_name: str, language_code: str | None = None) -> Person:
        """Someone new, who has not met the bot."""
        person_id = max(self.people, default=FIRST_PERSON - 1) + 1
        person = Person(person_id, first_name, language_code=language_code)
        return self.people.put(person.id, person)

    def messages_of(self, person: int) -> Iterator[Message]:
        """The messages of that chat, gone ones included, oldest first."""
        return (self.messages[number] for number in self.chats[person])

    def message_in(self, person: int, number: int) -> Message | None:
        """The message of that chat, unless it is gone or never was."""
        message = self.messages.get(number)
        if message is None or message.person != person or message.deleted:
            return None
        return message

    def add_message(self, person: Person, content: JSON, *, out: bool, **extras: Any) -> Message:
        """Puts a message with that content into the chat; `out` where the person sent it."""
        sequence = self.counters.next("sequence")
        number = self.counters.next("message")
        body: JSON = {
            "message_id": number,
            "from": person.user() if out else self.bot_user(),
            "chat": person.chat(),
            "date": int(self.clock.now()),
            **content,
        }
        message = Message(number, person.id, out, body, born=sequence, changed=sequence, **extras)
        self.messages.put(number, message)
        self.chats[person.id].append(number)
        self.events.add(person.id, Event(sequence, "message", message))
        return message

    def change_message(self, message: Message, kind: str, **changes: Any) -> Message:
        """Changes a message and tells the person's phone with an event of that kind."""
        sequence = self.counters.next("sequence")
        changed = self.messages.put(message.id, replace(message, changed=sequence, **changes))
        self.events.add(message.person, Event(sequence, kind, changed))
        return changed

    def tell(self, person: int, kind: str, **details: Any) -> None:
        """An event on the person's phone that is not about a message as such."""
        self.events.add(person, Event(self.counters.next("sequence"), kind, details=details))

    def tell_everyone(self, kind: str, **details: Any) -> None:
        """The same event on every phone."""
        for person in self.people:
            self.tell(person, kind, **details)


def open_telegram(journal: Journal, token: str | None = None) -> Telegram:
    """The state that the journal holds; where it holds none, a new bot and one person, Alice.

    Without a `token` the kept one is used, or a new one is made.
    """
    settings = journal.table("setting", orjson.loads, str)
    kept = settings.get("token", {}).get("value")
    token = token or kept or f"{7_000_000_000 + secrets.randbelow(10**9)}:{secrets.token_urlsafe(26)}"
    settings.put("token", {"value": token})
    telegram = _restored(journal, token, settings)
    if not telegram.people:
        telegram.add_person("Alice", "en")
    journal.commit()
    return telegram


def _restored(journal: Journal, token: str, settings: Table[str, JSON]) -> Telegram:
    clock = Clock(journal.table("clock", decoded_as(ClockSetting), str))
    counters = Counters(journal.table("counter", orjson.loads, str))
    messages = journal.table("message", decoded_as(Message), int)
    chats: defaultdict[int, list[int]] = defaultdict(list)
    for message in sorted(messages.values(), key=lambda message: message.id):
        chats[message.person].append(message.id)
    queue = UpdateQueue(journal.table("update", decoded_as(Update), int), settings, counters, clock)
    return Telegram(
        token=token,
        journal=journal,
        clock=clock,
        counters=counters,
        people=journal.table("person", decoded_as(Person), int),
        messages=messages,
        callbacks=journal.table("callback", decoded_as(CallbackQuery), str),
        settings=settings,
        files=Files(journal.table("file", decoded_as(StoredFile), str), journal.table("content", bytes, str)),
        updates=queue,
        events=EventLog(counters.value("sequence"), lambda person: (messages[number] for number in chats[person])),
        chats=chats,
    )
