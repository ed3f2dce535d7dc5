"""A chat in plain lines: how the terminal client says what a phone would show."""

import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

from simulator.records import JSON

INDENT: Final = "  "
NO_BREAK: Final = "\u00a0"
NARROWEST: Final = 20
EFFECTS: Final[Mapping[str, str]] = {
    "🎉": "confetti", "❤": "hearts", "🔥": "fire", "👍": "thumbs up", "👎": "thumbs down", "💩": "a little heap",
}  # fmt: skip
KINDS: Final = (
    "photo", "location", "venue", "voice", "video", "video_note", "sticker", "document", "audio", "contact", "poll",
    "dice", "animation", "story",
)  # fmt: skip
BOLD: Final = "\x1b[1m"
DIM: Final = "\x1b[2m"
CYAN: Final = "\x1b[36m"
PLAIN: Final = "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Look:
    """How lines look: at most `width` columns, with ANSI colours or without, times in `zone` (None: the system's)."""

    width: int = 80
    colours: bool = False
    zone: tzinfo | None = None

    def paint(self, colour: str, text: str) -> str:
        """The text in that colour, or as it is."""
        return f"{colour}{text}{PLAIN}" if self.colours else text

    def wrap(self, text: str) -> list[str]:
        """The text's paragraphs, indented and wrapped; longer words are cut, control characters left out."""
        wrapper = textwrap.TextWrapper(
            max(self.width, NARROWEST), initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False
        )
        paragraphs = _printable(text).splitlines()
        return [line for paragraph in paragraphs for line in wrapper.wrap(paragraph) or [""]]

    def clock(self, moment: float) -> str:
        """Hours and minutes."""
        return self._local(moment).strftime("%H:%M")

    def day_and_clock(self, moment: float) -> str:
        """Weekday, date, hours and minutes."""
        return self._local(moment).strftime("%a %d %b %Y, %H:%M")

    def next_morning(self, moment: float) -> float:
        """The next 09:31, a minute after the hour at which a daily hello goes out."""
        morning = self._local(moment).replace(hour=9, minute=31, second=0, microsecond=0)
        return (morning if morning.timestamp() > moment else morning + timedelta(days=1)).timestamp()

    def _local(self, moment: float) -> datetime:
        return datetime.fromtimestamp(moment, UTC).astimezone(self.zone)


def message_lines(message: JSON, bot: str, look: Look) -> list[str]:
    """A shown message: who and when, what it says, its decorations in words, and its numbered buttons."""
    who = "You" if message["out"] else bot
    edited = " (edited)" if message["edited"] else ""
    asides = [line for aside in _asides(message) for line in look.wrap(f"* {aside}")]
    return [
        look.paint(BOLD, _printable(who)) + look.paint(DIM, f"  {look.clock(message['date'])}{edited}"),
        *(look.paint(DIM, line) for line in asides),
        *look.wrap(words_of(message)),
        *(look.paint(CYAN, line) for line in _button_lines(message, look)),
    ]


def words_of(message: JSON) -> str:
    """The message's text or caption with its links spelled out, after the kind of what it carries."""
    kind = next((kind for kind in KINDS if kind in message), None)
    text = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or []
    links = [entity for entity in entities if entity["type"] == "text_link"]
    return " ".join(filter(None, [f"[{kind.replace('_', ' ')}]" if kind else "", _spelled(text, links)]))


def _spelled(text: str, links: list[JSON]) -> str:
    units = text.encode("utf-16-le")  # the Bot API counts in UTF-16
    for link in sorted(links, key=lambda link: -int(link["offset"])):
        end = 2 * (link["offset"] + link["length"])
        units = units[:end] + f" ({link['url']})".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le")


def _asides(message: JSON) -> Iterator[str]:
    if "forward_origin" in message:
        yield "forwarded"
    if original := message.get("reply_to_message"):
        yield f"in reply to “{_short(words_of(original))}”"
    if effect := message["effect"]:
        yield f"with {EFFECTS.get(effect, 'an effect')} {effect}"


def reaction_words(message: JSON, bot: str) -> list[str]:
    """Who reacted to the message, and with what."""
    told = ((bot, message["reactions"]["bot"]), ("You", message["reactions"]["person"]))
    return [f"{who} reacted with {emoji} to “{_short(words_of(message))}”" for who, emoji in told if emoji]


def buttons_of(message: JSON) -> list[tuple[int, int, Mapping[str, Any]]]:
    """Row, column and content of every button in reading order: inline ones, or else the reply keyboard's."""
    rows = message["keyboard"] or message["reply_keyboard"]
    if not isinstance(rows, list):
        return []
    return [(y, x, button) for y, row in enumerate(rows) for x, button in enumerate(row)]


def _button_lines(message: JSON, look: Look) -> list[str]:
    labels = [f"[{number}] {button['text']}" for number, (_, _, button) in enumerate(buttons_of(message), 1)]
    joined = "  ".join(label.replace(" ", NO_BREAK) for label in labels)
    return [line.replace(NO_BREAK, " ") for line in look.wrap(joined)]


def _short(text: str) -> str:
    return textwrap.shorten(text, 40, placeholder="…")


def _printable(text: str) -> str:
    return "".join(character for character in text if character == "\n" or unicodedata.category(character) != "Cc")
