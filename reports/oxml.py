"""WordprocessingML as strings: every element written in the order that the schema asks for.

Lengths come in as points and go out as twips (1/20 pt), half points (type) or eighths (rules).
"""

import math
from collections.abc import Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from reports import marks
from reports.blocks import Ends, Paragraph, Span
from reports.gongwen import (
    HEADINGS,
    ROW,
    STYLES,
    TITLE,
    Colour,
    Face,
    Style,
)

NAMESPACES: Mapping[str, str] = MappingProxyType(
    {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    }
)
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
"""All prefixes that the strings below use, for the outermost element of a piece."""

FIELD_TAG = "baolian:"
"""What the names of live figures and tables begin with in a Word file."""

EMU_PER_POINT = 12700
"""DrawingML's unit of length."""

_LEAST_LINE = 20
"""Twips of the lowest line that all readers keep."""

ROW_TWIPS = 579
"""One row of the grid: 22 × 579 twips fill the text area, 22 × 580 do not."""

BUILT_IN: Mapping[str, str] = MappingProxyType(
    {TITLE.name: "Title"}
    | {style.name: f"heading {level}" for level, style in enumerate(HEADINGS, start=1)}
)
"""Styles that Word knows under its own names: its navigation is built from them."""

STYLE_IDS: Mapping[str, str] = MappingProxyType(
    {style.name: f"P{number}" for number, style in enumerate(STYLES, start=1)}
)


def twips(points: float) -> int:
    """A length in twentieths of a point."""
    return round(points * 20)


def vertical(points: float) -> int:
    """A height in twips, shrunk by a seventh of a percent so that rows of the grid are 579."""
    return math.floor(points / ROW * ROW_TWIPS + 1e-6)


def paragraph(block: Paragraph, before_runs: str = "", *, keep: bool = False) -> str:
    """A paragraph; `before_runs` stands in front of its text (an anchored drawing).

    `keep` holds it to the next one on one page.
    """
    spans = "".join(_span(span, block.style) for span in block.spans if span.text)
    kept = properties(block.style, keep=keep or block.style.keep)
    return f"<w:p>{kept}{before_runs}{spans}</w:p>"


def _span(span: Span, style: Style) -> str:
    """A span's runs; those of a live figure in a content control that carries its name.

    The control shows no frame and locks nothing: it is there to be found when the file comes back.
    """
    runs = run(span.text, style, span.face or style.face)
    if not span.field:
        return runs
    tag = quoteattr(f"{FIELD_TAG}{span.field}")
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val={tag}/><w15:appearance w15:val="hidden"/></w:sdtPr>'
        f"<w:sdtContent>{runs}</w:sdtContent></w:sdt>"
    )


def blank(height: float) -> str:
    """Blank space of its own: what stands behind a table, where Word needs a paragraph anyhow."""
    line = max(vertical(height), _LEAST_LINE)
    return (
        '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" '
        f'w:line="{line}" w:lineRule="exact"/></w:pPr></w:p>'
    )


def ends(block: Ends, width: float) -> str:
    """A line with text at both ends, held by tab stops: its rule spans the whole width."""
    style = block.style
    left = twips(style.left * style.em)
    right = twips(width - style.right * style.em)
    stops = f'<w:tab w:val="left" w:pos="{left}"/>' if left else ""
    stops = f'<w:tabs>{stops}<w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    text = f"{TAB if left else ''}{block.left}{TAB}{block.right}"
    return f"<w:p>{properties(style, stops)}{run(text, style, style.face)}</w:p>"


TAB = "\t"


def run(text: str, style: Style, face: Face) -> str:
    """A run that carries its face, size and spacing itself.

    Offices paste paragraphs into each other's files, where our styles do not exist. The boxes of
    a form stand in runs of their own, for none of the standard faces has them.
    """
    return "".join(
        f"<w:r>{run_properties(style, marks.WORD_NAME if number % 2 else face)}"
        f"{_content(piece)}</w:r>"
        for number, piece in enumerate(marks.BOXES.split(text))
        if piece
    )


def plain_run(text: str) -> str:
    """A run that looks as its paragraph's style says; no run for no text."""
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return f"<w:r>{hint}{_content(text)}</w:r>" if text else ""


def _content(text: str) -> str:
    """Text with tabs and line feeds as the elements that Word has for them."""
    if text.isprintable():
        return _said(escape(text))
    marked = escape(text).replace("\t", "\0<w:tab/>\0").replace("\n", "\0<w:br/>\0")
    pieces = (piece for piece in marked.split("\0") if piece)
    return "".join(piece if piece.startswith("<") else _said(piece) for piece in pieces)


def _said(escaped: str) -> str:
    return f'<w:t xml:space="preserve">{escaped}</w:t>' if escaped else ""


def run_properties(style: Style, face: str) -> str:
    """All four font slots, and the hint without which quotes and dashes turn Latin."""
    names = " ".join(f'w:{slot}="{face}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour is not Colour.BLACK else ""
    spacing = math.floor(style.tracking * 20)  # downward: 28 characters must fit the line
    spaced = f'<w:spacing w:val="{spacing}"/>' if spacing else ""
    half_points = round(style.size * 2)
    return (
        f'<w:rPr><w:rFonts {names} w:hint="eastAsia"/>{colour}{spaced}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def properties(style: Style, tab_stops: str = "", *, keep: bool = False) -> str:
    """A paragraph's properties; a line with tab stops stands without indents."""
    indents = "" if tab_stops else _indents(style)
    kept = "<w:keepNext/>" if keep else ""
    return (
        f'<w:pPr><w:pStyle w:val="{STYLE_IDS[style.name]}"/>{kept}{layout(style, tab_stops)}'
        f'{indents}<w:jc w:val="{style.align}"/></w:pPr>'
    )


def layout(style: Style, tab_stops: str = "") -> str:
    """Rule, tab stops, Chinese typography and line height: no hanging marks, no added gaps.

    Lines of another height than the grid's stand off it, else readers round them up to rows.
    """
    off_grid = "" if style.pitch == ROW else '<w:snapToGrid w:val="0"/>'
    before = vertical(style.before) - (twips(style.rule) if style.rule else 0)
    return (
        f'<w:widowControl w:val="0"/>{_rule(style)}{tab_stops}<w:overflowPunct w:val="0"/>'
        f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{off_grid}'
        f'<w:spacing w:before="{max(before, 0)}" w:after="{vertical(style.after)}" '
        f'w:line="{vertical(style.pitch)}" w:lineRule="exact"/>'
    )


def _rule(style: Style) -> str:
    """A rule below the paragraph as its lower border: it moves with the text."""
    if not style.rule:
        return ""
    return (
        f'<w:pBdr><w:bottom w:val="single" w:sz="{round(style.rule * 8)}" w:space="0" '
        f'w:color="{style.rule_colour}"/></w:pBdr>'
    )


def _indents(style: Style) -> str:
    """Indents in hundredths of a character, and in twips for readers that know no characters."""
    parts = []
    for name, amount in (("left", style.left), ("right", style.right)):
        if amount:
            parts.append(f'w:{name}Chars="{round(amount * 100)}" w:{name}="{_wide(amount, style)}"')
    if style.first:
        name, amount = ("firstLine", style.first) if style.first > 0 else ("hanging", -style.first)
        parts.append(f'w:{name}Chars="{round(amount * 100)}" w:{name}="{_wide(amount, style)}"')
    return f"<w:ind {' '.join(parts)}/>" if parts else ""


def _wide(characters: float, style: Style) -> int:
    return twips(characters * style.em)
