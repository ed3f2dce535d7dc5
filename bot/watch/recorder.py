"""What a watched bot has counted and timed, as plain functions to be called."""

from collections.abc import Callable

import msgspec


def _nothing(*_: object) -> None:
    pass


class Recorder(msgspec.Struct, frozen=True):
    """Times are in seconds. Called from the event loop's thread and from the database's; by itself it records nothing.
    None is ever told who somebody is, or a word."""

    stored: Callable[[int], object] = _nothing  # so many updates that were new
    taken: Callable[[], object] = _nothing  # a turn
    slowed: Callable[[str], object] = _nothing  # an update of a flood was "merged" with others, or "put_off"
    sent: Callable[[str, str], object] = _nothing  # lane and outcome
    replied: Callable[[float], object] = _nothing  # so long after the update arrived
    nudged: Callable[[float], object] = _nothing  # so long after it was due
    lagged: Callable[[float], object] = _nothing  # the event loop, behind its timers
    told: Callable[[str], object] = _nothing  # a line of the log, by its level
