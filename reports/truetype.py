"""TrueType faces by the numbers of their glyphs: which character has which, how wide, cut down.

The names of tens of thousands of glyphs, which nobody asks for, are never made up.
"""

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from io import BytesIO

from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import SFNTWriter

_SFNT = "\x00\x01\x00\x00"
_COPIED = ("cvt ", "fpgm", "prep")
"""Tables of the glyphs' own programs: the same for any choice of glyphs."""

_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
"""Flags of a part of a composed glyph, by the format's `glyf` table."""
_PARTS_AT = 10
"""Where the parts of a composed glyph begin: behind its contour count (-1) and its extent."""
_GLYPH_COUNT_AT, _METRICS_COUNT_AT, _LONG_OFFSETS_AT = 4, 34, 50


def character_map(font: TTFont) -> dict[int, int]:
    """The number of the glyph that draws each character (by its code point)."""
    font.setGlyphOrder(range(font["maxp"].numGlyphs))
    return font.getBestCmap()


def advance_widths(font: TTFont) -> Sequence[int]:
    """The advance of each glyph in the face's own units."""
    pairs = font["hhea"].numberOfHMetrics
    widths = _big_endian("H", font.reader["hmtx"])[: 2 * pairs : 2]
    behind: int = font["maxp"].numGlyphs - pairs
    return widths + widths[-1:] * behind


def subset(font: TTFont, numbers: Sequence[int]) -> bytes:
    """The face as a file whose glyph 0 is the sign for none and whose glyph n is `numbers[n - 1]`.

    A number that is asked for twice is there twice. It holds what a PDF needs, no names and no
    map from characters.
    """
    outlines = _Outlines(font)
    order = _with_parts(outlines, [0, *numbers])
    first = {number: new for new, number in reversed(list(enumerate(order)))}
    data = [_renumbered(outlines[number], first) for number in order]
    return _assembled(font, order, data)


class _Outlines:
    """The glyphs of a face as they stand in its file."""

    def __init__(self, font: TTFont) -> None:
        self._data = font.reader["glyf"]
        long = font["head"].indexToLocFormat == 1
        self._offsets = _big_endian("I" if long else "H", font.reader["loca"])
        self._unit = 1 if long else 2

    def __getitem__(self, number: int) -> bytes:
        begin, end = self._offsets[number], self._offsets[number + 1]
        return self._data[begin * self._unit : end * self._unit]


def _big_endian(code: str, data: bytes) -> "array[int]":
    numbers = array(code, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _with_parts(outlines: _Outlines, numbers: list[int]) -> list[int]:
    """The glyphs, and behind them those that composed ones among them are made of."""
    known = set(numbers)
    for number in numbers:  # grows while it is walked: parts may be composed themselves
        data = outlines[number]
        for at in _parts(data):
            part = int.from_bytes(data[at : at + 2], "big")
            if part not in known:
                known.add(part)
                numbers.append(part)
    return numbers


def _parts(data: bytes) -> Iterator[int]:
    """Where the numbers of a composed glyph's parts stand; nothing for an outline of its own."""
    if data[:1] < b"\x80":  # also for a glyph without ink, which has no data
        return
    at, flags = _PARTS_AT, _MORE
    while flags & _MORE:
        flags = int.from_bytes(data[at : at + 2], "big")
        yield at + 2
        at += 8 if flags & _WORDS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES) + 8 * bool(flags & _MATRIX)


def _renumbered(data: bytes, numbers: dict[int, int]) -> bytes:
    """A glyph whose parts are named by their new numbers, filled up to whole words."""
    changed = bytearray(data)
    for at in _parts(data):
        struct.pack_into(">H", changed, at, numbers[int.from_bytes(data[at : at + 2], "big")])
    return bytes(changed) + b"\0" * (-len(data) % 4)


def _assembled(font: TTFont, order: Sequence[int], data: Sequence[bytes]) -> bytes:
    """The tables of the new face, with its counts, offsets and metrics."""
    offsets = [0]
    for glyph in data:
        offsets.append(offsets[-1] + len(glyph))
    count = len(order)
    tables = {
        "head": _with_short(font.reader["head"], _LONG_OFFSETS_AT, 1),
        "hhea": _with_short(font.reader["hhea"], _METRICS_COUNT_AT, count),
        "maxp": _with_short(font.reader["maxp"], _GLYPH_COUNT_AT, count),
        "hmtx": _metrics(font, order),
        "loca": struct.pack(f">{count + 1}I", *offsets),
        "glyf": b"".join(data),
        **{tag: font.reader[tag] for tag in _COPIED if tag in font},
    }
    stream = BytesIO()
    writer = SFNTWriter(stream, len(tables), _SFNT)
    for tag in sorted(tables):
        writer[tag] = tables[tag]
    writer.close()
    return stream.getvalue()


def _with_short(data: bytes, at: int, number: int) -> bytes:
    return data[:at] + struct.pack(">H", number) + data[at + 2 :]


def _metrics(font: TTFont, order: Sequence[int]) -> bytes:
    """Advance and left bearing of each glyph; those behind the last pair share its advance."""
    pairs, widths = font["hhea"].numberOfHMetrics, advance_widths(font)
    shorts = _big_endian("H", font.reader["hmtx"])
    bearings = (*shorts[1 : 2 * pairs : 2], *shorts[2 * pairs :])
    numbers = [part for number in order for part in (widths[number], bearings[number])]
    return struct.pack(f">{len(numbers)}H", *numbers)
