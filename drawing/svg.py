"""A scene as SVG: the scene's own template (`scenes/*.svg`) with its colours and every thing where it belongs."""

import functools
import importlib.resources
import string
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from companion.picture import Scene, Thing

REFLECTED = 40  # lights of the sky that the lake shows: the newest; more could not be told apart


def svg(scene: Scene) -> str:
    """The picture as one SVG text without fonts, scripts or outside resources."""
    look = _looks()[scene.name]["dark" if scene.dark else "light"]
    layers = {region: _layer(scene, region) for region in _looks()[scene.name]["regions"]}
    shown = {f"from_{count}": _display(scene.total >= count) for count in _looks()[scene.name]["landmarks"]}
    haze = {"haze": f"{min(0.5, scene.beyond / 40_000):.2f}"}
    return _template(scene.name).substitute(look | layers | shown | haze | {"mirrored": _mirrored(scene.things)})


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
def _template(name: str) -> string.Template:
    return string.Template((importlib.resources.files("drawing") / "scenes" / f"{name}.svg").read_text("utf-8"))
