"""Silence, to the day: what comes when nobody answers, and what when they write again."""

import datetime

import pytest

from companion.people import KEPT_UNHEARD
from tests.companion.pace.weeks import goal, local, say, unasked
from tests.conversation import Conversation

LIMIT = 400  # days: longer than anything that is planned


# Two usual hellos, gentle ones every other day from the third day on, one question after a week, one farewell after
# two; then nothing, ever.
def test_the_table(alice: Conversation) -> None:
    came = unasked(alice, LIMIT)
    assert [day for day, _ in came] == [1, 2, 3, 5, 7, 14]
    texts = [message.text for _, message in came]
    assert ["No reply needed" in text or "no reply needed" in text for text in texts[:4]] == [False, False, True, True]
    assert came[4][1].labels == ["Keep it gentle", "Less often", "Pause", "Until I write"]
    assert "/people" in texts[4]
    assert texts[5].startswith("I'll stay quiet from here.")
    assert "/people" in texts[5]


# Nobody is counted, hurried, blamed or missed in any of it.
def test_no_guilt(alice: Conversation) -> None:
    for _, message in unasked(alice, 20):
        assert not {"days", "missed", "miss", "still", "since", "again?", "why"} & set(message.text.lower().split())
        assert "!" not in message.text


# The farewell names the date until which the wins are kept: half a year from when they were heard last.
def test_kept_until(alice: Conversation) -> None:
    heard = local(alice, alice.now).date()
    farewell = unasked(alice, 15)[-1][1].text
    until = heard + datetime.timedelta(days=KEPT_UNHEARD)
    assert f"{until:%A} {until.day} {until:%B}" in farewell


# The gentle hello names the smallest step there is, for that day alone.
def test_the_smallest_step(alice: Conversation) -> None:
    alice.says("/goals")
    alice.taps("• clean the house")
    small = goal(alice).step
    for _ in range(2):
        alice.taps("Bigger")
    bigger = goal(alice).step
    came = unasked(alice, 3)
    assert bigger in came[1][1].text.lower()
    assert small in came[2][1].text.lower()
    alice.taps("I did that")
    assert alice.wins[0] == small
    assert goal(alice).step == bigger


# Whatever they write, hellos are as before from the next day on.
@pytest.mark.parametrize("silent", [2, 3, 4, 5, 6, 7, 9, 13])
@pytest.mark.parametrize("said", ["thanks", "[I did that]", "/today", "rest"])
def test_heard_again(silent: int, said: str, alice: Conversation) -> None:
    unasked(alice, silent)
    say(alice, said)
    assert [day for day, _ in unasked(alice, 2)] == [1, 2]


# The question after a week: each answer does what it says, and is answered in one line.
@pytest.mark.parametrize(
    ("answer", "said", "hellos"),
    [
        ("[Keep it gentle]", "Gentle it is", "other_day"),
        ("keep it gentle", "Gentle it is", "other_day"),
        ("[Less often]", "Every other day", "other_day"),
        ("weekly", "Once a week", "weekly"),
        ("[Until I write]", "No more hellos", "off"),
        ("stop", "No more hellos", "off"),
        ("pause till Monday", "Quiet it is", "daily"),
    ],
)
def test_after_a_week(answer: str, said: str, hellos: str, alice: Conversation) -> None:
    unasked(alice, 7)
    assert say(alice, answer)[-1].text.startswith(said)
    assert alice.settings.hellos == hellos


# Kept gentle: the smallest step, from then on; a second press changes nothing.
def test_kept_gentle(alice: Conversation) -> None:
    alice.says("/goals")
    alice.taps("• clean the house")
    small = goal(alice).step
    alice.taps("Bigger")
    unasked(alice, 7)
    question = alice.heard[-1]
    alice.taps("Keep it gentle", question)
    assert goal(alice).step == small
    alice.taps("Keep it gentle", question)
    assert alice.settings.hellos == "other_day"
    assert [day for day, _ in unasked(alice, 4)] in ([1, 3], [2, 4])


# Back after the farewell, however late: a good word and the smallest step, the same total, no word about the gap.
@pytest.mark.parametrize("away", [15, 40, 170])
@pytest.mark.parametrize("said", ["hello", "/start", "/today", "the sky was green"])
def test_on_return(away: int, said: str, alice: Conversation) -> None:
    unasked(alice, away)
    before = alice.total
    back = alice.says(said)
    assert back[0].text.startswith("Good to hear from you")
    assert "put one dish in the sink" in back[0].text
    assert alice.total == before
    assert not {"days", "weeks", "gap", "away", "long", "while", "last"} & set(back[0].text.lower().split())
    assert [day for day, _ in unasked(alice, 2)] == [1, 2]


# Who comes back with something done has it kept, and no step is put on top of it.
def test_back_with_a_win(alice: Conversation) -> None:
    unasked(alice, 30)
    back = alice.says("I took a shower")
    assert [message.text.startswith("Good to hear from you") for message in back] == [True, False]
    assert back[0].labels == []
    assert alice.wins[0] == "took a shower"


# "Done" after the good word is its step; one light more.
def test_back_and_done(alice: Conversation) -> None:
    unasked(alice, 30)
    alice.says("hi")
    alice.says("done")
    assert alice.total == 3


# What they want of us is answered alone: erasing, quiet, fewer hellos.
@pytest.mark.parametrize("said", ["stop", "weekly", "pause till Friday"])
def test_back_with_a_wish(said: str, alice: Conversation) -> None:
    unasked(alice, 30)
    assert not any("Good to hear" in message.text for message in alice.says(said))


# Silent a second time: the same table, from the start.
def test_silent_again(alice: Conversation) -> None:
    unasked(alice, 30)
    alice.says("hi")
    assert [day for day, _ in unasked(alice, LIMIT)] == [1, 2, 3, 5, 7, 14]


# A pause is no silence: after it the table begins anew.
def test_after_a_pause(alice: Conversation) -> None:
    alice.says("pause for two weeks")
    assert [day for day, _ in unasked(alice, 60)] == [14, 15, 16, 18, 20, 27]


# Seldom hellos: each answer not given counts once, and nobody is asked or left in between two of their own hellos.
@pytest.mark.parametrize(
    ("often", "days"),
    [("every other day", [2, 4, 6, 8, 15]), ("weekly", [7, 14, 21])],
)
def test_seldom_hellos(often: str, days: list[int], alice: Conversation) -> None:
    alice.passes(days=1)
    alice.says(often)
    came = unasked(alice, LIMIT)
    assert [day for day, _ in came] == days
    assert came[-2][1].labels[0] == "Keep it gentle"
    assert came[-1][1].text.startswith("I'll stay quiet")


# The evening question waits with the hellos: none for those who are silent, and again when they write.
def test_no_evening_question_in_silence(alice: Conversation) -> None:
    alice.says("/settings")
    for label in ("More settings", "Evening question", "20:00"):
        alice.taps(label)
    came = unasked(alice, 30)
    assert sum("Nothing to keep" in message.labels for _, message in came) == 3
    assert len(came) == 3 + 6
    alice.says("hi")
    assert len(unasked(alice, 2)) == 4


# In danger nothing at all is said unasked, however long it lasts, the farewell not either.
def test_nothing_in_a_crisis(alice: Conversation) -> None:
    alice.says("I want to kill myself")
    assert unasked(alice, 60) == []


# The pinned time-zone data changes while somebody is quiet: they stay so.
def test_planned_anew(alice: Conversation) -> None:
    from storage import turns

    unasked(alice, 20)
    turns.plan_anew(alice.connection, alice.person, alice.now)
    assert unasked(alice, 30) == []
