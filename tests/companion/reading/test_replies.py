"""Answers to a check-in: the words, and what must never be taken for a win."""

import csv
from pathlib import Path

import pytest

from companion.reading import reply
from companion.reading.lexicon import LANGUAGES, table

REPLIES = Path(__file__).with_name("replies.csv")
SHARE = 0.99
OTHERS = Path(__file__).with_name("others_replies.csv")
SHARE_OF_OTHERS = 0.95


def rows() -> list[dict[str, str]]:
    with REPLIES.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


# Of some 1,500 replies as people type them, in 14 languages, 99 in 100 are read right.
def test_replies_are_read_right() -> None:
    table_of_replies = rows()
    misses = [
        (row["text"], row["meaning"], found)
        for row in table_of_replies
        if (found := reply(row["text"], row["language"])) != row["meaning"]
    ]
    assert len(table_of_replies) >= 600
    assert 1 - len(misses) / len(table_of_replies) >= SHARE, misses


# Answers that were collected without a look at the word lists: 95 in 100 are read right, and no win is guessed.
def test_replies_of_others() -> None:
    with OTHERS.open(newline="", encoding="utf-8") as file:
        others = list(csv.DictReader(file))
    found = [(row, reply(row["text"])) for row in others]
    missed = [(row["text"], row["meaning"], read) for row, read in found if read not in (row["meaning"], row["also"])]
    wins = {"done", "partly"}
    guessed = [row["text"] for row, read in found if read in wins and not wins & {row["meaning"], row["also"]}]
    assert guessed == []
    assert 1 - len(missed) / len(others) >= SHARE_OF_OTHERS, (len(missed), len(others), missed)


# What is not a win is never read as one, in any row and whatever the language of the chat.
@pytest.mark.parametrize("language", ["en", "de", "ru", "ar"])
def test_no_win_is_guessed(language: str) -> None:
    guessed = [row["text"] for row in rows() if row["meaning"] != "done" and reply(row["text"], language) == "done"]
    assert guessed == []


# "Done", "no" and "later" of every language are read in a chat of every other.
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_all_languages_are_read_everywhere(language: str) -> None:
    wanted = [row for row in rows() if row["language"] == language and row["meaning"] in ("done", "later", "too_hard")]
    right = [row for row in wanted if reply(row["text"], "en") == reply(row["text"], "id") == row["meaning"]]
    assert wanted
    assert language == "en" or len(right) >= 0.95 * len(wanted), [row for row in wanted if row not in right]


# The near neighbours of "done" that the word lists exist for.
@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("not done", "no"),
        ("tell me when it's done", "unclear"),
        ("I'll do it later", "later"),
        ("done with everything", "unclear"),
        ("done with the dishes", "done"),
        ("not done yet", "later"),
        ("no problem, did it", "done"),
        ("I'd love to but", "unclear"),
        ("done?", "unclear"),
        ("my sister did it", "unclear"),
        ("wrote my goodbye letters, done ✅", "unclear"),
        ("took a shower", "unclear"),
        ("k", "unclear"),
        ("d\u200bo\u200bn\u200be", "done"),
        ("in 20 min", "later"),
        ("7", "unclear"),
    ],
)
def test_neighbours_of_done(text: str, meaning: str) -> None:
    assert reply(text) == meaning


# Emoji and thumbs mean the same in every language.
@pytest.mark.parametrize("language", LANGUAGES)
def test_emoji_are_read_in_every_language(language: str) -> None:
    assert [reply(emoji, language) for emoji in ("✅", "👍🏽", "👎", "💤")] == ["done", "yes", "no", "not_today"]


# Very long text is never celebrated, however often it says "done".
def test_very_long_text_is_unclear() -> None:
    assert reply("I did it and then " * 15 + "done") == "unclear"


# A sentence of the lists means one thing: no phrase stands in two groups of one language.
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["whole", "cues"])
def test_no_phrase_has_two_meanings(language: str, part: str) -> None:
    groups = table(language, "reply")[part]
    owners: dict[str, set[str]] = {}
    for kind, listed in groups.items():
        for phrase in listed:
            owners.setdefault(phrase, set()).add(kind)
    assert {phrase: kinds for phrase, kinds in owners.items() if len(kinds) > 1} == {}


# An unknown language is read as English.
def test_an_unknown_language_is_read_as_english() -> None:
    assert reply("not today", "xx") == "not_today"
    assert reply("erledigt", "de-AT") == "done"
