"""The state until they are safe: what is answered, what is kept, which buttons there are."""

import pytest

from tests.conversation import Conversation
from tests.crisis import ACTIVE, DANGER, PASSIVE, SAFE, UNSURE, the


# What they ask for about help, quiet and their data is answered as ever.
@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("/people", "If someone is in danger"),
        ("help", "If someone is in danger"),
        ("/privacy", ""),
        ("/safety", ""),
        ("/forget", "Erase"),
        ("/settings", ""),
        ("/country", "Which country"),
        ("stop", ""),
    ],
)
def test_asked_for(text: str, begins: str, crisis: Conversation) -> None:
    said = crisis.says(text)[0]
    assert said.text.startswith(begins)
    assert "asked of you" not in said.text


# A press on an old step counts, without a word of praise; other old buttons lead back to help.
def test_old_buttons(nudged: Conversation) -> None:
    hello = nudged.heard[-1]
    nudged.says(ACTIVE)
    assert the(nudged.taps("I did that", hello)).text.startswith("That is kept.")
    assert nudged.total == 3
    assert SAFE in the(nudged.taps("Smaller", hello)).labels
    assert nudged.says("/today")[0].text == the(nudged.says("/goals")).text


# What they plainly did is kept, without a word of praise.
@pytest.mark.parametrize("text", ["i took a shower", "/win took a shower"])
def test_kept_quietly(text: str, crisis: Conversation) -> None:
    assert the(crisis.says(text)).text.startswith("That is kept.")
    assert crisis.wins[0] == "took a shower"


# A new danger is answered anew. The state stays as heavy as the heaviest: a lesser one can't be called misread.
def test_answered_anew(crisis: Conversation) -> None:
    assert "urgent" in the(crisis.says(DANGER)).text
    lesser = the(crisis.says(UNSURE))
    assert "Did you mean" in lesser.text
    assert "You misread me" not in lesser.labels
    assert SAFE not in lesser.labels


# In imminent danger "I'm safe now" is offered after one other press; typed, it always works.
def test_safe_waits_for_a_press(alice: Conversation) -> None:
    first = the(alice.says(DANGER))
    assert first.labels == ["I'm with someone", "Show numbers again", "I can't call"]
    assert SAFE not in the(alice.says("hm")).labels
    assert SAFE in the(alice.taps("Show numbers again")).labels
    alice.says(DANGER)
    assert "stay quiet" in the(alice.says("i'm safe now")).text


# A typed answer to what the reply asked is such a press: a tap that the text promises is there.
@pytest.mark.parametrize("asked", [[DANGER], [DANGER, PASSIVE], [DANGER, "i cut again last night"]])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_safe_after_an_answer(answer: str, asked: list[str], alice: Conversation, stranger: Conversation) -> None:
    for talk in (alice, stranger):
        for danger in asked:
            talk.says(danger)
        assert SAFE in the(talk.says(answer)).labels or "ending your life" in talk.heard[-1].text
        assert ("one tap" in talk.heard[-1].text) <= (SAFE in talk.heard[-1].labels)


# The questions that a reply asks: what a yes and what a no brings, in a few words.
@pytest.mark.parametrize(
    ("danger", "answer", "part"),
    [
        (DANGER, "Yes", "stay together"),
        (DANGER, "no", "a voice on the line"),
        (DANGER, "nobody", "a voice on the line"),
        (ACTIVE, "yes", "stay together"),
        (PASSIVE, "yes", "Thoughts of ending your life"),
        (PASSIVE, "no", "It is heavy all the same"),
        (UNSURE, "yeah", "Thoughts of ending your life"),
        (UNSURE, "No.", "I read that wrongly"),
        ("i cut again last night", "yes", "medical emergency"),
        ("i cut again last night", "no", "It is heavy all the same"),
        ("he hit me again, scared to go home", "no", "comes first"),
        ("he hit me again, scared to go home", "yes", "It is heavy all the same"),
    ],
)
def test_yes_and_no(danger: str, answer: str, part: str, alice: Conversation) -> None:
    alice.says(danger)
    assert part in the(alice.says(answer)).text


# "nvm" is no "no": nothing is taken back by it.
def test_never_mind(alice: Conversation) -> None:
    alice.says(UNSURE)
    alice.says("nvm")
    assert SAFE in the(alice.says("ok")).labels


# Each button, pressed and typed, on an old message too.
@pytest.mark.parametrize(
    ("label", "part"),
    [
        ("I'm with someone", "stay together"),
        ("Show numbers again", "116 123"),
        ("I can't call", "SHOUT to 85258"),
        ("You misread me", "I read that wrongly"),
        (SAFE, "Shall I stay quiet"),
    ],
)
def test_buttons(label: str, part: str, alice: Conversation) -> None:
    for tried in (alice.taps, alice.says):
        alice.says(UNSURE)
        assert part in the(tried(label)).text


# Help by button works in every state: later, and after everything was erased.
def test_buttons_in_every_state(crisis: Conversation) -> None:
    message = crisis.heard[-1]
    crisis.taps(SAFE)
    assert "116 123" in the(crisis.taps("Show numbers again", message)).text
    crisis.says("/forget")
    crisis.taps("Erase it all")
    assert "findahelpline.com" in the(crisis.taps("Show numbers again", message)).text
    assert "/people" in the(crisis.taps(SAFE, message)).text


# Apart from a crisis, words that help are heard in any state; "I can't call" is an answer like any other.
def test_words_in_ordinary_times(nudged: Conversation) -> None:
    assert "116 123" in the(nudged.says("Show numbers again")).text
    assert "/people" in the(nudged.says("I'm safe")).text
    assert "without a call" not in nudged.says("I can't call")[0].text
