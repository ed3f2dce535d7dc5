"""The pictures that were looked at: fixed wins, and a digest of what each scene drew of them.

After a change to a scene, look at every one and, where you would send it to a friend, renew the digests:

    .venv/bin/python -m tests.drawing.golden artefacts/scenes     # writes the PNGs and golden.json
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from companion.picture import LOOKS, Mark, Scene, chapters, compose
from drawing.__main__ import png
from drawing.svg import picture, sheet

DIGESTS = Path(__file__).with_name("golden.json")
COUNTS = (0, 1, 7, 30, 200, 2000, 2600)
# A life with much water and light in it, as most are, and a little of everything.
_LIFE = ("water", "light", "home", "body", "other", "water", "food",
         "light", "outdoors", "words", "people", "rest", "work", "care")  # fmt: skip


def wins(count: int) -> list[Mark]:
    """The first so many wins of that life, at all times of the day."""
    return [Mark(_LIFE[(number * 5 + number // 7) % len(_LIFE)], (number * 0.37 + 0.3) % 1) for number in range(count)]


def pictures() -> Iterator[tuple[str, str]]:
    """(name, SVG) of every scene at every number of wins, and of a whole time on one sheet."""
    for name, look in LOOKS.items():
        for count in COUNTS:
            yield f"{name}-{count:04}", picture(compose(look.scene, wins(count), count, dark=look.dark))
        yield f"{name}-year", sheet(list(_year(look.scene, dark=look.dark)))


def _year(scene: str, *, dark: bool) -> Iterator[Scene]:
    for at, chapter in enumerate(chapters(wins(240)), start=1):
        yield compose(scene, chapter, at * 20, dark=dark)


def digest(svg: str) -> str:
    return hashlib.blake2b(svg.encode(), digest_size=16).hexdigest()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    drawn = dict(pictures())
    for name, svg in drawn.items():
        (folder / f"{name}.png").write_bytes(png(svg))
    DIGESTS.write_text(json.dumps({name: digest(svg) for name, svg in drawn.items()}, indent=0) + "\n")


if __name__ == "__main__":
    main()
