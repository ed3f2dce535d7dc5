"""What an export calls itself; docs/export.md describes the rest."""

FORMAT, VERSION = "small-wins-export", 1
LARGEST = 5_000_000  # bytes of a file that is read back
