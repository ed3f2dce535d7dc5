"""The short form of the torture: some kills at random moments. The long form: `python -m tests.torture`."""

import pytest

from tests.torture.run import run
from tests.torture.stage import Scale

SEED = 33
SMALL = Scale(people=4, longest_freeze=1, kills_in_a_row=3)


# Killed and stopped while people write, while their hellos fall due and while they answer them: no promise is broken.
@pytest.mark.slow
async def test_no_promise_is_broken() -> None:
    toll = await run(2, SEED, SMALL, blows=())
    assert toll.faults == []
    assert toll.reports > 0
    assert toll.hellos + toll.lost_at_kills + toll.lost_on_the_way == SMALL.people
