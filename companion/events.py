"""What can happen to a person: the one input of `companion.respond`.

The doors (bot/telegram.py for Telegram, scheduler/dispatch.py for the clock) make these; nothing in them is of
Telegram but message ids, which are opaque here.
"""

import datetime
from dataclasses import dataclass

from companion.buttons import Button
from companion.people import Journal


@dataclass(frozen=True, slots=True)
class Said:
    """The person wrote something (also: forwarded it, or edited what they had written)."""

    text: str
    message_id: int
    reply_to: int | None = None  # the message of ours that this one answers, when they used "reply"
    edited: bool = False
    forwarded: bool = False
    quoted: str = ""  # what they quoted of words that are not ours


@dataclass(frozen=True, slots=True)
class Tapped:
    """The person pressed a button; `button` is None for data that we never made."""

    button: Button | None
    message_id: int


@dataclass(frozen=True, slots=True)
class Located:
    """The person shared a place, in degrees. Used once to find a time zone, never kept."""

    latitude: float
    longitude: float
    message_id: int


@dataclass(frozen=True, slots=True)
class SentUnreadable:
    """A voice message, photo, sticker … : `kind` is Telegram's field name, `caption` what was written under it."""

    kind: str
    caption: str
    message_id: int


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that may be an export of ours. `size` in bytes, 0 where Telegram told none."""

    file_id: str
    size: int
    caption: str
    message_id: int


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was asked for is here: what it brings, or why it is refused (`companion.export.reading.Refusal`)."""

    journal: Journal | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class SpokenToInGroup:
    """Somebody addressed us in a group. The turn's person is that chat; nothing is kept of it."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Left:
    """The person blocked the bot."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The person unblocked the bot."""


@dataclass(frozen=True, slots=True)
class CheckInDue:
    """The moment of a planned check-in has come; `date` is its intended local calendar date."""

    kind: str  # one of companion.checkins.KINDS
    date: datetime.date
    due_at: int  # UTC epoch seconds
    goal: int | None = None  # the goal to come back to, where it is about one


OwnDoing = Said | Tapped | Located | SentUnreadable | SentFile
Event = Said | Tapped | Located | SentUnreadable | SentFile | FileRead | SpokenToInGroup | Left | Returned | CheckInDue
