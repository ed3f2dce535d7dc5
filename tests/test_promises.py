"""PRIVACY.md and SAFETY.md are true: each number in them is one of the code's."""

import csv
import re
from pathlib import Path

import pytest

from companion import history
from companion.care import ages, languages, state
from companion.people import KEPT_UNHEARD
from companion.reading import ADULT
from companion.words import book
from storage import inbox, outbox, people, questions, sent

ROOT = Path(__file__).parents[1]
CARE = ROOT / "companion" / "care"
HOUR, DAY = 3600, 24 * 3600
NUMBER = re.compile(
    r"\b\d+ (?:hours|days|languages|countries|months|minutes|have)\b|\b\d+ (?:or older|their)|under \d+"
)


def countries(name: str) -> int:
    with (CARE / name).open(encoding="utf-8") as file:
        return len({row["country"] for row in csv.DictReader(file)})


def numbers_of(text: str) -> set[str]:
    """Every number with its unit."""
    return set(NUMBER.findall(" ".join(text.split())))


PRIVACY = {
    f"{KEPT_UNHEARD} days",
    f"{people.DOORSTEP_KEPT // HOUR} hours",
    f"{inbox.KEPT // HOUR} hours",
    f"{questions.OPEN // HOUR} hours",
    f"{sent.ANSWERABLE // DAY} days",
    f"{history.KEPT_DAYS} days",
    f"{state.HIDDEN_AFTER // DAY} days",
    f"{ADULT} or older",
    f"under {ADULT}",
}
SAFETY = {
    f"{state.QUIET_AFTER // HOUR} hours",
    f"{state.HIDDEN_AFTER // DAY} days",
    f"{ages.SOON} days",
    f"{ages.OLD} days",
    f"{len(languages.LANGUAGES)} languages",
    f"{countries('helplines.csv')} countries",
    f"{countries('emergency.csv')} their",
    f"{ADULT} or older",
    f"under {ADULT}",
}


# Each number with a unit is the code's, and none of those that matter is missing.
@pytest.mark.parametrize(("page", "numbers"), [("PRIVACY.md", PRIVACY), ("SAFETY.md", SAFETY)])
def test_numbers(page: str, numbers: set[str]) -> None:
    assert numbers_of((ROOT / page).read_text("utf-8")) == numbers


# What is called by one number in a sentence is one in the code, too.
def test_what_is_the_same() -> None:
    assert inbox.KEPT == outbox.KEPT == sent.DELETABLE
    assert people.DOORSTEP_KEPT == state.LAPSES
    assert state.QUIET_AFTER == state.ASKED_AFTER
    assert round(KEPT_UNHEARD / 365.25 * 12) == 6


# The chat says the same as the pages, in its own words.
@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("welcome", [f"{ADULT} or older", "/forget", "Telegram's servers can", "/people"]),
        ("whats_kept", ["/forget", "six months", "heavy", "Not kept"]),
        ("whats_kept_joined", ["/forget", "six months", "heavy", "Not kept"]),
        ("privacy", ["sealed", "Telegram's servers can read", "/export", "/forget", "heavy"]),
        ("privacy_more", ["Six months", "for a day", "Whoever runs this bot", "/import"]),
        ("safety", ["program", "misses", "clinician", "/people"]),
        ("forget_sure", ["since Begin", "last two days"]),
        ("forgotten", ["since Begin", "two days"]),
    ],
)
def test_the_chat_says_the_same(sentence: str, words: list[str]) -> None:
    for text in book().sentences[sentence].text:
        assert [word for word in words if word not in text] == []


# Nothing in the pages speaks of files or folders that are not there.
@pytest.mark.parametrize("page", ["PRIVACY.md", "SAFETY.md"])
def test_links(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    named = re.findall(r"\]\(([\w/.]+)\)|`((?:tests|docs)/[\w/.]+)`", text)
    assert [path for pair in named for path in pair if path and not (ROOT / path).exists()] == []
