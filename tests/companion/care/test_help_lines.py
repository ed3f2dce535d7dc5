"""The help lines: which are shown when, and what their files may hold."""

import collections
import datetime
import re

import babel
import pytest

from companion.care import lines

NOON = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
NIGHT = datetime.datetime(2026, 3, 4, 3, tzinfo=datetime.UTC)
FILES = ("emergency.csv", "helplines.csv")


def names(country: str, local: datetime.datetime) -> list[str]:
    return [line.name for line in lines.help_lines(country, local)]


# Those open come first, those of unknown hours next, the closed ones last; else as the file has them.
def test_open_ones_first() -> None:
    assert names("PT", NOON) == ["Linha Nacional de Prevenção do Suicídio", "SOS Voz Amiga"]
    assert names("JP", NIGHT) == ["Yorisoi Hotline", "TELL Lifeline", "#Inochi SOS", "Inochi no Denwa"]
    assert names("UA", NIGHT) == ["Lifeline Ukraine", "National Psychological Association"]
    assert [line.open for line in lines.help_lines("CH", NOON)] == [True, False]


# The hours are those of the person's clock: one line, two times of one day.
def test_hours_are_local() -> None:
    assert [line.open for line in lines.help_lines("BD", NOON)] == [False]
    assert [line.open for line in lines.help_lines("BD", NOON.replace(hour=15))] == [True]


# A line for children is no line for adults, and is there for those under 18.
def test_under_18() -> None:
    assert names("RU", NOON) == ["Помощь рядом"]
    assert [line.phone for line in lines.child_lines("RU", NOON)] == ["8 800 2000 122"]
    assert lines.child_lines("GB", NOON) == ()


# A country without a confirmed line has none, not another's; nor has an unknown one.
@pytest.mark.parametrize("country", ["", "TR", "KE", "ZZ", "gb", "xx"])
def test_none_confirmed(country: str) -> None:
    assert lines.help_lines(country, NOON) == ()


# 113 is a help line in the Netherlands and the ambulance in Norway: each number stays in its country.
def test_one_number_two_meanings() -> None:
    assert lines.help_lines("NL", NOON)[0].phone.startswith("113")
    assert "113" not in " ".join(line.phone for line in lines.help_lines("NO", NOON))
    assert lines.emergency("NO") == "113"
    assert lines.emergency("NL") == "112"


# Every row: a country that exists, a source, a confidence that may be shipped, a date or none, its precision.
@pytest.mark.parametrize("file", FILES)
def test_rows(file: str) -> None:
    for row in lines.rows(file):
        assert row["country"] in babel.Locale("en").territories, row
        assert row["source"], row
        assert row["confidence"] in {"high", "medium"}, row
        assert (row["verified_on"] == "") == (row["precision"] == ""), row
        if row["verified_on"]:
            day = datetime.date.fromisoformat(row["verified_on"])
            assert row["precision"] in {"day", "month", "year"}, row
            assert row["precision"] != "month" or day.day == 1, row
            assert row["precision"] != "year" or (day.day, day.month) == (1, 1), row


# A number is never used twice, in either file, since reports and old buttons name a line by it.
def test_numbers_are_unique() -> None:
    numbers = collections.Counter(row["number"] for file in FILES for row in lines.rows(file))
    assert max(numbers.values()) == 1
    assert all(lines.country_of(int(row["number"])) == row["country"] for file in FILES for row in lines.rows(file))
    assert lines.country_of(0) == ""


# Every line has a way to reach it, its digits grouped as dialled, and an address that a phone can open.
def test_ways() -> None:
    for row in lines.rows("helplines.csv"):
        assert row["phone"] or row["text"] or row["chat"], row
        assert not re.search(r"\d[.–]\d|\+", row["phone"]), row  # international forms are not what is dialled there
        assert re.fullmatch(r"(https://\S+|\S+@\S+|WhatsApp [\d ]+( \(.*\))?|)", row["chat"]), row
        assert not any(cell != cell.strip() for cell in row.values()), row


# Whoever has a help line has an emergency number to show above it.
def test_lines_have_an_emergency_number() -> None:
    assert all(lines.emergency(row["country"]) for row in lines.rows("helplines.csv"))
