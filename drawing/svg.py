"""A scene as SVG: the scene's own template (`scenes/*.svg`) with its colours and every thing where it belongs."""

import functools
import importlib.resources
import string
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from companion.picture import Scene, Thing
from companion.picture.scene import HEIGHT, WIDTH

REFLECTED = 40  # lights of the sky that the lake shows: the newest; more could not be told apart
MARGIN = 24  # between the scenes of a sheet, in units of one scene's canvas
PAPER = {True: "#14152f", False: "#f6f1e7"}  # what a sheet's scenes lie on, by whether it is dark


def picture(scene: Scene) -> str:
    """One scene as an SVG text without letters, fonts, scripts or outside resources."""
    head, body = _parts(scene)
    return f"{head}{body}</svg>"


def sheet(scenes: Sequence[Scene]) -> str:
    """Several scenes of one name, as on a page of an album: at least one, first to last, no place left open but at
    the end of the last row."""
    columns = min(4, len(scenes)) if len(scenes) > 3 else len(scenes)
    rows = -(-len(scenes) // columns)
    wide, high = columns * (WIDTH + MARGIN) + MARGIN, rows * (HEIGHT + MARGIN) + MARGIN
    head, _ = _parts(scenes[0])
    head = head.replace(f'viewBox="0 0 {WIDTH} {HEIGHT}"', f'viewBox="0 0 {wide} {high}"', 1)
    paper = f'<rect width="{wide}" height="{high}" fill="{PAPER[scenes[0].dark]}"/>'
    return head + paper + "".join(_placed(scene, *divmod(n, columns)) for n, scene in enumerate(scenes)) + "</svg>"


def _placed(scene: Scene, row: int, column: int) -> str:
    x, y = MARGIN + column * (WIDTH + MARGIN), MARGIN + row * (HEIGHT + MARGIN)
    box = f'x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f"<svg {box}>{_parts(scene)[1]}</svg>"


def _parts(scene: Scene) -> tuple[str, str]:
    """The opening with all definitions, alike for every scene of one name and look; and what is seen."""
    looks = _looks()[scene.name]
    layers = {region: _layer(scene, region) for region in looks["regions"]}
    shown = {f"from_{count}": _display(scene.total >= count) for count in looks["landmarks"]}
    haze = {"haze": f"{min(0.5, scene.beyond / 40_000):.2f}"}
    slots = looks["dark" if scene.dark else "light"] | layers | shown | haze | {"mirrored": _mirrored(scene.things)}
    head, body = _template(scene.name)
    return head.substitute(slots), body.substitute(slots)


def _layer(scene: Scene, region: str) -> str:
    """Things of a region: what is lower stands nearer and is drawn later; in the sky the newest is on top."""
    things = [thing for thing in scene.things if thing.region == region]
    return _uses(things if region == "sky" else sorted(things, key=lambda thing: thing.y))


def _mirrored(things: Iterable[Thing]) -> str:
    return _uses([thing for thing in things if thing.region == "sky" and thing.near][-REFLECTED:])


def _uses(things: Iterable[Thing]) -> str:
    return "".join(map(_use, things))


def _use(thing: Thing) -> str:
    symbol = thing.kind if thing.near else f"far-{thing.kind}"
    lean = f" rotate({16 * (thing.turn - 0.5):.0f})" if thing.near else ""
    return f'<use href="#{symbol}" transform="translate({thing.x:.1f} {thing.y:.1f}){lean} scale({thing.size:.2f})"/>'


def _display(shown: bool) -> str:  # noqa: FBT001 - the value itself
    return "inline" if shown else "none"


@functools.cache
def _looks() -> Mapping[str, Any]:
    """Colours, layers and landmarks of every scene."""
    return tomllib.loads((importlib.resources.files("drawing") / "scenes" / "looks.toml").read_text("utf-8"))


@functools.cache
def _template(name: str) -> tuple[string.Template, string.Template]:
    """The scene's definitions, and what is drawn with them."""
    text = (importlib.resources.files("drawing") / "scenes" / f"{name}.svg").read_text("utf-8")
    head, end_of_head, body = text.removesuffix("</svg>\n").partition("</defs>")
    return string.Template(head + end_of_head), string.Template(body)
