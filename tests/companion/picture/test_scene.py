"""What is in a picture: every win has its thing, and keeps it."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.picture import KINDS, SCENES, Mark, Scene, compose
from companion.picture.scene import HEIGHT, MOST, NEAR, WIDTH

MARKS = st.lists(st.builds(Mark, st.sampled_from(KINDS), st.floats(0, 1)), max_size=60)
NAMES = st.sampled_from(sorted(SCENES))


def ink(scene: Scene) -> float:
    """How much there is to see."""
    return sum(thing.size**2 for thing in scene.things)


@given(NAMES, MARKS)
def test_every_win_has_one_thing_on_the_canvas(name: str, marks: list[Mark]) -> None:
    """One thing of its own kind for each, where it can be seen whole."""
    scene = compose(name, marks, len(marks))
    assert [thing.kind for thing in scene.things] == [mark.kind for mark in marks]
    assert all(20 <= thing.x <= WIDTH - 20 and 40 <= thing.y <= HEIGHT - 40 for thing in scene.things)


@given(NAMES, MARKS, st.builds(Mark, st.sampled_from(KINDS), st.floats(0, 1)))
def test_one_more_win_moves_nothing_and_makes_the_picture_fuller(name: str, marks: list[Mark], more: Mark) -> None:
    """Everything stays where it was; altogether there is more of it."""
    before, after = compose(name, marks, len(marks)), compose(name, [*marks, more], len(marks) + 1)
    assert [(thing.x, thing.y) for thing in before.things] == [(thing.x, thing.y) for thing in after.things[:-1]]
    kinds = [Mark("light", 0.5)] * (len(marks) + 1)
    assert ink(compose(name, kinds, 0)) > ink(compose(name, kinds[1:], 0))


@given(NAMES, MARKS)
def test_the_same_wins_give_the_same_picture(name: str, marks: list[Mark]) -> None:
    """No chance is in it."""
    assert compose(name, marks, len(marks)) == compose(name, list(marks), len(marks))


def test_more_wins_than_a_picture_can_hold_are_the_glow_behind_it() -> None:
    """The newest are near, older ones far, the oldest are counted; none is dropped without a trace."""
    scene = compose("lights", [Mark("rest", 0.5)] * (MOST + 700), MOST + 700)
    assert (len(scene.things), scene.beyond) == (MOST, 700)
    assert [thing.near for thing in scene.things] == [False] * (MOST - NEAR) + [True] * NEAR


def test_a_kind_that_is_not_known_is_a_plain_thing() -> None:
    """A win kept by a later version still has its place."""
    assert compose("garden", [Mark("music", 0.5)], 1).things[0].kind == "other"


def test_a_month_with_many_wins_on_one_morning_spreads_them() -> None:
    """Wins of one kind at one time of day don't lie upon each other."""
    for name in SCENES:
        things = compose(name, [Mark("light", 0.3)] * 40, 40).things
        apart = [abs(a.x - b.x) + abs(a.y - b.y) for i, a in enumerate(things) for b in things[:i]]
        assert min(apart) > 12, name


@settings(max_examples=30)  # each places up to 300 things
@given(NAMES, st.lists(st.builds(Mark, st.sampled_from(KINDS), st.floats(0, 1)), min_size=100, max_size=300))
def test_nothing_covers_a_landmark(name: str, marks: list[Mark]) -> None:
    """The moon, the boat and the lighthouse stand free; in the garden things begin below tree and bench."""
    landmarks = {"sky": (875, 150, 90), "lake": (262, 1042, 85), "hills": (985, 788, 55)}
    for thing in compose(name, marks, len(marks)).things:
        if thing.region == "meadow":
            assert thing.y > 770
        else:
            x, y, radius = landmarks[thing.region]
            assert math.hypot(thing.x - x, thing.y - y) > radius
