"""What can happen to a person: the one input of `companion.respond`.

The doors (bot/telegram.py for Telegram, scheduler/dispatch.py for the clock) make these; nothing in them is of
Telegram but message ids, which are opaque here.
"""

import datetime

import msgspec

from companion.buttons import Button
from companion.people import Journal


class Said(msgspec.Struct, frozen=True):
    """The person wrote something (also: forwarded it, or edited what they had written)."""

    text: str
    message_id: int
    reply_to: int | None = None  # the message of ours that this one answers, when they used "reply"
    edited: bool = False
    forwarded: bool = False
    quoted: str = ""  # what they quoted of words that are not ours


class Tapped(msgspec.Struct, frozen=True):
    """The person pressed a button; `button` is None for data that we never made."""

    button: Button | None
    message_id: int


class Located(msgspec.Struct, frozen=True):
    """The person shared a place, in degrees. Used once to find a time zone, never kept."""

    latitude: float
    longitude: float
    message_id: int


class SentUnreadable(msgspec.Struct, frozen=True):
    """A voice message, photo, sticker … : `kind` is Telegram's field name, `caption` what was written under it."""

    kind: str
    caption: str
    message_id: int


class SentFile(msgspec.Struct, frozen=True):
    """A file that may be an export of ours. `size` in bytes, 0 where Telegram told none."""

    file_id: str
    size: int
    caption: str
    message_id: int


class FileRead(msgspec.Struct, frozen=True):
    """A file that was asked for is here: what it brings, or why it is refused (`companion.export.reading.Refusal`)."""

    journal: Journal | None
    refusal: str = ""


class SpokenToInGroup(msgspec.Struct, frozen=True):
    """Somebody addressed us in a group. The turn's person is that chat; nothing is kept of it."""

    message_id: int


class Left(msgspec.Struct, frozen=True):
    """The person blocked the bot."""


class Returned(msgspec.Struct, frozen=True):
    """The person unblocked the bot."""


class CheckInDue(msgspec.Struct, frozen=True):
    """The moment of a planned check-in has come; `date` is its intended local calendar date."""

    kind: str  # one of companion.checkins.KINDS
    date: datetime.date
    due_at: int  # UTC epoch seconds
    goal: int | None = None  # the goal to come back to, where it is about one


OwnDoing = Said | Tapped | Located | SentUnreadable | SentFile
Event = Said | Tapped | Located | SentUnreadable | SentFile | FileRead | SpokenToInGroup | Left | Returned | CheckInDue
