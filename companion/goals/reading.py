"""Words brought to their base form, and phrases found among them."""

import re
import unicodedata

from companion.goals import typos
from companion.goals.lexicon import Lexicon, Phrase

TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
STRETCHED = re.compile(r"(.)\1{2,}")
WIDEST_GAP = 2
SHORTEST_SPLIT = 8
ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))


def plain(text: str) -> str:
    """Lower case, straight apostrophes, single spaces, letters repeated at most twice."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    if not text.islower():
        text = CAMEL.sub(" ", text).lower()
    return " ".join(STRETCHED.sub(r"\1", text).split())


def base_forms(text: str, lexicon: Lexicon) -> list[str]:
    """The text's words, each in the base form the lexicon knows, or as typed where it knows none."""
    found: list[str] = []
    for token in TOKEN.findall(plain(text)):
        if token in lexicon.settled:  # most words
            found.append(token)
            continue
        joined = _base(token.replace("-", ""), lexicon)
        parts = [joined] if "-" not in token or joined in lexicon.vocabulary else token.split("-")
        found += [_base(half, lexicon) for part in parts for half in _halves(part, lexicon)]
    return found


def phrases_in(words: list[str], lexicon: Lexicon) -> dict[Phrase, int]:
    """The phrases among the words, each with where it begins: at most two other words between any two of its own."""
    found: dict[Phrase, int] = {}
    present = set(words)
    for at, word in enumerate(words):
        for phrase in lexicon.phrases.get(word, ()):
            # Most phrases of a common verb fail here, at a tenth of what following them costs.
            if phrase.words[-1] in present and phrase not in found and _follows(phrase.words[1:], words, at + 1):
                found[phrase] = at
    return found


def _follows(rest: tuple[str, ...], words: list[str], at: int) -> bool:
    for word in rest:
        window = words[at : at + WIDEST_GAP + 1]
        if word not in window:
            return False
        at += window.index(word) + 1
    return True


def _halves(token: str, lexicon: Lexicon) -> list[str]:
    """The two known words that were run together, as in a hashtag; else the token alone."""
    if len(token) >= SHORTEST_SPLIT and _base(token, lexicon) == token and token not in lexicon.vocabulary:
        for at in range(3, len(token) - 2):
            if token[:at] in lexicon.vocabulary and token[at:] in lexicon.vocabulary:
                return [token[:at], token[at:]]
    return [token]


def _base(token: str, lexicon: Lexicon) -> str:
    word = token.removesuffix("'s")
    if word in lexicon.forms:
        return lexicon.forms[word]
    if word in lexicon.vocabulary:
        return word
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending) + instead
            undoubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
            if known := {stem, undoubled} & lexicon.vocabulary:
                return known.pop() if len(known) == 1 else stem
            if stem in lexicon.forms:
                return lexicon.forms[stem]
    return _typo(word, lexicon)


def _typo(word: str, lexicon: Lexicon) -> str:
    if len(word) < typos.SHORTEST or word in lexicon.no_typos:
        return word
    near = lexicon.typos.near(word)
    return min(near, key=lambda known: (abs(len(known) - len(word)), known)) if near else word
