"""What no rule knows is weighed: heavy words are asked about, and weighing overrules nothing that rules understood."""

import pytest

from companion.care import assess
from companion.care.assess import tokens
from companion.care.weights import SHORTEST, is_heavy

# Without weights no rule says anything of these; with them each is asked about.
HEAVY = [
    "i load dads gun every night and look at it, one night i wont put it back",
    "why does everyone else like being alive, i don't want any of it anymore",
    "i keep thinking nobody would even notice if i was dead, i dont want to exist",
]


def by_weight(text: str) -> bool:
    return not assess(text, weights={}).raised and assess(text).raised


# Whatever is heavy is asked about once, with the numbers in sight: never taken as said.
@pytest.mark.parametrize("text", HEAVY)
def test_asked_about(text: str) -> None:
    found = assess(text)
    assert found.raised
    assert not by_weight(text) or (found.kind, found.unsure) == ("ideation_passive", True)


# At least some of it is heard by weight alone: else nothing here would be tried.
def test_weights_are_used() -> None:
    assert any(map(by_weight, HEAVY))


# What rules know and clear stays cleared, and a language that is not weighed raises nothing.
@pytest.mark.parametrize(
    "text",
    [
        "in the film he says i want to die and then the dog dies",
        "i don't want to die and i am not going to kill myself",
        "die Kinder sind alle im Bett, die Katze schläft und ich bin so müde",
        "did the dishes and took the bins out before the kids woke up",
    ],
)
def test_nothing_is_overruled(text: str) -> None:
    assert not assess(text).raised


# Few words are left to the rules, and no weights weigh nothing.
def test_left_alone() -> None:
    heavy = tokens("dead gun blood pills overdose")
    assert is_heavy(heavy)
    assert not is_heavy(heavy[: SHORTEST - 1])
    assert not is_heavy(heavy, {})


# In a long text a heavy stretch is found wherever it stands.
def test_a_long_text() -> None:
    story = tokens("went to the shop and bought bread and milk and came home and made tea. ") * 8
    heavy = tokens("i want to be dead, everyone is better off without me, i have pills and a note for mum ") * 4
    assert not is_heavy(story)
    assert is_heavy([*story, *heavy])
