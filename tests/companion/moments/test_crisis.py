"""Danger first, in every text; and the state until they are safe. Turns on a real database, help lines of the UK."""

import pytest

from storage import care
from tests.conversation import Conversation, Heard

DANGER = "i have the pills in front of me and i'm taking them all tonight"
ACTIVE = "i keep thinking about killing myself"
PASSIVE = "everyone would be better off without me"
UNSURE = "i don't want to be here any more"
SAFE = "I'm safe now"


def the(heard: list[Heard]) -> Heard:
    """The one message of a crisis: it goes on until Telegram has it."""
    (said,) = heard
    assert not said.effect
    return said


@pytest.fixture
def crisis(alice: Conversation) -> Conversation:
    """Alice after she wrote that she thinks of killing herself."""
    alice.says(ACTIVE)
    return alice


# -------------------------------------------------------------------------------------------------- before every reader


# Whatever a text would have been, danger in it is answered, and nothing of it is kept.
@pytest.mark.parametrize("text", [DANGER, f"/goal {DANGER}", f"/win {DANGER}", f"/start {DANGER}", f"/people {DANGER}"])
def test_every_text(text: str, alice: Conversation) -> None:
    said = the(alice.says(text))
    assert "999" in said.text
    assert "116 123" in said.text
    assert (alice.total, len(alice.wins)) == (2, 2)


# An answer to whatever question is open, an edited message, a quotation, a caption, a reply to an old message.
@pytest.mark.parametrize("question", ["/goal", "/win", "pause", "/settings", "asdf jkl qwer"])
def test_answers_to_questions(question: str, alice: Conversation) -> None:
    alice.says(question)
    assert "999" in the(alice.says(DANGER)).text


def test_other_shapes(alice: Conversation) -> None:
    """An edited message, a quotation, a caption."""
    assert "999" in the(alice.says(DANGER, edited=True)).text
    assert "999" in the(alice.says("this", quoted=DANGER)).text
    assert "999" in the(alice.sends("photo", DANGER)).text


# Forwarded words may be anybody's: the answer speaks to both.
def test_forwarded(alice: Conversation) -> None:
    assert "someone else's" in the(alice.says(DANGER, forwarded=True)).text


# A goal and a win that say goodbye are never a step and never celebrated.
@pytest.mark.parametrize(
    "text", ["/goal end it all", "goal for today: end it all", "wrote my goodbye letters, done ✅"]
)
def test_goodbyes(text: str, alice: Conversation) -> None:
    said = the(alice.says(text))
    assert "You did that" not in said.text
    assert "999" in said.text
    assert alice.total == 2


# Strangers are answered at once; nothing is kept of them but a count, and the buttons work.
def test_strangers(stranger: Conversation) -> None:
    said = the(stranger.says(DANGER))
    assert "findahelpline.com" in said.text
    assert stranger.connection.execute("SELECT count(*) FROM people, care").fetchone() == (0,)
    assert "112" in the(stranger.taps("Show numbers again")).text
    assert "999" in the(stranger.says("UK")).text
    assert "/people" in the(stranger.says(SAFE)).text
    assert care.counts(stranger.connection, stranger.now) == {"imminent": 1}


# ------------------------------------------------------------------------------------------------------------ the state


# Nothing that was planned is said, not the hello, not what was put off until later, not the evening's question.
def test_no_nudges(nudged: Conversation) -> None:
    nudged.says("in an hour")
    nudged.says(ACTIVE)
    assert nudged.passes(days=9) == []


# A nudge that is written but not sent, and a celebration likewise, are taken back.
def test_unsent_words(alice: Conversation) -> None:
    alice.connection.execute(
        "INSERT INTO outbox (person_id, lane, body, written_at, visible_at, repeats_left) "
        "VALUES (:person, 'reply', x'00', 0, 0, 1)",
        {"person": alice.person},
    )
    assert "999" in the(alice.says(ACTIVE)).text


# "done" and "nvm" do not end it, are not celebrated, and lead on with one tap.
@pytest.mark.parametrize("text", ["done", "nvm", "nvm forget it", "ok", "✅", "haha", "drink water", "half", "/today"])
def test_ordinary_words(text: str, crisis: Conversation) -> None:
    said = the(crisis.says(text))
    assert "999" in said.text
    assert SAFE in said.labels
    assert crisis.total == 2
    assert crisis.passes(days=3) == []
