"""The command line as a test speaks to it."""

import json
from pathlib import Path
from typing import Any

import pytest

from desk.cli.main import main


class Line:
    """The command line, with what it said last."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.book = str(folder)
        self.opened: list[Path | None] = []
        self.out = self.err = ""
        self._capture = capture

    def __call__(self, *arguments: str) -> int:
        status = main(arguments, self._window)
        self.out, self.err = self._capture.readouterr()
        return status

    def on(self, command: str, *arguments: str) -> int:
        """Run a command on the casebook."""
        return self(command, self.book, *arguments)

    def json(self, command: str, *arguments: str) -> Any:
        """What a command on the casebook prints as JSON."""
        assert self.on(command, *arguments, "--json") == 0, self.err
        return json.loads(self.out)

    def _window(self, book: Path | None) -> int:
        self.opened.append(book)
        return 0
