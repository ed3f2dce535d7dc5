"""Small Wins as it is run for real, against a server of the benchmarks."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.bare_server import TOKEN
from benchmarks.population import KEY


def bot(address: str, database: Path, **settings: object) -> "subprocess.Popen[bytes]":
    """Starts the bot on this database; `settings` by their names in the environment, in lower case."""
    environment = os.environ | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": address,
        "DATABASE_URL": f"sqlite:///{database}",
        "SMALL_WINS_KEY": KEY.hex(),
        "LOG_LEVEL": "WARNING",
    }
    environment |= {name.upper(): str(value) for name, value in settings.items()}
    return subprocess.Popen([sys.executable, "-m", "bot"], env=environment)
