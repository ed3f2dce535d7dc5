"""Whether a text that nobody asked for is something to be done."""

from companion.goals.areas import ACTS, PLACES
from companion.goals.lexicon import lexicon
from companion.goals.reading import TOKEN, base_forms, phrases_in, plain
from companion.goals.size import SEVERAL, is_verb, parts_of
from companion.goals.tidy import tidy
from companion.reading.normal import SHORT


def is_order(text: str, language: str = "en") -> bool:
    """Whether the text begins with a verb in its plain form which, with what it is done to, names an area: "clean the
    house". False for what has been done ("cleaned the house") and what is said to us ("call me")."""
    spoken = lexicon(language)
    goal = tidy(text, spoken) if spoken else ""
    tokens = TOKEN.findall(plain(goal))
    if spoken is None or not 1 < len(tokens) <= spoken.size.most_words or not spoken.told.isdisjoint(tokens):
        return False
    words = base_forms(goal, spoken)
    named = {phrase: at for phrase, at in phrases_in(words, spoken).items() if phrase.tier in (*ACTS, PLACES)}
    whole = any(not at and len(phrase.words) > 1 for phrase, at in named.items())
    return words[0] == tokens[0] and (whole or (is_verb(words[0], spoken) and any(named.values())))


def is_list(text: str, language: str = "en") -> bool:
    """Whether the text is a list of three things or more, the first and most of the others something to be done.

    No story is: of more than SHORT characters nothing is looked at.
    """
    parts = parts_of(text) if len(text) <= SHORT else []
    if len(parts) < SEVERAL or not is_order(parts[0], language):
        return False
    return sum(is_order(part, language) for part in parts) * 2 > len(parts)
