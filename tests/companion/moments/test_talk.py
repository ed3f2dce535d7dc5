"""Small talk, answered short and true."""

import pytest

from tests.conversation import Conversation, settled


# Hello, thanks, is anybody there, an insult: an answer that fits, in every state, and no win of it.
@pytest.mark.parametrize("before", ["", "/goal", "/win", "pause", "/settings", "/goal flurb the womble"])
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("hello", "Hello"),
        ("thank you", "l"),
        ("are you a person?", "I'm a program"),
        ("is anyone there?", "No person reads this chat"),
        ("stupid bot", "simple program"),
    ],
)
def test_small_talk(before: str, said: str, answer: str, alice: Conversation) -> None:
    if before:
        alice.says(before)
    goals = alice.connection.execute("SELECT count(*) FROM goals").fetchone()
    assert answer in alice.says(said)[0].text
    assert alice.total == 2
    assert alice.connection.execute("SELECT count(*) FROM goals").fetchone() == goals


# Small talk leaves the open question open.
def test_the_question_stays(alice: Conversation) -> None:
    alice.says("/win")
    alice.says("thanks")
    alice.says("soup")
    assert alice.wins[0] == "soup"


# "No idea" is no town (Noida is near in spelling), and no goal: there is always a smaller question.
@pytest.mark.parametrize("words", ["no idea", "I don't know", "idk", "not sure"])
def test_unsure(words: str) -> None:
    alice = settled()
    assert "Surprise me" in alice.says(words)[0].labels
    alice.says("/settings")
    alice.taps("Set my town")
    asked_again = alice.says(words)[0]
    assert "clock" in asked_again.text
    assert "Another way" in asked_again.labels
    assert "York" in alice.says("York, UK")[0].text


# "Not so early" asks for another time; it does not end the hellos.
@pytest.mark.parametrize("words", ["not so early", "later", "too late", "earlier please"])
def test_another_time(words: str) -> None:
    alice = Conversation()
    for step in ("/start", "Begin", "/goal drink water"):
        alice.says(step)
    alice.taps("Tomorrow")
    alice.taps("Next")
    alice.says("Leeds")
    assert "12:00" in alice.says(words)[0].labels
    assert "11:00" in alice.says("11")[0].text


# Somebody greeted who asks whether this is a person is told that it is a program.
def test_stranger_asks_who_this_is() -> None:
    alice = Conversation()
    alice.says("/start")
    assert "program" in alice.says("is this a person?")[0].text


# Nobody needs to be sorry here.
def test_sorry() -> None:
    assert "sorry" in settled().says("I'm sorry")[0].text


# A question that nobody here can answer is told so; it is no goal, no win, and no feeling.
@pytest.mark.parametrize(
    "said", ["do you like cats", "how many goals can i have", "why would I wash a cup?", "happy now?"]
)
def test_questions(said: str, alice: Conversation) -> None:
    before = alice.total, alice.goals
    (heard,) = alice.says(said)
    assert heard.labels == ["Help", "Keep as note", "Make a goal", "Leave it"]
    assert (alice.total, alice.goals) == before


# What a stranger asks waits as no goal for their Begin.
def test_a_strangers_question(stranger: Conversation) -> None:
    for said in ("/start", "is this my daughter", "what about the dishes"):
        stranger.says(said)
    stranger.says("Begin")
    assert stranger.goals == ()


# Where we ask what was done, what is no thing of everyday life is asked about, never celebrated.
@pytest.mark.parametrize("said", ["you tell me", "none of your business", "so what now", "prove it", "blah blah"])
def test_no_act(said: str, alice: Conversation) -> None:
    before = alice.total
    alice.says("/win")
    alice.says(said)
    assert alice.total == before


# A hope with a thing that we know a step for is a goal; another one is asked about.
def test_hopes(alice: Conversation) -> None:
    assert "Now, or tomorrow?" in alice.says("I'd like to walk more")[0].text
    assert "Make a goal" in alice.says("I'd like to xyzzy")[0].labels


# "It was hard" is heard as that; "whatever" and "I said stop" are taken at their word.
@pytest.mark.parametrize(
    ("said", "labels"), [("it was hard", []), ("whatever", []), ("I said stop", ["Hellos again", "Close"])]
)
def test_taken_at_their_word(said: str, labels: list[str], alice: Conversation) -> None:
    before = alice.total
    (heard,) = alice.says(said)
    assert (heard.labels, alice.total) == (labels, before)


# "Ok" where *Next* is on offer goes on; "back", when nothing was paused, is a greeting.
def test_ok_goes_on(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.says("Begin")
    stranger.taps("Sat up")
    assert "What feels possible" in stranger.says("ok")[0].text


def test_back(alice: Conversation) -> None:
    """No hello was away, so none comes back."""
    assert "Hellos again" not in alice.says("back")[0].text
