"""Things reported as done, and what must never be read as one."""

import csv
from pathlib import Path

import pytest

from companion.reading import Report, act, reply, report


# The act in the person's own words, without "I" and without what surrounds it.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I took a shower", "took a shower"), ("took a shower", "took a shower"),
        ("Took a shower today 🎉", "took a shower"), ("brushed my teeth", "brushed my teeth"),
        ("finally made the bed", "made the bed"), ("I've taken out the trash!", "taken out the trash"),
        ("made the bed, felt good", "made the bed"), ("Done. Made my bed!", "made my bed"),
        ("ate breakfast, drank water", "ate breakfast, drank water"), ("showered", "showered"),
        ("I got up", "got up"), ("got out of bed", "got out of bed"), ("I sat up", "sat up"),
        ("had a drink", "had a drink"), ("teeth brushed", "teeth brushed"), ("dishes done", "dishes done"),
        ("the dishes are done", "the dishes are done"), ("did the laundry", "did the laundry"),
        ("I was able to get up", "was able to get up"), ("I made Alice a cake", "made Alice a cake"),
        ("opened the curtains and drank some water", "opened the curtains and drank some water"),
        ("i texted my friend back this morning", "texted my friend back"), ("walked to the door", "walked to the door"),
    ],
)  # fmt: skip
def test_a_report_is_read(text: str, expected: str) -> None:
    assert report(text) == Report(expected, 0, part=False)


# What people wrote of their day: 95 in 100 are told from what is no report, and no win is made of anything else.
def test_reports_of_others() -> None:
    with Path(__file__).with_name("reports.csv").open(newline="", encoding="utf-8") as file:
        found = [(row["text"], row["win"] == "yes", report(row["text"]) is not None) for row in csv.DictReader(file)]
    assert [text for text, win, read in found if read and not win] == []
    missed = [text for text, win, read in found if win and not read]
    assert len(missed) <= 0.05 * len(found), missed


def _lines(name: str) -> list[str]:
    return Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()


# What people do on a day, in the many ways of typing it on a phone.
def test_wins_in_many_words() -> None:
    assert [said for said in _lines("wins.txt") if report(said) is None] == []


# What befell them, what others did, plans, habits, manners of speaking, and what is too heavy to be celebrated.
def test_what_has_the_words_of_a_win_and_is_none() -> None:
    assert [said for said in _lines("no_wins.txt") if report(said)] == []


# Only the act is kept: the weather, how it was and what somebody else did fall away.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Went clothes shopping today.", "went clothes shopping"),
        ("Went to the park with my children today. The weather was beautiful.", "went to the park with my children"),
        ("I helped my 8 year old with his math homework and he was so pleased.",
         "helped my 8 year old with his math homework"),
        ("I visited my friend today and was happy to see her.", "visited my friend"),
        ("I went for a morning jog it was peaceful. I felt great after this.", "went for a morning jog"),
        ("Hung out with friends last night. Had dinner and played games.",
         "hung out with friends, had dinner and played games"),
        ("My best friend and I went hiking because it was sunny", "went hiking"),
        ("I baked a cake and my kids loved it", "baked a cake"),
        ("Cleaned the sink and the bath", "cleaned the sink and the bath"),
        ("ran 5.5 km", "ran 5.5 km"), ("today was a holiday, woke up and played with him", "played with him"),
    ],
)  # fmt: skip
def test_what_is_kept_of_a_longer_report(text: str, expected: str) -> None:
    found = report(text)
    assert found
    assert found.text == expected


# The day that is named first is the day of the act.
@pytest.mark.parametrize(
    ("text", "days_ago"),
    [("washed up today, yesterday I could not", None), ("made my bed this morning. Visited my gran yesterday", 0),
     ("Hung out with friends last night. Had dinner", 1)],
)  # fmt: skip
def test_the_day_of_a_longer_report(text: str, days_ago: int | None) -> None:
    found = report(text)
    assert (found.days_ago if found else None) == days_ago


# Yesterday's win belongs to yesterday.
@pytest.mark.parametrize(
    ("text", "expected"),
    [("yesterday I also made my bed", "made my bed"), ("I made my bed yesterday", "made my bed"),
     ("last night I washed up", "washed up")],
)  # fmt: skip
def test_a_report_of_yesterday(text: str, expected: str) -> None:
    assert report(text) == Report(expected, 1, part=False)


# A part counts, and is marked as one.
@pytest.mark.parametrize(
    "text", ["brushed half my teeth", "tried to get up", "started the dishes", "I read part of a page"]
)
def test_a_part_is_marked(text: str) -> None:
    found = report(text)
    assert found
    assert found.part


# Plans, wishes, negations, questions, other people, feelings, mixed and long text.
@pytest.mark.parametrize(
    "text",
    ["", "I will take a shower", "I want to shower", "I didn't take a shower", "did I take a shower?", "done", "did it",
     "my mum made the bed", "she took a shower", "I feel sad", "I cried in the shower", "made the bed but I hate it",
     "I hate it, made the bed", "had a panic attack", "had enough", "shower", "I should have washed up",
     "if I took a shower I would feel better", "tomorrow I brush my teeth", "made a terrible mistake", "no, took a nap",
     "took a shower and now my whole family is shouting at me", "you made my day", "made it", "skipped lunch",
     "went to the shop " + "and the bank " * 14, "not done", "water"],
)  # fmt: skip
def test_what_is_no_report(text: str) -> None:
    assert report(text) is None


# Words of danger are never praised, whatever stands around them.
@pytest.mark.parametrize(
    "text",
    ["took all my pills", "took my pills", "wrote my goodbye letters", "cut my arm", "I hurt myself", "bought a rope",
     "drank a bottle of vodka", "gave away my things", "went to the bridge", "I finished everything, goodbye",
     "made my will and testament", "took an overdose", "burned my arm", "walked to the train tracks",
     "wrote a suicide note", "I ate nothing", "purged again", "dishes done, ready to die"],
)  # fmt: skip
def test_danger_is_no_report(text: str) -> None:
    assert report(text) is None


# What follows /win is tidied and otherwise left alone.
@pytest.mark.parametrize(
    ("text", "expected"),
    [("took a shower", "took a shower"), ("  I took a   shower!! ", "took a shower"), ("Took a nap.", "took a nap"),
     ("Alice called", "Alice called"), ("I", "I"), ("", ""), ("opened\nthe window", "opened the window"),
     ("x" * 500, "x" * 500)],
)  # fmt: skip
def test_an_act_is_tidied(text: str, expected: str) -> None:
    assert act(text) == expected


# Manners of speaking and mishaps have the verb of a win: nobody is congratulated on them, whoever reads them.
@pytest.mark.parametrize("said", Path(__file__).with_name("mishaps.txt").read_text(encoding="utf-8").splitlines())
def test_mishaps(said: str) -> None:
    assert report(said) is None
    assert reply(said) not in ("done", "partly")


# Their words in an act that is one take nothing away from it.
@pytest.mark.parametrize(
    "said",
    [
        "filled the hot water bottle",
        "rang the council, 40 mins on hold",
        "stayed off twitter all day",
        "set the table",
        "sat on the balcony",
        "let the dog out",
        "took the bottles to the bottle bank",
        "put the baby to sleep",
        "kept my appointment",
        "bought a bus ticket",
        "read a bit of my book",
        "packed my bag",
    ],
)
def test_no_mishap(said: str) -> None:
    assert report(said)
