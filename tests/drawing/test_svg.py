"""A scene as SVG and as PNG."""

import json
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from companion.picture import KINDS, LOOKS, SCENES, Mark, Part, compose, request
from drawing.__main__ import WIDTH
from drawing.svg import picture, sheet

SVG = "{http://www.w3.org/2000/svg}"


def asked(name: str, *counts: int) -> dict[str, object]:
    """A request for a picture, or for a sheet where there are several counts."""
    look = next(key for key, look in LOOKS.items() if (look.scene, look.dark) == (name, True))
    found: dict[str, object] = json.loads(request(look, [Part(marks(count), count) for count in counts]))
    return found


def marks(count: int) -> list[Mark]:
    return [Mark(KINDS[number * 7 % 12], number * 0.37 % 1) for number in range(count)]


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("dark", [True, False])
def test_every_thing_is_drawn_by_a_symbol_of_its_scene(name: str, *, dark: bool) -> None:
    """Each reference leads somewhere, each win is used once (in the sky also in the lake), no colour is left open."""
    text = picture(compose(name, marks(150), 150, dark=dark))
    root = ET.fromstring(text)  # noqa: S314 - our own text
    ids = {element.get("id") for element in root.iter()}
    uses = [element.get("href") or "" for element in root.iter(f"{SVG}use")]
    assert {reference[1:] for reference in uses} <= ids
    assert set(re.findall(r"url\(#([\w-]+)\)", text)) <= ids
    named = set(KINDS) | {f"far-{kind}" for kind in KINDS}
    assert sum(reference[1:] in named for reference in uses) >= 150
    assert "$" not in text


def test_nothing_in_a_picture_is_read_from_elsewhere_or_written() -> None:
    """No letters, so no fonts and no words of a person; no outside resource, no script."""
    for name in SCENES:
        text = picture(compose(name, marks(20), 20))
        assert not re.search(r"<text|<image|<script|@import|http(?!://www\.w3\.org/2000/svg)", text)


@pytest.mark.parametrize("name", SCENES)
def test_landmarks_come_with_the_wins_of_all_time_and_stay(name: str) -> None:
    """A month's picture has the person's own landmarks, however few wins the month has."""
    hidden = [picture(compose(name, marks(1), total)).count('display="none"') for total in (1, 7, 30, 100, 365)]
    assert hidden == sorted(hidden, reverse=True)
    assert hidden[0] - hidden[-1] == 4


@pytest.mark.parametrize(("name", "count"), [("lights", 0), ("lights", 2600), ("garden", 1)])
def test_the_drawing_process_gives_a_png_under_400_kilobytes(name: str, count: int) -> None:
    """JSON in, PNG out; the same twice, byte for byte."""
    request = asked(name, count)
    drawn = [_draw(json.dumps(request)) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert drawn[0][:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", drawn[0][16:24]) == (WIDTH, WIDTH * 5 // 4)
    assert len(drawn[0]) < 400_000


def _draw(request: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-I", "-m", "drawing"], input=request.encode(), capture_output=True, check=True, timeout=60
    ).stdout


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9, 12])
def test_a_sheet_has_every_scene_in_order_and_no_hole_but_at_its_end(count: int) -> None:
    """As many small scenes as parts, each at a place of its own, row by row."""
    root = ET.fromstring(sheet([compose("garden", marks(5), 5) for _ in range(count)]))  # noqa: S314 - our own text
    places = [(float(scene.get("y", "")), float(scene.get("x", ""))) for scene in root.findall(f"{SVG}svg")]
    assert len(places) == count
    assert places == sorted(set(places))
    rows = [sum(y == row for y, _ in places) for row in sorted({y for y, _ in places})]
    assert all(row == rows[0] for row in rows[:-1])
    assert rows[-1] <= rows[0]


def test_a_full_sheet_is_drawn_under_400_kilobytes() -> None:
    """Twelve scenes with many wins each."""
    assert len(_draw(json.dumps(asked("lights", *[200] * 12)))) < 400_000
