"""The rows of the simulated Telegram: plain values that can be written down as JSON."""

from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a phone; their private chat with the bot has the same id."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> JSON:
        """The Bot API's User."""
        return {"id": self.id, "is_bot": False, "first_name": self.first_name} | self._optional("language_code")

    def chat(self) -> JSON:
        """The Bot API's Chat of the private conversation."""
        return {"id": self.id, "type": "private", "first_name": self.first_name} | self._optional()

    def _optional(self, *names: str) -> JSON:
        return {name: value for name in ("username", *names) if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one private chat. Gone messages stay, marked, so that no id is used twice.

    `body` is the Bot API's Message as it stands now. `born` and `changed` are the event sequence numbers of
    its sending and of its latest change; they let a client that was away catch up from the messages alone.
    """

    id: int
    person: int
    out: bool  # sent by the person
    body: JSON
    born: int
    changed: int
    reply_keyboard: JSON | None = None  # the reply markup that is not inline, as it was sent
    effect: str | None = None
    bot_reaction: str | None = None
    person_reaction: str | None = None
    edited: bool = False
    deleted: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class CallbackQuery:
    """A pressed inline button that the bot may answer once."""

    id: str
    person: int
    at: float  # epoch seconds


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the Bot API names it; its bytes lie in the table of contents under `unique_id`."""

    id: str
    unique_id: str
    path: str
    size: int
    kind: str  # "photo", "document", ...
    detail: JSON  # what a message that carries it says about it


@dataclass(frozen=True, slots=True)
class Update:
    """An update that waits for the bot to confirm it."""

    id: int
    kind: str
    chat: int
    at: float  # epoch seconds
    body: JSON
    delivered: bool = False

    def as_json(self) -> JSON:
        """The Bot API's Update."""
        return {"update_id": self.id, **self.body}


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are posted to; an empty `url` means nowhere."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    has_custom_certificate: bool = False
    ip_address: str | None = None
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(frozen=True, slots=True)
class ClockSetting:
    """How far the simulated clock is ahead of the system's (seconds), and how often it was moved."""

    offset: float = 0.0
    version: int = 0
