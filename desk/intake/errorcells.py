"""Where an .xlsx file shows an error (#N/A, #REF!): calamine hands such cells on as empty ones.

A formula that broke is not a blank: what stood there is lost, and the sender should know.
"""

import re
import zipfile
from collections.abc import Iterator

from desk.intake.sheetparts import column_number, pieces, sheet_parts

_ERROR = re.compile(rb'<c\s([^>]*\bt="e"[^>]*)>(?:(?!</c>).)*?<v>([^<]*)</v>', re.S)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')

Place = tuple[int, int]


def error_cells(archive: zipfile.ZipFile) -> dict[str, dict[Place, str]]:
    """For each sheet by name: what stands in its error cells, by row and column from 0."""
    return {name: dict(_errors(archive, part)) for name, part in sheet_parts(archive).items()}


def _errors(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[Place, str]]:
    for piece in pieces(archive, part):
        for found in _ERROR.finditer(piece) if b't="e"' in piece else ():
            place = _PLACE.search(found[1])
            if place is not None:
                where = int(place[2]) - 1, column_number(place[1])
                yield where, found[2].decode(errors="replace")
