"""Figures, each by one command: `python -m benchmarks [replies | start | size]`. They print ratios of one run."""
