"""The watermark of a Word file: the shape in the headers that Word's own command puts there."""

from collections.abc import Iterable

from docx.oxml.parser import parse_xml
from docx.section import Section, _Header

from reports.gongwen import WATERMARK_ANGLE, WATERMARK_GREY, WATERMARK_SHARE, Face, Page
from reports.oxml import DECLARED

_VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
_TEXT_SHAPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" o:connecttype="none"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
)


def add(section: Section, text: str, page: Page, *, even_too: bool) -> None:
    """Put the watermark behind every page; even pages have headers of their own if asked.

    What a header says already stays; the watermark stands last in its paragraph.
    """
    for header in _headers(section, even_too):
        if header.is_linked_to_previous:
            _begin(header)
        header.paragraphs[0]._p.append(parse_xml(_run(text, page)))


def _begin(header: _Header) -> None:
    """A header of one empty paragraph."""
    header.is_linked_to_previous = False
    root = header.part.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(f"<w:p {DECLARED}/>"))


def _headers(section: Section, even_too: bool) -> Iterable[_Header]:
    yield section.header
    if even_too:
        yield section.even_page_header
    if section.different_first_page_header_footer:
        yield section.first_page_header


def _run(text: str, page: Page) -> str:
    size = min(page.width, page.height) * WATERMARK_SHARE
    place = (
        f"position:absolute;width:{size * len(text):.0f}pt;height:{size:.0f}pt;"
        f"rotation:{360 - WATERMARK_ANGLE};z-index:-1;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:page;mso-position-vertical:center;"
        "mso-position-vertical-relative:page"
    )
    grey = f"#{f'{round(WATERMARK_GREY * 255):02x}' * 3}"
    return (
        f"<w:r {DECLARED} {_VML}><w:pict>{_TEXT_SHAPE}"
        f'<v:shape id="watermark" type="#_x0000_t136" style="{place}" o:allowincell="f" '
        f'fillcolor="{grey}" stroked="f">'
        f'<v:textpath style="font-family:&quot;{Face.HEI}&quot;;font-size:1pt" string="{text}"/>'
        "</v:shape></w:pict></w:r>"
    )
