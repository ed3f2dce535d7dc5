"""Pictures are as they were when somebody last looked at them."""

import json

from tests.drawing.golden import DIGESTS, digest, pictures


def test_pictures_are_as_reviewed() -> None:
    """Where one differs, nothing is wrong yet: look at it, then renew it as tests/drawing/golden.py says."""
    reviewed = json.loads(DIGESTS.read_text())
    assert {name: digest(svg) for name, svg in pictures()} == reviewed
