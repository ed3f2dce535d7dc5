"""The list of goals, and what can be done with each."""

import pytest

from tests.conversation import Conversation


@pytest.fixture
def card(alice: Conversation) -> Conversation:
    """The card of Alice's one goal is open."""
    alice.says("/goals")
    alice.taps("• clean the house")
    return alice


# The list shows active goals with a dot, others without; a goal's name, typed, opens it as its button does.
def test_the_list(alice: Conversation) -> None:
    for goal in ("drink water", "brush teeth"):
        alice.says(f"/goal {goal}")
    assert alice.says("/goals")[0].labels == ["• clean the house", "• drink water", "brush teeth", "Close"]
    assert alice.says("Brush teeth")[0].text.startswith("Brush teeth\nOn your list")


# Six on a page; more by button or word, and round again after the last.
def test_pages(alice: Conversation) -> None:
    for number in range(8):
        alice.says(f"/goal wash cup {number}")
    assert alice.says("/goals")[0].labels[-2:] == ["More goals", "Close"]
    assert alice.taps("More goals")[0].labels == ["wash cup 5", "wash cup 6", "wash cup 7", "Close"]
    alice.says("/goals")
    assert "wash cup 7" in alice.says("more goals")[0].labels


# No goals: said plainly, with a tiny one on offer.
def test_no_goals(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    assert stranger.says("/goals")[0].labels == ["Surprise me", "Close"]


# Bigger climbs one rung at a time and ends kindly at the top.
def test_bigger(card: Conversation) -> None:
    for _ in range(4):
        assert "Bigger" in card.taps("Bigger")[0].labels
    assert "as big as I suggest" in card.taps("Bigger")[0].text


# Let it rest: no hello speaks of it; make it active: it does again; both by word too.
@pytest.mark.parametrize("typed", [False, True])
def test_rest_and_active(card: Conversation, typed: bool) -> None:
    act = card.says if typed else card.taps
    act("Let it rest")
    assert card.passes(days=2) == []
    card.says("/goals")
    card.taps("clean the house")
    act("Make it active")
    assert len(card.passes(days=1)) == 1


# There is room for two in the first days; a third is told to wait, and nothing changes.
def test_no_room(alice: Conversation) -> None:
    for goal in ("drink water", "brush teeth"):
        alice.says(f"/goal {goal}")
    alice.says("/goals")
    alice.taps("brush teeth")
    assert "A few at a time is plenty" in alice.taps("Make it active")[0].text
    assert [goal.state for goal in alice.goals] == ["active", "active", "listed"]


# A new name is taken word for word; a no, or help, is heard as what it is.
@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("tidy home", "tidy home"),
        ("rest", "rest"),
        ("done", "done"),
        ("2 spoons", "2 spoons"),
        ("no", "clean the house"),
        ("never mind", "clean the house"),
        ("help", "clean the house"),
        ("stop", "clean the house"),
        ("/today", "clean the house"),
        ("lose 5 kg", "clean the house"),
    ],
)
def test_rename(said: str, name: str, card: Conversation) -> None:
    card.taps("Rename")
    assert card.says(said)
    assert [goal.name for goal in card.goals] == [name]


# "Help" shows help lines first, whatever is being asked.
@pytest.mark.parametrize("button", ["Rename", "After what?"])
def test_help_is_heard_first(button: str, card: Conversation) -> None:
    card.taps(button)
    assert "999" in card.says("help")[0].text


# After what: the hello says so, without a doubled "after".
@pytest.mark.parametrize("said", ["coffee", "After coffee.", "after coffee"])
def test_after_what(said: str, card: Conversation) -> None:
    card.taps("After what?")
    assert card.says(said)[0].text.startswith("After coffee, then: ")
    hello = card.passes(days=1)[0].text
    assert "coffee" in hello.lower()
    assert "after after" not in hello.lower()


# Removing asks once; the wins stay, old buttons say kindly that it is gone.
def test_remove(card: Conversation) -> None:
    card.taps("Remove")
    assert "Its wins stay" in card.taps("Remove it")[0].text
    assert card.goals == ()
    assert card.total == 2
    for label in ("I did that", "Smaller", "Bigger", "Rename", "Remove it"):
        heard = card.taps(label)[-1].text
        if label == "Rename":
            heard = card.says("x")[-1].text
        assert "has left your list" in heard, label


# A question left open in the evening is let go by the next hello: "done" is no goal's name.
@pytest.mark.parametrize("button", ["Rename", "After what?"])
def test_a_nudge_lets_go_of_the_question(button: str, card: Conversation) -> None:
    card.passes(hours=17)
    card.taps(button)
    card.passes(hours=4)
    card.says("done")
    assert card.total == 3
    assert [goal.name for goal in card.goals] == ["clean the house"]
    assert [goal.anchor for goal in card.goals] == [""]


# What they name after "after" stands inside a sentence: no capital in its middle, but for "I" and for names.
@pytest.mark.parametrize(
    ("said", "heard"),
    [("My coffee!", "my coffee"), ("After lunch", "lunch"), ("I get up", "I get up"), ("NHS call", "NHS call")],
)
def test_anchor_inside_a_sentence(said: str, heard: str, card: Conversation) -> None:
    card.taps("After what?")
    assert card.says(said)[0].text.startswith(f"After {heard}, then")


# The nudge says it each day: nothing harsh about themselves, nothing that needs care. What is harsh is asked anew.
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("after being a worthless lazy idiot", ""),
        ("feeling like a failure", ""),
        ("after my third whisky", ""),
        ("taking out the trash", "taking out the trash"),
    ],
)
def test_no_harsh_anchor(said: str, kept: str, card: Conversation) -> None:
    card.taps("After what?")
    answer = card.says(said)[0].text
    assert (card.goals[0].anchor, said in answer) == (kept, bool(kept))
    if "After what" in answer:
        card.says("coffee")
        assert card.goals[0].anchor == "coffee"


# One sentence does what the buttons do, for the goal that it names; a goal that goes is asked about first.
def test_in_one_sentence(alice: Conversation) -> None:
    alice.says("add drink water to my goals")
    assert [goal.name for goal in alice.goals] == ["clean the house", "drink water"]
    assert alice.says("Remove the goal drink water from my list, please")[0].labels == ["Remove it", "My goals"]
    alice.says("no")
    alice.says("remove water")
    alice.says("yes")
    assert [goal.name for goal in alice.goals] == ["clean the house"]
    assert alice.says("rename clean the house to wash one cup")[0].text.startswith("Wash one cup")
    assert [goal.name for goal in alice.goals] == ["wash one cup"]


# It is not clear which goal is meant: the list is shown, and nothing changes.
@pytest.mark.parametrize("said", ["remove the goal swim", "delete goal 7", "rename my goal swim to float"])
def test_no_such_goal(said: str, alice: Conversation) -> None:
    assert alice.says(said)[0].labels == ["• clean the house", "Close"]


# What only sounds like an order is none: an act, a wish of another kind, a goal of that very name.
@pytest.mark.parametrize(
    "said", ["delete 5 emails", "remove my make-up", "change my clothes to pyjamas", "take off my shoes"]
)
def test_no_order(said: str, alice: Conversation) -> None:
    alice.says("/goal delete 5 emails")
    alice.says("/today")
    before = alice.goals
    assert "Remove" not in alice.says(said)[0].text
    assert [goal.name for goal in alice.goals] == [goal.name for goal in before]


# "Remove it?": yes and no mean what they say; nobody is asked whether they did it.
@pytest.mark.parametrize(("said", "left"), [("yes", 0), ("Remove it", 0), ("no", 1), ("nah", 1)])
def test_removal_by_word(said: str, left: int, card: Conversation) -> None:
    card.taps("Remove")
    card.says(said)
    assert len(card.goals) == left
    assert card.settings.rested_on is None
