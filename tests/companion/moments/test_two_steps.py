"""Two steps in one day: typed answers that speak of one, of both, or of each."""

import pytest

from tests.conversation import Conversation


@pytest.fixture
def alice() -> Conversation:
    """Alice at the hello of the next day, with a dish and a glass of water on her list."""
    conversation = Conversation().settles_in()
    conversation.says("/goal drink water")
    conversation.taps("Yes")
    conversation.passes(days=1)
    return conversation


# What counts, the newest first: each step that is said to be done, and no other.
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("both", ["drink water", "put one dish in the sink"]),
        ("both done", ["drink water", "put one dish in the sink"]),
        ("did the first", ["put one dish in the sink"]),
        ("the second one is done", ["drink water"]),
        ("water yes, walk no", ["drink water"]),
        ("dish no, water yes", ["drink water"]),
        ("did the water but not the dish", ["drink water"]),
        ("dish later, water done", ["drink water"]),
        ("half the water", ["drink water"]),
        ("neither", []),
        ("both?", []),
        ("not the water, not the dish", []),
    ],
)
def test_what_counts(said: str, kept: list[str], alice: Conversation) -> None:
    before = alice.total
    alice.says(said)
    assert alice.wins[: alice.total - before] == kept


# What was done is a thing of its own: the step that the hello named stays open, and nothing is said to be it.
@pytest.mark.parametrize(("said", "kept"), [("made the bed", "made the bed"), ("brushed my teeth", "brushed my teeth")])
def test_another_thing(said: str, kept: str, alice: Conversation) -> None:
    alice.says(said)
    assert alice.wins[0] == kept
    alice.says("both")
    assert alice.wins[:2] == ["drink water", "put one dish in the sink"]


# "Change the time to 8am" sets the hello, in any state.
@pytest.mark.parametrize(
    ("said", "time"),
    [("change the time to 8am", "08:00"), ("Set my hello to 7pm please", "19:00"), ("move my hello to 10", "10:00")],
)
def test_the_hello_is_moved(said: str, time: str, alice: Conversation) -> None:
    assert f"at {time}" in alice.says(said)[0].text
