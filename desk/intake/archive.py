"""Judging an .xlsx or .ods file as the archive that it is, before anything in it is read.

The rules are those of STORAGE §8 #1, #3, #7. Nothing is ever unpacked to the disk.
"""

import io
import re
import stat
import zipfile
import zlib

from desk.intake.signatures import PACKED, PASSWORD, SLIDES, WORD
from desk.intake.unreadable import Unreadable

MAX_ENTRIES = 2_000
MAX_EXPANDED = 300 * 1024 * 1024  # bytes, all entries unpacked
MAX_RATIO = 200  # unpacked to packed
_LONGEST_NAME = 255
_PROLOGUE = 4_096  # bytes in which a document type would stand
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.I)
_LOCKED = 0x1  # a flag of an entry
_NEW_FILE = "请用 Excel 打开后另存为新的 .xlsx 再导入"


def judged(data: bytes) -> None:
    """Raises `Unreadable` for an archive that is damaged, locked, swells, or is not what Excel
    writes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _judge_size(archive.infolist(), len(data))
            _judge_names(archive.infolist())
            _judge_contents(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise Unreadable("这份表格已损坏，请重新索取，或用 Excel 修复后另存") from error


def _judge_size(entries: list[zipfile.ZipInfo], packed: int) -> None:
    expanded = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or expanded > min(MAX_EXPANDED, MAX_RATIO * packed):
        raise Unreadable("这份表格展开后大得反常；请只留名单一页，另存为新的 .xlsx")


def _judge_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.replace("\\", "/").casefold() for entry in entries]
    if len(set(names)) < len(names) or any(map(_is_odd, names)) or any(map(_is_link, entries)):
        raise Unreadable(f"这份表格内部的文件反常；{_NEW_FILE}")


def _is_odd(name: str) -> bool:
    return ".." in name.split("/") or ":" in name or "\0" in name or len(name) > _LONGEST_NAME


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _judge_contents(archive: zipfile.ZipFile) -> None:
    if any(entry.flag_bits & _LOCKED for entry in archive.infolist()):
        raise Unreadable(PASSWORD)
    names = archive.namelist()
    if "word/document.xml" in names:
        raise Unreadable(WORD)
    if "ppt/presentation.xml" in names:
        raise Unreadable(SLIDES)
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise Unreadable(PACKED)
    for name in names:
        if name.startswith("xl/") and name.endswith((".xml", ".rels")):
            _refuse_doctype(archive, name)


def _refuse_doctype(archive: zipfile.ZipFile, name: str) -> None:
    """What Excel writes declares no document type; what does may reach for other files."""
    with archive.open(name) as stream:
        if _DOCTYPE.search(stream.read(_PROLOGUE)):
            raise Unreadable(f"这份表格里夹带了外部声明（DOCTYPE）；{_NEW_FILE}")
