"""Countries by name, flag and code."""

import pytest

from companion.reading import country


# Names in many languages, everyday names, flags and codes.
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GB"), ("uk", "GB"), ("England", "GB"), ("Great Britain", "GB"), ("USA", "US"), ("us", "US"),
        ("the States", "US"), ("Holland", "NL"), ("the Netherlands", "NL"), ("🇬🇧", "GB"), ("🇩🇪!", "DE"),
        ("Deutschland", "DE"), ("Германия", "DE"), ("allemagne", "DE"), ("ألمانيا", "DE"), ("日本", "JP"),
        ("भारत", "IN"), ("대한민국", "KR"), ("Brasil", "BR"), ("España", "ES"), ("espana", "ES"), ("Türkiye", "TR"),
        ("GBR", "GB"), ("IT", "IT"), ("NO", "NO"), ("de", "DE"), ("I live in France", "FR"), ("Leeds, UK", "GB"),
        ("ivory coast", "CI"), ("Czech Republic", "CZ"), ("UAE", "AE"), ("Korea", "KR"),
    ],
)  # fmt: skip
def test_a_country_is_read(text: str, code: str) -> None:
    assert country(text) == code


# Small words that are also codes, and texts without a country.
@pytest.mark.parametrize("text", ["", "it", "no", "in", "banana", "Leeds", "🇿🇿", "my country", ",,,", "x" * 5000])
def test_no_country_is_made_up(text: str) -> None:
    assert country(text) is None
