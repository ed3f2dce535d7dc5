"""`python -m benchmarks [replies] [start] [size] [export] [mind] [pictures] [journal]`: all where none is named."""

import sys

from benchmarks import export, journal, mind, pictures, replies, size, start

BENCHMARKS = {
    "replies": replies.main,
    "start": start.main,
    "size": size.main,
    "export": export.main,
    "mind": mind.main,
    "pictures": pictures.main,
    "journal": journal.main,
}


def main() -> None:
    names = sys.argv[1:] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.")
    for name in names:
        BENCHMARKS[name]()
        print()


if __name__ == "__main__":
    main()
