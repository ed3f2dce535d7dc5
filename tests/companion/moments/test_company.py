"""*With me*: two minutes beside the person, asked for and never pushed."""

import pytest

from tests.conversation import Conversation, Heard


def two_minutes(talk: Conversation) -> list[Heard]:
    return talk.passes(minutes=2)


# However it is asked for: one message at once, one two minutes later, and then nothing more.
@pytest.mark.parametrize("said", ["with me", "With me.", "stay with me please", "keep me company"])
def test_two_minutes(said: str, nudged: Conversation) -> None:
    assert "two minutes" in nudged.says(said)[0].text.lower()
    came = two_minutes(nudged)
    assert [message.labels for message in came] == [["I did that", "Part of it", "With me", "Not today"]]
    assert nudged.passes(hours=3) == []


# It was asked for, so it goes with the replies and takes no place among the unasked messages.
def test_it_is_no_nudge(nudged: Conversation) -> None:
    nudged.says("with me")
    assert [message.lane for message in two_minutes(nudged)] == ["reply"]


# What is answered then is about that step: all of it, a part of it, none of it.
@pytest.mark.parametrize(("answer", "total"), [("done", 3), ("half", 3), ("[Part of it]", 3), ("not today", 2)])
def test_however_far_you_got(answer: str, total: int, nudged: Conversation) -> None:
    nudged.says("with me")
    two_minutes(nudged)
    nudged.taps(answer[1:-1]) if answer[0] == "[" else nudged.says(answer)
    assert nudged.total == total


# Not said where it no longer fits: done meanwhile, resting, put off, paused, in danger, the goal removed.
@pytest.mark.parametrize(
    "meanwhile",
    [
        ("done",),
        ("half",),
        ("rest",),
        ("in two hours",),
        ("pause till Friday",),
        ("I want to kill myself",),
        ("/goals", "[• clean the house]", "[Remove]", "[Remove it]"),
    ],
)
def test_where_it_no_longer_fits(meanwhile: tuple[str, ...], nudged: Conversation) -> None:
    nudged.says("with me")
    for step in meanwhile:
        nudged.taps(step[1:-1]) if step[0] == "[" else nudged.says(step)
    assert two_minutes(nudged) == []


# Half an hour too late, such as after an outage, it is let go.
def test_too_late(nudged: Conversation) -> None:
    nudged.says("with me")
    nudged.now += 3600
    assert nudged.passes(minutes=1) == []


# Two more minutes may be asked for, as often as it helps.
def test_again(nudged: Conversation) -> None:
    nudged.says("with me")
    two_minutes(nudged)
    nudged.taps("With me")
    assert len(two_minutes(nudged)) == 1


# Without a step there is nothing to sit beside: a tiny one is on offer.
def test_without_a_step() -> None:
    alice = Conversation()
    for step in ("/start", "Begin"):
        alice.says(step)
    assert "Surprise me" in alice.says("with me")[0].labels


# With me, said when today's step is done, makes no promise that nobody would keep.
def test_with_me_after_done(alice: Conversation) -> None:
    alice.passes(days=1)
    alice.says("done")
    answer = alice.says("with me")[0]
    assert "two minutes" not in answer.text
    assert "Surprise me" in answer.labels
