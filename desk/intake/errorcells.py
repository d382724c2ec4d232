"""Where an .xlsx file shows an error (#N/A, #REF!): calamine hands such cells on as empty ones.

A formula that broke is not a blank: what stood there is lost, and the sender should know.
"""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from posixpath import join, normpath

_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_ERROR = re.compile(rb'<c\s([^>]*\bt="e"[^>]*)>(?:(?!</c>).)*?<v>([^<]*)</v>', re.S)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_CHUNK = 1 << 20  # bytes

Place = tuple[int, int]


def error_cells(archive: zipfile.ZipFile) -> dict[str, dict[Place, str]]:
    """For each sheet by name: what stands in its error cells, by row and column from 0."""
    targets = {
        one["Id"]: normpath(join("xl", one["Target"].removeprefix("/xl/")))
        for one in _attributes(_RELATION, archive, "xl/_rels/workbook.xml.rels")
        if {"Id", "Target"} <= one.keys()
    }
    return {
        unescape(one["name"]): dict(_errors(archive, targets[one["r:id"]]))
        for one in _attributes(_SHEET, archive, "xl/workbook.xml")
        if "name" in one and targets.get(one.get("r:id", "")) in archive.namelist()
    }


def _attributes(
    tag: re.Pattern[str], archive: zipfile.ZipFile, name: str
) -> Iterator[dict[str, str]]:
    if name in archive.namelist():
        for found in tag.finditer(archive.read(name).decode(errors="replace")):
            yield dict(_ATTRIBUTE.findall(found[1]))


def _errors(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[Place, str]]:
    for piece in _pieces(archive, name):
        for found in _ERROR.finditer(piece) if b't="e"' in piece else ():
            place = _PLACE.search(found[1])
            if place is not None:
                yield (int(place[2]) - 1, _column(place[1])), found[2].decode(errors="replace")


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The sheet in pieces that end where a row ends."""
    kept = b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            whole, end, rest = (kept + chunk).rpartition(b"</row>")
            yield whole + end
            kept = rest
    yield kept


def _column(letters: bytes) -> int:
    """AB → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
