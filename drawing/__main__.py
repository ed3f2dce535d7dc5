"""`python -m drawing`: a request as JSON on standard input, the picture as PNG on standard output.

A request has `scene` (a name of companion.picture.SCENES), `dark`, and `parts`: one for a picture, several for a sheet
of small ones, each with `total`, `beyond` and `marks` (pairs of kind and moment, oldest first).
A process of its own and short-lived: drawing takes a quarter of a second, and memory that it then gives back.
"""

import json
import sys

import resvg_py

from companion.picture import Mark, compose
from drawing.svg import picture, sheet

WIDTH = 720  # pixels: sharp on a phone, and under 400 kB however many wins there are


def main() -> None:
    """Raises KeyError or ValueError for a request that no version of ours wrote."""
    request = json.load(sys.stdin)
    scenes = [
        compose(
            request["scene"],
            [Mark(*mark) for mark in part["marks"]],
            part["total"],
            dark=request["dark"],
            beyond=part["beyond"],
        )
        for part in request["parts"]
    ]
    sys.stdout.buffer.write(png(picture(scenes[0]) if len(scenes) == 1 else sheet(scenes)))


def png(svg: str) -> bytes:
    """The SVG text as PNG. No font of the system is read: there are no letters in a picture."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=WIDTH, skip_system_fonts=True))


if __name__ == "__main__":
    main()
