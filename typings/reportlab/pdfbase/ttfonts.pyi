from collections.abc import Callable
from typing import IO

from reportlab.pdfbase.pdfdoc import PDFDocument

# A function that the module calls by this name; it is replaced to write UTF-16.
makeToUnicodeCMap: Callable[[str, list[int]], str]

class TTFError(Exception): ...

class TTFontFile:
    def __init__(self, file: str, *, subfontIndex: int = 0) -> None: ...

class TTFont:
    fontName: str
    def __init__(self, name: str, filename: str | IO[bytes], *, subfontIndex: int = 0) -> None: ...
    def stringWidth(self, text: str, size: float) -> float: ...
    def splitString(self, text: str, doc: PDFDocument) -> list[tuple[int, bytes]]: ...
