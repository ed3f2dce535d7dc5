"""Everything that is kept about a person, as two files: one for programs, one to read. The schema: docs/export.md."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from companion.export.page import page
from companion.export.schema import FORMAT, VERSION
from companion.moments.moment import Moment
from companion.replies import Document

Kept = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table, the person's own under `people`."""


def files(moment: Moment, kept: Kept) -> tuple[Document, Document]:
    """The page first, then what `/import` reads."""
    name = f"small-wins-{moment.today.isoformat()}"
    return (
        Document(f"{name}.html", page(moment, kept), moment.say("export_page").text),
        Document(f"{name}.json", _json(moment, kept), moment.say("export_data").text),
    )


def _json(moment: Moment, kept: Kept) -> bytes:
    tables = {table: rows for table, rows in kept.items() if table != "people"}
    about = {"format": FORMAT, "version": VERSION, "exported_at": moment.now, "person": kept["people"][0]}
    return orjson.dumps(about | tables, option=orjson.OPT_INDENT_2)
