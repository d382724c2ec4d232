"""What a file is by its contents, whatever its name says, where it is no list."""

import re

from desk.intake.unreadable import Unreadable

_AS_XLSX = "请用 Excel 打开后另存为 .xlsx 再导入"
WORD = "这是 Word 或 WPS 文字文件，不是表格；请把其中的名单复制到 Excel 里，另存为 .xlsx 再导入"
SLIDES = "这是演示文稿，不是表格；请索取 Excel 名单"
_PICTURE = "这是图片，不是表格；请索取 Excel 名单"
PACKED = "这是压缩包；请先解压，再导入里面的表格"
_PROGRAM = "这是程序，不是表格；请不要打开它，并向对方核实"
PASSWORD = "这份表格设了密码；请在 Excel 中去掉密码另存后再导入"

_BEGINNINGS = (
    (b"%PDF", "这是 PDF 文件，不是表格；请索取 Excel 名单"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"{\\rtf", WORD),
    (b"Rar!", PACKED),
    (b"7z\xbc\xaf\x27\x1c", PACKED),
    (b"\x1f\x8b", PACKED),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"MIME-Version:", f"这份文件其实是网页存档，{_AS_XLSX}"),
)
_OLD_XML = re.compile(rb"\s*<\?xml.{0,2000}urn:schemas-microsoft-com:office:spreadsheet", re.S)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table)\b",
    re.I | re.S,
)
_HEAD = 4_096  # bytes in which a web page shows that it is one

#: Streams of a compound file (OLE2). A workbook may hold a document, so it is sought first.
_WORKBOOKS = ("Workbook", "Book")
_OTHERS = (
    ("EncryptedPackage", PASSWORD),
    ("WordDocument", WORD),
    ("PowerPoint Document", SLIDES),
)


def refuse_what_is_no_list(data: bytes) -> None:
    """Raises `Unreadable` for a file that is known to be something else."""
    for beginning, sentence in _BEGINNINGS:
        if data.startswith(beginning):
            raise Unreadable(sentence)
    if _OLD_XML.match(data):
        raise Unreadable(f"这份文件是旧式的 XML 表格，{_AS_XLSX}")


def refuse_other_compound_files(data: bytes) -> None:
    """The same for a file of the kind that .xls, .doc and locked .xlsx files are."""
    if any(_has_stream(data, name) for name in _WORKBOOKS):
        return
    for name, sentence in _OTHERS:
        if _has_stream(data, name):
            raise Unreadable(sentence)


def _has_stream(data: bytes, name: str) -> bool:
    """Whether the directory of a compound file seems to name a stream: UTF-16, ended by zeros."""
    return f"{name}\0".encode("utf-16-le") in data


def is_web_page(data: bytes) -> bool:
    """Whether the bytes, in an encoding that holds ASCII, begin as a web page does."""
    return _PAGE.match(data.removeprefix(b"\xef\xbb\xbf")[:_HEAD]) is not None
