"""How much there may be: the longest text that Telegram brings, a full list of goals, hundreds of wins in a day."""

import pytest

from companion.moments.goal import MOST_GOALS
from companion.moments.journal import MOST_SHOWN
from storage import wins
from tests.conversation import Conversation, Heard

LONGEST = 4096  # UTF-16 units of a message, theirs and ours
LONG = {
    "words": "wash the dishes " * 256,
    "one word": "x" * LONGEST,
    "markup": "<b>&" * 1024,
    "emoji": "👩‍👩‍👧‍👦" * 372,
    "Arabic": "اغسل الصحون " * 341,
}
PLACES = {
    "text": (),
    "win": ("/win",),
    "goal": ("/goal",),
    "country": ("/country",),
    "rename": ("/goals", "[• clean the house]", "[Rename]"),
    "anchor": ("/goals", "[• clean the house]", "[After what?]"),
    "note": ("/win drank water", "[Add note]"),
    "hello time": ("/settings", "[Hello time]"),
    "pause": ("pause",),
}
PAGES = ("/today", "/wins", "/goals", "/start", "/settings")


def at(place: tuple[str, ...], alice: Conversation) -> Conversation:
    for step in place:
        if step.startswith("["):
            alice.taps(step[1:-1])
        else:
            alice.says(step)
    return alice


def fits(message: Heard) -> bool:
    return 0 < len(message.text.encode("utf-16-le")) // 2 <= LONGEST and all(
        len(label) <= 64 for label in message.labels
    )


# The longest text, wherever it is written, is answered; and whatever was kept of it, every page fits into a message.
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_longest_text(place: tuple[str, ...], text: str, alice: Conversation) -> None:
    heard = [message for message in at(place, alice).says(text[:LONGEST]) if message.kind in ("say", "picture")]
    pages = [message for page in PAGES for message in alice.says(page) if message.kind == "say"]
    assert heard
    assert all(fits(message) for message in heard + pages)


# The longest argument of a command likewise.
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("command", ["/win", "/goal", "/wins", "/country", "/nonsense"])
def test_longest_argument(command: str, text: str, alice: Conversation) -> None:
    before = alice.total
    heard = alice.says(f"{command} {text}"[:LONGEST])
    assert heard
    assert all(fits(message) for message in heard)
    assert alice.total == before + (command == "/win")


# A win of that length is kept whole, and a note of that length with it.
def test_long_words_are_kept_whole(alice: Conversation) -> None:
    win, note = ("washed the dishes " * 300)[:4000].strip(), ("slowly " * 600)[:LONGEST].strip()
    alice.says(f"/win {win}")
    alice.taps("Add note")
    alice.says(note)
    (kept,) = wins.page(alice.connection, alice.person, 0, 1)
    assert (kept.text, kept.note) == (win, note)


# A full list of goals is told kindly; what is on it works as before, and a free place is free again.
def test_many_goals(alice: Conversation) -> None:
    answers = [alice.says(f"/goal water plant number {number}")[0].text for number in range(MOST_GOALS + 5)]
    full = [answer for answer in answers if "list is full" in answer]
    assert len(full) == 6  # one is there already
    assert "list is full" not in alice.says("/goal water plant number 3")[0].text
    assert all(fits(message) for message in alice.says("/goals"))
    alice.taps("• clean the house")
    alice.taps("Remove")
    alice.taps("Remove it")
    assert "list is full" not in alice.says("/goal read one page of the plant book")[0].text


# No win is one too many: each is kept and answered, and pages show the newest few.
def test_many_wins_in_a_day(alice: Conversation) -> None:
    before = alice.total
    assert all(alice.says(f"/win cup {number}") for number in range(300))
    assert alice.total == before + 300
    today = alice.says("/today")[0].text
    assert "cup 299" in today
    assert today.count("✓") == MOST_SHOWN
    assert all(fits(message) for message in alice.says("/wins"))
