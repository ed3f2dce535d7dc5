"""Local calendar dates as they stand in rows."""

import datetime


def written(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
