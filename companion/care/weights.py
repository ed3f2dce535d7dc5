"""What no rule knows, by weighing: words, and pairs of neighbours, that stand more in texts of danger than in others.

The weights are counted from this project's own texts (tools/weigh_words.py). They tell that a text as a whole is heavy,
not what it says: so it is asked about.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise, repeat
from typing import Final

PER_UNIT: Final = 100  # weights are whole numbers of hundredths
BIAS: Final = "*"  # what each text starts from
THRESHOLD: Final = 80
SHORTEST: Final = 4  # words: of fewer, each would have to say it alone, and rules know those
_STRETCH: Final = 20  # words weighed together: in a longer text what little each says would add up to much
_STEP: Final = 10  # words from one stretch to the next: what the end of one cuts stands whole in the other
_MOST_UNKNOWN: Final = 0.5  # of the words: of a text in another language hardly one is known

Weights = Mapping[str, int]


def is_heavy(said: Sequence[str], weights: Weights | None = None) -> bool:
    """Whether these words, in English, weigh as those of somebody in danger do. None: the usual weights."""
    if weights is None:
        weights = _weights()
    if len(said) < SHORTEST or not weights:
        return False
    stretches = range(0, max(len(said) - _STEP, 1), _STEP)
    return any(weight(said[first : first + _STRETCH], weights) > THRESHOLD for first in stretches)


def weight(said: Sequence[str], weights: Weights) -> int:
    """How much the words weigh together; each counts once. Text of another language weighs nothing."""
    if sum(map(weights.__contains__, said)) < len(said) * _MOST_UNKNOWN:
        return 0
    return weights[BIAS] + sum(map(weights.get, features(said), repeat(0)))


def features(said: Sequence[str]) -> set[str]:
    """What is weighed: each word, and each pair of neighbours."""
    return {*said, *map(" ".join, pairwise(said))}


@cache
def _weights() -> Weights:
    lines = (resources.files("companion") / "care" / "weights.csv").read_text("utf-8").splitlines()
    return {name: int(value) for name, value in (line.rsplit(",", 1) for line in lines)}
