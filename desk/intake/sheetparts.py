"""The sheets of an .xlsx file as raw XML: for what the reader of cells does not tell."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from posixpath import join, normpath

_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CHUNK = 1 << 20  # bytes


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of each sheet, and of the entry of the archive in which it stands."""
    targets = {
        one["Id"]: normpath(join("xl", one["Target"].removeprefix("/xl/")))
        for one in _attributes(_RELATION, archive, "xl/_rels/workbook.xml.rels")
        if {"Id", "Target"} <= one.keys()
    }
    return {
        unescape(one["name"]): targets[one["r:id"]]
        for one in _attributes(_SHEET, archive, "xl/workbook.xml")
        if "name" in one and targets.get(one.get("r:id", "")) in archive.namelist()
    }


def _attributes(
    tag: re.Pattern[str], archive: zipfile.ZipFile, name: str
) -> Iterator[dict[str, str]]:
    if name in archive.namelist():
        for found in tag.finditer(archive.read(name).decode(errors="replace")):
            yield dict(_ATTRIBUTE.findall(found[1]))


def pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end where a row ends."""
    kept = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            whole, end, rest = (kept + chunk).rpartition(b"</row>")
            yield whole + end
            kept = rest
    yield kept


def column_number(letters: bytes) -> int:
    """A → 0, AB → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
