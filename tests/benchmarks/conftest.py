"""Tells what was measured, below what passed."""

import pytest

from tests.benchmarks.figures import KEPT


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line a benchmark."""
    for name, figures in sorted(KEPT.items()):
        said = "，".join(f"{what} {figure}" for what, figure in figures.items())
        terminalreporter.write_line(f"{name}：{said}")
