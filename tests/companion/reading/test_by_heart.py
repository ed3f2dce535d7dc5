"""Usual answers are read once for all; whoever writes them is answered as if they were the first."""

import pytest

from companion.reading import by_heart
from companion.reading.normal import typed
from tests.conversation import Conversation, settled


# "Done" as a phone writes it is known; what is known is only words of ours, never what somebody wrote.
@pytest.mark.parametrize("text", ["done", "Done", "DONE", "not today", "Erledigt"])
def test_known(text: str) -> None:
    assert by_heart(text) is by_heart(text)
    assert by_heart(text) == text


@pytest.mark.parametrize("text", ["", "done!", "drew a fox", "done, my pills are in the drawer", "\u0130"])
def test_nobody_s_own_words(text: str) -> None:
    assert by_heart(text) is text


# The same word means what it means at that moment, to that person.
def test_of_the_moment() -> None:
    alice, bob = settled(), Conversation()
    alice.passes(hours=20)
    answers = [[message.text for message in chat.says("done")] for chat in (alice, bob, settled())]
    assert answers[0] != answers[1] != answers[2]
    assert typed(by_heart("done")) is by_heart("done")
