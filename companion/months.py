"""Calendar months by one number, years times twelve and months: what buttons carry. Pure."""

import datetime

import babel.dates

FIRST_YEAR, LAST_YEAR = 1970, 9998


def number_of(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def first_of(number: int) -> datetime.date:
    """The first day of a month; far-off ones are the nearest there are."""
    year, month = divmod(number, 12)
    return datetime.date(min(max(year, FIRST_YEAR), LAST_YEAR), month + 1, 1)


def name_of(number: int, language: str) -> str:
    """ "March 2026"."""
    return str(babel.dates.format_skeleton("yMMMM", first_of(number), locale=language))


def month_named(text: str, today: datetime.date, language: str) -> int | None:
    """The month that a text names, "march" or "March 2026"; without a year the newest that has begun by `today`."""
    words = text.casefold().strip(" .!").split()
    names = {
        name.casefold(): month
        for width in ("wide", "abbreviated")
        for month, name in babel.dates.get_month_names(width, locale=language).items()
    }
    if not words or words[0] not in names or len(words) > 2:
        return None
    month = names[words[0]]
    if len(words) == 1:
        return number_of(datetime.date(today.year - (month > today.month), month, 1))
    year = int(words[1]) if words[1].isascii() and words[1].isdigit() and len(words[1]) == 4 else 0
    return number_of(datetime.date(year, month, 1)) if FIRST_YEAR <= year <= LAST_YEAR else None
