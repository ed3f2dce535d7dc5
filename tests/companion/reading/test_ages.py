"""How old somebody says they are, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.reading import age

SAID = [
    ("I'm 15", 15),
    ("im sixteen", 16),
    ("i am 12 years old", 12),
    ("I’m 17.", 17),
    ("hi, I'm only 14 btw", 14),
    ("im 13 lol", 13),
    ("im 15yo", 15),
    ("I'm 15 y/o", 15),
    ("i just turned 16!", 16),
    ("I'm 17 and a half", 17),
    ("I'm a 15 year old girl", 15),
    ("I'm a 16-year-old boy", 16),
    ("i'm 14 f", 14),
    ("I'm 16 if that matters", 16),
    ("is this ok? im 15", 15),
    ("I'm 15, is that fine?", 15),
    ("I'm 15 😊", 15),
    ("my age is 11", 11),
    ("I'm 8 years old", 8),
    ("I'm a minor", 17),
    ("i'm under 18", 17),
    ("I'm not 18 yet", 17),
    ("im in middle school", 17),
    ("I'm 18", 18),
    ("I'm 34", 34),
    ("im 18 or older", 18),
    ("I'm an adult", 18),
    ("I'm over 18", 18),
    ("I'm not a minor", 18),
    ("15yo", 15),
    ("15 y/o here", 15),
    ("15f here", 15),
    ("just turned 17", 17),
    ("turning 16 next month", 15),
    ("i turn 16 in may", 15),
    ("im turning 18 tomorrow", 17),
    ("I'm almost 18", 17),
    ("i am in year 9", 17),
    ("im in 9th grade", 17),
    ("8th grader here", 17),
    ("i'm in high school", 17),
    ("i'm still a minor", 17),
    ("Ich bin 15", 15),
    ("ich bin 15 Jahre alt", 15),
    ("J’ai 15 ans", 15),
    ("tengo 15 años", 15),
    ("ho 15 anni", 15),
    ("tenho 15 anos", 15),
    ("ik ben 15", 15),
    ("мне 15 лет", 15),
    ("мені 15 років", 15),
    ("mam 15 lat", 15),
    ("15 yaşındayım", 15),
    ("عمري ١٥ سنة", 15),
    ("मैं 15 साल का हूँ", 15),
    ("main 15 saal ki hun", 15),
    ("umurku 15 tahun", 15),
    ("我15岁", 15),
    ("15歳です", 15),
    ("저는 15살이에요", 15),
    ("soy menor de edad", 17),
    ("ich bin minderjährig", 17),
    ("tengo 45 años", 45),
]
NOT_SAID = [
    "I'm 15 minutes late",
    "im 16 pages in",
    "I'm 12 hours into my shift",
    "I'm 15 weeks pregnant",
    "I'm 17 days sober",
    "I'm 10/10 tired",
    "I'm 10 out of 10 tired",
    "I'm 7 today",
    "I'm 5'4",
    "I'm 7.5 out of 10",
    "I'm 15% done",
    "I'm 12:30 for lunch",
    "I'm 14-2 up",
    "when I was 15 I walked a lot",
    "when i'm 15 minutes in, I stop",
    "I feel like I'm 12 again",
    "my son is 15",
    "she's 16",
    "15",
    "at 15:00",
    "15 years ago",
    "I have 15 cups",
    "I did 15",
    "I'm in bed",
    "I'm on day 12",
    "I'm 112",
    "done",
    "i'm tired",
    "I'm 17 in a row now",
    "15 pages in",
    "turning 15 pages",
    "15yo whisky",
    "my 15yo is asleep",
    "15f outside",
    "my son is turning 16 next month",
    "i teach year 9",
    "my son is in year 9",
    "in year 3 of my job",
    "I'm in year 9 of marriage",
    "ich bin 15 Minuten zu spät",
    "ich bin 15. in der Reihe",
    "mein Sohn ist 15",
    "j'ai 15 minutes",
    "tengo 15 minutos",
    "ik ben 15 minuten te laat",
    "mam 15 minut",
    "мне 15 минут идти",
    "",
]


# What somebody says of their own age, in the ways that people type it.
@pytest.mark.parametrize(("text", "years"), SAID)
def test_said(text: str, years: int) -> None:
    assert age(text) == years


# Numbers of something else, other people's ages, and old times.
@pytest.mark.parametrize("text", NOT_SAID)
def test_not_said(text: str) -> None:
    assert age(text) is None


# No text makes it raise; an age is one that people have.
@given(st.text(max_size=80) | st.from_regex(r"(i'm|im|i am) \d{1,4}( years old| yo|\.|!| [a-z]{1,6})?", fullmatch=True))
def test_any_text(text: str) -> None:
    found = age(text)
    assert found is None or 5 <= found <= 99
