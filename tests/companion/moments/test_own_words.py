"""Their own words, given back on a hard day: asked for first, never pushed, never a harsh one."""

import pytest

from companion.moments import own_words
from companion.moments.moment import Moment
from companion.people import Person
from companion.rapport import Rapport
from companion.turns import Remember
from tests.conversation import Conversation

LINE = "the tide goes out, and it comes back"


@pytest.fixture
def with_wins(nudged: Conversation) -> Conversation:
    """Alice on Tuesday, with a win in her own words from Monday."""
    nudged.says("yesterday I phoned my sister")
    return nudged


@pytest.fixture
def with_line(with_wins: Conversation) -> Conversation:
    """Alice, who left a line for a heavy day."""
    with_wins.says("a line for a heavy day")
    with_wins.says(LINE)
    return with_wins


# On a heavy day one button offers a past win; pressed, it is one as she wrote it.
@pytest.mark.parametrize("said", ["heavy", "too much", "in bed", "so tired and empty"])
def test_a_past_win_on_a_heavy_day(said: str, with_wins: Conversation) -> None:
    assert "A past win" in with_wins.says(said)[0].labels
    assert "phoned my sister" in with_wins.taps("A past win")[0].text


# The second *Not today* in a row has it too; the first one, and one after a win, do not.
@pytest.mark.parametrize(
    ("days", "offered"),
    [
        (["not today"], [False]),
        (["not today", "not today"], [False, True]),
        (["not today", "rest", "no"], [False, True, True]),
        (["not today", "done", "not today"], [False, False, False]),
    ],
)
def test_second_not_today(days: list[str], offered: list[bool], with_wins: Conversation) -> None:
    seen = []
    for said in days:
        with_wins.passes(hours=24)
        seen.append("A past win" in with_wins.says(said)[0].labels)
    assert seen == offered


# Said twice on one day, rest is still one rest.
def test_twice_a_day_is_once(with_wins: Conversation) -> None:
    with_wins.passes(hours=24)
    with_wins.says("not today")
    assert with_wins.says("rest today")[0].labels == []


# With hardly a win there is nothing to look back at.
def test_nothing_to_look_back_at() -> None:
    alice = Conversation()
    for step in ("/start", "Begin"):
        alice.says(step)
    assert "A past win" not in alice.says("heavy")[0].labels


# A win that is harsh about herself, in its words or in its note, is never the one; where all are, none is.
def test_never_a_harsh_one(nudged: Conversation) -> None:
    nudged.connection.execute("DELETE FROM wins")
    for words in ("yesterday I washed, you lazy pig", "yesterday I ate. pathetic", "yesterday I made my bed"):
        nudged.says(f"/win {words}")
    nudged.taps("Add note")
    nudged.says("should have done it a week ago")
    nudged.passes(hours=24)
    nudged.says("heavy")
    assert "found none" in nudged.taps("A past win")[0].text


# A line for a heavy day comes back, whole and escaped, when she says heavy.
@pytest.mark.parametrize("line", [LINE, "<b>breathe</b> & wait", "ש" * 40, "x" * 200])
def test_a_line_comes_back(line: str, nudged: Conversation) -> None:
    nudged.says("a line for a heavy day")
    nudged.says(line)
    heard = nudged.says("heavy")[0].text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert line in heard


# It comes back to somebody without a goal, too.
def test_a_line_without_a_goal() -> None:
    alice = Conversation()
    for step in ("/start", "Begin", "a line for a heavy day", LINE):
        alice.says(step)
    assert LINE in alice.says("heavy")[0].text


# A harsh line, or one that needs care, is kindly not kept, nor said back.
@pytest.mark.parametrize(
    "line", ["get a grip, loser", "you are useless", "eat less tomorrow", "open a bottle of wine", "stop whining"]
)
def test_a_harsh_line_is_not_kept(line: str, nudged: Conversation) -> None:
    nudged.says("a line for a heavy day")
    assert line not in nudged.says(line)[0].text
    assert line not in nudged.says("heavy")[0].text


# Shown, changed and taken out in /settings.
def test_the_line_in_settings(with_line: Conversation) -> None:
    with_line.says("/settings")
    with_line.taps("More settings")
    assert LINE in with_line.taps("How we talk")[0].text
    assert LINE in with_line.taps("Write a line")[0].text
    with_line.says("soup helps")
    with_line.says("/settings")
    with_line.taps("More settings")
    assert "soup helps" in with_line.taps("How we talk")[0].text
    assert "Remove line" not in with_line.taps("Remove line")[0].labels
    assert "soup" not in with_line.says("heavy")[0].text


# What "ok" means goes round in /settings; a second press on the same message changes nothing.
def test_ok_in_settings(nudged: Conversation) -> None:
    nudged.says("/settings")
    nudged.taps("More settings")
    page = nudged.taps("How we talk")[-1]
    nudged.taps("What ok means", page)
    assert "I did it" in nudged.taps("What ok means", page)[0].text
    assert "You did that" in nudged.says("k")[0].text


# A no keeps the line out; so does silence about it.
def test_no_line(with_wins: Conversation) -> None:
    with_wins.says("a line for a heavy day")
    with_wins.says("no")
    assert "you wrote" not in with_wins.says("heavy")[0].text


# She is invited to leave a line after some wins, at most every thirty days, and not when there is one.
@pytest.mark.parametrize(
    ("wins", "days_ago", "line", "invited"),
    [(7, None, "", True), (6, None, "", False), (7, 29, "", False), (7, 30, "", True), (7, None, LINE, False)],
)
def test_invited(wins: int, days_ago: int | None, line: str, invited: bool) -> None:
    now = 1_772_000_000
    today = Moment(Person(1, "0", joined_at=0), now).today
    lately = None if days_ago is None else today.fromordinal(today.toordinal() - days_ago)
    person = Person(1, "0", joined_at=0, wins_total=wins, rapport=Rapport(heavy_line=line, line_invited_on=lately))
    turn = own_words.invited(Moment(person, now))
    assert [type(change) for change in turn.changes] == [Remember] * invited
    assert len(turn.replies) == invited
