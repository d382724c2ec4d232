"""From paragraphs to lines of text that stand where they shall be printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.blocks import Ends, Paragraph
from reports.fonts import FontSet, Glyph
from reports.gongwen import Align, Face, Style
from reports.strips import Gap, Rule, Run, Strip, TextLine, offset, runs
from reports.typeset import Frame, Line, Place, break_lines, justify


def paragraph_strips(block: Paragraph, width: float, fonts: FontSet) -> Iterator[Strip]:
    """The lines of a paragraph, with the space before and after it and the rule below it."""
    style = block.style
    if style.before:
        yield Gap(style.before)
    yield from _lines(block, width, fonts)
    if style.rule:
        yield Rule(width, style.rule, style.rule_colour)
    if style.after:
        yield Gap(style.after)


def ends_strips(block: Ends, width: float, fonts: FontSet) -> Iterator[Strip]:
    """Text at both ends of one line, or of two where one is too short for both."""
    style = block.style
    left = single_line(block.left, style, width, fonts)
    right = single_line(block.right, style, width, fonts, Align.RIGHT)
    if style.before:
        yield Gap(style.before)
    if _overlap(left, right, style):
        yield from (left, right)
    else:
        yield TextLine(style, (*left.runs, *right.runs))
    if style.rule:
        yield Rule(width, style.rule, style.rule_colour)


def _overlap(left: TextLine, right: TextLine, style: Style) -> bool:
    """Whether less than one character would stand between the two."""
    if not (left.runs and right.runs):
        return False
    tail = left.runs[-1]
    return tail.x + len(tail.text) * (style.em + tail.spacing) + style.em > right.runs[0].x


def single_line(
    text: str, style: Style, width: float, fonts: FontSet, align: Align | None = None
) -> TextLine:
    """A line that is never broken, at its style's indents."""
    glyphs = [_glyph(char, style.face, style, fonts) for char in text]
    length = sum(glyph.advance + style.tracking for glyph in glyphs)
    room = width - (style.left + style.right) * style.em - length
    left = style.left * style.em + offset(align or style.align, room)
    places = [Place(0.0, glyph.advance + style.tracking) for glyph in glyphs]
    return TextLine(style, tuple(runs(text, glyphs, places, left)))


def _glyph(char: str, face: Face, style: Style, fonts: FontSet) -> Glyph:
    """The glyph of a character with its advance in points, without tracking."""
    font, advance = fonts.chains[face][char]
    return Glyph(font, advance * style.size)


def _lines(block: Paragraph, width: float, fonts: FontSet) -> Iterator[TextLine]:
    """The lines of a paragraph; a line feed begins a new one without indent."""
    first = True
    for piece in _pieces(block, fonts):
        setter = _Setter(piece, block.style, width, first)
        for line in setter.lines():
            bookmark = _bookmark(block) if first else ""
            yield TextLine(block.style, setter.runs(line), bookmark)
            first = False


def _bookmark(block: Paragraph) -> str:
    """What navigation shows of a heading: its first sentence."""
    return block.text.replace("\n", "").partition("。")[0] if block.style.outline else ""


def _pieces(block: Paragraph, fonts: FontSet) -> Iterator["_Piece"]:
    """The text of a paragraph from line feed to line feed, with its glyphs."""
    text, glyphs = "", list[Glyph]()
    for span in block.spans:
        for char in span.text:
            if char == "\n":
                yield _Piece(text, glyphs)
                text, glyphs = "", list[Glyph]()
            else:
                glyphs.append(_glyph(char, span.face or block.style.face, block.style, fonts))
                text += char
    yield _Piece(text, glyphs)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    glyphs: list[Glyph]


class _Setter:
    """Sets one stretch of a paragraph into lines."""

    def __init__(self, piece: _Piece, style: Style, width: float, first: bool) -> None:
        self.piece, self.style = piece, style
        self.indent = style.first * style.em if first else 0.0
        self.width = width - (style.left + style.right) * style.em
        self.advances = [glyph.advance + style.tracking for glyph in piece.glyphs]

    def lines(self) -> list[Line]:
        """Where the lines break."""
        hanging = self.style.first < 0
        frame = Frame(self.width, self.indent, self.style.em, rigid=hanging)
        return break_lines(self.piece.text, self.advances, frame)

    def runs(self, line: Line) -> tuple[Run, ...]:
        """The runs of one line, from the left edge of the text area."""
        part = slice(line.start, line.end)
        text, style = self.piece.text[part], self.style
        left = style.left * style.em + (0.0 if line.start else self.indent)
        places = self._places(text, self.advances[part], line)
        if line.room > 0:
            left += offset(style.align, line.room)
        return tuple(runs(text, self.piece.glyphs[part], places, left))

    def _places(self, text: str, advances: list[float], line: Line) -> list[Place]:
        justified = self.style.align is Align.JUSTIFY and not line.last
        if justified or line.room < 0:
            return justify(text, advances, line.room, self.style.em)
        return [Place(0.0, advance) for advance in advances]
