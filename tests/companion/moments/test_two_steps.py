"""Two steps in one day: typed answers that speak of one, of both, or of each."""

import pytest

from tests.conversation import Conversation, settled


@pytest.fixture
def alice() -> Conversation:
    """Alice at the hello of the next day, with a dish and a glass of water on her list."""
    conversation = settled()
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


# However many things one text tells of, they are celebrated in one message, with one way to take all of them back.
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("both", ["drink water", "put one dish in the sink"]),
        ("dish done, water done", ["drink water", "put one dish in the sink"]),
        ("drank some water and made my bed", ["made my bed", "drink water"]),
        ("made my bed and drank some water", ["made my bed", "drink water"]),
        ("done, and I also took a shower", ["took a shower", "put one dish in the sink"]),
        ("both, and I brushed my teeth", ["brushed my teeth", "drink water", "put one dish in the sink"]),
        (
            "got up, got dressed and did the dish",
            ["got up, got dressed", "put one dish in the sink"],
        ),
    ],
)
def test_one_message(said: str, kept: list[str], alice: Conversation) -> None:
    before = alice.total
    (message,) = alice.says(said)
    assert alice.wins[: len(kept)] == kept
    assert alice.total == before + len(kept)
    assert all(f"• {act[:1].upper()}{act[1:]}" in message.text for act in kept)
    assert "You did that" in message.text
    assert message.labels == ["Undo all"]
    alice.taps("Undo all")
    assert alice.total == before
    alice.taps("Undo all", message)
    assert alice.total == before


# "Undo" takes back the newest of them, "undo all" every one; a win of another message stays.
def test_undo_by_word(alice: Conversation) -> None:
    before = alice.total
    alice.says("took a shower")
    alice.passes(minutes=1)
    alice.says("both")
    alice.says("undo")
    assert alice.total == before + 2
    alice.says("undo all")
    assert alice.total == before + 1
    assert alice.wins[0] == "took a shower"
    assert "already" in alice.says("undo all")[0].text
    assert alice.total == before + 1


# A second press of "undo all" changes nothing: an older win is not among what that text told of.
def test_undo_all_twice(alice: Conversation) -> None:
    alice.says("took a shower")
    (message,) = alice.says("both")
    alice.taps("Undo all", message)
    before = alice.total
    assert "no win there" in alice.taps("Undo all", message)[-1].text
    assert alice.total == before
    assert alice.wins[0] == "took a shower"


# Each message's button is about its own wins, of two messages in one second too, and for ever.
@pytest.mark.parametrize("days", [0, 21])
def test_undo_all_of_one_message(days: int, alice: Conversation) -> None:
    (first,) = alice.says("made my bed and drank some water")
    (second,) = alice.says("done, and I also took a shower")
    alice.passes(days=days)
    alice.taps("Undo all", second)
    assert alice.wins[:2] == ["made my bed", "drink water"]
    alice.taps("Undo all", first)
    assert "drink water" not in alice.wins


# What was not done, or tells of somebody else, is no win beside the step, and takes nothing away from it.
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("drank water and will make my bed later", 1),
        ("drank water but didn't make my bed", 1),
        ("my mum drank water and made my bed", 0),
        ("wish I drank water and made my bed", 0),
    ],
)
def test_beside_the_step(said: str, kept: int, alice: Conversation) -> None:
    before = alice.total
    alice.says(said)
    assert alice.total - before <= kept
    assert "made my bed" not in alice.wins


# The only step of a day is not two of them: it is named, and "done" is one word.
def test_both_of_one() -> None:
    alone = settled()
    alone.passes(days=1)
    before = alone.total
    (asked,) = alone.says("both")
    assert "put one dish in the sink" in asked.text
    assert alone.total == before
    alone.says("done")
    assert alone.total == before + 1
    assert "kept" in alone.says("both")[0].text
