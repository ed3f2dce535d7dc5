"""`python -m benchmarks [NAME ...]`: all of them where none is named; each prints its figures."""

import sys

from benchmarks import answers, both, export, journal, mind, nudges, pictures, program, schedule, size

BENCHMARKS = {
    "answers": answers.main,
    "nudges": nudges.main,
    "both": both.main,
    "schedule": schedule.main,
    "size": size.main,
    "program": program.main,
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
