"""A file that someone sent → the table that it holds: reading, headings, columns, rows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from desk.intake.headings import find
from desk.intake.reading import read
from desk.intake.rows import understand
from desk.intake.table import Table
from desk.progress import Progress


def read_list(path: Path, today: date, kind: str = "", progress: Progress | None = None) -> Table:
    """The list in a file, each row checked; nothing is written anywhere.

    `kind` is a name of `models.fields.KINDS`; empty lets the headings tell. Raises `Refused` for a
    file that cannot be read or is no such list, `Cancelled` when asked to stop.
    """
    sheets = read(path, progress)
    found = find(sheets, kind)
    taken = {one.sheet.name for one in found}
    unread = tuple(s.name for s in sheets if s.rows and s.name not in taken)
    return replace(understand(found, today, progress), unread=unread)
