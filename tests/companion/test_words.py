"""Every string that we send, read by the linter of words."""

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from companion.words import book
from tests.words_linter import lint, lint_buttons

WORDS = Path(__file__).parents[2] / "companion" / "words"
SPOKEN = sorted(file.parent for file in WORDS.glob("*/buttons.toml"))
UNSENT = {"goals.toml"}  # what people write to us; likewise the folders, such as reading/
FAMILIES = {"nudge", "celebration", "decline", "shrink", "silence", "crisis", "trust", "list", "settings", "other"}
UNREAD = {"pattern"}  # a date's pattern, for Babel
QUIET_ON_PURPOSE = {"win_quiet"}
NOT_TO_WEAR_OUT = {name for name, said in book().sentences.items() if said.family in ("nudge", "celebration")}
ANSWER_NOT_TODAY = {"rest", "enough_today"}
SEVERAL = re.compile("""["'], ["']""")  # strings in one line
WAYS_OUT = [
    *("not_today", "later", "rest", "enough", "nothing", "nothing_yet", "no_hellos", "close", "undo", "tomorrow"),
    *("keep_all", "import_no", "keep_nothing", "evening_nothing", "evening_off", "stop_hellos", "surprise", "begin"),
    *("next", "letter_off"),
    *("see_goals", "see_today", "settings", "settings_more", "help_more", "people", "other_town", "resume", "smaller"),
]


def sentences(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file, name, table) of every sentence of a language."""
    for file in sorted(folder.glob("*.toml")):
        if file.name not in {*UNSENT, "buttons.toml", "ladders.toml", "phrases.toml", "profile.toml", "crisis.toml"}:
            for name, table in tomllib.loads(file.read_text("utf-8")).items():
                yield file.name, name, table


def strings(value: object) -> Iterator[str]:
    """Every string inside tables and lists, at any depth."""
    match value:
        case str():
            yield value
        case dict():
            for key in value.keys() - UNREAD:
                yield from strings(value[key])
        case list():
            for inner in value:
                yield from strings(inner)


def table_of(folder: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((folder / name).read_text("utf-8"))


def family_of(name: str, table: dict[str, Any]) -> str:
    return "not_today" if name in ANSWER_NOT_TODAY else str(table.get("family", "other"))


# Every sentence, each variant, by the rules of its family.
@pytest.mark.parametrize("folder", SPOKEN, ids=lambda folder: folder.name)
def test_sentences(folder: Path) -> None:
    faults = [
        f"{file} [{name}]: {fault}: {text}"
        for file, name, table in sentences(folder)
        for text in strings(table["text"])
        for fault in lint(text, family_of(name, table))
    ]
    assert faults == []


# The buttons under a sentence: not too many, and a way out where there is a choice.
@pytest.mark.parametrize("folder", SPOKEN, ids=lambda folder: folder.name)
def test_buttons_under_sentences(folder: Path) -> None:
    faults = [
        f"{file} [{name}]: {fault}"
        for file, name, table in sentences(folder)
        for fault in lint_buttons(table.get("buttons", []), family_of(name, table), WAYS_OUT)
    ]
    assert faults == []


# A family is one that the rules know: a misspelt one would be read by fewer of them.
@pytest.mark.parametrize("folder", SPOKEN, ids=lambda folder: folder.name)
def test_families(folder: Path) -> None:
    assert {table.get("family", "other") for _, _, table in sentences(folder)} <= FAMILIES


# Labels, small phrases, the bot's profile, and every rung of every ladder.
@pytest.mark.parametrize("folder", SPOKEN, ids=lambda folder: folder.name)
@pytest.mark.parametrize(
    ("file", "key", "kind"),
    [
        ("buttons.toml", "buttons", "button"),
        ("phrases.toml", None, "phrase"),
        ("profile.toml", None, "profile"),
        ("ladders.toml", "floor", "rung"),
        ("ladders.toml", "own", "rung"),
    ],
)
def test_other_strings(folder: Path, file: str, key: str | None, kind: str) -> None:
    table = table_of(folder, file)
    faults = [f"{fault}: {text}" for text in strings(table[key] if key else table) for fault in lint(text, kind)]
    assert faults == []


# The steps themselves, and the areas' labels, which are buttons.
@pytest.mark.parametrize("folder", SPOKEN, ids=lambda folder: folder.name)
def test_rungs(folder: Path) -> None:
    areas = table_of(folder, "ladders.toml")["area"]
    faults = [f"{fault}: {rung}" for area in areas for rung in strings(area["ladders"]) for fault in lint(rung, "rung")]
    faults += [fault for area in areas for fault in lint(area["label"], "button")]
    assert faults == []


# What comes daily has enough wordings for a month; and celebrations, of all kinds, enough not to wear out.
@pytest.mark.parametrize(
    ("name", "least"),
    [
        *((f"nudge{kind}", 30) for kind in ("", "_anchored", "_discreet", "_later", "_discreet_later", "_or_smaller")),
        *((name, 30) for name in ("evening", "nudge_gentle", "nudge_gentle_discreet", "win_step")),
        ("nudge_or_smaller_discreet", 30),
        *((name, 12) for name in ("win_part", "win_unplanned", "rest")),
    ],
)
def test_enough_wordings(name: str, least: int) -> None:
    assert len(set(book().sentences[name].text)) >= least


# No two wordings of what comes daily say the same with one word exchanged.
@pytest.mark.parametrize("name", sorted(NOT_TO_WEAR_OUT - QUIET_ON_PURPOSE))
def test_no_formula_with_one_word_exchanged(name: str) -> None:
    said = [set(text.lower().strip(".?").split()) for text in book().sentences[name].text]
    assert [one & other for one, other in combinations(said, 2) if len(one ^ other) <= 1] == []


# A list of words goes on in the next line: who reads what changed sees the word, not a line of thousands.
@pytest.mark.parametrize("file", sorted(WORDS.rglob("*.toml")), ids=lambda file: f"{file.parent.name}-{file.name}")
def test_lines_are_short(file: Path) -> None:
    lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    assert [number for number, line in lines if len(line) > 120 and SEVERAL.search(line)] == []
