"""What is compared: Small Wins, and the usual ways, each a small program of its own."""

import subprocess
import sys

from benchmarks.bare_server import TOKEN


def program(name: str, address: str, *arguments: object, given: bytes = b"") -> "subprocess.Popen[bytes]":
    """Starts `benchmarks/contenders/NAME.py ADDRESS TOKEN ARGUMENTS`, with `given` on its standard input."""
    command = [sys.executable, "-m", f"benchmarks.contenders.{name}", address, TOKEN, *map(str, arguments)]
    # At the end its last poll fails, for the server is gone by then, and some say so at length.
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own programs
    assert process.stdin
    with process.stdin:
        process.stdin.write(given)
    return process
