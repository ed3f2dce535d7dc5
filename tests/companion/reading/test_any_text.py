"""Every reader on any text whatever: an answer or none, never an error, and work in line with the length."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from companion import reading
from companion.reading import lexicon, normal

NOW = datetime.datetime(2026, 3, 10, 10, 15, tzinfo=datetime.UTC)
READERS: list[Callable[[str, str], object]] = [
    reading.reply,
    reading.time_of_day,
    lambda text, language: reading.later(text, NOW, language),
    lambda text, language: reading.until(text, NOW.date(), language),
    reading.wish,
    reading.report,
    reading.act,
    lambda text, language: reading.several(text, ["drink water", text], language),
    reading.places,
    reading.zones,
    reading.country,
]
WORDS = ["done", "not", "in", "until", "half", "8", "7:30", "am", "the", "5th", "paris", "utc", "+", "99999", "monday",
         "all", "water", "I", "took", ",", "?", "👍🏽", "🇬🇧", "²", "٣", "Ⅷ", "'", "-", ".", "½", "ﷺ", "İ"]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


# Any characters, and any mixture of the words that the readers know.
@pytest.mark.parametrize("read", READERS)
@settings(deadline=None)  # the first text of a language reads its word lists
@given(text=st.text(max_size=120) | SENTENCES, language=st.sampled_from([*lexicon.LANGUAGES, "xx", ""]))
@example(text="\ud800", language="en")
@example(text="9" * 4096, language="en")
@example(text="for " + "9" * 400 + " days", language="en")
@example(text="²:30 utc+²", language="en")
def test_no_text_is_an_error(read: Callable[[str, str], object], text: str, language: str) -> None:
    read(text, language)


# Normal text is already normal, and a tidied act already tidy.
@given(st.text(max_size=200))
def test_reading_twice_changes_nothing(text: str) -> None:
    assert normal.normal(normal.normal(text)) == normal.normal(text)
    assert normal.bare(normal.bare(text)) == normal.bare(text)


# Of a text longer than Telegram's longest message, only its beginning is looked at.
@pytest.mark.parametrize("read", READERS)
def test_what_is_too_long_is_cut(read: Callable[[str, str], object]) -> None:
    long = "done " * 2_000
    assert read(long, "en") == read(long[: normal.LONGEST], "en")


class _Counted(str):
    """A word that counts how often it is compared or hashed."""

    __slots__ = ()
    looked_at = 0

    def __hash__(self) -> int:
        _Counted.looked_at += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        _Counted.looked_at += 1
        return super().__eq__(other)


def _work(phrases: lexicon.Phrases, words: list[str]) -> int:
    _Counted.looked_at = 0
    list(phrases.find([_Counted(word) for word in words]))
    return _Counted.looked_at


# Twice the words, twice the work: phrases that begin alike do not make the finder go back.
@pytest.mark.parametrize("word", ["not", "in", "a", "unknown"])
def test_finding_phrases_is_linear(word: str) -> None:
    phrases = lexicon.phrases({"not": "1", "not a not a not": "2", "in a in a in a in": "3", "a": "4"})
    once = _work(phrases, [word, "a"] * 200)
    assert _work(phrases, [word, "a"] * 400) <= 2 * once + 10
