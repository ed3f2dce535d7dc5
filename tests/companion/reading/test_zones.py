"""Time zones as people name them."""

from zoneinfo import ZoneInfo

import pytest

from companion.reading import zones


# The best guess for each way of naming a zone.
@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"), ("europe/london", "Europe/London"), ("America/New York", "America/New_York"),
        ("etc/gmt-3", "Etc/GMT-3"), ("UTC", "Etc/UTC"), ("UTC+3", "Etc/GMT-3"), ("gmt-5", "Etc/GMT+5"),
        ("utc +05:30", "Asia/Kolkata"), ("+2", "Etc/GMT-2"), ("UTC+0", "Etc/UTC"), ("utc-3:30", "America/St_Johns"),
        ("EST", "America/New_York"), ("IST", "Asia/Kolkata"), ("pacific time", "America/Los_Angeles"),
        ("BST", "Europe/London"), ("CET", "Europe/Berlin"), ("Germany", "Europe/Berlin"), ("🇩🇪", "Europe/Berlin"),
        ("I'm in Spain", "Europe/Madrid"), ("Singapore", "Asia/Singapore"), ("India", "Asia/Kolkata"),
        ("Япония", "Asia/Tokyo"), ("USA", "America/New_York"), ("Texas", "America/Chicago"), ("Leeds", "Europe/London"),
        ("Portland OR", "America/Los_Angeles"), ("Arizona", "America/Phoenix"), ("Leeds, UK", "Europe/London"),
        ("Lord Howe", "Australia/Lord_Howe"),
    ],
)  # fmt: skip
def test_the_best_guess(text: str, zone: str) -> None:
    found = zones(text)
    assert found[0] == zone
    assert len(found) <= 8
    assert all(ZoneInfo(name) for name in found)


# One letter group, several zones: all are offered.
def test_an_abbreviation_of_many() -> None:
    assert zones("IST") == ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]
    assert {"America/New_York", "Asia/Tbilisi"} <= set(zones("Georgia"))


# What no zone keeps, or names nothing, gives none.
@pytest.mark.parametrize("text", ["", "UTC+15", "GMT-5:30", "UTC+3:17", "zzzzqqq", "+", "x" * 5000])
def test_no_zone_is_made_up(text: str) -> None:
    assert zones(text) == []
