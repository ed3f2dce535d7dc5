"""Prometheus metrics, in a registry of their own. Needs the optional package prometheus-client.

What each means, and when to worry, is in docs/watching.md. No label names a person, and none holds a word.
"""

from collections.abc import Callable
from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.exposition import choose_encoder

from bot.watch.recorder import Recorder
from companion.status import Queue, Queues
from storage import figures
from storage.files import reading

LANES = ("reply", "nudge")
OUTCOMES = ("delivered", "later", "unreachable", "refused", "unknown")
_LEVELS = ("WARNING", "ERROR")
# Seconds. Fine where the promises lie: answers within some 20 ms, stalls below 50, hellos within two hours.
_REPLY = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)
_NUDGE = (1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200)
_LAG = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5)


class Metrics:
    """The page of metrics, and the `recorder` that fills it; of queues the database at `path` tells when it is asked
    for. `now` tells UTC epoch seconds."""

    def __init__(self, path: Path, now: Callable[[], int]) -> None:
        self._path = path
        self._now = now
        self._registry = registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=registry)
        self.recorder = _recorder(registry)
        self._waiting = Gauge(
            "small_wins_queue_waiting", "How many wait in the database.", ["queue"], registry=registry
        )
        self._oldest = Gauge(
            "small_wins_queue_oldest_seconds",
            "For how long the oldest of them has waited.",
            ["queue"],
            registry=registry,
        )

    def page(self, accept: str) -> tuple[bytes, str]:
        """The metrics as the `Accept` header wants them, and their content type. Reads the database: not for the event
        loop's thread. Raises sqlite3.Error."""
        with reading(self._path) as connection:
            queues = figures.queues(connection, self._now())
        for name, queue in _named(queues).items():
            self._waiting.labels(name).set(queue.waiting)
            self._oldest.labels(name).set(queue.oldest)
        encode, content_type = choose_encoder(accept)
        return encode(self._registry), content_type


def _named(queues: Queues) -> dict[str, Queue]:
    return {
        "updates": queues.updates,
        "replies": queues.replies,
        "nudges": queues.nudges,
        "check_ins": queues.check_ins,
    }


def _recorder(registry: CollectorRegistry) -> Recorder:
    def counter(name: str, told: str) -> Counter:
        return Counter(f"small_wins_{name}", told, registry=registry)

    def histogram(name: str, told: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"small_wins_{name}_seconds", told, buckets=buckets, registry=registry)

    return Recorder(
        stored=counter("updates_stored_total", "Updates that came and were new.").inc,
        taken=counter("turns_total", "Turns taken, those that failed among them.").inc,
        slowed=_slowed(registry),
        sent=_sent(registry),
        replied=histogram("reply_latency", "From an update's arrival until its answer was sent.", _REPLY).observe,
        nudged=histogram("nudge_lateness", "From when a hello was due until it was sent.", _NUDGE).observe,
        lagged=histogram("loop_lag", "By how much the event loop is behind its timers.", _LAG).observe,
        told=_told(registry),
    )


# The children of a metric with labels are made once: looking one up by its labels takes a microsecond.


def _sent(registry: CollectorRegistry) -> Callable[[str, str], None]:
    messages = Counter(
        "small_wins_messages_total", "What became of sending, tries among it.", ["lane", "outcome"], registry=registry
    )
    by_name = {(lane, outcome): messages.labels(lane, outcome) for lane in LANES for outcome in OUTCOMES}
    return lambda lane, outcome: by_name[lane, outcome].inc()


def _slowed(registry: CollectorRegistry) -> Callable[[str], None]:
    updates = Counter(
        "small_wins_flood_updates_total",
        "Updates of floods that were not answered at once.",
        ["met"],
        registry=registry,
    )
    by_name = {met: updates.labels(met) for met in ("merged", "put_off")}
    return lambda met: by_name[met].inc()


def _told(registry: CollectorRegistry) -> Callable[[str], None]:
    lines = Counter("small_wins_log_lines_total", "Warnings and errors in the log.", ["level"], registry=registry)
    by_name = {level: lines.labels(level) for level in _LEVELS}
    return lambda level: by_name[level].inc()
