"""What stands above the text of a Word file's later pages: that a form goes on."""

from docx.oxml.parser import parse_xml
from docx.section import Section

from reports.blocks import Ends
from reports.gongwen import Page
from reports.oxml import DECLARED, ends


def add(section: Section, line: Ends, page: Page) -> None:
    """Put the line into the header of every page but the first, whose header stays empty."""
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    root = section.header.part.element
    for child in list(root):
        root.remove(child)
    root.append(parse_xml(ends(line, page.text_width).replace("<w:p>", f"<w:p {DECLARED}>", 1)))
