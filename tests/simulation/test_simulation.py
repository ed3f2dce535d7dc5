"""Made-up people over some months, each message watched. A year of a thousand: `python -m tests.simulation`."""

import pytest

from tests.simulation.life import lived
from tests.simulation.people import KINDS

DAYS, SEED = 100, 1


# Whoever it is and whatever they do: no rule is broken, and they were spoken to.
@pytest.mark.parametrize("number", range(2 * len(KINDS)))
def test_no_rule_is_broken(number: int) -> None:
    _, life = lived(number, DAYS, SEED)
    assert life.watch.faults == []
    assert life.watch.messages["hello"] >= 5


# The same seed is the same life.
def test_replayable() -> None:
    first, again = lived(3, 20, SEED)[1], lived(3, 20, SEED)[1]
    assert [message.text for message in first.heard] == [message.text for message in again.heard]
    assert lived(3, 20, SEED + 1)[1].watch.messages != first.watch.messages
