"""Which nudge an answer means: several steps in one answer, late ones, old buttons, said twice."""

import pytest

from tests.conversation import Conversation

DISH = "put one dish in the sink"


# Several steps in one answer; what is said of each is kept of each, the count grows one by one.
@pytest.mark.parametrize(
    ("said", "total"),
    [
        ("both", 4),
        ("water yes, dish no", 3),
        ("dish done, water half", 4),
        ("neither", 2),
        ("done", 3),
        ("the second", 3),
    ],
)
def test_several(said: str, total: int, two: Conversation) -> None:
    heard = two.says(said)
    assert two.total == total
    counts = [word for message in heard for word in ("three", "four", "five") if word in message.text.lower()]
    assert counts == [{2: "two", 3: "three", 4: "four"}[total]] * (total > 2)


# Said twice is done once: no other step is counted in its place.
@pytest.mark.parametrize("again", ["done", "both", "I did that", "✅"])
def test_said_twice(again: str, two: Conversation) -> None:
    two.says("both")
    two.says(again)
    assert two.total == 4


# "Done" after a tap on the same step asks or says that it is kept; it never takes yesterday's other step.
def test_a_second_done_counts_no_other_step(two: Conversation) -> None:
    two.passes(days=1)  # the hello named water; the dish of yesterday is unanswered
    two.taps("I did that")
    two.says("done")
    assert two.wins[0] == "drink water"
    assert two.total == 3


# Late, and after midnight: a reply counts for the nudge it answers, on the person's own day.
@pytest.mark.parametrize(
    ("hours", "day"), [(5, "2026-03-03"), (15, "2026-03-03"), (17.5, "2026-03-03"), (20, "2026-03-04")]
)
def test_late_replies(hours: float, day: str, nudged: Conversation) -> None:
    nudge = nudged.heard[-1]
    nudged.passes(hours=hours)
    nudged.says("done", reply_to=nudge.message_id)
    assert nudged.connection.execute("SELECT day, asked_on FROM wins WHERE number > 2 AND goal IS NOT NULL").fetchall()[
        -1
    ] == (day, "2026-03-03")


# A reply to an old nudge means that nudge, whatever was named since.
def test_a_reply_to_an_old_nudge(two: Conversation) -> None:
    dish = two.heard[-1]
    two.passes(days=1)
    two.says("done", reply_to=dish.message_id)
    assert two.wins[0] == DISH


# A button of last week counts for today; "It was then" moves it to its day; pressed again, nothing changes.
def test_last_week_s_button(nudged: Conversation) -> None:
    nudge = nudged.heard[-1]
    nudged.says("less often")
    nudged.passes(days=7)
    heard = nudged.taps("I did that", nudge)[-1]
    assert "It was then" in heard.labels
    assert nudged.connection.execute("SELECT day FROM wins ORDER BY number DESC").fetchone() == ("2026-03-10",)
    nudged.taps("It was then")
    assert nudged.connection.execute("SELECT day FROM wins ORDER BY number DESC").fetchone() == ("2026-03-03",)
    nudged.taps("I did that", nudge)
    assert nudged.total == 3


# The hello is the newer thread: a step offered the evening before is not what "done" means.
def test_done_means_the_newest(alice: Conversation) -> None:
    alice.passes(hours=18)
    alice.says("/goal read more")
    alice.passes(hours=3)
    alice.says("done")
    assert alice.wins[0] == DISH


# "Yes" is never a wish of its own: it sets no clock and no hello.
@pytest.mark.parametrize("before", ["", "/goal read more", "/today", "/goals", "ok"])
def test_yes_sets_nothing(before: str, nudged: Conversation) -> None:
    if before:
        nudged.says(before)
    assert not nudged.says("yes")[0].text.startswith("Set")
