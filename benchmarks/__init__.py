"""Figures, each by one command: see docs/benchmarks.md. They print ratios of one run; none is a test."""
