"""Counting what each chat brings in a minute."""

import pytest

from bot.attention import MOST, MOST_IN_SECOND, Attentions
from companion.flood import Attention

ALICE, BOB, GROUP = 5_000_000_001, 5_000_000_002, -1_000_000_000_500
NOON = 1_772_452_800


# So many are answered in a minute, for each chat on its own, and again in the next minute or after a clock set back.
@pytest.mark.parametrize("later", [60, -60])
def test_floods(later: int) -> None:
    attentions = Attentions()
    assert [attentions.floods(ALICE, NOON) for _ in range(MOST)] == [False] * MOST
    assert attentions.floods(ALICE, NOON + 59)
    assert not attentions.floods(BOB, NOON + 59)
    assert not attentions.floods(ALICE, NOON + later)


# One notice a minute; none to a group, which has one answer a minute.
def test_notices() -> None:
    attentions = Attentions()
    assert [attentions.floods(GROUP, NOON) for _ in range(3)] == [False, True, True]
    assert [attentions.unanswered(ALICE), attentions.unanswered(ALICE)] == ["notice", "silent"]
    assert attentions.unanswered(GROUP) == "silent"
    attentions.floods(ALICE, NOON + 60)
    assert attentions.unanswered(ALICE) == "notice"


# A flooding chat has so many answers in a second.
def test_answers_in_a_second() -> None:
    attentions = Attentions()
    for second in range(2):
        given = [attentions.answers(ALICE, NOON + second) for _ in range(MOST_IN_SECOND + 1)]
        assert given == [True] * MOST_IN_SECOND + [False]
    assert attentions.answers(BOB, NOON + 1)


# What was decided of an update stands when its transaction is taken again; at another moment it is decided anew.
def test_decided_once() -> None:
    attentions = Attentions()
    decisions: list[Attention | None] = [None, "silent", "notice"]
    heard = [attentions.once(update, now, decisions.pop) for update, now in ((1, 5), (1, 5), (2, 5), (1, 6))]
    assert heard == ["notice", "notice", "silent", None]
    assert decisions == []
