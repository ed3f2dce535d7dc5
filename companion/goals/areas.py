"""Which area of life a goal belongs to: verb and object first, then places, then feelings."""

from companion.goals.lexicon import Lexicon, Topic
from companion.goals.reading import Phrase, position

TIERS = (("vague", "about"), ("places",), ("feelings",))


def area_of(words: list[str], lexicon: Lexicon) -> str | None:
    """The area whose phrases the base forms name most fully, the earliest on a tie; None if none is named."""
    for tier in TIERS:
        found = {t.area: hit for t in lexicon.topics if (hit := _hit(t, tier, words)) is not None}
        if found:
            return max(found, key=lambda area: found[area])
    return None


def areas_named(words: list[str], lexicon: Lexicon) -> int:
    """How many areas the base forms name by a verb or an object."""
    return sum(_hit(topic, TIERS[0], words) is not None for topic in lexicon.topics)


def _hit(topic: Topic, tier: tuple[str, ...], words: list[str]) -> tuple[int, int] | None:
    """(weight, earliness) of the topic's phrases among the words: a longer phrase says more than several words."""
    phrases: list[Phrase] = [phrase for name in tier for phrase in getattr(topic, name)]
    places = {phrase: at for phrase in phrases if (at := position(phrase, words)) is not None}
    if not places:
        return None
    longest = max(len(phrase) for phrase in places)
    return longest * 10 + len(places), -min(places.values())
