"""What is said to a person, and what is done in their chat: the replies of a turn."""

import datetime

import msgspec

from companion.buttons import Button
from companion.people import About


class Key(msgspec.Struct, frozen=True):
    """A button as it stands under a message. `style`: "", "primary", "success" or "danger" (a decoration)."""

    label: str
    button: Button
    style: str = ""


class Nudge(msgspec.Struct, frozen=True):
    """What makes a message an unasked one: at most one per person, kind and date, ever."""

    kind: str
    date: datetime.date


class Say(msgspec.Struct, frozen=True):
    """A message to the person. `text` is Telegram HTML, everything a person typed escaped in it."""

    text: str
    keys: tuple[tuple[Key, ...], ...] = ()
    edits: int | None = None  # our message to change instead of sending a new one; a new one is sent if it can't be
    effect: str = ""  # "party": Telegram's full-screen effect, a decoration
    silent: bool = False
    ask_location: str = ""  # label of a keyboard button that shares the location; the keyboard hides after use
    nudge: Nudge | None = None  # unasked: goes by the nudge lane, at most once
    about: About | None = None
    until_confirmed: bool = False  # goes ahead of other replies, and is sent until Telegram has it
    answers: int | None = None  # the message of theirs that it visibly replies to: in a group, among others
    in_turn: str = ""  # the sentence's name, where its wordings come in turn
    with_picture: bool = False  # under the picture of all wins


class Tidy(msgspec.Struct, frozen=True):
    """Take the buttons off our message: its question is settled. A decoration."""

    message_id: int


class React(msgspec.Struct, frozen=True):
    """Put our reaction on a message. A decoration."""

    message_id: int
    emoji: str


class Document(msgspec.Struct, frozen=True):
    """A file for the person. `caption` is Telegram HTML, as in `Say`."""

    name: str
    content: bytes
    caption: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A picture that is drawn when it is sent. `request` is what `python -m drawing` reads; `known_as` Telegram's id of
    the very same picture, where it has it. `otherwise` is said where it can't be drawn, with the same buttons."""

    kind: str  # what it shows: all, month, year
    request: bytes
    caption: str = ""
    keys: tuple[tuple[Key, ...], ...] = ()
    known_as: str = ""
    otherwise: str = ""
    effect: str = ""
    nudge: Nudge | None = None


class Delete(msgspec.Struct, frozen=True):
    """Take messages of ours out of the chat, as far as Telegram allows. At most DELETED_AT_ONCE. A decoration."""

    message_ids: tuple[int, ...]


class Fetch(msgspec.Struct, frozen=True):
    """Have a file that the person sent brought here: a `FileRead` comes of it."""

    file_id: str


DELETED_AT_ONCE = 100  # Telegram's limit


class Show(msgspec.Struct, frozen=True):
    """Something that needs much reading: storage reads in the same turn, `companion.views` words what was read."""

    kind: str  # a function of companion.views
    number: int = 0
    edits: int | None = None
    search: str = ""
    said: Say | None = None  # the words that a picture goes with, where it has none of its own


Sayable = Say | Tidy | React | Document | Picture | Delete | Fetch
Reply = Sayable | Show
