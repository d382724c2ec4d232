"""A document as a Word file: the same blocks, as paragraphs that an office can edit further.

The same document gives the same bytes. Word breaks the lines itself; page, grid and faces are
those of the format (one row is 579 twips, each body character gives up a quarter of a point).
"""

from datetime import datetime
from io import BytesIO

import docx
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.section import Section
from docx.shared import Twips

from reports import (
    fonts,
    oxml,
    word_body,
    word_header,
    word_numbers,
    word_watermark,
)
from reports.blocks import Document, Numbering
from reports.dividing import printable
from reports.gongwen import Page
from reports.word_package import filled, package


def write(document: Document) -> bytes:
    """The document as a .docx file.

    Raises MissingGlyph for a character that no face can draw, MissingFonts without the faces:
    what the PDF cannot show is not written as Word either.
    """
    faces = fonts.current()
    document = printable(document, faces).document
    file = docx.Document(BytesIO(package()))
    _set_page(file.sections[0], document.page)
    word_numbers.add(file, document)
    _set_headers(file.sections[0], document)
    _describe(file, document)
    stream = BytesIO()
    file.save(stream)
    return filled(stream.getvalue(), word_body.xml(document, faces))


def _set_page(section: Section, page: Page) -> None:
    """Sheet and margins; the lower margin is what the text area leaves."""
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = _length(page.width), _length(page.height)
    section.top_margin, section.left_margin = _length(page.top), _length(page.left)
    section.bottom_margin = _length(page.height - page.top - page.text_height)
    section.right_margin = _length(page.width - page.left - page.text_width)
    section.header_distance = _length(page.top / 2)
    section.gutter = Twips(0)


def _set_headers(section: Section, document: Document) -> None:
    """What stands above later pages, then the watermark, which lives in the same headers."""
    even_too = document.numbering is Numbering.DASHES
    if document.continued is not None:
        word_header.add(section, document.continued, document.page, even_too=even_too)
    if document.watermark:
        word_watermark.add(section, document.watermark, document.page, even_too=even_too)


def _length(points: float) -> Twips:
    return Twips(oxml.twips(points))


def _describe(file: WordFile, document: Document) -> None:
    """Metadata without a trace of the time of writing."""
    properties = file.core_properties
    properties.title = properties.subject = document.title
    properties.author = properties.last_modified_by = document.author
    properties.comments, properties.keywords = "", document.keywords
    properties.language = "zh-CN"
    properties.revision = 1
    dated = datetime.combine(document.dated, datetime.min.time())
    properties.created = properties.modified = dated
