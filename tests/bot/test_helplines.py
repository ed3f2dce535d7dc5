"""`small-wins helplines`: what keeps a release from going out with numbers that nobody checked."""

import datetime
import io

import pytest

from bot.helplines import helplines
from companion.care import lines

DAY = 24 * 3600
CHECKED = int(datetime.datetime(2026, 6, 2, 12, tzinfo=datetime.UTC).timestamp())  # Samaritans
_rows = lines.rows


# Each number is named with its age, and the exit code is 1 while one of them is too old or has no date.
def test_old_ones_fail() -> None:
    screen = io.StringIO()
    assert helplines(CHECKED, screen) == 1
    assert "         0  2026-06-02  GB   26  Samaritans\n" in screen.getvalue()
    assert "OLD      ?  no date     FR" in screen.getvalue()
    assert "No release with these" in screen.getvalue()


# Where all are fresh, a release may go out; after 90 days it still may, and the command says so.
@pytest.mark.parametrize(("days", "told"), [(90, "    "), (91, "soon")])
def test_fresh_ones_pass(days: int, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "rows", lambda file: [row for row in _rows(file) if row["country"] == "GB"])
    screen = io.StringIO()
    assert helplines(CHECKED + days * DAY, screen) == 0
    assert screen.getvalue().startswith(f"{told}    {days}  2026-06-02  GB")
    assert "release" not in screen.getvalue()
