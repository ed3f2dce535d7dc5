"""Filling sentences: what a person typed goes in escaped, numbers and dates as the language says them."""

import datetime
import functools
import html
import unicodedata
from collections.abc import Callable, Iterable, Mapping

import babel
import babel.dates

from companion.words.book import book

LONGEST_KEPT = 4096  # characters: whatever Telegram brings in one message
LONGEST_SHOWN = 120  # UTF-16 units of a person's own words inside a sentence of ours
_BIDI_CONTROLS = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]))
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"  # fine inside words and emoji, nothing on their own


def own_words(text: str, limit: int = LONGEST_KEPT) -> str:
    """What a person typed, on one line, without control characters, at most `limit` characters: fit to be kept."""
    one_line = " ".join(text.split())
    if one_line.isprintable():  # nearly all are, with nothing to leave out: a twentieth of the time
        return cut(one_line, limit)
    kept = (" " if char.isspace() else char for char in text if char not in _BIDI_CONTROLS)
    line = "".join(char for char in kept if unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn"))
    return cut(" ".join(line.split()).strip(_INVISIBLE), limit)


def cut(text: str, limit: int = LONGEST_SHOWN) -> str:
    """At most `limit` UTF-16 units, as Telegram counts (an emoji is two), with an ellipsis where something was left
    out."""
    if 2 * len(text) <= limit:
        return text
    units = text.encode("utf-16-le", "ignore")
    return text if len(units) <= 2 * limit else units[: 2 * limit - 2].decode("utf-16-le", "ignore").rstrip() + "…"


class Shown(str):
    """Text that is fit to be sent already: escaped and cut where a person typed it, such as the lines of a list."""

    __slots__ = ()


def shown(value: str, limit: int = LONGEST_SHOWN) -> Shown:
    """What a person typed, as it may stand in a message: cut to `limit` units, escaped, right-to-left isolated."""
    escaped = html.escape(cut(value, limit), quote=False)
    if not value.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") for char in value):
        # First-strong isolate: an Arabic goal leaves the English around it in order.
        return Shown(f"\u2068{escaped}\u2069")
    return Shown(escaped)


def render(template: Iterable[str], slots: Mapping[str, str]) -> str:
    """The template (see `Sentence`) with its slots filled. `{step}` is filled as `shown`, `{Step}` likewise with a
    capital; what is `Shown` already goes in as it is."""
    parts = list(template)
    for at in range(1, len(parts), 2):
        parts[at] = _filled(parts[at], slots)
    return "".join(parts)


def _filled(name: str, slots: Mapping[str, str]) -> str:
    if name in slots:
        value = slots[name]
        return value if isinstance(value, Shown) else shown(value)
    return shown(_capital(slots[name[0].lower() + name[1:]]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@functools.cache
def _locale(language: str) -> babel.Locale:
    return babel.Locale.parse(language)


@functools.cache
def _plural_form(language: str) -> Callable[[int], str]:
    return _locale(language).plural_form


def counted(noun: str, number: int, language: str) -> str:
    """ "one light", "three lights", "40 lights": a number with its noun, small numbers in words."""
    phrases = book(language).phrases
    form = phrases[noun].get(_plural_form(language)(number), phrases[noun]["other"])
    return form.replace("{n}", phrases["numbers"].get(str(number), f"{number:,}"))


def date_of(day: datetime.date, today: datetime.date, language: str) -> str:
    """ "today", "tomorrow", "yesterday", else like "Monday 3 March"."""
    near: str | None = book(language).phrases["days"].get(str((day - today).days))
    return near or _written_out(day, language)


@functools.lru_cache(maxsize=128)  # of days that many name
def _written_out(day: datetime.date, language: str) -> str:
    written: str = babel.dates.format_date(day, book(language).phrases["days"]["pattern"], locale=_locale(language))
    return written


def time_of(minute: int) -> str:
    """Minutes after midnight as a clock shows them: "09:30"."""
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"
