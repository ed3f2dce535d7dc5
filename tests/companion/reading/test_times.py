"""Times of day as people type them."""

import csv
import datetime
from pathlib import Path

import pytest

from companion.reading import time_of_day


# Every way of saying a time that people were seen to use.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", "08:00"), ("8am", "08:00"), ("8 am", "08:00"), ("8 a.m.", "08:00"), ("8pm", "20:00"), ("8p", "20:00"),
        ("7:30", "07:30"), ("7.30", "07:30"), ("07:30", "07:30"), ("0730", "07:30"), ("730", "07:30"),
        ("7.30pm", "19:30"), ("7:30:00", "07:30"), ("08h30", "08:30"), ("8h", "08:00"), ("20 Uhr", "20:00"),
        ("20 Uhr 30", "20:30"), ("2030", "20:30"), ("half past eight", "08:30"), ("half eight", "08:30"),
        ("quarter to nine", "08:45"), ("a quarter past nine", "09:15"), ("ten past eight", "08:10"),
        ("ten to nine", "08:50"), ("eight thirty", "08:30"), ("8 30", "08:30"), ("eight", "08:00"),
        ("eight o'clock", "08:00"), ("noon", "12:00"), ("midday", "12:00"), ("12", "12:00"), ("12 pm", "12:00"),
        ("12am", "00:00"), ("midnight", "00:00"), ("12 midnight", "00:00"), ("0", "00:00"), ("24:00", "00:00"),
        ("8 in the morning", "08:00"), ("8 in the evening", "20:00"), ("3 in the afternoon", "15:00"),
        ("9 at night", "21:00"), ("2 at night", "02:00"), ("12 at night", "00:00"),
        ("quarter past 7 in the evening", "19:15"), ("at 8 pls", "08:00"), ("around 9", "09:00"), ("9ish", "09:00"),
        ("maybe 9:15?", "09:15"), ("8pm tonight", "20:00"), ("how about 7:30 instead", "07:30"),
        ("'8'", "08:00"), ("８：３０", "08:30"), ("tomorrow morning at 8", "08:00"), ("7:30 suits me", "07:30"),
    ],
)  # fmt: skip
def test_a_time_is_read(text: str, expected: str) -> None:
    assert time_of_day(text) == datetime.time.fromisoformat(expected)


# The same as a table, in eight languages; an empty time is none.
def test_times_are_read() -> None:
    with Path(__file__).with_name("times.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    read = [(row, time_of_day(row["text"], row["language"])) for row in rows]
    wrong = [
        (row["text"], row["time"], str(time)) for row, time in read if ((time and f"{time:%H:%M}") or "") != row["time"]
    ]
    assert wrong == []


# What names no time, two times or an impossible one is not read.
@pytest.mark.parametrize(
    "text",
    ["", "banana", "25:00", "8:75", "99", "I have 3 cats", "between 8 and 9", "8-9", "9 am or 10 am", "20 am", "8 8",
     "1 2 3", "12345", "no", "at", "half", "quarter", "8 " * 30],
)  # fmt: skip
def test_what_is_no_time_is_not_read(text: str) -> None:
    assert time_of_day(text) is None


# Half past in German, Dutch and Russian is half *to*; the romance languages add to the hour.
@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "halb acht", "07:30"), ("de", "viertel nach 8", "08:15"), ("de", "dreiviertel neun", "08:45"),
        ("de", "um acht uhr abends", "20:00"), ("de", "mittag", "12:00"), ("de", "8 Uhr morgens bitte", "08:00"),
        ("fr", "8 heures et demie", "08:30"), ("fr", "neuf heures moins le quart", "08:45"), ("fr", "à 20h", "20:00"),
        ("fr", "midi", "12:00"), ("fr", "8 heures du soir", "20:00"), ("es", "ocho y media", "08:30"),
        ("es", "a las nueve menos cuarto", "08:45"), ("es", "las ocho y diez", "08:10"),
        ("es", "8 de la noche", "20:00"), ("it", "otto e mezza", "08:30"), ("it", "alle 20", "20:00"),
        ("it", "nove meno un quarto", "08:45"), ("pt", "oito e meia", "08:30"), ("pt", "quinze para as nove", "08:45"),
        ("pt", "às 8 da manhã", "08:00"), ("nl", "half acht", "07:30"), ("nl", "kwart over acht", "08:15"),
        ("nl", "8 uur 's avonds", "20:00"), ("ru", "полвосьмого", "07:30"), ("ru", "в 8 утра", "08:00"),
        ("ru", "половина восьмого", "07:30"), ("ru", "без четверти девять", "08:45"), ("en", "halb acht", "07:30"),
    ],
)  # fmt: skip
def test_a_time_is_read_in_other_languages(language: str, text: str, expected: str) -> None:
    assert time_of_day(text, language) == datetime.time.fromisoformat(expected)
