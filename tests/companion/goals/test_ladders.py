"""The ladders: their shape, the way down to the floor and up again, and the steps of a day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.goals import Area, areas, bigger, kind, lying_down, smaller, surprise

FLOOR = "read this message: that counts"
KINDS = {"water", "light", "outdoors", "words", "people", "rest", "body", "home", "food", "work", "care"}
RUNGS = [(a.key, ladder.rungs, at) for a in areas() for ladder in a.ladders for at in range(len(ladder.rungs))]


def way_down(step: str, area: str | None) -> list[str]:
    """Every smaller step after this one; never more than ten, so that a circle ends."""
    found = [step]
    while len(found) <= 10 and (below := smaller(found[-1], area)) is not None:
        found.append(below)
    return found[1:]


# At least thirty areas; each begins with a plain ladder and has another for those who cannot stand.
def test_areas() -> None:
    assert len(areas()) >= 30
    assert len({area.key for area in areas()}) == len(areas())


@pytest.mark.parametrize("area", areas(), ids=lambda area: area.key)
def test_an_area(area: Area) -> None:
    """Five different rungs on every ladder, a plain one first, a second one; a label that fits a button."""
    assert area.ladders[0].key == "plain"
    assert len(area.ladders) >= 2
    assert all(len(set(ladder.rungs)) == 5 for ladder in area.ladders)
    assert 1 <= len(area.label.split()) <= 3
    assert area.kind in KINDS


# The same words stand on one ladder only, so that a step tells where it belongs.
def test_rungs_are_unlike() -> None:
    rungs = [rung for area in areas() for ladder in area.ladders for rung in ladder.rungs]
    assert len(rungs) == len(set(rungs))


@given(st.sampled_from(RUNGS))
def test_down_and_up_again(rung: tuple[str, tuple[str, ...], int]) -> None:
    """Below a rung is the rung below, at the bottom the floor; what was made smaller grows back."""
    area, rungs, at = rung
    below = smaller(rungs[at], area)
    assert below == (rungs[at - 1] if at else FLOOR)
    assert bigger(rungs[at], area) == (rungs[at + 1] if at < 4 else None)
    assert smaller(FLOOR, area) is None


@given(st.text(min_size=1, max_size=40), st.sampled_from([None, *(area.key for area in areas())]))
def test_every_goal_comes_down_to_the_floor(goal: str, area: str | None) -> None:
    """Whatever the goal is called, a few times *Smaller* end at reading the message."""
    steps = way_down(goal, area)
    assert steps[-1:] == ([] if goal == FLOOR else [FLOOR])
    assert len(set(steps)) == len(steps)


@given(st.from_regex(r"[a-z]{1,9} [a-z]{1,9}", fullmatch=True))
def test_own_words_grow_back(goal: str) -> None:
    """A goal without an area is made smaller in its own words, and each version grows back to the one before."""
    steps = [goal, *way_down(goal, None)]
    assert all(goal in step for step in steps[:-1])
    assert [bigger(step, None) for step in steps[1:-1]] == steps[:-2]


# The person's own act has its place on the ladder: what is below it is a smaller piece of it.
@pytest.mark.parametrize(
    ("step", "area", "below"),
    [
        ("drink a glass of water", "water", "drink half a glass"),
        ("make my bed", "bed", "pull the cover straight on one side"),
        ("take a shower", "hygiene", "wash hands, face and armpits"),
        ("text Sam", "social contact", "send one emoji to someone"),
        ("feed the cat", "pets & plants", "feed the cat (the first two minutes)"),
        ("learn the {oboe}", None, "learn the {oboe} (the first two minutes)"),
    ],
)
def test_smaller_in_own_words(step: str, area: str, below: str) -> None:
    assert smaller(step, area) == below


# From the floor, the first rung is the way up; without an area there is none.
def test_up_from_the_floor() -> None:
    assert bigger(FLOOR, "water") == "put a glass where you can see it"
    assert bigger(FLOOR, None) is None


# A new step each turn for three months; each is the first or the second rung of a ladder.
def test_surprises() -> None:
    steps = [surprise(turn) for turn in range(90)]
    low = {rung for area in areas() for ladder in area.ladders for rung in ladder.rungs[:2]}
    assert len(set(steps)) == 90
    assert set(steps) <= low


# What not everyone has, or what weighs, does not come unasked: no children, bills, medication, food.
def test_surprises_are_for_everyone() -> None:
    asked_only = [area for area in areas() if not area.surprise]
    steps = {surprise(turn) for turn in range(500)} | {lying_down(turn) for turn in range(500)}
    assert {area.key for area in asked_only} >= {"children", "food", "medication & care", "money & paperwork"}
    assert steps.isdisjoint(rung for area in asked_only for ladder in area.ladders for rung in ladder.rungs)


# On a heavy day everything can be done lying down, and two weeks bring no repetition.
def test_lying_down() -> None:
    in_bed = {
        rung for area in areas() for ladder in area.ladders if ladder.key == "in_bed" for rung in ladder.rungs[:3]
    }
    steps = [lying_down(turn) for turn in range(14)]
    assert len(set(steps)) == 14
    assert {lying_down(turn) for turn in range(500)} <= in_bed


# A win's colour in the picture, also in the past tense.
@pytest.mark.parametrize(
    ("win", "colour"),
    [
        *(("sat up", "body"), ("took a shower", "body"), ("brushed my teeth", "body"), ("got out of bed", "body")),
        *(("had a drink", "water"), ("drank a glass of water", "water"), ("took one sip of water", "water")),
        *(("opened the curtains", "light"), ("went outside", "outdoors"), ("walked the dog", "outdoors")),
        *(("wrote in my journal", "words"), ("read a page", "words"), ("texted Sam", "people")),
        *(("hugged my son", "people"), ("slept well", "rest"), ("rested", "rest"), ("had a nap", "rest")),
        *(("did the dishes", "home"), ("made the bed", "home"), ("cooked pasta", "food"), ("ate lunch", "food")),
        *(("paid a bill", "work"), ("did my homework", "work"), ("watered my plants", "care"), ("qwerty", "other")),
    ],
)
def test_kind(win: str, colour: str) -> None:
    assert kind(win) == colour


# Smaller than a step that was lent from another area is a smaller one of that area, never a big one of the goal's own.
def test_smaller_than_a_lent_step() -> None:
    dishes = next(area for area in areas() if area.key == "dishes")
    for turn in range(60):
        step = lying_down(turn)
        below = smaller(step, dishes.key)
        assert below not in dishes.ladders[0].rungs or step in dishes.ladders[0].rungs
