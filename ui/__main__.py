"""The entry point: the window for those who ask for it, else the command line."""

import sys

from desk.book.place import Place
from desk.cli.main import main


def window(book: Place | None) -> int:
    """Open the window. Qt is imported only here, so that commands start fast and need no screen."""
    from ui.app import main as show

    return show(book)


def run() -> int:
    """Do what the command line says and return the exit status.

    `--demo-first` is for `./run` alone: the window, the first time on the demo casebook.
    """
    if sys.argv[1:] == ["--demo-first"]:
        from ui.app import main as show

        return show(demo_first=True)
    return main(sys.argv[1:], window)


if __name__ == "__main__":
    sys.exit(run())
