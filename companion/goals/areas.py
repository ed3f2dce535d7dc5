"""Which area of life a goal belongs to: verb and object first, then places, then feelings."""

from companion.goals.lexicon import ALWAYS, Lexicon, Phrase
from companion.goals.reading import phrases_in

ACTS = ("vague", "about")
BROAD = "broad"
PLACES = "places"
TIERS = ((ALWAYS,), ACTS, (PLACES,), ("feelings",))


def area_of(words: list[str], lexicon: Lexicon) -> str | None:
    """The area whose phrases the base forms name most fully, the earliest on a tie; None if none is named."""
    return area_named(phrases_in(words, lexicon))


def area_named(phrases: dict[Phrase, int]) -> str | None:
    """Likewise, of phrases found already."""
    named = {phrase.tier for phrase in phrases}
    for tier in TIERS:
        if not named.isdisjoint(tier):
            found = _named(phrases, tier)
            return max(found, key=lambda area: _weight(found[area]))
    return None


def area_broadly(words: list[str], lexicon: Lexicon) -> str | None:
    """The area that fits what the goal begins with, whatever follows ("visit …", "stop …"); None for one word alone."""
    first = [phrase for phrase, at in phrases_in(words, lexicon).items() if phrase.tier == BROAD and not at]
    return max(first, key=lambda phrase: len(phrase.words)).area if first and len(words) > 1 else None


def areas_named(words: list[str], lexicon: Lexicon) -> int:
    """How many areas the base forms name by a verb or an object."""
    return len(_named(phrases_in(words, lexicon), ACTS))


def _named(phrases: dict[Phrase, int], tier: tuple[str, ...]) -> dict[str, list[tuple[int, int]]]:
    """By area, the (length, place) of each of its phrases among those found."""
    found: dict[str, list[tuple[int, int]]] = {}
    for phrase, at in phrases.items():
        if phrase.tier in tier:
            found.setdefault(phrase.area, []).append((len(phrase.words), at))
    return found


def _weight(phrases: list[tuple[int, int]]) -> tuple[int, int, int]:
    """A longer phrase says more than several words do; then the one that comes first."""
    return max(length for length, _ in phrases), len(phrases), -min(at for _, at in phrases)
