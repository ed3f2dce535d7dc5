"""A sentence that names the town someone is in now."""

from companion.reading.gazetteer import Place
from companion.reading.lexicon import table
from companion.reading.places import places


def travelled(text: str, language: str = "en") -> list[Place]:
    """The towns that "moved to Berlin" or "I live in York" may mean, best first; empty for anything else."""
    openers = (table(language, "travel") or table("en", "travel"))["before"]
    said = " ".join(text.replace("’", "'").split())
    for opener in openers:
        if said.casefold().startswith(f"{opener} "):
            return places(said[len(opener) :].strip(" .!"), language)
    return []
