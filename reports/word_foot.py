"""The imprint (版记) of a Word file: a text box that stands on the lower margin of its page.

A floating table would be pushed behind the text by some readers and dropped by others where it
ends the document; a text box anchored to the margin stands still in all of them.
"""

from reports.blocks import Ends, Foot, Paragraph
from reports.gongwen import FOOT_EDGE_RULE, FOOT_INNER_RULE
from reports.layout import Layout
from reports.oxml import EMU_PER_POINT, ends, paragraph, twips

NUMBER = 1
"""The imprint's number among the drawings of a file."""
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_ANCHOR, _TAIL = 20, 14
"""Twips of the paragraph that holds the box, and of the empty one that must follow a table."""


def xml(foot: Foot, layout: Layout) -> str:
    """The paragraph that holds the box; it begins a page where the imprint needs one."""
    width = layout.page.text_width
    box = _box(_table(foot, width), width, layout.foot_height)
    break_before = "<w:pageBreakBefore/>" if layout.foot_begins_page else ""
    return f"<w:p><w:pPr>{break_before}{_line(_ANCHOR)}</w:pPr><w:r>{box}</w:r></w:p>"


def _line(height: int) -> str:
    """A line that stands off the grid, else readers give it a whole row and the imprint no room."""
    return (
        '<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
    )


def _table(foot: Foot, width: float) -> str:
    """One row a part: rules of 0.35 mm above and below, of 0.25 mm between."""
    rules = (
        ("top", FOOT_EDGE_RULE.points),
        ("bottom", FOOT_EDGE_RULE.points),
        ("insideH", FOOT_INNER_RULE.points),
    )
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="000000"/>'
        for edge, points in rules
    )
    margins = "".join(f'<w:{edge} w:w="0" w:type="dxa"/>' for edge in ("left", "right"))
    rows = "".join(_row(part, width) for part in foot.parts)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(width)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{twips(width)}"/></w:tblGrid>{rows}</w:tbl>'
        f"<w:p><w:pPr>{_line(_TAIL)}</w:pPr></w:p>"
    )


def _row(part: tuple[Paragraph | Ends, ...], width: float) -> str:
    content = "".join(
        paragraph(block) if isinstance(block, Paragraph) else ends(block, width) for block in part
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{twips(width)}" '
        f'w:type="dxa"/></w:tcPr>{content}</w:tc></w:tr>'
    )


def _box(content: str, width: float, height: float) -> str:
    """A text box without edges or insets, its lower edge on the lower margin."""
    size = f'cx="{round(width * EMU_PER_POINT)}" cy="{round(height * EMU_PER_POINT)}"'
    return (
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
        'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="{NUMBER}" name="版记"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent>"
    )
