"""What a text says about somebody's safety: the one output of `companion.care.assess`."""

from typing import Literal

import msgspec

Kind = Literal["imminent", "ideation_active", "ideation_passive", "self_harm", "third_person", "none"]


class Concern(msgspec.Struct, frozen=True):
    """`routes` narrow the answer: "medical", "abuse", "eating", "psychosis", "mania", "harm_to_others",
    "bereavement". `unsure`: may be meant otherwise, so it is asked about. `language` is the message's own."""

    kind: Kind = "none"
    routes: tuple[str, ...] = ()
    language: str = "en"
    unsure: bool = False

    @property
    def raised(self) -> bool:
        """Whether a danger was seen: the answer is then no ordinary one."""
        return self.kind != "none"
