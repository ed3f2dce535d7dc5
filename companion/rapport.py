"""What is remembered of how to speak with a person; of their words, only the line they asked us to keep."""

import datetime
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import structs


class Rapport(msgspec.Struct, frozen=True):
    """`said` counts each sentence of several wordings by its name: they come in turn, so that the one said longest
    ago is next."""

    said: Mapping[str, int] = msgspec.field(default_factory=dict)
    ok_means: str = ""  # "did" or "saw", once they told us; empty: it is asked
    heavy_line: str = ""  # what they wrote on a good day, for a heavy one
    line_invited_on: datetime.date | None = None
    taken_back: int = 0  # when the newest win that they took back had been kept, UTC epoch seconds

    def having_said(self, names: Iterable[str]) -> "Rapport":
        """After these sentences were said once more."""
        said = dict(self.said)
        for name in names:
            said[name] = said.get(name, 0) + 1
        return structs.replace(self, said=said)
