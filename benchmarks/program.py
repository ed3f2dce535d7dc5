"""Import and idle memory: the whole program, every word, reading list and town loaded."""

import statistics
import subprocess
import sys
import time

ROUNDS = 7
IMPORT = "import bot.__main__, bot.start, bot.app"
EVERYTHING = """
import datetime
import bot.start, bot.check
from companion import goals, reading
from companion.words import book
book("en"); goals.shrink("clean the house"); goals.kind("took a shower"); goals.surprise(1); goals.lying_down(1)
reading.reply("done"); reading.report("took a shower"); reading.places("Leeds"); reading.nearest(53.8, -1.5)
reading.country("Germany"); reading.zones("UTC+3"); reading.wish("help"); reading.talk("hello"); reading.heavy("heavy")
reading.zones_showing(datetime.time(9), datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
"""


def seconds(statement: str) -> float:
    """How long a new Python takes for the statement, its own start included."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)  # noqa: S603 - the statements above
    return time.perf_counter() - begun


def main() -> None:
    """Prints medians of interleaved runs."""
    runs = [(seconds("pass"), seconds(IMPORT)) for _ in range(ROUNDS)]
    bare, ours = (statistics.median(column) for column in zip(*runs, strict=True))
    loaded = subprocess.run([sys.executable, "-c", EVERYTHING], check=True, capture_output=True, text=True)  # noqa: S603 - see above
    print(f"{'import':32}{'Python':>12}{'Small Wins':>12}{'more':>9}")
    print(f"{'seconds':32}{bare:12.2f}{ours:12.2f}{ours - bare:+9.2f}")
    print(f"{'resident MB, everything loaded':32}{'':12}{int(loaded.stdout) / 1024:12.0f}")


if __name__ == "__main__":
    main()
