"""Words brought to their base form, and phrases found among them."""

import re
import unicodedata
from collections.abc import Iterable

from companion.goals.lexicon import Lexicon, shortened

TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
STRETCHED = re.compile(r"(.)\1{2,}")
WIDEST_GAP = 2
ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))

Phrase = tuple[str, ...]


def plain(text: str) -> str:
    """Lower case, straight apostrophes, single spaces, letters repeated at most twice."""
    folded = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    return " ".join(STRETCHED.sub(r"\1", CAMEL.sub(" ", folded).lower()).split())


def base_forms(text: str, lexicon: Lexicon) -> list[str]:
    """The text's words, each in the base form the lexicon knows, or as typed where it knows none."""
    found: list[str] = []
    for token in TOKEN.findall(plain(text)):
        joined = _base(token.replace("-", ""), lexicon)
        parts = [joined] if "-" not in token or joined in lexicon.vocabulary else token.split("-")
        found += [_base(part, lexicon) for part in parts]
    return found


def position(phrase: Phrase, words: list[str]) -> int | None:
    """Where the phrase begins among the words, at most two other words between any two of its own."""
    for start, word in enumerate(words):
        if word == phrase[0] and _follows(phrase[1:], words, start + 1):
            return start
    return None


def contains_any(phrases: Iterable[Phrase], words: list[str]) -> bool:
    """Whether at least one of the phrases is among the words."""
    return any(position(phrase, words) is not None for phrase in phrases)


def _follows(rest: Phrase, words: list[str], at: int) -> bool:
    for word in rest:
        window = words[at : at + WIDEST_GAP + 1]
        if word not in window:
            return False
        at += window.index(word) + 1
    return True


def _base(token: str, lexicon: Lexicon) -> str:
    word = token.removesuffix("'s")
    if word in lexicon.forms:
        return lexicon.forms[word]
    if word in lexicon.vocabulary:
        return word
    for ending, instead in ENDINGS:
        stem = word.removesuffix(ending) + instead
        undoubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
        if word.endswith(ending) and (known := {stem, undoubled} & lexicon.vocabulary):
            return known.pop() if len(known) == 1 else stem
    return _typo(word, lexicon)


def _typo(word: str, lexicon: Lexicon) -> str:
    if len(word) < 5 or word in lexicon.native:
        return word
    near = {lexicon.typos[form] for form in shortened(word) if form in lexicon.typos}
    near = {known for known in near if known[0] == word[0] and len(known) >= 5}
    return min(near, key=lambda known: (abs(len(known) - len(word)), known)) if near else word
