"""How the cells of a card's Excel sheet look: headings, and answers on a ground of their own."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from reports.gongwen import Face

USUAL = 11
"""Points of the type in which labels and answers stand."""
_GROUND, _HEADED, _BARRED, _QUIET, _RULED = (
    "#FFF9E3",
    "#E8EDF4",
    "#F2F2F2",
    "#595959",
    "#A6A6A6",
)


class Look(StrEnum):
    """What a cell is for."""

    TITLE = "title"
    GUIDE = "guide"
    HEAD = "head"
    SECTION = "section"
    NOTE = "note"
    LABEL = "label"
    OPTION = "option"
    UNIT = "unit"
    HINT = "hint"
    SHORT = "short"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    TICKED = "ticked"
    FIXED = "fixed"


_Properties = Mapping[str, object]
_CELL: _Properties = {
    "font_name": Face.SONG.value,
    "font_size": USUAL,
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": _RULED,
}
_BARE: _Properties = {**_CELL, "border": 0}
_BOLD: _Properties = {"font_name": Face.HEI.value, "bold": True}
_ANSWER: _Properties = {**_CELL, "bg_color": _GROUND, "locked": False}

# A text that people type stays what they typed (a phone, a code, 2018-07) in cells of the format
# "@"; long texts do without it, because Excel shows more than 255 characters there as ####.
_LOOKS: Mapping[Look, _Properties] = MappingProxyType(
    {
        Look.TITLE: {**_BARE, **_BOLD, "font_size": 18, "align": "center"},
        Look.GUIDE: {**_BARE, "align": "center"},
        Look.HEAD: {**_CELL, **_BOLD, "align": "center", "bg_color": _HEADED},
        Look.SECTION: {**_CELL, **_BOLD, "font_size": 12, "bg_color": _BARRED},
        Look.NOTE: {**_BARE, "font_size": 10},
        Look.LABEL: dict(_CELL),
        Look.OPTION: {**_CELL, "indent": 2},
        Look.UNIT: {**_CELL, "align": "center"},
        Look.HINT: {**_CELL, "font_size": 10, "font_color": _QUIET},
        Look.SHORT: {**_ANSWER, "num_format": "@", "align": "left"},
        Look.LONG: {**_ANSWER, "align": "left", "quote_prefix": True},
        Look.NUMBER: {**_ANSWER, "num_format": "General", "align": "left"},
        Look.DATE: {**_ANSWER, "num_format": "yyyy-mm-dd", "align": "left"},
        Look.TICKED: {**_ANSWER, "align": "center"},
        Look.FIXED: {**_CELL, "align": "left", "quote_prefix": True},
    }
)


def look(one: Look) -> dict[str, object]:
    """The properties of a cell, as XlsxWriter names them."""
    return dict(_LOOKS[one])


def size(one: Look) -> float:
    """Points of its type, as a share of the usual one."""
    points = _LOOKS[one]["font_size"]
    return points / USUAL if isinstance(points, int) else 1.0
