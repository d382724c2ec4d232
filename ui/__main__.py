"""The entry point: the window for those who ask for it, else the command line.

Each is loaded alone: commands start fast and need no screen, the window waits for no command.
"""

import gc
import sys

from desk.book.place import Place


def window(book: Place | None = None, *, demo_first: bool = False) -> int:
    """Open the window on a casebook, or on the one used last.

    Nothing that is loaded on the way is lost: cycles are looked for from its first moment on.
    """
    gc.disable()  # until `ui.cycles` has ended
    from ui.app import main as show

    return show(book, demo_first=demo_first)


def run() -> int:
    """Do what the command line says and return the exit status.

    `--demo-first` is for `./run` alone: the window, the first time on the demo casebook.
    """
    given = sys.argv[1:]
    if given in ([], ["--demo-first"]):
        return window(demo_first=bool(given))
    from desk.cli.main import main

    return main(given, window)


if __name__ == "__main__":
    sys.exit(run())
