"""Run a command of the program, and say how many bytes it and its worker held at most together.

The peaks of both are added up, so the true figure is not above it.
"""

import resource
import sys

from desk.cli.main import main

#: Linux counts in kilobytes, macOS in bytes.
_UNIT = 1 if sys.platform == "darwin" else 1024


def _peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * _UNIT


if __name__ == "__main__":
    status = main(sys.argv[1:], lambda _book: 0)
    held = _peak(resource.RUSAGE_SELF) + _peak(resource.RUSAGE_CHILDREN)
    sys.stdout.write(f"{held}\n")
    sys.exit(status)
