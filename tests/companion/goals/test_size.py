"""What is small as it stands, and what only sounds so."""

import pytest

from companion.goals import shrink


# A small number does not make a big thing small, nor does a small verb with something far from everyday life.
@pytest.mark.parametrize(
    "goal",
    [
        *(
            "visit 3 new states",
            "run 4 races",
            "two family trips",
            "meditate for 3 hours",
            "hug a koala",
            "eat crickets",
        ),
        *("hike twice monthly", "train the puppy", "get my steps up", "get my grades up", "knit the second mitten"),
        *(
            "learn to play a song on the piano",
            "learn a song on my ukulele",
            "wash the car inside and out",
            "hold a handstand for 30 seconds",
        ),
        *("solve a rubik's cube in under 2 minutes", "three activities: calligraphy, painting, volleyball"),
    ],
)
def test_what_is_not_small(goal: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.area is not None) == (False, True)


# Minutes, pages and the like do make it small, and everyday things are at hand.
@pytest.mark.parametrize(
    "goal",
    [
        *("run for 5 minutes", "one page of my novel", "learn one word of Welsh", "put on real trousers"),
        *("untangle the earphones", "sit outside with my coffee", "a glass of water", "text Priya back"),
        "reply to Anna",
    ],
)
def test_what_is_small(goal: str) -> None:
    assert shrink(goal).keep
