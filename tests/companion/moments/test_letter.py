"""The weekly letter: own words back and the picture, once a week, in weeks with a win, in its place among hellos."""

import itertools

import pytest

from companion.people import LETTER_MINUTE
from tests.companion.pace.weeks import local
from tests.conversation import Conversation, Heard, settled
from tests.crisis import ACTIVE

BUTTONS = ["My wins", "Weekly letter", "No more letters"]


@pytest.fixture
def silent() -> Conversation:
    """Alice after her first minutes, on a Monday at 14:05, with letters as they are at first."""
    silent = settled()
    silent.says("letters again")
    return silent


@pytest.fixture
def alice(silent: Conversation) -> Conversation:
    """The same, heard of at all times."""
    return silent.is_heard_of()


def letters(talk: Conversation, days: int) -> list[tuple[str, Heard]]:
    """("Sun 18:00", letter) of those that come in the next days."""
    came = []
    for _ in range(days * 24):
        heard = talk.passes(hours=1)
        came += [(f"{local(talk, talk.now):%a %H}", message) for message in heard if message.labels == BUTTONS]
    return came


def quoted(letter: Heard) -> list[str]:
    return [line.removeprefix("• ") for line in letter.text.splitlines() if line.startswith("• ")]


# It comes on Sunday at six: three of their own words at most, the newest first, the total, and the picture.
def test_the_letter(alice: Conversation) -> None:
    for act in ("fed the cat", "rang the dentist", "Fed the CAT", "wrote a line", "opened the window"):
        alice.says(f"/win {act}")
    ((when, letter),) = letters(alice, 7)
    assert when == "Sun 18"
    assert quoted(letter) == ["opened the window", "wrote a line", "fed the CAT"]
    assert "even lights" in letter.text
    assert letter.kind == "picture"
    assert letter.content


# Only in a week with a win in it: no letter speaks of a week that had none.
def test_only_with_a_win(alice: Conversation) -> None:
    assert len(letters(alice, 7)) == 1
    assert letters(alice, 21) == []
    alice.says("/win fed the cat")
    ((_, letter),) = letters(alice, 7)
    assert quoted(letter) == ["fed the cat"]


# Words that are rough on the writer are never handed back; discreet, none are: a lock screen shows them.
@pytest.mark.parametrize("chosen", [{}, {"discreet": True}])
def test_no_harsh_words(chosen: dict[str, object], alice: Conversation) -> None:
    alice.chooses(**chosen)
    alice.says("/win got up, lazy pig that I am")
    ((_, letter),) = letters(alice, 7)
    assert "lazy" not in letter.text
    assert bool(quoted(letter)) is not bool(chosen)
    assert "hree lights" in letter.text


# In plain mode the words come alone.
def test_plain(alice: Conversation) -> None:
    alice.chooses(plain=True)
    ((_, letter),) = letters(alice, 7)
    assert letter.kind == "say"


# Never on a rest day, in a pause, in a crisis, or where no hellos are wanted.
@pytest.mark.parametrize("said", ["rest", "pause till Tuesday", ACTIVE, "stop"])
def test_not_now(said: str, alice: Conversation) -> None:
    alice.passes(days=5, hours=22)
    alice.says("/win fed the cat")
    alice.says(said)
    assert letters(alice, 1) == []


# Nor to somebody who has been silent for days.
def test_not_after_silence(silent: Conversation) -> None:
    assert letters(silent, 14) == []


# One tap under it ends them, one brings them back; pressed twice, nothing changes.
def test_off_and_on(alice: Conversation) -> None:
    ((_, letter),) = letters(alice, 7)
    for _ in range(2):
        assert "No more letters" in alice.taps("No more letters", letter)[0].text
        assert alice.settings.letter_minute is None
    alice.says("/win fed the cat")
    assert letters(alice, 7) == []
    alice.taps("Letters again")
    assert alice.settings.letter_minute == LETTER_MINUTE


# In a crisis too they can be ended with one tap.
def test_off_in_a_crisis(alice: Conversation) -> None:
    ((_, letter),) = letters(alice, 7)
    alice.says(ACTIVE)
    alice.taps("No more letters", letter)
    assert alice.settings.letter_minute is None


# Choosing about letters moves no hello.
@pytest.mark.parametrize("label", ["no more letters", "letters again"])
def test_hellos_stay(label: str, alice: Conversation) -> None:
    hellos = "SELECT due_at FROM check_ins WHERE kind = 'hello'"
    alice.now = alice.connection.execute(hellos).fetchone()[0] - 26 * 3600
    before = alice.connection.execute(hellos).fetchone()
    alice.says(label)
    assert alice.connection.execute(hellos).fetchone() == before


# The time is theirs: tapped, typed in one go, or in two; the settings show it.
@pytest.mark.parametrize(
    ("steps", "when", "shown"),
    [
        (["[Sat]", "[09:00]"], "Sat 09", "Saturday 09:00"),
        (["Thursday at 7:00 pm"], "Thu 19", "Thursday 19:00"),
        (["wed", "20:00"], "Wed 20", "Wednesday 20:00"),
        (["9 am"], "Sun 09", "Sunday 09:00"),
    ],
)
def test_when(steps: list[str], when: str, shown: str, alice: Conversation) -> None:
    alice.says("/settings")
    for label in ("More settings", "How we talk", "Weekly letter"):
        alice.taps(label)
    for step in steps:
        alice.taps(step.strip("[]")) if step.startswith("[") else alice.says(step)
    assert shown in alice.says("how we talk")[0].text
    assert [came for came, _ in letters(alice, 7)] == [when]


# With a hello and an evening question each day there is room for two: the letter takes the question's place.
@pytest.mark.parametrize("evening", ["18:00", "20:00", "21:00"])
def test_within_the_cap(evening: str, alice: Conversation) -> None:
    alice.says("/settings")
    for label in ("More settings", "Evening question"):
        alice.taps(label)
    alice.says(evening)
    times = []
    for week in range(4):
        alice.says(f"/win fed the cat, time {week}")
        for _ in range(7 * 96):
            came = [message for message in alice.passes(minutes=15) if message.lane == "nudge"]
            times += [(alice.now, message.labels == BUTTONS) for message in came]
    assert sum(is_letter for _, is_letter in times) == 4
    seconds = [second for second, _ in times]
    assert all(third - first >= 24 * 3600 for first, third in zip(seconds, seconds[2:], strict=False))
    assert sum("Not today" in message.labels for message in alice.heard) >= 26


# No wording comes back within a fortnight.
def test_wordings(alice: Conversation) -> None:
    worded = []
    for _ in range(9):
        alice.says("/win fed the cat")
        worded += [letter.text.split("\n")[0] for _, letter in letters(alice, 7)]
    assert len(worded) == 9
    assert all(first != second for first, second in itertools.pairwise(worded))
    assert len(set(worded)) == 8


# The farewell after two silent weeks has the picture too, where there is one.
def test_farewell(silent: Conversation) -> None:
    came = [message for message in silent.passes(days=20) if message.lane == "nudge"]
    assert came[-1].text.startswith("I'll stay quiet from here")
    assert came[-1].kind == "picture"
