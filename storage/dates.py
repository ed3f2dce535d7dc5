"""Local calendar dates as they stand in rows."""

import datetime


def date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def written(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
