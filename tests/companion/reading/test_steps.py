"""Answers that speak of several of today's steps."""

import pytest

from companion.reading import reply, reply_about, several

TWO = ["drink water", "walk to the door"]
THREE = [*TWO, "open the curtains"]


# Steps by place or by name, with one answer for all or one for each.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("both", {0: "done", 1: "done"}), ("both done!", {0: "done", 1: "done"}),
        ("did both", {0: "done", 1: "done"}), ("half of both", {0: "partly", 1: "partly"}),
        ("neither", {0: "not_today", 1: "not_today"}), ("water yes, walk no", {0: "done", 1: "not_today"}),
        ("water ✅ walk ❌", {0: "done", 1: "not_today"}), ("water done walk not", {0: "done", 1: "not_today"}),
        ("water and walk done", {0: "done", 1: "done"}), ("did the first", {0: "done"}), ("the second", {1: "done"}),
        ("1 yes 2 no", {0: "done", 1: "not_today"}), ("did the first but not the second", {0: "done", 1: "not_today"}),
        ("not the walk", {1: "not_today"}), ("half the water", {0: "partly"}), ("water yes, walk later", {0: "done"}),
        ("the last one is done", {1: "done"}), ("beide erledigt", {0: "done", 1: "done"}),
        ("walk was too hard, water done", {0: "done", 1: "not_today"}),
        ("did the water and the walk", {0: "done", 1: "done"}), ("did the walk and a water", {0: "done", 1: "done"}),
        ("did the walking and water", {0: "done", 1: "done"}), ("waters yes, doors no", {0: "done", 1: "not_today"}),
        ("I drank some water but not the walk", {0: "done", 1: "not_today"}),
        ("drank the water and walked to the door", {0: "done", 1: "done"}),
        ("did both, took all morning", {0: "done", 1: "done"}),
    ],
)  # fmt: skip
def test_two_steps(text: str, expected: dict[int, str]) -> None:
    assert several(text, TWO) == expected


# With three steps "all" is all three, and "both" points at none.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("all done", {0: "done", 1: "done", 2: "done"}), ("first and third", {0: "done", 2: "done"}),
        ("first yes second no third half", {0: "done", 1: "not_today", 2: "partly"}),
        ("curtains done", {2: "done"}), ("both", None), ("all but the last", None),
        ("everything except the walk", None),
    ],
)  # fmt: skip
def test_three_steps(text: str, expected: dict[int, str] | None) -> None:
    assert several(text, THREE) == expected


# A step named without an answer, a question, or a text about something else says nothing.
@pytest.mark.parametrize(
    "text", ["", "walk", "done", "my cat", "both?", "did you drink water?", "water water", "the fifth"]
)
def test_nothing_is_guessed(text: str) -> None:
    assert several(text, TWO) is None


# A length of time says nothing of all steps.
@pytest.mark.parametrize("text", ["did it, took me all morning", "stayed off twitter all day", "slept all week"])
def test_all_of_a_time(text: str) -> None:
    assert several(text, TWO) is None


# Without steps there is nothing to point at.
def test_no_steps() -> None:
    assert several("both", []) is None


# "All" and "last" inside another act, or inside a mishap, point at no step.
@pytest.mark.parametrize(
    "text", ["climbed all the stairs at work", "went dancing last night", "went to my first class", "finished last"]
)
def test_no_step_of_ours(text: str) -> None:
    assert several(text, TWO) is None


# An act that shares no word with the step is no answer about it, though it says that it is done.
@pytest.mark.parametrize("text", ["did 20 pushups", "bed made", "gym ✅", "managed half the washing up"])
def test_another_act_is_no_answer(text: str) -> None:
    assert reply_about(text, "drink a glass of water") == "unclear"


# A time, or a word of tiredness, that stands in a plain report puts nothing off.
@pytest.mark.parametrize(
    "text", ["packed my lunch for tomorrow", "stretched before bed", "fried an egg", "was so tired but i made dinner"]
)
def test_a_time_in_a_report(text: str) -> None:
    assert reply(text) == "unclear"
