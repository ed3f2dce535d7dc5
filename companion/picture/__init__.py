"""What is in a person's picture of their wins. Pure: what it looks like is drawn by the package `drawing`."""

from companion.picture.request import LOOKS, Look, Part, chapters, request
from companion.picture.scene import KINDS, MOST, SCENES, Mark, Scene, Thing, compose

__all__ = [
    "KINDS",
    "LOOKS",
    "MOST",
    "SCENES",
    "Look",
    "Mark",
    "Part",
    "Scene",
    "Thing",
    "chapters",
    "compose",
    "request",
]
