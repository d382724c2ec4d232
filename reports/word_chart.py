"""A chart as DrawingML: a group of shapes that stands in the text like one large character.

What the PDF draws as marks are rectangles, lines, freeforms and text boxes here, so the chart stays
sharp at every size and its text is found and can be mended.
"""

from collections.abc import Iterator
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from reports.charts import described
from reports.drawing import LINE, Drawing, Label, Shape, Type
from reports.gongwen import CHART_TEXT, Align, Colour
from reports.oxml import EMU_PER_POINT, properties, run
from reports.strips import Area, Stroke
from reports.view import ChartView

_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
_SLACK = 2 * CHART_TEXT.size
"""How much wider a text box is than its text: other faces than ours may be in use."""
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_EMPTY = '<wps:bodyPr rot="0"><a:noAutofit/></wps:bodyPr>'
_BARE = (
    '<wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
    "<a:noAutofit/></wps:bodyPr>"
)


def xml(view: ChartView, drawings: tuple[Drawing, ...], numbers: Iterator[int]) -> str:
    """A paragraph for each drawing, held to what follows; `numbers` gives each shape its own."""
    return "".join(_paragraph(view, drawing, numbers) for drawing in drawings)


def _paragraph(view: ChartView, drawing: Drawing, numbers: Iterator[int]) -> str:
    """The line is as high as the drawing: its own type is as small as may be."""
    properties = (
        '<w:pPr><w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" '
        'w:line="240" w:lineRule="auto"/><w:jc w:val="left"/></w:pPr>'
    )
    return (
        f'<w:p>{properties}<w:r><w:rPr><w:sz w:val="2"/></w:rPr><mc:AlternateContent>'
        f'<mc:Choice Requires="wpg">{_inline(view, drawing, numbers)}</mc:Choice>'
        "</mc:AlternateContent></w:r></w:p>"
    )


def _inline(view: ChartView, drawing: Drawing, numbers: Iterator[int]) -> str:
    size = f'cx="{_emu(drawing.width)}" cy="{_emu(drawing.height)}"'
    named = f"name={quoteattr(view.caption or '图')} descr={quoteattr(described(view))}"
    number = next(numbers)
    shapes = "".join(_Shapes(drawing, numbers).xml())
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" {named}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp>'
        f'<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        f'<a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


class _Shapes:
    """The shapes of one drawing."""

    def __init__(self, drawing: Drawing, numbers: Iterator[int]) -> None:
        self.drawing, self.numbers, self.type = drawing, numbers, Type(drawing.fonts)

    def xml(self) -> Iterator[str]:
        """What is filled first, as in the PDF; rules and text lie upon it."""
        shapes = self.drawing.shapes
        yield self._frame()
        for kind in (Area, Stroke, Label):
            yield from (self._shape(shape) for shape in shapes if isinstance(shape, kind))

    def _frame(self) -> str:
        """An unseen rectangle as large as the drawing, to which readers would shrink it else."""
        place = _place(0, 0, self.drawing.width, self.drawing.height)
        look = f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{_NO_LINE}'
        return self._wrapped("<wps:cNvSpPr/>", f"{place}{look}", _EMPTY)

    def _shape(self, shape: Shape) -> str:
        if isinstance(shape, Area):
            return self._area(shape)
        return self._stroke(shape) if isinstance(shape, Stroke) else self._label(shape)

    def _area(self, area: Area) -> str:
        across, down = zip(*area.corners, strict=True)
        left, top = min(across), min(down)
        place = _place(left, top, max(across) - left, max(down) - top)
        look = f"{_geometry(area, left, top)}{_filled(area.colour)}{_NO_LINE}"
        return self._wrapped("<wps:cNvSpPr/>", f"{place}{look}", _EMPTY)

    def _stroke(self, stroke: Stroke) -> str:
        left, right = sorted((stroke.x1, stroke.x2))
        top, bottom = sorted((stroke.y1, stroke.y2))
        rising = (stroke.x2 - stroke.x1) * (stroke.y2 - stroke.y1) < 0
        place = _place(left, top, right - left, bottom - top, flip=rising)
        line = f'<a:ln w="{_emu(stroke.width)}">{_filled(stroke.colour)}</a:ln>'
        look = f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line}'
        return self._wrapped("<wps:cNvCnPr/>", f"{place}{look}", _EMPTY)

    def _label(self, label: Label) -> str:
        """A text box around a line; it opens to the side on which the text ends."""
        left, width = self._extent(label)
        style = replace(CHART_TEXT, align=label.align)
        line = f"<w:p>{properties(style)}{run(label.text, style, style.face)}</w:p>"
        look = (
            f'{_place(left, label.top, width, LINE)}<a:prstGeom prst="rect"><a:avLst/>'
            f"</a:prstGeom><a:noFill/>{_NO_LINE}"
        )
        text = f"<wps:txbx><w:txbxContent>{line}</w:txbxContent></wps:txbx>{_BARE}"
        return self._wrapped('<wps:cNvSpPr txBox="1"/>', look, text)

    def _extent(self, label: Label) -> tuple[float, float]:
        """Left edge and width of a text box, wider than its text as far as the drawing allows.

        What stood out of the group would make some readers shrink it.
        """
        length, before = self.type.width(label.text), _BEFORE[label.align]
        after = 1 - before
        left, right = label.x - length * before, label.x + length * after
        spare = [
            room / share
            for room, share in ((left, before), (self.drawing.width - right, after))
            if share
        ]
        slack = max(0.0, min(_SLACK, *spare))
        return left - slack * before, length + slack

    def _wrapped(self, kind: str, look: str, content: str) -> str:
        number = next(self.numbers)
        return (
            f'<wps:wsp><wps:cNvPr id="{number}" name="{number}"/>{kind}'
            f"<wps:spPr>{look}</wps:spPr>{content}</wps:wsp>"
        )


_BEFORE = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}
"""How much of a text box stands before the place of its label."""


def _place(left: float, top: float, width: float, height: float, *, flip: bool = False) -> str:
    flipped = ' flipV="1"' if flip else ""
    return (
        f'<a:xfrm{flipped}><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'
    )


def _geometry(area: Area, left: float, top: float) -> str:
    """A rectangle where it is one, else a freeform."""
    across, down = ({corner[axis] for corner in area.corners} for axis in (0, 1))
    if len(area.corners) == 4 and len(across) == len(down) == 2:
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    points = [f'<a:pt x="{_emu(x - left)}" y="{_emu(y - top)}"/>' for x, y in area.corners]
    first, *rest = points
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in rest)
    width, height = max(across) - left, max(down) - top
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{_emu(width)}" h="{_emu(height)}"><a:moveTo>{first}</a:moveTo>{lines}'
        "<a:close/></a:path></a:pathLst></a:custGeom>"
    )


def _filled(ink: Colour) -> str:
    return f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'


def _emu(points: float) -> int:
    return round(points * EMU_PER_POINT)
