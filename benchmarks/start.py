"""Start and memory: with nobody in the database, and with 100,000 people who have a hello planned."""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.bare_server import Run, serve
from benchmarks.contenders.small_wins import bot
from benchmarks.population import populate

ROUNDS = 5
PEOPLE = 100_000
SETTLED = 3.0  # seconds after the first poll at which memory is read


async def start(database: Path) -> tuple[float, float]:
    """(seconds from the command to the first poll, resident megabytes a little later)."""
    run = Run(updates=0, people=1, delay=0)
    async with serve(run) as address:
        begun = time.perf_counter()
        process = bot(address, database)
        try:
            await asyncio.wait_for(run.polled.wait(), 60)
            took = time.perf_counter() - begun
            await asyncio.sleep(SETTLED)
            return took, resident(process.pid)
        finally:
            process.terminate()
            await asyncio.to_thread(process.wait, 30)


def resident(pid: int) -> float:
    """What the process holds in memory, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def main() -> None:
    """Prints medians of interleaved starts."""
    with tempfile.TemporaryDirectory() as folder:
        empty, crowded = Path(folder) / "empty.db", Path(folder) / "crowded.db"
        populate(empty, 0)
        populate(crowded, PEOPLE)
        asyncio.run(start(crowded))  # the first start plans everybody with the time-zone data at hand
        runs = [(asyncio.run(start(empty)), asyncio.run(start(crowded))) for _ in range(ROUNDS)]
    (nobody, bare), (crowd, full) = (
        [statistics.median(figure) for figure in zip(*column, strict=True)] for column in zip(*runs, strict=True)
    )
    print(f"{'start':32}{'nobody':>12}{f'{PEOPLE:,}':>12}{'more':>9}")
    print(f"{'seconds to the first poll':32}{nobody:12.2f}{crowd:12.2f}{crowd - nobody:+9.2f}")
    print(f"{'resident MB':32}{bare:12.0f}{full:12.0f}{full - bare:+9.0f}")


if __name__ == "__main__":
    main()
