"""Danger heard in a text, and ordinary words left alone."""

import csv
from pathlib import Path

import pytest

from companion.care import assess

DESIGNED = list(csv.DictReader((Path(__file__).parent / "designed.csv").read_text("utf-8").splitlines()))


# The cases that the detector was designed from; not yet reviewed by a clinician.
@pytest.mark.parametrize("case", DESIGNED, ids=lambda case: case["text"])
def test_designed_cases(case: dict[str, str]) -> None:
    concern = assess(case["text"])
    assert concern.kind == case["kind"]
    assert set(case["routes"].split()) <= set(concern.routes)
