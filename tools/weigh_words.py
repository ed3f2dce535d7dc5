"""Counts the weights of `companion/care/weights.csv`: python -m tools.weigh_words

How much each word, and each pair of neighbours, speaks for danger: logistic regression over this project's own texts
(`tools/care_texts.csv`, the tables of tests/companion/care, the ladders), of each of which is known whether somebody is
in danger. First it prints what is found of every fifth text by weights that were counted from the others, then it
writes those from all. After a change of the rules or the texts, count them anew.
"""

import csv
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from companion.care.assess import assess, tokens
from companion.care.weights import BIAS, PER_UNIT, Weights, features
from companion.goals import areas

HERE = Path(__file__).parent
TABLES = HERE.parent / "tests" / "companion" / "care"
TARGET = HERE.parent / "companion" / "care" / "weights.csv"
FEWEST = 3  # texts that have it: what stands in fewer says nothing of others
EPOCHS, RATE = 25, 0.3  # passes over all texts; Adagrad's step
DOUBT = 3.3  # how many texts would have to speak against each weight: what few texts have weighs little
SMALLEST = 0.1  # weights nearer to nothing are left out
PARTS = 5

Text = tuple[str, bool]


def texts() -> list[Text]:
    """Every text of the project, each once, with whether somebody is in danger."""
    found = {row["text"]: row["danger"] == "1" for row in _rows(HERE / "care_texts.csv")}
    found |= {row["text"]: True for row in _rows(TABLES / "danger.csv")}
    found |= {row["text"]: False for row in _rows(TABLES / "ordinary.csv")}
    found |= {rung: False for area in areas() for ladder in area.ladders for rung in ladder.rungs}
    return sorted(found.items())


def counted(known: Sequence[Text]) -> Weights:
    """The weights, in units of 1 / PER_UNIT, by gradient descent in a fixed order."""
    read = [(features(tokens(text)), danger) for text, danger in known]
    often = Counter(name for names, _ in read for name in names)
    learnt = [([BIAS, *(name for name in sorted(names) if often[name] >= FEWEST)], danger) for names, danger in read]
    learnt += 2 * [harmless for harmless in learnt if not harmless[1]]  # most of what people write is harmless
    values: dict[str, float] = {name: 0.0 for names, _ in learnt for name in names}
    moved = dict.fromkeys(values, 1e-6)
    order = random.Random(0)  # noqa: S311 - an order that is the same each time
    for _ in range(EPOCHS):
        order.shuffle(learnt)
        for names, danger in learnt:
            total = sum(map(values.__getitem__, names))
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - danger
            for name in names:
                step = error + (DOUBT * values[name] / often[name] if name != BIAS else 0)
                moved[name] += step * step
                values[name] -= RATE * step / math.sqrt(moved[name])
    kept = {name: round(value * PER_UNIT) for name, value in values.items() if abs(value) >= SMALLEST}
    return kept | {BIAS: round(values[BIAS] * PER_UNIT)}


def tried(known: Sequence[Text]) -> list[str]:
    """What is found and falsely found of texts that the weights were not counted from."""
    heard: Counter[tuple[bool, str]] = Counter()
    for part in range(PARTS):
        weights = counted([text for number, text in enumerate(known) if number % PARTS != part])
        for text, danger in known[part::PARTS]:
            rules, either = assess(text, weights={}).raised, assess(text, weights=weights).raised
            heard[danger, "texts"] += 1
            heard[danger, "by rules"] += rules
            heard[danger, "by either"] += either
    return [
        f"{'danger' if danger else 'no danger'}: {heard[danger, 'texts']:,} texts, "
        f"{heard[danger, 'by rules'] / heard[danger, 'texts']:.1%} raised by rules, "
        f"{heard[danger, 'by either'] / heard[danger, 'texts']:.1%} by rules or weights"
        for danger in (True, False)
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def main() -> None:
    known = texts()
    sys.stdout.writelines(f"{line}\n" for line in tried(known))
    weights = counted(known)
    TARGET.write_text("".join(f"{name},{value}\n" for name, value in sorted(weights.items())), "utf-8")
    sys.stdout.write(f"{len(weights):,} weights\n")


if __name__ == "__main__":
    main()
