"""`python -m drawing`: a request as JSON on standard input, the picture as PNG on standard output.

A process of its own and short-lived: drawing takes a quarter of a second, and memory that it then gives back."""

import json
import sys

import resvg_py

from companion.picture import Mark, compose
from drawing.svg import svg

WIDTH = 720  # pixels: sharp on a phone, and under 400 kB however many wins there are


def main() -> None:
    """Raises KeyError or ValueError for a request that no version of ours wrote."""
    request = json.load(sys.stdin)
    marks = [Mark(kind, moment) for kind, moment in request["marks"]]
    scene = compose(request["scene"], marks, request["total"], dark=request["dark"])
    sys.stdout.buffer.write(png(svg(scene)))


def png(picture: str) -> bytes:
    """The SVG text as PNG. No font of the system is read: there are no letters in a picture."""
    return bytes(resvg_py.svg_to_bytes(svg_string=picture, width=WIDTH, skip_system_fonts=True))


if __name__ == "__main__":
    main()
