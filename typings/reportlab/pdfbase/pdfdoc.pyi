from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

BasicFonts: str

class Embedding(Protocol):
    """What adds itself to a file that is being saved."""

    addObjects: Callable[[PDFDocument], None]

class PDFPage:
    stream: str
    Contents: PDFStream | None

class PDFPages:
    def __getitem__(self, item: int) -> PDFPage: ...

class PDFDocument:
    Pages: PDFPages
    # Objects by name; the fonts of all pages are a dictionary under `BasicFonts`.
    idToObject: dict[str, Any]
    delayedFonts: list[Embedding]
    def Reference(self, obj: object, name: str | None = None) -> PDFObjectReference: ...

class PDFObjectReference: ...

class PDFName:
    def __init__(self, ident: str) -> None: ...

class PDFArray:
    def __init__(self, sequence: Sequence[object]) -> None: ...

class PDFDictionary:
    dict: dict[str, object]
    def __init__(self, dict: Mapping[str, object] | None = None) -> None: ...
    def __setitem__(self, name: str, value: object) -> None: ...

class Filter: ...

PDFZCompress: Filter

class PDFStream:
    dictionary: PDFDictionary
    def __init__(
        self,
        dictionary: PDFDictionary | None = None,
        content: bytes | str | None = None,
        filters: Sequence[Filter] | None = None,
    ) -> None: ...
