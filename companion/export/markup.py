"""Pieces of the page: words escaped, and rows as they are kept."""

import html
import zoneinfo
from collections.abc import Mapping, Sequence
from typing import Any

from companion.checkins import local_time

Row = Mapping[str, Any]


def text(words: str) -> str:
    """Words of ours."""
    return html.escape(words)


def own(words: str) -> str:
    """What a person typed, in its own direction."""
    return f'<span class="own" dir="auto">{html.escape(words)}</span>'


def folded(name: str, rows: Sequence[Row], zone: zoneinfo.ZoneInfo) -> str:
    """Rows with the names that they have in the other file, closed until asked for; a single one stands upright."""
    content = _facts(rows[0], zone) if len(rows) == 1 else _table(rows, zone)
    return f"<details>\n<summary>{text(name)}</summary>\n{content}\n</details>"


def _facts(row: Row, zone: zoneinfo.ZoneInfo) -> str:
    facts = (f"<dt>{text(name)}</dt><dd>{own(_plain(name, value, zone))}</dd>" for name, value in row.items())
    return "<dl>\n" + "\n".join(facts) + "\n</dl>"


def _table(rows: Sequence[Row], zone: zoneinfo.ZoneInfo) -> str:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    head = "".join(f'<th scope="col">{text(column)}</th>' for column in columns)
    lines = ("".join(f"<td>{own(_plain(column, row.get(column), zone))}</td>" for column in columns) for row in rows)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    return f'<div class="table" tabindex="0">{table}</div>'


def _plain(name: str, value: Any, zone: zoneinfo.ZoneInfo) -> str:
    """A moment as the person's clock showed it; anything else as it is kept."""
    if isinstance(value, int) and (name == "at" or name.endswith("_at")):
        return local_time(value, zone).strftime("%Y-%m-%d %H:%M")
    return "–" if value is None or value == "" else str(value)
