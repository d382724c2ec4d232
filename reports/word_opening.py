"""Opening a Word file that came back from elsewhere: judged as an archive before it is read.

The limits are those for lists (STORAGE §8 #1, #3, #7), smaller because a bulletin is. Nothing is
ever unpacked to the disk, and no part may declare a document type.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

MAX_PACKED = 50 * 1024 * 1024
MAX_PART = 30 * 1024 * 1024  # bytes of one part, unpacked
MAX_ENTRIES = 2_000
MAX_RATIO = 200  # unpacked to packed
DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_LOCKED = 0x1
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_ODD = "这份文件内部反常；请用 Word 打开后另存为新的 .docx 再核对"


class Unreadable(ValueError):
    """The file is no Word file that can be read; the message is one Chinese sentence."""


def parts(data: bytes) -> Mapping[str, etree._Element]:
    """The text and the properties of a .docx file, parsed.

    Raises `Unreadable` for any other file, a damaged or locked one, and one that swells.
    """
    if data.startswith(_COMPOUND):
        raise Unreadable(
            "这是旧式的 .doc 文件，或设了密码；请用 Word 另存为不设密码的 .docx 再核对"
        )
    if len(data) > MAX_PACKED:
        raise Unreadable("这份文件大得反常；请另存为只有简报的 .docx 再核对")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _parsed(archive, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Unreadable("这不是 Word 文件（.docx），或已经损坏；请重新索取或另存一份") from error


def _parsed(archive: zipfile.ZipFile, packed: int) -> dict[str, etree._Element]:
    entries = archive.infolist()
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise Unreadable("这份文件设了密码；请去掉密码另存后再核对")
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_RATIO * packed:
        raise Unreadable(_ODD)
    names = archive.namelist()
    if DOCUMENT not in names:
        raise Unreadable("这不是 Word 文件（.docx）；请选择印发或导出的简报")
    return {name: _tree(_read(archive, name)) for name in (DOCUMENT, PROPERTIES) if name in names}


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, no further than the limit: a directory may lie about sizes."""
    with archive.open(name) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART or _DOCTYPE.search(data):
        raise Unreadable(_ODD)
    return data


def _tree(data: bytes) -> etree._Element:
    """The tree of a part; entities are not resolved, nothing is fetched, depth is limited."""
    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        return etree.fromstring(data, reader)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_ODD) from error
