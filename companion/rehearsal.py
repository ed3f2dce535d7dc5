"""One made-up conversation before the first real one: what is read from files on first use is read then."""

from msgspec import structs

from companion.events import Said
from companion.people import Person, Question
from companion.respond import respond

_SAID = (("done", None), ("took a shower", None), ("clean the house", Question("goal")), ("Leeds", Question("town")))


def rehearse() -> None:
    """Takes most of a second, which the first person would wait for otherwise. Changes nothing."""
    nobody = Person(0, "0", joined_at=0)
    for text, question in _SAID:
        respond(Said(text, 0), structs.replace(nobody, question=question), 0)
