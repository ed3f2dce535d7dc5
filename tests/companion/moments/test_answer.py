"""Answers to the hello: all fine, all one word or one tap."""

import pytest

from companion.words import book
from tests.conversation import Conversation

DISH = "put one dish in the sink"


# One short word from the lock screen.
@pytest.mark.parametrize(
    ("said", "total", "answer"),
    [
        ("done", 3, "You did that"),
        ("d", 3, "You did that"),
        ("✅", 3, "You did that"),
        ("I did that", 3, "You did that"),
        ("half", 3, "You did"),
        ("a bit", 3, "You did"),
        ("I tried", 3, "You did"),
        ("no", 2, "Rest"),
        ("not today", 2, "Rest"),
        ("rest", 2, "Rest"),
        ("heavy", 2, "eavy"),
        ("still in bed", 2, "eavy"),
        ("no energy", 2, "eavy"),
        ("smaller", 2, "That counts"),
        ("too hard", 2, "That counts"),
        ("can't", 2, "That counts"),
        ("later", 2, "When may I come back?"),
        ("in an hour", 2, "at 11:05"),
        ("tonight", 2, "come back"),
        ("ok", 2, "I did it"),
        ("k", 2, "I did it"),
        ("👍", 2, "I did it"),
        ("yes", 2, "I did it"),
    ],
)
def test_one_word(said: str, total: int, answer: str, nudged: Conversation) -> None:
    heard = nudged.says(said)
    assert answer.lower() in heard[-1].text.lower() or (answer == "come back" and "at 1" in heard[-1].text)
    assert nudged.total == total


# Nothing unknown is praised, and long or mixed text is never celebrated.
@pytest.mark.parametrize(
    "said",
    [
        "the neighbours were loud",
        "done with everything",
        "I nearly did it but then my brother called and I sat down and cried about all of it for a while",
        "tell me when done",
        "did you do it?",
        "not done",
        "undone",
        "I'll do it",
    ],
)
def test_nothing_unknown_is_praised(said: str, nudged: Conversation) -> None:
    heard = nudged.says(said)
    assert nudged.total == 2
    assert "You did that" not in heard[-1].text


# "Ok" is asked about, once; either answer settles it.
@pytest.mark.parametrize(("answer", "total"), [("I did that", 3), ("I saw it", 2)])
def test_ok_is_asked_about(answer: str, total: int, nudged: Conversation) -> None:
    assert "I did it" in nudged.says("ok")[0].text
    nudged.taps(answer)
    assert nudged.total == total


# After a refusal: at most twelve words, no question, no praise, whichever of the wordings comes.
@pytest.mark.parametrize("said", book().sentences["rest"].text + book().sentences["enough_today"].text)
def test_refusals_are_short(said: str) -> None:
    assert len(said.split()) <= 12
    assert "?" not in said
    assert "!" not in said


# Rest is an answer: nothing more that day, of any kind; the next day is a day like any other.
@pytest.mark.parametrize("said", ["rest", "[Not today]", "no"])
def test_nothing_more_after_rest(said: str, nudged: Conversation) -> None:
    nudged.says("/settings")
    nudged.taps("More settings")
    nudged.taps("Evening question")
    nudged.taps("18:00")
    nudged.says("in two hours")
    heard = nudged.taps("Not today") if said[0] == "[" else nudged.says(said)
    assert heard[-1].labels == []
    assert nudged.passes(hours=17) == []
    assert [message.lane for message in nudged.passes(hours=7)] == ["nudge"]


# Whoever rests for a fortnight reads no wording twice.
def test_a_fortnight_of_rest(alice: Conversation) -> None:
    said = []
    for _ in range(14):
        alice.passes(days=1)
        said.append(alice.says("rest")[0].text)
    assert len(set(said)) == 14


# What is asked for after resting comes all the same: "later" was said to be kept.
@pytest.mark.parametrize("before", ["rest", "pause till Monday", "stop"])
def test_later_is_kept_after_rest(before: str, nudged: Conversation) -> None:
    nudged.says(before)
    assert "11:05" in nudged.says("in an hour")[0].text
    assert len(nudged.passes(hours=1.1)) == 1


# Later: once, at the time named, and that step; once a day.
@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("[In an hour]", 1),
        ("[In three hours]", 3),
        ("[This evening]", 9),
        ("at 5", 7),
        ("after lunch", 4),
        ("in 20 min", 1),
    ],
)
def test_later(said: str, hours: float, nudged: Conversation) -> None:
    nudged.taps("Later")
    if said[0] == "[":
        nudged.taps(said[1:-1])
    else:
        nudged.says(said)
    came = nudged.passes(hours=hours)
    assert [DISH in message.text for message in came] == [True]
    assert came[0].labels == ["I did that", "Smaller", "With me", "Not today"]
    assert "once a day" in nudged.says("in an hour")[0].text
    assert nudged.passes(hours=6) == []


# The come-back of one step is not lost when another is done meanwhile, and not sent when it is done itself.
@pytest.mark.parametrize(("done", "comes"), [("/win ate soup", True), ("water done", True), ("dish done", False)])
def test_a_come_back_is_of_its_step(done: str, comes: bool, two: Conversation) -> None:
    two.says("in two hours")
    assert two.says(done)
    assert two.total == 3
    assert bool(two.passes(hours=3)) is comes


# Smaller, for that day alone; at the bottom, reading the message counts.
def test_smaller(alice: Conversation) -> None:
    alice.says("/goals")
    alice.taps("• clean the house")
    for _ in range(3):
        alice.taps("Bigger")
    step = alice.passes(days=1)[0].text
    first = alice.taps("Smaller")[-1].text
    second = alice.taps("Smaller")[-1].text
    assert "wash one plate" in first
    assert "rinse one cup" in second
    assert "wash one plate" not in step
    alice.taps("Smaller")
    assert "read this message" in alice.taps("Smaller")[-1].text
    assert "you did that" in alice.taps("I read it")[-1].text.lower()
    alice.taps("I read it")
    assert alice.total == 3
    assert "song" in alice.passes(days=1)[0].text


# Heavy brings what can be done lying down; said again, no more than reading.
def test_heavy(nudged: Conversation) -> None:
    heard = nudged.says("heavy")[0]
    assert heard.labels == ["I did that", "Smaller", "Rest today"]
    assert DISH not in heard.text
    assert "read this message" in nudged.says("heavy")[0].text


# Without a step of one's own, heavy is heard too.
def test_heavy_without_a_goal(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    stranger.taps("Nothing yet")
    assert "heavy" in stranger.says("heavy")[0].text


# On a heavy day after the day's step: what is offered then is a step of its own, and counts.
@pytest.mark.parametrize("done", ["done", "[I did that]"])
def test_heavy_after_done(done: str, alice: Conversation) -> None:
    total = alice.total
    alice.says("heavy")
    alice.taps("I did that") if done.startswith("[") else alice.says(done)
    assert alice.total == total + 1


# Done, and something else beside it: both are kept.
@pytest.mark.parametrize(
    "said",
    [
        "I did it!! and I also brushed my teeth",
        "done, and brushed my teeth",
        "did it and brushed my teeth",
        "Done. Brushed my teeth.",
    ],
)
def test_done_and_more(said: str, nudged: Conversation) -> None:
    heard = nudged.says(said)
    assert nudged.total == 4
    assert nudged.wins[:2] == ["brushed my teeth", "put one dish in the sink"]
    assert "Four lights" in heard[-1].text


# Done is done: nobody is told that we come back for it later today.
@pytest.mark.parametrize("said", ["later", "in an hour", "tonight"])
def test_later_after_done(said: str, nudged: Conversation) -> None:
    nudged.says("done")
    assert "come back at" not in nudged.says(said)[-1].text
    assert nudged.passes(hours=13) == []


# How much of it there was belongs to the thing that was told, and is no word about the step.
@pytest.mark.parametrize(
    "said",
    ["yesterday evening I also did the washing up, all of it", "brushed my teeth, the whole lot", "fed the cats, both"],
)
def test_how_much(said: str, nudged: Conversation) -> None:
    nudged.says(said)
    assert nudged.total == 3
    assert nudged.wins[0] != "put one dish in the sink"


# Done, and then no win but a feeling: the step alone.
@pytest.mark.parametrize("said", ["done, and I'm so tired", "did it and it was awful", "done and dusted"])
def test_done_and_no_more(said: str, nudged: Conversation) -> None:
    nudged.says(said)
    assert nudged.total == 3


# "I cleaned it": what was named just before, which is not the dish.
def test_it_is_what_was_named_before(nudged: Conversation) -> None:
    nudged.says("the dog threw up on the carpet and I cleaned it")
    assert nudged.total == 2


# While a step is on offer, what tells of another thing is that thing, and never the step; a question is neither.
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("yesterday I also did the laundry", ["did the laundry"]),
        ("did the laundry", ["did the laundry"]),
        ("made three packed lunches", ["made three packed lunches"]),
        ("did i do it", []),
        ("did I wash up", []),
    ],
)
def test_another_thing_than_offered(said: str, kept: list[str], alice: Conversation) -> None:
    before = alice.total
    alice.says("/goal sleep before midnight")
    alice.says("tomorrow")
    alice.says(said)
    assert alice.total == before + len(kept)
    assert set(kept) <= set(alice.wins)


# "Hard", after it was done, is how it was, and asks for nothing smaller.
def test_hard_afterwards(nudged: Conversation) -> None:
    nudged.says("half")
    step = nudged.goals[0].step
    assert "ard" in nudged.says("hard")[0].text
    assert "read this message" not in nudged.heard[-1].text
    assert nudged.goals[0].step_on(nudged.goals[0].asked_on) == step
