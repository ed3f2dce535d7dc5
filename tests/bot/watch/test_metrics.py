"""The metrics: named as Prometheus wants it, in a registry of their own, and with nobody in them."""

import re
from pathlib import Path

import prometheus_client
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.watch.metrics import LANES, OUTCOMES, Metrics
from storage import inbox
from storage.inbox import Arrived
from storage.store import Store
from tests.databases import KEY
from tests.storage.rows import ALICE, NOW

DOCS = Path(__file__).parents[3] / "docs" / "watching.md"
LIBRARY = ("process_", "python_")


@pytest.fixture
async def metrics(tmp_path: Path) -> Metrics:
    """Of a database in which an update of Alice's waits; no bot has it open."""
    store = await Store.open(tmp_path / "small-wins.db", KEY)
    await store.run(lambda connection: inbox.put(connection, [Arrived(1, ALICE, b"sesame")], NOW))
    await store.close()
    return Metrics(store.path, lambda: NOW + 60)


def page(metrics: Metrics, accept: str = "") -> str:
    return metrics.page(accept)[0].decode()


def value(metrics: Metrics, sample: str, **labels: str) -> float:
    found = [
        known.value
        for family in text_string_to_metric_families(page(metrics))
        for known in family.samples
        if known.name == f"small_wins_{sample}" and known.labels == labels
    ]
    assert len(found) == 1, (sample, labels)
    return found[0]


# What is recorded is read, each under its own name.
def test_recorded(metrics: Metrics) -> None:
    recorder = metrics.recorder
    recorder.stored(3)
    recorder.taken()
    recorder.slowed("merged")
    recorder.sent("nudge", "unreachable")
    recorder.replied(0.015)
    recorder.nudged(90)
    recorder.lagged(0.0004)
    recorder.told("ERROR")
    assert value(metrics, "updates_stored_total") == 3
    assert value(metrics, "turns_total") == 1
    assert value(metrics, "flood_updates_total", met="merged") == 1
    assert value(metrics, "flood_updates_total", met="put_off") == 0
    assert value(metrics, "messages_total", lane="nudge", outcome="unreachable") == 1
    assert value(metrics, "reply_latency_seconds_bucket", le="0.01") == 0
    assert value(metrics, "reply_latency_seconds_bucket", le="0.02") == 1
    assert value(metrics, "nudge_lateness_seconds_sum") == 90
    assert value(metrics, "loop_lag_seconds_count") == 1
    assert value(metrics, "log_lines_total", level="ERROR") == 1


# Queues are read off the database when they are asked for.
def test_queues(metrics: Metrics) -> None:
    assert value(metrics, "queue_waiting", queue="updates") == 1
    assert value(metrics, "queue_oldest_seconds", queue="updates") == 60
    assert value(metrics, "queue_waiting", queue="check_ins") == 0


# Everything that could be counted stands there with 0: a rate that begins with its first error would not show it.
def test_nothing_is_missing(metrics: Metrics) -> None:
    for lane in LANES:
        for outcome in OUTCOMES:
            assert value(metrics, "messages_total", lane=lane, outcome=outcome) == 0


# Prometheus's own rules for names: base units, counters in _total; and each is explained in docs/watching.md.
def test_names(metrics: Metrics) -> None:
    families = [it for it in text_string_to_metric_families(page(metrics)) if not it.name.endswith("_created")]
    ours = [family for family in families if not family.name.startswith(LIBRARY)]
    assert len(ours) == 10
    explained = DOCS.read_text("utf-8")
    for family in ours:
        assert re.fullmatch(r"small_wins_[a-z_]+", family.name)
        assert family.type in {"counter", "gauge", "histogram"}
        assert (family.type == "histogram") <= family.name.endswith("_seconds")
        name = f"{family.name}_total" if family.type == "counter" else family.name
        assert f"`{name}`" in explained or f"`{name}{{" in explained
        assert family.documentation.endswith(".")


# No label can tell people apart: there are a few, with a few values each.
def test_labels(metrics: Metrics) -> None:
    samples = [it for family in text_string_to_metric_families(page(metrics)) for it in family.samples]
    ours = [sample for sample in samples if sample.name.startswith("small_wins")]
    labels = {name: {sample.labels.get(name) for sample in ours} for sample in ours for name in sample.labels}
    assert labels.keys() == {"queue", "lane", "outcome", "met", "level", "le"}
    assert all(len(values) < 45 for values in labels.values())
    assert "sesame" not in page(metrics)
    assert str(ALICE) not in page(metrics)


# The process is told of, too; the library's registry that all programs share is left alone.
def test_registry(metrics: Metrics) -> None:
    assert "process_resident_memory_bytes" in page(metrics)
    assert "process_open_fds" in page(metrics)
    assert "small_wins" not in prometheus_client.generate_latest().decode()
    Metrics(Path("another.db"), lambda: NOW)


# Prometheus chooses between its two formats by a header.
def test_formats(metrics: Metrics) -> None:
    assert metrics.page("")[1].startswith("text/plain")
    content, kind = metrics.page("application/openmetrics-text; version=1.0.0")
    assert kind.startswith("application/openmetrics-text")
    assert content.endswith(b"# EOF\n")
