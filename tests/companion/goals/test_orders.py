"""What is plainly something to be done, although nobody asked."""

import pytest

from companion.goals import is_list, is_order


# A verb as it is planned, and what it is done to.
@pytest.mark.parametrize(
    "text",
    [
        *("clean the house", "drink water", "learn Spanish", "stop smoking", "save money", "run a marathon"),
        *("visit Iceland", "write a novel", "sort my life out", "go to bed", "I want to walk more", "call the doctor"),
    ],
)
def test_something_to_do(text: str) -> None:
    assert is_order(text)


# Told, asked of us, no verb, no object, half a sentence, or in a language without a list of verbs.
@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("cleaned the house", "en"), ("cleaning the house", "en"), ("my dog is ill", "en"), ("dishes", "en")),
        *(("call me", "en"), ("tell me a joke", "en"), ("work was hard", "en"), ("hold on", "en"), ("take care", "en")),
        *(("go away", "en"), ("see you", "en"), ("good night", "en"), ("", "en"), ("clean", "en")),
        ("Fenster putzen", "de"),
    ],
)
def test_nothing_to_do(text: str, language: str) -> None:
    assert not is_order(text, language)


# Three things or more, most of them something to do; what is told, complained of or asked for in a shop is none.
@pytest.mark.parametrize(
    ("text", "listed"),
    [
        *(("clean desk, reply to mum, gym, drink more water", True), ("walk dog\nfeed cat\nwater plants", True)),
        *(("wash up and hoover and answer emails", True), ("clean desk, reply to mum", False), ("", False)),
        *(("cleaned desk, replied to mum, drank water", False), ("work, kids, bills, rent", False)),
        *(("milk, eggs, bread", False), ("eat, sleep, cry", False), ("help me, call me, tell me a joke", False)),
        *(("my mum told me to clean my desk, reply to gran, drink water", False), ("gym, call mum, rent", False)),
    ],
)
def test_lists(text: str, listed: bool) -> None:
    assert is_list(text) is listed


# A story is no list, however many lines it has: nothing of it is looked at, so that it takes no time.
def test_a_story_is_no_list() -> None:
    assert is_list("clean the desk\n" * 3)
    assert not is_list("clean the desk\n" * 300)
