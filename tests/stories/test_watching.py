"""A whole bot that is watched: what its two pages tell of a morning, and of nobody."""

import re
import socket

import aiohttp
import orjson

from tests.world import World, world

SECRET = "washed the sesame bowl"


async def page(w: World, name: str) -> str:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{w.watch_port}/{name}") as response:
        assert response.status == 200
        return await response.text()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def figure(metrics: str, sample: str) -> float:
    found = re.search(rf"^small_wins_{re.escape(sample)} (.+)$", metrics, re.MULTILINE)
    assert found, sample
    return float(found[1])


# Answers and a hello are counted and timed, the bot is well, and neither words nor people are in it.
async def test_a_morning() -> None:
    async with world(bot=False) as w:
        w.watch_port = free_port()
        await w.start_bot()
        await w.alice.settles_in()
        await w.alice.tells(f"/win {SECRET}")
        await w.forward(days=1, hours=2)
        metrics, health = await page(w, "metrics"), await page(w, "healthz")
    assert orjson.loads(health)["ok"]
    updates = figure(metrics, "updates_stored_total")
    assert updates > 3
    assert figure(metrics, "turns_total") == updates
    assert 0 < figure(metrics, "reply_latency_seconds_count") <= updates
    assert figure(metrics, 'messages_total{lane="nudge",outcome="delivered"}') >= 1
    assert figure(metrics, 'nudge_lateness_seconds_bucket{le="+Inf"}') >= 1
    assert figure(metrics, 'queue_waiting{queue="replies"}') == 0
    assert figure(metrics, 'log_lines_total{level="ERROR"}') == 0
    assert "sesame" not in metrics + health
    assert str(w.alice.id) not in metrics + health
