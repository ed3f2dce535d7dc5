"""What is in a person's picture of their wins. Pure: what it looks like is drawn by the package `drawing`."""

from companion.picture.scene import KINDS, SCENES, Mark, Scene, Thing, compose

__all__ = ["KINDS", "SCENES", "Mark", "Scene", "Thing", "compose"]
