"""How long one message takes to be read and answered, care included: ordinary ones, and ones as long as Telegram lets
them be. And what words and towns cost in memory."""

import csv
import datetime
import random
import statistics
import string
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from companion.care import assess
from companion.events import Said
from companion.people import Goal, Person, Settings
from companion.respond import respond

TABLES = Path(__file__).parent.parent / "tests" / "companion" / "care"
ROUNDS = 60
LONGEST = 4096
_NOW = 1_770_000_000
_TODAY = datetime.datetime.fromtimestamp(_NOW, datetime.UTC).date()
ORDINARY = (
    "done", "did it", "not today", "later", "half", "heavy", "too hard", "yes", "no", "ok", "thanks", "hello",
    "Done!! finally", "not done yet but give me ten", "did it, took me all morning to get up but did it",
    "in an hour", "tonight", "after the school run", "remind me at 5", "smaller please", "i can't today, sorry",
    "took a shower", "I took a shower and washed my hair", "yesterday I also made my bed", "rang the dentist",
    "walked the dog in the rain", "it was awful but i went to the shop", "both", "water yes, walk no",
    "clean the house", "get my life together", "what do you know about me", "pause till Monday",
    "my wins", "less often",
    "I don't know what to do with myself today, everything is a bit grey and I keep scrolling",
    "the kids were up at five again and the washing machine is broken, so that was my morning",
    "my sister is coming on Sunday and I would like the kitchen to look half decent by then",
    "can you tell me a joke", "why", "🎉", "хорошо", "mañana", "🙃🙃", "moved to Berlin",
)  # fmt: skip
LONG = tuple(
    (piece * LONGEST)[:LONGEST]
    for piece in (
        "a", "done ", "not ", "I took a shower and ", "my dog is ill, so I went out. ", "no\n", "😀", "שלום ", "to to ",
        "when I ", "water yes, walk no, ", "half past ", "I can't do this any more today but ", "ab-cd'ef ", "1", "?!",
    )
)  # fmt: skip


def shuffled(words: str, between: str = " ") -> str:
    """A message full of the words, or of the characters, in any order: the same in every run."""
    pieces = words.split() if between else words
    return between.join(random.Random(7).choices(pieces, k=LONGEST))[:LONGEST]  # noqa: S311 - no secret


def sentences(table: str) -> tuple[str, ...]:
    """Messages of sentences that people may write, from a table of the tests: the same in every run."""
    with (TABLES / table).open(encoding="utf-8") as file:
        known = [row["text"] for row in csv.DictReader(file)]
    picked = random.Random(7)  # noqa: S311 - no secret
    return tuple(". ".join(picked.choices(known, k=LONGEST))[:LONGEST] for _ in range(9))


ASSESSED = {
    "short": ORDINARY,
    "ordinary sentences": sentences("ordinary.csv"),
    "sentences of danger": sentences("danger.csv"),
    "mixed ordinary words": (shuffled(" ".join(ORDINARY)),),
    "mixed words of danger": (shuffled("i me my want need to die kill myself end it all tonight no point alone"),),
    "repeated danger": (("i want to kill myself " * LONGEST)[:LONGEST], ("want to die " * LONGEST)[:LONGEST]),
    "printable": (shuffled(string.printable, ""),),
    "Hebrew": (shuffled("היום הלכתי לחנות וקניתי לחם וחלב אחר כך חזרתי הביתה היה קר אבל טוב"),),
    "Cyrillic": (shuffled("сегодня я пошёл в магазин и купил хлеб, потом вернулся домой. было холодно"),),
    "emoji": (shuffled("😀😂💊🙃🎉 ", ""), "😀" * LONGEST),
}
EVERYTHING = """
import datetime
import bot.app
def resident(): return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
before = resident()
from companion import rehearsal
from companion import goals, reading
from companion.words import book
book("en"); rehearsal.rehearse(); reading.nearest(53.8, -1.5); reading.zones("Leeds"); goals.shrink("clean the house")
reading.wish("pause till Monday"); reading.zones("Leedz, UK"); reading.later("tonight", datetime.datetime(2026, 3, 2))
print((resident() - before) / 1024)
"""


def person() -> Person:
    """Somebody with two goals, whose hello of today named the first."""
    goals = (Goal(1, "drink water", "drink a glass of water", asked_on=_TODAY), Goal(2, "walk", "walk to the door"))
    settings = Settings(zone="Europe/London", town="London", country="GB", hellos="daily")
    return Person(1, "abcdef", joined_at=1, goals=goals, next_number=3, settings=settings)


def microseconds(read: Callable[[str], object], text: str, rounds: int) -> float:
    """The median CPU time of so many readings of this."""
    runs = []
    for _ in range(rounds):
        begun = time.process_time()
        read(text)
        runs.append(time.process_time() - begun)
    return statistics.median(runs) * 1e6


def measure(name: str, read: Callable[[str], object], texts: tuple[str, ...], rounds: int) -> None:
    """Prints the median and the slowest of a set."""
    found = {text: microseconds(read, text, rounds) for text in texts}
    slowest = max(found, key=lambda text: found[text])
    print(f"{name:40}{statistics.median(found.values()):10.0f}{found[slowest]:10.0f}  {slowest[:40]!r}")


def main() -> None:
    """Prints medians and the slowest of each set."""
    somebody = person()

    def answer(text: str) -> object:
        """One turn in which the person writes this."""
        return respond(Said(text, 100), somebody, _NOW)

    microseconds(answer, "done", 3)
    print(f"{'microseconds for one message':40}{'median':>10}{'slowest':>10}")
    measure("ordinary, at most 200 characters", answer, ORDINARY, ROUNDS)
    measure("4,096 characters", answer, LONG, 10)
    for name, texts in ASSESSED.items():
        measure(f"care alone: {name}", assess, texts, ROUNDS if name == "short" else 10)
    loaded = subprocess.run([sys.executable, "-c", EVERYTHING], check=True, capture_output=True, text=True)  # noqa: S603 - see above
    print(f"{'resident MB for words and towns':40}{float(loaded.stdout):10.1f}")


if __name__ == "__main__":
    main()
