"""A goal as typed, trimmed to one line in the person's own words."""

import re
import unicodedata

from companion.goals.lexicon import Lexicon, lexicon
from companion.goals.reading import CAMEL

LONGEST_NAME = 100
INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufe0f]")
TRAILING_TAGS = re.compile(r"(?<=\S)(?:\s+#\w+)+\s*$")
LISTED = re.compile(r"^(?:\(?\d{1,3}[.)]|x\]) (?=\S)")  # "3. ", "[x] ": its mark on a list
TAG = re.compile(r"#(\w+)")
EDGES = " \t.,;:!?…-–—*•·\"'“”‘’`()[]>~/|#"
PAIRS = {")": "(", "]": "[", "'": "'", '"': '"', "”": "“", "’": "‘"}


def one_line(text: str) -> str:
    """The text without line breaks, invisible characters and the punctuation at its ends."""
    line = " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
    untagged = TRAILING_TAGS.sub("", line)
    spoken = line if TAG.fullmatch(untagged) else untagged  # nothing but tags: they are the goal
    return _without_edges(TAG.sub(lambda tag: _tag_words(tag[1]), spoken))


def tidy(text: str, spoken: Lexicon) -> str:
    """One line, without "I want to" before it and "please" behind it, small initial, at most 100 characters."""
    line = LISTED.sub("", one_line(text))
    if line.isupper() and " " in line:
        line = line.lower()
    line = _without_closers(_without_openers(line, spoken), spoken)
    return _shortened(_lower_initial(line, spoken))


def small_initial(text: str, language: str = "en") -> str:
    """The text as it stands inside a sentence: "Coffee" is "coffee", "I get up" and "NHS letter" stay."""
    spoken = lexicon(language)
    return _lower_initial(text, spoken) if spoken else text


def function_words(language: str = "en") -> frozenset[str]:
    """The words that don't say which goal is meant: "the", "my", "one". None of a language that we have no list of."""
    spoken = lexicon(language)
    return spoken.native if spoken else frozenset()


def _tag_words(tag: str) -> str:
    return CAMEL.sub(" ", tag).lower() if CAMEL.search(tag) else tag


def _without_openers(line: str, spoken: Lexicon) -> str:
    rest = line
    while opener := spoken.openers.match(rest.lower().replace("’", "'")):
        shorter = rest[opener.end() :].lstrip(EDGES)
        if not shorter:
            break
        rest = shorter
    return rest


def _without_closers(line: str, spoken: Lexicon) -> str:
    for closer in spoken.closers:
        if line.lower().endswith(" " + closer):
            return _without_closers(line[: -len(closer)].rstrip(EDGES), spoken)
    return line


def _without_edges(line: str) -> str:
    """The line without punctuation and emoji at its ends; a bracket or quotation mark that closes one stays."""
    while line and _is_edge(line[0]):
        line = line[1:]
    while line and _is_edge(line[-1]) and not _closes(line):
        line = line[:-1]
    return line


def _closes(line: str) -> bool:
    return line[-1] in PAIRS and PAIRS[line[-1]] in line[:-1]


def _is_edge(letter: str) -> bool:
    return letter in EDGES or unicodedata.category(letter) in {"So", "Sk", "Cf"}


def _lower_initial(line: str, spoken: Lexicon) -> str:
    first = line.split(" ", 1)[0].strip(EDGES).replace("’", "'")
    acronym = len(first) > 1 and first[1:] != first[1:].lower()
    if first.lower() in spoken.proper or acronym or first.lower().endswith("'s"):
        return line
    return line[:1].lower() + line[1:]


def _shortened(line: str) -> str:
    if len(line) <= LONGEST_NAME:
        return line
    return line[: LONGEST_NAME - 1].rsplit(" ", 1)[0].rstrip(EDGES) + "…"
