"""Which of the fixed replies answers a concern, and which state it brings. The sentences are in `crisis.toml`."""

from collections.abc import Mapping

import msgspec

from companion.care.concern import Concern
from companion.care.numbers import Reader, emergency_line, line_block, written_block
from companion.care.phrases import phrases

# Of several routes the first one here is answered.
ROUTES = ("medical", "harm_to_others", "abuse", "psychosis", "mania", "eating", "bereavement")
# What a reply asks: the kind of the open question that it brings.
QUESTIONS: Mapping[str, str] = {
    "imminent": "crisis_near",
    "overdose": "crisis_near",
    "medical": "crisis_near",
    "ideation_active": "crisis_near",
    "ideation_passive": "crisis_direct",
    "unsure": "crisis_meant",
    "self_harm": "crisis_wound",
    "abuse": "crisis_place",
}


class Answer(msgspec.Struct, frozen=True):
    """The name of a sentence, and of the state (see `Care.state`) that it brings: "" for none."""

    sentence: str
    state: str

    @property
    def question(self) -> str:
        return QUESTIONS.get(self.sentence, "")


def answer_to(concern: Concern, *, forwarded: bool = False) -> Answer:
    """The answer to a concern that was raised or has a route; of forwarded words nobody knows whose they are."""
    if forwarded:
        return Answer("forwarded", "third_person")
    route = next((known for known in ROUTES if known in concern.routes), "")
    match concern.kind:
        case "none":
            return Answer(route, "" if route == "bereavement" else route)
        case "third_person":
            return _about_others(route)
    state = "unsure" if concern.unsure and concern.kind != "imminent" else concern.kind
    return Answer("overdose" if route == "medical" else state, state)


def _about_others(route: str) -> Answer:
    if route == "bereavement":
        return Answer("bereavement", "")
    return Answer("medical_other" if route == "medical" else "third_person", "third_person")


def worded(sentence: str, reader: Reader) -> str:
    """The sentence in HTML, with the numbers that are for this reader now."""
    known = phrases(reader.language)
    return known.sentences[sentence].format(
        emergency=emergency_line(reader),
        lines=line_block(reader),
        written=written_block(reader),
        program=known.words["program"],
    )
