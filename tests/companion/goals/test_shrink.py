"""Goals read: what is kept, what is made smaller, what is answered with care."""

import pytest

from companion.goals import Area, areas, shrink

ARTICLE = [
    "make the bed",
    "drink a glass of water",
    "open the curtains",
    "write one sentence in a journal",
    "take a short walk",
    "send one text to a friend",
    "brush teeth",
    "brush hair",
    "reply to a message",
    "get out of bed",
    "put one dish in the sink",
    "drink water",
]


# The article's own examples are small already: kept word for word, and offered first.
@pytest.mark.parametrize("goal", ARTICLE)
def test_the_examples_of_the_article_are_kept(goal: str) -> None:
    shrunk = shrink(goal)
    assert (shrunk.keep, shrunk.name, shrunk.steps[0], shrunk.care) == (True, goal, goal, False)


# A step that we offer ourselves is small enough to be kept when someone types it.
@pytest.mark.parametrize("area", areas(), ids=lambda area: area.key)
def test_every_rung_is_kept_as_a_goal(area: Area) -> None:
    for ladder in area.ladders:
        for rung in ladder.rungs:
            shrunk = shrink(rung)
            assert (shrunk.keep, shrunk.steps[0]) == (True, rung)


# The article's vague goal gets the step that the article gives it.
def test_the_whole_house_becomes_one_dish() -> None:
    shrunk = shrink("clean the house")
    assert (shrunk.keep, shrunk.area, shrunk.steps[0]) == (False, "dishes", "put one dish in the sink")
