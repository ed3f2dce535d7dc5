"""Towns: by name in any spelling, by position, by what their clocks show."""

import datetime
from importlib.resources import files

import pytest

from companion.reading import nearest, places, zones_showing
from companion.reading.gazetteer import gazetteer
from companion.reading.places import is_town

NOON_UTC = datetime.datetime(2026, 1, 15, 12, 0, tzinfo=datetime.UTC)


# The first town offered, however its name is spelled.
@pytest.mark.parametrize(
    ("text", "town", "country"),
    [
        ("Leeds", "Leeds", "GB"), ("LEEDS", "Leeds", "GB"), ("Leeds, UK", "Leeds", "GB"), ("leeds uk", "Leeds", "GB"),
        ("I live in Leeds", "Leeds", "GB"), ("near Leeds please", "Leeds", "GB"), ("Leedz", "Leeds", "GB"),
        ("Paris", "Paris", "FR"), ("Paris Texas", "Paris", "US"), ("Paris, TX", "Paris", "US"),
        ("france paris", "Paris", "FR"),
        ("Portland OR", "Portland", "US"), ("NYC", "New York City", "US"), ("new-york", "New York City", "US"),
        ("LA", "Los Angeles", "US"), ("London Ontario", "London", "CA"), ("Vancouver WA", "Vancouver", "US"),
        ("st. louis", "St. Louis", "US"), ("Saint-Etienne", "Saint-Étienne", "FR"), ("Köln", "Köln", "DE"),
        ("koeln", "Köln", "DE"), ("Cologne", "Köln", "DE"), ("munchen", "Munich", "DE"), ("Lodz", "Łódź", "PL"),
        ("Giessen", "Gießen", "DE"), ("Moskau", "Moscow", "RU"), ("Москва", "Moscow", "RU"), ("Київ", "Kyiv", "UA"),
        ("القاهرة", "Cairo", "EG"), ("東京", "Tokyo", "JP"), ("서울", "Seoul", "KR"), ("मुंबई", "Mumbai", "IN"),
        ("Amstredam", "Amsterdam", "NL"), ("Birmingam", "Birmingham", "GB"), ("Bombay", "Mumbai", "IN"),
        ("Saigon", "Ho Chi Minh City", "VN"), ("Odessa", "Odesa", "UA"), ("Sao Paulo", "São Paulo", "BR"),
        ("Birmingham, Alabama", "Birmingham", "US"), ("Perth Scotland", "Perth", "GB"), ("Perth", "Perth", "AU"),
    ],
)  # fmt: skip
def test_a_town_in_any_spelling(text: str, town: str, country: str) -> None:
    found = places(text)
    assert (found[0].name, found[0].country) == (town, country)
    assert len(found) <= 8


# States tell apart the towns of one name.
@pytest.mark.parametrize(
    ("text", "zone"), [("Portland, Maine", "America/New_York"), ("Portland OR", "America/Los_Angeles")]
)
def test_a_state_narrows(text: str, zone: str) -> None:
    assert places(text)[0].zone == zone


# A named country that has no such town does not hide the others.
def test_a_wrong_country_hides_nothing() -> None:
    assert places("Leeds, Japan")[0].country == "GB"


# No town of that name, no guess.
@pytest.mark.parametrize("text", ["", " ", "zzzzqqq", "asdfghjkl", "x" * 5000, "!!!", "done"])
def test_no_town_is_made_up(text: str) -> None:
    assert places(text) == []


# An everyday word is no town, though one of that name is somewhere; with its country it is.
@pytest.mark.parametrize(
    "word", ["no", "later", "man", "never", "time", "cat", "today", "hello", "dunno", "Water", "rest"]
)
def test_everyday_words_are_no_towns(word: str) -> None:
    assert places(word) == []


def test_an_everyday_word_with_its_country() -> None:
    """Frome and "from" differ; Man in Ivory Coast is found when it is named so."""
    assert places("Man, Ivory Coast")[0].country == "CI"


# A shared position finds its town, also beside the date line and at a pole.
@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [(53.8, -1.55, "Europe/London"), (40.7, -74.0, "America/New_York"), (-17.0, 179.99, "Pacific/Fiji"),
     (-17.0, -179.99, "Pacific/Fiji"), (90.0, 0.0, "Arctic/Longyearbyen"), (-33.9, 151.2, "Australia/Sydney")],
)  # fmt: skip
def test_the_nearest_town(latitude: float, longitude: float, zone: str) -> None:
    assert nearest(latitude, longitude).zone == zone


# "What time is it for you?": the largest town of each zone whose clocks show that time.
def test_towns_whose_clocks_show_a_time() -> None:
    found = zones_showing(datetime.time(12, 5), NOON_UTC)
    assert "London" in [place.name for place in found]
    assert len({place.zone for place in found}) == len(found)
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)


# Half and quarter hours have zones of their own, and a time near midnight wraps round.
@pytest.mark.parametrize(
    ("time", "zone"),
    [
        ("17:30", "Asia/Kolkata"),
        ("17:45", "Asia/Kathmandu"),
        ("00:00", "Pacific/Auckland"),
        ("01:02", "Pacific/Auckland"),
    ],
)
def test_odd_offsets(time: str, zone: str) -> None:
    shown = zones_showing(datetime.time.fromisoformat(time), NOON_UTC)
    assert (zone in [place.zone for place in shown]) == (time != "00:00")


# Every zone of every packed town is one that the pinned tzdata knows, and the blob stays small.
def test_the_packed_towns_fit_the_pinned_zones() -> None:
    known = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    assert set(gazetteer().zones) <= set(known)
    assert len(gazetteer()) > 30_000
    assert len((files("companion.words") / "cities.bin").read_bytes()) <= 3_000_000


# A large town is one by any name with letters of its own; an everyday word is none, though some town is called so.
@pytest.mark.parametrize(
    ("text", "town"),
    [("Leeds", True), ("München", True), ("Köln", True), ("là", False), ("später", False), ("sleep", False)],
)
def test_the_very_name_of_a_town(text: str, town: bool) -> None:
    assert is_town(text) is town
