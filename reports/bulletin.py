"""工作简报, 情况通报, 专报: masthead, title, text of four levels, tables and charts, imprint."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reports import exhibits
from reports.blocks import (
    Block,
    Document,
    Ends,
    Foot,
    Paragraph,
    Span,
    chinese_date,
    clean,
    paragraph,
)
from reports.gongwen import (
    BODY,
    CHARACTERS,
    COPIES,
    CREDIT,
    FOOT,
    HEADINGS,
    ISSUE_NUMBER,
    ISSUED_BY,
    MASTHEAD,
    MASTHEAD_LARGEST,
    MASTHEAD_SPAN,
    NOTE,
    READERS,
    ROW,
    TITLE,
    TITLE_PITCH,
    Style,
)
from reports.titles import title_lines
from reports.view import BulletinView, Element, Mark, Passage, TableView

_DRAFT = "草稿"
_LONGEST_HEADING = 2 * int(CHARACTERS.value)
"""Characters of a heading that stays on the page of what follows; what is longer is text."""


def document(view: BulletinView) -> Document:
    """The bulletin as blocks."""
    return Document(
        title=clean(view.title).replace("\n", ""),
        author=clean(view.office),
        dated=view.issued_on,
        blocks=(*_masthead(view), _title(view), *_text(view)),
        foot=_foot(view),
        watermark=_DRAFT if view.draft else "",
        keywords=view.keywords,
    )


def _masthead(view: BulletinView) -> tuple[Block, ...]:
    """Name, number and a line of office and date above the red rule: the upper third (报头)."""
    return (
        paragraph(view.name, _name_style(clean(view.name))),
        paragraph(_number(view), ISSUE_NUMBER),
        Ends(clean(view.office), chinese_date(view.issued_on), ISSUED_BY),
    )


def _name_style(name: str) -> Style:
    """The name as large as it fits, letter-spaced by at most a quarter of a character.

    The indent is as wide as the space behind the last letter, so that the letters are centred.
    """
    span, letters = MASTHEAD_SPAN.points, max(len(name), 1)
    size = min(MASTHEAD_LARGEST.points, math.floor(2 * span / letters) / 2)
    tracking = round(min(size / 4, (span - letters * size) / letters), 1)
    return replace(MASTHEAD, size=size, tracking=tracking, left=tracking / (size + tracking))


def _number(view: BulletinView) -> str:
    number = f"第{view.number}期" if view.number else "第\u3000期"
    return f"{number}（总第{view.total_number}期）" if view.total_number else number


def _title(view: BulletinView) -> Paragraph:
    """The title and so much space below that the text begins on a row of the grid."""
    lines = title_lines(clean(view.title))
    height = len(lines) * TITLE_PITCH.value
    after = (math.ceil(height + 1) - height) * ROW
    text = "\n".join(lines)
    spans = _all_spans(Passage(text, marks=tuple(_moved(view.title_marks, view.title, text))))
    return Paragraph(spans, replace(TITLE, after=after))


def _moved(marks: Iterable[Mark], text: str, told: str) -> Iterator[Mark]:
    """Marks of a text where they stand in what became of it: other blanks and line feeds."""
    before = [n for n, char in enumerate(text) if clean(char).strip()]
    after = [n for n, char in enumerate(told) if char.strip()]
    at = dict(zip(before, after, strict=True))
    for mark in marks:
        if mark.start in at and mark.end - 1 in at:
            yield Mark(at[mark.start], at[mark.end - 1] + 1, mark.field)


def _text(view: BulletinView) -> tuple[Block, ...]:
    """Editor's note, text with its tables and charts, and who contributed."""
    note = (_note(view),) if view.editor_note else ()
    credit = (paragraph(f"（供稿：{view.contributed_by}）", CREDIT),) if view.contributed_by else ()
    text = (block for part in view.passages for block in _element(part))
    return (*note, *text, *credit)


def _element(element: Element) -> tuple[Block, ...]:
    if isinstance(element, Passage):
        return (_passage(element),)
    return exhibits.table(element) if isinstance(element, TableView) else exhibits.chart(element)


def _note(view: BulletinView) -> Paragraph:
    text = view.editor_note
    lead = "" if text.startswith(("编者按", "按语", "按：")) else "编者按："
    return Paragraph((Span(lead), *_all_spans(Passage(text, marks=view.note_marks))), NOTE)


def _passage(passage: Passage) -> Paragraph:
    """A heading in its level's face, or body text whose first sentence is one.

    The latter is no heading to Word, whose navigation would show the whole paragraph.
    """
    if not passage.level:
        return Paragraph(_all_spans(passage))
    style, end = HEADINGS[passage.level - 1], _heading_end(passage.text)
    head, run_on = _spans(passage, 0, end), _spans(passage, end, len(passage.text))
    if end == len(passage.text):
        return Paragraph(tuple(head), replace(style, keep=end <= _LONGEST_HEADING))
    faced = (replace(span, face=style.face) for span in head)
    return Paragraph((*faced, *run_on), replace(BODY, outline=style.outline))


def _heading_end(text: str) -> int:
    """Where a heading ends: behind its full stop if text runs on there."""
    match = re.match(r"[^。\n]*。(?=.)", text)
    return match.end() if match else len(text)


def _all_spans(passage: Passage) -> tuple[Span, ...]:
    return tuple(_spans(passage, 0, len(passage.text)))


def _spans(passage: Passage, start: int, end: int) -> Iterator[Span]:
    """The text between two places; each figure in it is a span of its own."""
    text = passage.text
    for mark in passage.marks:
        if start <= mark.start and mark.end <= end:
            yield Span(clean(text[start : mark.start]))
            yield Span(clean(text[mark.start : mark.end]), field=mark.field)
            start = mark.end
    yield Span(clean(text[start:end]))


def _foot(view: BulletinView) -> Foot:
    """报, 送, 发; below them who issued it and when, and the number of copies (版记)."""
    lists = (("报：", view.report_to), ("送：", view.send_to), ("发：", view.issue_to))
    readers = tuple(
        paragraph(f"{label}{'，'.join(names)}。", READERS) for label, names in lists if names
    )
    issued = Ends(clean(view.office), f"{chinese_date(view.issued_on)}印发", FOOT)
    copies = (paragraph(f"（共印{view.copies}份）", COPIES),) if view.copies else ()
    return Foot(tuple(part for part in (readers, (issued, *copies)) if part))
