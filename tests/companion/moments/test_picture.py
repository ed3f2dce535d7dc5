"""The picture: it comes with some wins, is there when asked for, and what stands under it says the same in words."""

import json

import pytest

from companion.picture import LOOKS
from storage import pictures
from tests.conversation import Conversation, Heard, settled


def drawn(message: Heard) -> list[int]:
    """How many wins each part of the picture shows."""
    return [len(part["marks"]) for part in json.loads(message.content)["parts"]]


@pytest.fixture
def alice() -> Conversation:
    """With two wins."""
    return settled()


def wins(person: Conversation, count: int, said: str = "/win drank water") -> list[Heard]:
    """That many more wins; what was heard of the last."""
    return [person.says(said) for _ in range(count)][-1]


# The first win comes with the picture of it, three taps after the first word.
def test_with_the_first_win() -> None:
    new = Conversation()
    new.says("/start")
    new.taps("Begin")
    heard = new.taps("Sat up")
    assert [message.kind for message in heard] == ["tidy", "picture"]
    assert "first win" in heard[-1].text
    assert heard[-1].labels == ["Next", "Undo"]
    assert drawn(heard[-1]) == [1]


# It comes with wins 3, 7, 10, 25, 50, 100, 200, under the celebration's own words, and not with those between.
def test_with_some_wins(alice: Conversation) -> None:
    came = [total for total in range(3, 203) if wins(alice, 1)[0].kind == "picture"]
    assert came == [3, 7, 10, 25, 50, 100, 200]


# Somebody who likes it quiet, or hears the chat read out, has it when they ask.
@pytest.mark.parametrize("chosen", [{"celebration": "quiet"}, {"plain": True}])
def test_never_pushed(chosen: dict[str, object], alice: Conversation) -> None:
    alice.chooses(**chosen)
    assert "picture" not in {message.kind for message in wins(alice, 1)}
    assert alice.says("/picture")[0].kind == "picture"


# What stands under it says how many there are and what most of them are about; of a few nothing is compared.
def test_said_in_words(alice: Conversation) -> None:
    assert alice.says("/picture")[0].text == "Two small wins so far. Each one is a small thing you did."
    wins(alice, 5)
    wins(alice, 3, "/win opened the curtains")
    said = alice.says("/picture")[0]
    assert said.text == "Ten small wins so far, most of them with water and light."
    assert drawn(said) == [10]


# A month shows its own wins; the button is typed as well, and one from last month still means last month.
def test_month(alice: Conversation) -> None:
    march = alice.is_heard_of().says("/picture")[0]
    assert alice.taps("This month", march)[0].text == "March 2026: two small wins."
    alice.passes(days=31)
    assert alice.says("this month")[0].text == "April 2026 is open. What you did before stands in your picture."
    wins(alice, 1)
    assert drawn(alice.says("This month")[0]) == [1]


# The whole time in up to twelve parts of like size: no part stands for days without a win.
def test_year(alice: Conversation) -> None:
    assert drawn(alice.says("/year")[0]) == [1, 1]
    wins(alice, 28)
    alice.passes(days=90)
    wins(alice, 30)
    assert drawn(alice.says("/year")[0]) == [5] * 12


# Someone without a win is shown the place where they will be.
@pytest.mark.parametrize("command", ["/picture", "/year"])
def test_no_wins(command: str) -> None:
    new = Conversation()
    new.says("/start")
    new.taps("Begin")
    said = new.says(command)[0]
    assert drawn(said) == [0]
    assert "first tiny thing" in said.text


# The look is theirs: tapped or typed, kept, and shown at once.
@pytest.mark.parametrize("label", ["Lake at dusk", "Garden by day", "garden by night"])
def test_look(label: str, alice: Conversation) -> None:
    alice.says("/picture")
    alice.taps("Another look")
    shown = json.loads(alice.says(label)[-1].content)
    look = LOOKS[alice.settings.picture]
    assert (shown["scene"], shown["dark"]) == (look.scene, look.dark)
    assert json.loads(alice.says("/picture")[0].content)["scene"] == look.scene
    assert alice.settings.picture != "night_lake"


# One to share has no word on it and no button.
def test_share(alice: Conversation) -> None:
    alice.says("/picture")
    line, picture = alice.taps("To share")
    assert "forward" in line.text
    assert (picture.kind, picture.text, picture.labels) == ("picture", "", [])
    assert drawn(picture) == [2]


# A win taken back leaves the picture.
def test_undo(alice: Conversation) -> None:
    wins(alice, 1)
    alice.says("undo")
    assert drawn(alice.says("/picture")[0]) == [2]


# The very same picture is known by Telegram's name for it; one more win makes another.
def test_sent_again_by_its_name(alice: Conversation) -> None:
    request = alice.says("/picture")[0].content
    pictures.keep(alice.connection, alice.person, "all", request, "AgAC-1")
    assert alice.says("/picture")[0].known_as == "AgAC-1"
    assert alice.says("This month")[0].known_as == ""
    wins(alice, 2)
    assert alice.says("/picture")[0].known_as == ""


# No word of the person goes to the drawing process.
def test_no_words(alice: Conversation) -> None:
    alice.says("/win wrote to Zebulon")
    assert b"zebulon" not in alice.says("/picture")[0].content.lower()
