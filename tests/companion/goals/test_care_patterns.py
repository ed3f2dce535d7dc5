"""The patterns of what is answered with care are tried at few words: none of them may be passed over."""

import csv
from pathlib import Path

import pytest

from companion.goals import care
from companion.goals.lexicon import words


def texts() -> list[str]:
    """Goals of every kind, those with danger in them among them."""
    tables = [Path(__file__).parent / name for name in ("goals.csv", "others.csv")]
    lines = [line for path in tables for line in path.read_text(encoding="utf-8").splitlines()]
    return [row[0].lower() for row in csv.reader(lines)]


# Each is found in a text where it would be found alone.
def test_none_is_passed_over() -> None:
    known = care._patterns("en")
    assert known is not None
    alone = {pattern for patterns in known.about.values() for pattern in patterns}
    for text in texts():
        left = " ".join(known.benign.sub(" · ", text).split())
        assert care._cares(text, "en") == any(pattern.search(left) for pattern in alone), text


# They are entered at the beginnings of words alone, so that is where each of them has to begin.
def test_all_begin_at_a_word() -> None:
    listed = words("en", "goals.toml")["care"]
    about = [pattern for patterns in listed["about"].values() for pattern in patterns]
    assert [pattern for pattern in about if not pattern.startswith((r"\b", "^"))] == []
    assert [pattern for pattern in listed["benign"] if not pattern.startswith(r"\b")] == []


# What a text can begin with that a pattern matches.
@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        (r"\bweight\b", {"wei"}),
        (r"^fast\b", {"fas"}),
        (r"\b(?:eat|ate) less", {"eat", "ate"}),
        (r"\b(?:a|an) pint", {"a p", "an "}),
        (r"\b(?:so )?(?:thin|slim)", {"so ", "thi", "sli"}),
        (r"\b(?:my )*gut", {"my ", "gut"}),
        (r"\b(?:my ){0,2}gut", {"my ", "gut"}),
        (r"\bjs?\b", {"j"}),
        (r"\b\d+ stone", set("0123456789")),
        (r"\b(?:\w+ing|gin)", {"", "gin"}),
        (r"\b(?=x)y", {""}),
    ],
)
def test_openings(pattern: str, openings: set[str]) -> None:
    assert care._openings(pattern) == openings
