"""Many made-up people over a long time: `python -m tests.simulation [people] [days] [seed]`.

Prints what was said to whom, and every rule that was broken, with the person's number: the same seed brings the same.
"""
# ruff: noqa: T201 - printing figures is what it does

import sys
import time
from collections import Counter, defaultdict

from tests.simulation.life import lived

PEOPLE, DAYS, SEED = 1000, 365, 1
MOST_SHOWN = 40


def main() -> int:
    """Runs it; 1 where a rule was broken."""
    people, days, seed = _given()
    began, turns = time.monotonic(), 0
    heard: dict[str, Counter[str]] = defaultdict(Counter)
    faults: list[str] = []
    for number in range(people):
        who, life = lived(number, days, seed)
        heard[who.kind] += life.watch.messages
        turns += life.turns
        faults += [f"person {number} ({who.kind}): {fault}" for fault in life.watch.faults]
    seconds = time.monotonic() - began
    print(f"{people} people, {days} days, seed {seed}: {turns} turns in {seconds:.0f} s")
    for kind, counts in heard.items():
        print(f"  {kind:10}", ", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    print(f"{len(faults)} broken rules")
    print("\n".join(faults[:MOST_SHOWN]))
    return bool(faults)


def _given() -> tuple[int, ...]:
    given = tuple(int(argument) for argument in sys.argv[1:])
    return given + (PEOPLE, DAYS, SEED)[len(given) :]


if __name__ == "__main__":
    sys.exit(main())
