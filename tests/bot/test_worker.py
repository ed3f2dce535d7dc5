"""Whose turns are taken together."""

from bot.worker import OF_ONE, shares
from storage.inbox import Waiting

ALICE, BOB, GROUP = 1, 2, -3


def waiting(person_id: int, count: int, first: int) -> list[Waiting]:
    return [Waiting(first + number, person_id, b"", 0) for number in range(count)]


# A flood fills no batch: of each chat so many are taken up, the first ones, and all of everybody else's.
def test_shares() -> None:
    flood, alices, bobs = waiting(GROUP, 300, 0), waiting(ALICE, 2, 1000), waiting(BOB, OF_ONE, 2000)
    assert shares([*alices, *flood, *bobs]) == [*alices, *flood[:OF_ONE], *bobs]
    assert shares([]) == []
