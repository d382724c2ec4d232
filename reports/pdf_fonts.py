"""The faces of one PDF file: characters get codes as they are first drawn, glyphs are embedded.

Each face is one composite font (Type 0, Identity-H): a string of it is encoded in one go, however
many characters the face has, and every code says which character it stands for (ISO 32000-1, 9.7).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import groupby

from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from reports.fonts import Font, FontSet
from reports.truetype import advance_widths, subset

_IN_BLOCK = 100
"""Entries that one block of a character map may hold."""
_REMEMBERED = 4096
"""Texts of which a face remembers the codes: in a ledger, half of the lines were said before."""
_SYMBOLIC = 4
_THOUSAND = 1000
"""Parts of an em in which a PDF counts widths."""


class Codes(dict[int, int]):
    """The codes of a face's characters in one file, from 1, in the order of their first use."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        """What the pages call the face."""
        self.string = lru_cache(_REMEMBERED)(self._string)
        """A text as a string of codes in hexadecimal; what was said lately is remembered."""

    def __missing__(self, char: int) -> int:
        self[char] = len(self) + 1
        return self[char]

    def _string(self, text: str) -> str:
        return text.translate(self).encode("utf-16-be", "surrogatepass").hex()


class Faces:
    """The faces that one file draws with, by name; they are embedded as it is saved."""

    def __init__(self, canvas: Canvas, fonts: FontSet) -> None:
        self._fonts = fonts
        self._codes: dict[str, Codes] = {}
        canvas._doc.delayedFonts.append(_Embedding(self))

    def codes(self, name: str) -> Codes:
        """The codes of a face; the pages call the faces F1, F2, … in the order of first use."""
        if name not in self._codes:
            self._codes[name] = Codes(f"F{len(self._codes) + 1}")
        return self._codes[name]

    def embed(self, file: PDFDocument) -> None:
        """Add each face to a file that is being saved."""
        known = file.idToObject[pdfdoc.BasicFonts].dict
        for name, codes in self._codes.items():
            face = _composite(file, self._fonts.fonts[name], codes)
            known[codes.name] = file.Reference(face)


class _Embedding:
    """What reportlab calls, by a name of its own, when a file is saved."""

    def __init__(self, faces: Faces) -> None:
        self.addObjects: Callable[[PDFDocument], None] = faces.embed


def _composite(file: PDFDocument, face: Font, codes: Codes) -> PDFDictionary:
    """The font as the pages name it: two bytes a character, each the number of a glyph."""
    with face.opened() as font:
        numbers = [face.glyphs[char] for char in codes]
        name = PDFName(f"{_tag(codes)}+{_name(font, face)}")
        descendant = _descendant(file, font, numbers, name)
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([file.Reference(descendant)]),
            "ToUnicode": file.Reference(_stream(_character_map(codes).encode("ascii"))),
        }
    )


def _tag(codes: Iterable[int]) -> str:
    """Six capitals that tell one choice of characters from another (ISO 32000-1, 9.6.4)."""
    digest = sha256(" ".join(map(str, codes)).encode("ascii")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _name(font: TTFont, face: Font) -> str:
    """The face's name for printers, which holds neither blanks nor Chinese."""
    said = font["name"].getDebugName(6) or face.name
    return "".join(char for char in said if char.isascii() and (char.isalnum() or char in "-_"))


def _descendant(
    file: PDFDocument, font: TTFont, numbers: Sequence[int], name: PDFName
) -> PDFDictionary:
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
            ),
            "DW": _THOUSAND,
            "W": PDFArray(list(_widths(font, numbers))),
            "CIDToGIDMap": PDFName("Identity"),
            "FontDescriptor": file.Reference(_descriptor(file, font, numbers, name)),
        }
    )


def _widths(font: TTFont, numbers: Sequence[int]) -> Iterator[int]:
    """Stretches of codes that are of one width, except those that are an em wide."""
    widths, em = advance_widths(font), font["head"].unitsPerEm
    told = [round(widths[n] * _THOUSAND / em) for n in numbers]
    for width, stretch in groupby(enumerate(told, start=1), lambda pair: pair[1]):
        codes = [code for code, _ in stretch]
        if width != _THOUSAND:
            yield from (codes[0], codes[-1], width)


def _descriptor(
    file: PDFDocument, font: TTFont, numbers: Sequence[int], name: PDFName
) -> PDFDictionary:
    """Measures for readers that lack the face, and the face itself."""
    head, across, style = font["head"], font["hhea"], font["OS/2"]
    scale = _THOUSAND / head.unitsPerEm
    extent = (head.xMin, head.yMin, head.xMax, head.yMax)
    program = subset(font, numbers)
    embedded = _stream(program)
    embedded.dictionary["Length1"] = len(program)
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray([round(edge * scale) for edge in extent]),
            "ItalicAngle": round(font["post"].italicAngle),
            "Ascent": round(across.ascent * scale),
            "Descent": round(across.descent * scale),
            "CapHeight": round((getattr(style, "sCapHeight", 0) or across.ascent) * scale),
            "StemV": 50 + round((style.usWeightClass / 65) ** 2),
            "FontFile2": file.Reference(embedded),
        }
    )


def _stream(content: bytes) -> PDFStream:
    return PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _character_map(codes: Codes) -> str:
    """Which character each code stands for, in UTF-16: what copying and searching use."""
    entries = [
        f"<{code:04X}> <{chr(char).encode('utf-16-be').hex().upper()}>"
        for char, code in codes.items()
    ]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *_in_blocks(entries),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    )


def _in_blocks(entries: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(entries), _IN_BLOCK):
        part = entries[start : start + _IN_BLOCK]
        yield from (f"{len(part)} beginbfchar", *part, "endbfchar")
