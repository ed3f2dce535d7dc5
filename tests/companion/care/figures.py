"""What the check finds and misses in the project's own tables, as the rows of SAFETY.md.

python -m tests.companion.care.figures
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from companion.care import assess

HERE: Final = Path(__file__).parent
NAMES: Final = {
    "imminent": "imminent danger, stated by the person",
    "ideation_active": "active thoughts of suicide",
    "ideation_passive": "passive thoughts of suicide",
    "self_harm": "self-harm",
    "third_person": "somebody else in danger",
}


def rows() -> Iterator[str]:
    """One row for each kind of danger, and one for ordinary messages."""
    danger = _table("danger.csv")
    for kind, name in NAMES.items():
        texts = [row["text"] for row in danger if row["kind"] == kind]
        yield f"| {name} | {len(texts):,} | {_share(texts)} | |"
    ordinary = [row["text"] for row in _table("ordinary.csv")]
    yield f"| ordinary messages | {len(ordinary):,} | | {_share(ordinary)} |"


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))


def _share(texts: Sequence[str]) -> str:
    return f"{sum(assess(text).raised for text in texts) / len(texts):.1%}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{row}\n" for row in rows())
