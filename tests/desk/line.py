"""The command line as a test speaks to it."""

import json
from typing import Any

import pytest

from desk.book.place import Address, Place
from desk.cli.main import main


class Line:
    """The command line, with what it said last."""

    def __init__(self, place: Place, capture: pytest.CaptureFixture[str]) -> None:
        self.book = written(place)
        self.opened: list[Place | None] = []
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

    def _window(self, book: Place | None) -> int:
        self.opened.append(book)
        return 0


def written(place: Place) -> str:
    """A place as it is typed on the command line, password and all."""
    if isinstance(place, Address):
        return place.url.render_as_string(hide_password=False)
    return str(place)
