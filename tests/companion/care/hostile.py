"""Texts that would slow down a reader whose work grows faster than its text. Run as a program, it measures many more.

python -m tests.companion.care.hostile [seconds]
"""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from companion.care import assess
from companion.care.languages import LANGUAGES, language

LONGEST: Final = 4096
REPEATED: Final = (
    *("i want to ", "i dont want to ", "want to die ", "kill my ", "no point in ", "take all my ", "dont ", "i "),
    *("how many pills would it take to ", "better if i was ", "thinking about ", "k.", "k m ", "d3", "a*", "$", "x"),
    *(
        "i wish i could just ",
        "he said she said ",
        "no quiero ",
        "ich will nicht mehr ",
        "не хочу ",
        "😂",
        "\u200b",
        "é",
    ),
    *(
        "going to just really so badly ",
        "if i was ",
        "not ",
        "never want to wake ",
        "goodbye ",
        "' ",
        "\n",
        "...",
        "1a ",
    ),
)


def repeated(length: int) -> Iterator[str]:
    """Each prefix of a sign over and over, up to a length in characters."""
    for piece in REPEATED:
        yield (piece * length)[:length]


def shuffled(length: int, seed: int) -> str:
    """Words of the rules of one language in any order."""
    dice = random.Random(seed)  # noqa: S311 - no secret: the same texts in every run
    words = [word for word in language(dice.choice(LANGUAGES)).symbols if word.isalpha()]
    return " ".join(dice.choices(words, k=length // 2))[:length]


def ordinary(length: int, seed: int) -> str:
    """Words that people write on ordinary days, in any order."""
    dice = random.Random(seed)  # noqa: S311 - no secret: the same texts in every run
    words = (Path(__file__).parent / "ordinary.csv").read_text("utf-8").split()
    return " ".join(dice.choices(words, k=length))[:length]


def slowest(seconds: float) -> tuple[float, str]:
    """The longest time in milliseconds that a text of LONGEST characters took, and the text."""
    began, seed, worst = time.perf_counter(), 0, (0.0, "")
    texts = list(repeated(LONGEST))
    while time.perf_counter() - began < seconds:
        seed += 1
        for text in (*texts, *(shuffled(LONGEST, seed * 50 + n) for n in range(50)), ordinary(LONGEST, seed)):
            worst = max(worst, (min(_milliseconds(text) for _ in range(3)), text))
        texts = []
    return worst


def _milliseconds(text: str) -> float:
    started = time.process_time()
    assess(text)
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    took, text = slowest(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
    sys.stdout.write(f"{took:.2f} ms at worst for {LONGEST} characters: {text[:60]!r}\n")
