"""Numbers that only grow."""

from simulator.tables import Table


class Counters:
    """Named counters, kept with the state."""

    def __init__(self, rows: Table[str, int]) -> None:
        self._rows = rows

    def value(self, name: str) -> int:
        """The last number given out; 0 before the first."""
        return self._rows.get(name, 0)

    def next(self, name: str) -> int:
        """The next number, never given out before."""
        return self.set(name, self._rows.get(name, 0) + 1)

    def set(self, name: str, value: int) -> int:
        """Goes on from `value`."""
        return self._rows.put(name, value)
