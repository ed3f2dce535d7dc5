"""Patterns on text made to slow them down: `python -m tests.patterns` tries every word of every pattern (some minutes);
tests/companion/test_patterns.py tries a few of each.

What is tried is as long as Telegram's longest message, and built of what the pattern itself waits for, again and again:
its words, pairs of them, and what stands between words.
"""

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import companion
from companion.goals import care
from companion.reading import ages, clauses

LONGEST = 4096
LIMIT = 0.25  # seconds of CPU; a pattern that goes back and forth takes many
BETWEEN = (
    "a",
    " ",
    "a ",
    "a, ",
    "1",
    "1 ",
    "1:",
    "-",
    "a-",
    "' ",
    ".",
    ".\n",
    "é",
    "😀",
    "ab'c ",
    "the ",
    "my ",
    "not ",
)
WORD = re.compile(r"[^\W\d_]{2,}")
_SIGNS = 130  # a clause has no more of them, and a time fewer: see the readers' own limits
_OF_CARE = care._patterns("en")
assert _OF_CARE
BUILT = (_OF_CARE.benign, *sorted(set(chain.from_iterable(_OF_CARE.about.values())), key=lambda found: found.pattern))

_OF_SIGNS = frozenset(value for value in vars(clauses).values() if isinstance(value, re.Pattern))


def patterns() -> list[re.Pattern[str]]:
    """Every compiled pattern in companion: those of its modules, and those that are built from word lists."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(companion.__path__, "companion.")]
    named = [value for module in modules for value in vars(module).values() if isinstance(value, re.Pattern)]
    own_age = ages._words()
    built = [own_age.likely, own_age.stated, own_age.number, ages._plain().stated]
    return list(dict.fromkeys([*named, *BUILT, *built]))


def pieces(pattern: re.Pattern[str], step: int) -> Iterator[str]:
    """What a text against this pattern is built of; of its words every `step`-th."""
    words = list(dict.fromkeys(WORD.findall(re.sub(r"\\[a-zA-Z]", " ", pattern.pattern))))[::step]
    pairs = (f"{first} {second} " for first, second in pairwise(words))
    return chain(BETWEEN, (f"{word} " for word in words), words, pairs)


def slowest(pattern: re.Pattern[str], step: int = 1) -> tuple[float, str]:
    """The most seconds of CPU that one search took, and the piece that its text was built of."""
    return max((seconds(pattern, piece), piece) for piece in pieces(pattern, step))


def seconds(pattern: re.Pattern[str], piece: str) -> float:
    """The seconds of CPU that the pattern takes for the longest text it can meet, made of this piece."""
    longest = _SIGNS if pattern in _OF_SIGNS else LONGEST
    text = (piece * longest)[: longest - 1] + "!"
    begun = time.process_time()
    pattern.search(text)
    pattern.fullmatch(text)
    return time.process_time() - begun


def main(arguments: Sequence[str]) -> int:
    step = int(arguments[0]) if arguments else 1
    slow = 0
    for pattern in patterns():
        took, piece = slowest(pattern, step)
        slow += took > LIMIT
        sys.stdout.write(f"{took * 1000:8.1f} ms  {piece!r:24} {pattern.pattern[:80]!r}\n")
    sys.stdout.write(f"{slow} above {LIMIT} s\n" if slow else "none too slow\n")
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
