"""Quiet for a while or for good, and back: one message each."""

import pytest

from tests.conversation import Conversation


def hellos_of(talk: Conversation, days: int) -> list[int]:
    """On which of the next days a hello comes, counted from 1."""
    return [day for day in range(1, days + 1) if talk.passes(days=1)]


# Paused till a day that they name, in words or by tap; hellos begin again on that day.
@pytest.mark.parametrize(
    ("said", "first"),
    [
        (("pause till Friday",), 4),
        (("pause for three days",), 3),
        (("pause", "[3 days]"), 3),
        (("pause", "3 days"), 3),
        (("pause", "till Friday"), 4),
        (("pause", "tomorrow"), 1),
        (("pause", "[A week]"), 7),
        (("pause", "a week"), 7),
        (("pause", "[Two weeks]"), 14),
        (("quiet week",), 7),
        (("stop until Friday",), 4),
    ],
)
def test_pauses(said: tuple[str, ...], first: int, alice: Conversation) -> None:
    for step in said:
        heard = alice.taps(step[1:-1]) if step[0] == "[" else alice.says(step)
    assert "?" not in heard[-1].text
    assert hellos_of(alice, 16)[0] == first


# A pause without a date asks once, and can be ignored.
@pytest.mark.parametrize(
    ("said", "quiet"), [("never mind", False), ("/today", False), ("purple", False), ("until I write", True)]
)
def test_the_question_can_be_ignored(said: str, quiet: bool, alice: Conversation) -> None:
    assert "Until when" in alice.says("pause")[0].text
    assert alice.says(said)
    assert bool(hellos_of(alice, 2)) is not quiet


# Less often, step by step, by word or tap; each says what is so now, never "are you sure".
@pytest.mark.parametrize("typed", [False, True])
def test_less_often(typed: bool, alice: Conversation) -> None:
    alice.says("/settings")
    act = alice.says if typed else alice.taps
    assert act("Less often")[-1].text == "Every other day, then."
    assert hellos_of(alice, 6) == [1, 3, 5]
    assert act("Less often")[-1].text == "Once a week, then."
    assert hellos_of(alice, 21) in ([6, 13, 20], [5, 12, 19])
    assert "No more hellos" in act("Less often")[-1].text
    assert hellos_of(alice, 30) == []


# How often, named: that, whatever it was before.
@pytest.mark.parametrize("before", ["daily", "weekly", "every other day"])
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("weekly", "Once a week"),
        ("every other day", "Every other day"),
        ("every day", "each day"),
        ("daily", "each day"),
    ],
)
def test_named_frequencies(before: str, said: str, answer: str, alice: Conversation) -> None:
    alice.says(before)
    heard = alice.says(said)[0].text
    assert answer in heard or before == said


# An old "less often" never makes hellos more frequent than they are by now.
def test_an_old_less_often(alice: Conversation) -> None:
    settings = alice.says("/settings")[0]
    alice.says("weekly")
    assert alice.taps("Less often", settings)[-1].text == "Once a week, then."


# Stop, in the words people use, is heard at once and for good; "hellos again" brings them back.
@pytest.mark.parametrize("said", ["stop", "Stop.", "no more hellos", "leave me alone", "unsubscribe", "STOP"])
def test_stop(said: str, nudged: Conversation) -> None:
    heard = nudged.says(said)
    assert len(heard) == 1
    assert heard[0].labels == ["Hellos again", "Close"]
    assert hellos_of(nudged, 30) == []
    nudged.taps("Hellos again")
    assert hellos_of(nudged, 2) == [1, 2]


# A pause lasts, however often hellos come after it; to end it, hellos are asked for again or stopped.
@pytest.mark.parametrize(
    ("said", "quiet"),
    [
        ("less often", True),
        ("every other day", True),
        ("more often", True),
        ("daily", True),
        ("hellos again", False),
        ("stop, hellos again", False),
    ],
)
def test_less_often_in_a_pause(said: str, quiet: bool, alice: Conversation) -> None:
    alice.says("pause till Friday")
    for wish in said.split(", "):
        alice.says(wish)
    assert hellos_of(alice, 4)[0] == (4 if quiet else 1)


# Nothing that was promised comes after "no hellos", however that is said.
@pytest.mark.parametrize("promised", ["in an hour", "with me"])
@pytest.mark.parametrize("said", ["stop", "no hellos", "weekly, less often"])
def test_no_promise_after_stop(promised: str, said: str, nudged: Conversation) -> None:
    nudged.says(promised)
    for wish in said.split(", "):
        nudged.says(wish)
    assert nudged.passes(hours=12) == []


# Whoever has no hellos is promised none: a pause changes nothing for them.
@pytest.mark.parametrize("said", ["pause till Friday", "quiet week"])
def test_a_pause_without_hellos(said: str, alice: Conversation) -> None:
    alice.says("stop")
    assert "say hello again" not in alice.says(said)[0].text
    assert hellos_of(alice, 10) == []


# The evening question and a come-back are silent in a pause too.
def test_a_pause_is_for_everything(nudged: Conversation) -> None:
    nudged.says("/settings")
    nudged.taps("More settings")
    nudged.taps("Evening question")
    nudged.taps("18:00")
    nudged.says("in two hours")
    nudged.says("pause till Friday")
    assert nudged.passes(days=2) == []


# "Up" brings today's step at once, in a pause and after rest as well; all done, it shows today.
@pytest.mark.parametrize("before", ["", "pause till Friday", "rest", "stop"])
@pytest.mark.parametrize("said", ["up", "I'm up"])
def test_up(before: str, said: str, alice: Conversation) -> None:
    alice.passes(hours=15)
    if before:
        alice.says(before)
    heard = alice.says(said)[0]
    assert "put one dish in the sink" in heard.text.lower()
    alice.says("done")
    assert alice.total == 3
    assert alice.says(said)[0].text.startswith("Today")


# "I'm back" is a greeting: it ends a pause, and brings no hellos to somebody who has chosen none.
@pytest.mark.parametrize(("before", "hellos"), [("pause till Friday", [1, 2]), ("stop", [])])
def test_i_m_back(before: str, hellos: list[int], alice: Conversation) -> None:
    alice.says(before)
    alice.says("I'm back")
    assert hellos_of(alice, 2) == hellos
