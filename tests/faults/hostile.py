"""Files that strangers may send, made here byte by byte (STORAGE §8)."""

import io
import struct
import zlib
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlsxwriter import Workbook

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def workbook(*lines: tuple[str, ...]) -> bytes:
    """An honest .xlsx file."""
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("名单")
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                sheet.write_string(row, column, cell)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The entries of an archive."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of entries."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def altered(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The archive with something else in one entry."""
    parts = parts_of(data)
    assert old in parts[part]
    return packed({**parts, part: parts[part].replace(old, new, 1)})


def with_sheet_twice(data: bytes) -> bytes:
    """The archive with two entries of one name."""
    return with_entry(data, SHEET.replace("1", "?")).replace(b"sheet?.xml", b"sheet1.xml")


def with_entry(data: bytes, name: str, content: bytes = b"x", link: bool = False) -> bytes:
    """The archive with one entry more."""
    stream = io.BytesIO(data)
    with ZipFile(stream, "a") as archive:
        entry = ZipInfo(name)
        entry.external_attr = (0o120777 if link else 0o100644) << 16
        archive.writestr(entry, content)
    return stream.getvalue()


def swelling(size: int) -> bytes:
    """An .xlsx file whose sheet unpacks to more than so many bytes of blanks."""
    honest = workbook(("企业名称",))
    return altered(honest, SHEET, b"<sheetData>", b"<sheetData>" + b" " * size)


def lying(data: bytes, size: int) -> bytes:
    """The archive with another size of the sheet in its directory."""
    at = _directory(data, SHEET)
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def locked(data: bytes, name: str = SHEET) -> bytes:
    """The archive with one entry marked as encrypted."""
    at = _directory(data, name)
    return data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :]


def _directory(data: bytes, name: str) -> int:
    """Where the entry of that name begins in the directory at the end."""
    return data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))


def compound(*streams: str) -> bytes:
    """A compound file (OLE2) whose directory names some streams."""
    sector = 512
    header = bytearray(_COMPOUND + bytes(sector - 8))
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<" + "I" * 108, header, 80, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<" + "I" * 128, 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b"".join(_directory_entry(name) for name in ("Root Entry", *streams))
    return bytes(header) + fat + directory.ljust(sector, b"\0")


def _directory_entry(name: str) -> bytes:
    text = f"{name}\0".encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack("<HBB", len(text), 5, 1) + bytes(60)


def picture(width: int, height: int) -> bytes:
    """A PNG of one bit a point that says nothing in very few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    line = bytes(1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )
