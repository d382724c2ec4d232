"""Page numbers of a Word file: fields in the footers, odd and even ones apart (GB/T 9704 7.5)."""

from dataclasses import replace

from docx.document import Document as WordFile
from docx.oxml.parser import parse_xml
from docx.section import _Footer
from docx.shared import Twips

from reports.blocks import Document, Numbering
from reports.gongwen import (
    LEDGER_PAGE_NUMBER,
    PAGE_NUMBER,
    PAGE_NUMBER_DROP,
    Align,
    Page,
    Style,
)
from reports.oxml import DECLARED, properties, run, run_properties, twips

_DASHED = "— {PAGE} —"
_OF_TOTAL = "第{PAGE}页 共{NUMPAGES}页"


def add(file: WordFile, document: Document) -> None:
    """Put the footers that the document's numbering asks for."""
    section = file.sections[0]
    style = _style(document.numbering)
    section.footer_distance = Twips(twips(_distance(document.page, style)))
    if document.numbering is Numbering.DASHES:
        file.settings.odd_and_even_pages_header_footer = True
        _fill(section.footer, replace(style, align=Align.RIGHT, right=1), _DASHED)
        _fill(section.even_page_footer, replace(style, left=1), _DASHED)
        if document.continued is not None:  # the first page has no header, so it has its own footer
            _fill(section.first_page_footer, replace(style, align=Align.RIGHT, right=1), _DASHED)
    elif document.numbering is Numbering.OF_TOTAL:
        _fill(section.footer, style, _OF_TOTAL)
        if document.continued is not None:
            _fill(section.first_page_footer, style, _OF_TOTAL)


def _style(numbering: Numbering) -> Style:
    return LEDGER_PAGE_NUMBER if numbering is Numbering.OF_TOTAL else PAGE_NUMBER


def _distance(page: Page, style: Style) -> float:
    """From the sheet's lower edge, so that the middle of the line stands 7 mm below the text."""
    margin = page.height - page.top - page.text_height
    return margin - PAGE_NUMBER_DROP.points - style.pitch / 2


def _fill(footer: _Footer, style: Style, pattern: str) -> None:
    """One paragraph of text and fields in place of what the footer holds."""
    footer.is_linked_to_previous = False
    root = footer.part.element
    for child in list(root):
        root.remove(child)
    line = f"<w:p {DECLARED}>{properties(style)}{_runs(style, pattern)}</w:p>"
    root.append(parse_xml(line))


def _runs(style: Style, pattern: str) -> str:
    """Text with {FIELD} places as runs."""
    pieces = pattern.replace("}", "{").split("{")
    return "".join(
        _field(piece, style) if number % 2 else run(piece, style, style.face)
        for number, piece in enumerate(pieces)
        if piece
    )


def _field(name: str, style: Style) -> str:
    """A field as Word writes it: begin, instruction, separator, last known value, end."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    look = run_properties(style, style.face)
    return "".join(f"<w:r>{look}{part}</w:r>" for part in parts)
