"""What the tests of a crisis share: words of each class, and what is heard then."""

from tests.conversation import Heard

DANGER = "i have the pills in front of me and i'm taking them all tonight"
ACTIVE = "i keep thinking about killing myself"
PASSIVE = "everyone would be better off without me"
UNSURE = "i don't want to be here any more"
SAFE = "I'm safe now"


def the(heard: list[Heard]) -> Heard:
    """The one message, without fireworks."""
    (said,) = heard
    assert not said.effect
    return said
