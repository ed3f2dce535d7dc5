"""What was done, shown back."""

import datetime

import pytest

from tests.conversation import Conversation

BELOW = ["Change one", "Another month", "My notes", "Close"]


@pytest.fixture
def many(alice: Conversation) -> Conversation:
    """Alice with twenty wins, ten a day."""
    for number in range(8):
        alice.says(f"/win took a long walk around the lake with the dog, round {number}")
    alice.passes(days=1)
    for number in range(10):
        alice.says(f"/win wrote line {number}")
    return alice


# Eight on a page, whole, newest first, by day; older and newer by tap or word, and no further than there is.
@pytest.mark.parametrize("typed", [False, True])
def test_pages(typed: bool, many: Conversation) -> None:
    act = many.says if typed else many.taps
    first = many.says("/wins")[0]
    assert first.text.startswith("20 lights:\n\nToday\n• wrote line 9, 14:05\n")
    assert first.text.count("•") == 8
    assert first.labels == ["Older", *BELOW]
    second = act("Older")[0]
    assert "\n\nYesterday\n• took a long walk around the lake with the dog, round 7, 14:05\n" in second.text
    assert second.labels == ["Newer", "Older", *BELOW]
    assert act("Older")[0].labels == ["Newer", *BELOW]
    assert act("Newer")[0].text == second.text


# A tap turns the page in place, a typed word brings a new message; in plain mode both do.
def test_pages_turn_in_place(many: Conversation) -> None:
    shown = many.says("/wins")[0]
    assert many.taps("Older")[0].edits == shown.message_id
    assert many.says("newer")[0].edits is None
    many.chooses(plain=True)
    assert many.taps("Older")[0].edits is None


# /wins with a word looks for it.
@pytest.mark.parametrize(("word", "count"), [("line 3", 1), ("LAKE", 8), ("elephant", 0), ("%", 0), ("dish", 1)])
def test_search(word: str, count: int, many: Conversation) -> None:
    assert many.says(f"/wins {word}")[0].text.count("•") == count


# Today: the open steps as lines and buttons, what was done with a mark; tapped, a step is done.
def test_today(nudged: Conversation) -> None:
    nudged.says("/win ate soup")
    heard = nudged.says("/today")[0]
    assert "• put one dish in the sink\nate soup ✓" in heard.text
    assert heard.labels[0] == "put one dish in the sink"
    nudged.taps("put one dish in the sink")
    assert "You did that" in nudged.says("/today")[0].text
    assert nudged.total == 4


# Long lists stay whole: nothing is cut in the middle of a line.
def test_nothing_is_cut(many: Conversation) -> None:
    assert "…" not in many.says("/today")[0].text + many.says("/wins")[0].text


# Nobody's list is empty of words: without wins, a tiny one can be tapped.
def test_no_wins(stranger: Conversation) -> None:
    stranger.says("/start")
    stranger.taps("Begin")
    assert "Sat up" in stranger.says("/wins")[0].labels
    assert stranger.says("/today")[0].text.startswith("Nothing is planned today")
    assert "You did that" in stranger.taps("Had a drink")[-1].text


# No word about a gap: after a month away the journal and the greeting say nothing of it.
@pytest.mark.parametrize("said", ["/start", "/wins", "/today", "hello"])
def test_no_word_about_a_gap(said: str, alice: Conversation) -> None:
    alice.says("stop")
    alice.passes(days=30)
    text = alice.says(said)[0].text.lower()
    assert not any(word in text for word in ("miss", "while", "days ago", "long time", "streak", "welcome back"))


# In words too.
@pytest.mark.parametrize(("said", "begins"), [("my wins", "20 lights"), ("today", "Today"), ("journal", "20 lights")])
def test_in_words(said: str, begins: str, many: Conversation) -> None:
    assert many.says(said)[0].text.startswith(begins)


# What was found has pages of its own; the word stays while they are turned, and is asked for once it is old.
@pytest.mark.parametrize("typed", [False, True])
def test_pages_of_a_search(typed: bool, many: Conversation) -> None:
    act = many.says if typed else many.taps
    first = many.says("/wins line")[0]
    assert first.text.startswith("With “line”:")
    assert first.labels == ["Older", "Change one", "Close"]
    second = act("Older")[0]
    assert [line for line in second.text.splitlines() if "•" in line] == [
        "• wrote line 1, 14:05",
        "• wrote line 0, 14:05",
    ]
    assert "line 9" in act("Newer")[0].text
    many.says("/today")
    assert "/wins and the word" in many.taps("Older", first)[0].text


# Any win can be chosen, by tap or number, on any page and in what was found: noted, taken back, or left.
@pytest.mark.parametrize("typed", [False, True])
@pytest.mark.parametrize(("way", "at", "act"), [("/wins", 3, "wrote line 7"), ("/wins lake", 2, "round 6")])
def test_change_one(way: str, at: int, act: str, typed: bool, many: Conversation) -> None:
    many.says(way)
    listed = many.taps("Change one")[0]
    chosen = many.says(f"{at}") if typed else many.taps(next(label for label in listed.labels if label[0] == str(at)))
    assert act in chosen[0].text
    assert chosen[0].labels == ["Add note", "Undo", "My wins", "Close"]
    many.taps("Add note")
    many.says("it was windy")
    assert "(it was windy)" in many.says("/wins windy")[0].text
    many.taps("Undo", chosen[0])
    assert many.total == 19
    assert not any(text.endswith(act) for text in many.wins)
    assert "no win there" in many.taps("Undo", chosen[0])[-1].text


# Other words than a number are no choice: what was done while the list stood open is kept.
def test_not_chosen(many: Conversation) -> None:
    many.says("/wins")
    many.taps("Change one")
    assert "You did that" in many.says("took a shower")[-1].text
    assert many.says("99")[0].text


# A jump to any month that has a win; months without one are not spoken of.
@pytest.mark.parametrize("way", ["[March 2026]", "march", "March 2026", "mar"])
def test_another_month(way: str, many: Conversation) -> None:
    many.is_heard_of().passes(days=95)
    for number in range(9):
        many.says(f"/win swam, round {number}")
    many.says("/wins")
    months = many.taps("Another month")[0]
    assert months.labels == ["June 2026", "March 2026", "Close"]
    shown = many.taps(way.strip("[]")) if way.startswith("[") else many.says(way)
    assert "wrote line 9" in shown[0].text
    assert "Newer" in shown[0].labels
    many.taps("Another month")
    assert "swam, round 8" in many.says("june")[0].text


# The time is what the clock showed when it was kept, the day their own: after midnight it is still yesterday's, and a
# move changes neither; of what was told later no time is known.
def test_times(alice: Conversation) -> None:
    alice.is_heard_of().passes(hours=11)  # 01:05
    alice.says("/win wrote a letter")
    assert "Today\n• wrote a letter, 01:05\n" in alice.says("/wins")[0].text
    alice.says("yesterday I also made my bed")
    alice.says("moved to Tokyo")
    text = alice.says("/wins")[0].text
    assert "• wrote a letter, 01:05" in text
    assert text.endswith("• made my bed")


# In the hour that comes twice both are kept on that day, with what the clock showed.
def test_the_hour_that_comes_twice(alice: Conversation) -> None:
    alice.now = int(datetime.datetime(2026, 10, 25, 0, 40, tzinfo=datetime.UTC).timestamp())
    alice.says("/win wrote a line")
    alice.now += 3600
    alice.says("/win wrote another")
    assert "• wrote another, 01:40\n• wrote a line, 01:40" in alice.says("/wins")[0].text


# A removed goal's wins stay, and can be chosen like any.
def test_of_a_removed_goal(alice: Conversation) -> None:
    for step in ("/goals", "[• clean the house]", "[Remove]", "[Remove it]"):
        alice.taps(step.strip("[]")) if step.startswith("[") else alice.says(step)
    alice.says("/wins")
    alice.taps("Change one")
    assert "put one dish in the sink" in alice.says("1")[0].text
    alice.taps("Undo")
    assert alice.wins == ["sat up"]
