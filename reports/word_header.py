"""What stands above the text of a Word file's later pages: that a form goes on."""

from docx.oxml.parser import parse_xml
from docx.section import Section, _Header

from reports.blocks import Ends, Paragraph
from reports.gongwen import Page
from reports.oxml import DECLARED, ends, paragraph


def add(section: Section, line: Ends, page: Page, *, even_too: bool) -> None:
    """Put the line into the header of every page but the first, whose header stays empty.

    Even pages have headers of their own if asked.
    """
    section.different_first_page_header_footer = True
    later = (section.header, section.even_page_header) if even_too else (section.header,)
    for header in later:
        _fill(header, ends(line, page.text_width))
    _fill(section.first_page_header, paragraph(Paragraph((), line.style)))


def _fill(header: _Header, line: str) -> None:
    """One paragraph in place of what the header holds."""
    header.is_linked_to_previous = False
    root = header.part.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(line.replace("<w:p>", f"<w:p {DECLARED}>", 1)))
