"""Where people can turn: the emergency number of a country, and the directory of help lines.

`emergency.csv` gives each number as it is dialled inside the country, with its source; countries whose number was not
confirmed are left out and get the general words.
"""

import csv
import functools
import importlib.resources
from collections.abc import Mapping

import babel

from companion.words import book

DIRECTORY = "https://findahelpline.com"


@functools.cache
def _emergency() -> Mapping[str, str]:
    text = (importlib.resources.files("companion.care") / "emergency.csv").read_text("utf-8")
    return {row["country"]: row["emergency"] for row in csv.DictReader(text.splitlines())}


def emergency(country: str) -> str | None:
    """The emergency number of a country (ISO 3166 two letters), None where we have none confirmed."""
    return _emergency().get(country)


def directory(country: str) -> str:
    """The page with the help lines of a country; the whole directory where the country isn't known."""
    return f"{DIRECTORY}/countries/{country.lower()}" if country else DIRECTORY


@functools.cache
def _locale(language: str) -> babel.Locale:
    return babel.Locale.parse(language)


def country_name(country: str, language: str) -> str:
    """The country's name as it stands in a sentence ("the UK"); the code itself where there is none."""
    own = book(language).phrases["countries"].get(country)
    return own or str(_locale(language).territories.get(country, country))
