"""A chat in plain lines: the rules they keep, whatever is said."""

import unicodedata
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from simulator.terminal_words import NARROWEST, Look, message_lines

BERLIN = ZoneInfo("Europe/Berlin")


def shown(text: str, **more: Any) -> dict[str, Any]:
    """A shown message."""
    plain = {"out": False, "edited": False, "effect": None, "keyboard": None, "reply_keyboard": None, "date": 0}
    return {"text": text, "reactions": {"bot": None, "person": None}} | plain | more


# Links behind words are spelled out, wherever emoji push the offsets.
def test_links_are_spelled_out() -> None:
    links = [
        {"type": "text_link", "offset": 3, "length": 4, "url": "https://a.example"},
        {"type": "text_link", "offset": 8, "length": 3, "url": "https://b.example"},
    ]
    lines = message_lines(shown("🎉 read two", entities=links), "Bot", Look(width=200, zone=UTC))
    assert lines == ["Bot  00:00", "  🎉 read (https://a.example) two (https://b.example)"]


# Whatever is written, no line is wider than the terminal, and nothing in it can steer the terminal.
@given(text=st.text(max_size=300), width=st.integers(NARROWEST, 120))
def test_lines_fit_and_are_harmless(text: str, width: int) -> None:
    lines = message_lines(shown(text), "Bot", Look(width=width, zone=UTC))
    assert max(map(len, lines)) <= width
    assert not [character for line in lines for character in line if unicodedata.category(character) == "Cc"]


# The next morning is the first 09:31 ahead, also across a change of the clocks.
@given(now=st.integers(0, 2**32))
def test_next_morning(now: int) -> None:
    morning = Look(zone=BERLIN).next_morning(now)
    assert 0 < morning - now <= 25 * 3600
    local = datetime.fromtimestamp(morning, BERLIN)
    assert (local.hour, local.minute) == (9, 31)
