"""Every sentence, in files that a writer can change without reading Python: `words/<language>/*.toml`."""

from companion.words.book import Sentence, book, languages
from companion.words.phrasing import Shown, counted, cut, date_of, own_words, render, shown, time_of

__all__ = [
    "Sentence",
    "Shown",
    "book",
    "counted",
    "cut",
    "date_of",
    "languages",
    "own_words",
    "render",
    "shown",
    "time_of",
]
