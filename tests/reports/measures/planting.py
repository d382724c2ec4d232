"""Faults planted in documents and in files, so that each measurement is seen to catch one."""

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf

from reports.blocks import Block, Document, Ends, FormTable, Paragraph, Span, Table, paragraph
from reports.gongwen import Page, Style
from tests.reports.measures.produced import Produced, Sample, made, produced

Plant = Callable[[Sample], Produced]
"""Makes the files of a sample with a fault in them."""

_FONTS = (pikepdf.Name("/Font"), pikepdf.Name("/FontDescriptor"))
Look = Callable[[Style], Style]


def restyled(*names: str, **changes: Any) -> Plant:
    """Every paragraph, line or cell of these styles looks otherwise."""

    def changed(style: Style) -> Style:
        return replace(style, **changes) if style.name in names else style

    return lambda sample: made(sample, _redrawn(sample.make(), changed))


def _redrawn(document: Document, look: Look) -> Document:
    blocks = tuple(_looking(block, look) for block in document.blocks)
    if document.foot is None:
        return replace(document, blocks=blocks)
    parts = tuple(tuple(_line(block, look) for block in part) for part in document.foot.parts)
    return replace(document, blocks=blocks, foot=replace(document.foot, parts=parts))


def _looking(block: Block, look: Look) -> Block:
    if isinstance(block, Table):
        return replace(block, cell=look(block.cell), head=look(block.head))
    if isinstance(block, Paragraph | Ends):
        return _line(block, look)
    return _form(block, look) if isinstance(block, FormTable) else block


def _line(block: Paragraph | Ends, look: Look) -> Paragraph | Ends:
    return replace(block, style=look(block.style))


def _form(form: FormTable, look: Look) -> FormTable:
    def cell(one: Any) -> Any:
        return replace(one, paragraphs=tuple(_line(said, look) for said in one.paragraphs))

    rows = (replace(row, cells=tuple(map(cell, row.cells))) for row in form.rows)
    return replace(form, rows=tuple(rows))


def reworded(old: str, new: str) -> Plant:
    """The text says something else wherever it says `old`."""

    def changed(block: Any) -> Any:
        if isinstance(block, Paragraph):
            spans = (replace(span, text=span.text.replace(old, new)) for span in block.spans)
            return replace(block, spans=tuple(spans))
        if isinstance(block, Ends):
            return replace(block, right=block.right.replace(old, new))
        return block

    def plant(sample: Sample) -> Produced:
        document = sample.make()
        blocks = tuple(map(changed, document.blocks))
        foot = document.foot
        if foot is not None:
            foot = replace(foot, parts=tuple(tuple(map(changed, part)) for part in foot.parts))
        return made(sample, replace(document, blocks=blocks, foot=foot))

    return plant


def retitled(lines: str) -> Plant:
    """The title breaks elsewhere."""

    def plant(sample: Sample) -> Produced:
        document = sample.make()
        blocks = (
            replace(block, spans=(Span(lines),))
            if isinstance(block, Paragraph) and block.style.name == "公文标题"
            else block
            for block in document.blocks
        )
        return made(sample, replace(document, blocks=tuple(blocks)))

    return plant


def said_also(text: str) -> Plant:
    """A paragraph stands behind all others."""

    def plant(sample: Sample) -> Produced:
        document = sample.make()
        return made(sample, replace(document, blocks=(*document.blocks, paragraph(text))))

    return plant


def on_page(**changes: float) -> Plant:
    """The text area stands elsewhere, or the sheet is another; each by so many points."""

    def plant(sample: Sample) -> Produced:
        document = sample.make()
        moved = {name: getattr(document.page, name) + by for name, by in changes.items()}
        return made(sample, replace(document, page=replace(document.page, **moved)))

    return plant


def on_sheet(page: Page) -> Plant:
    """The document stands on another sheet."""
    return lambda sample: made(sample, replace(sample.make(), page=page))


def in_word(pattern: str, new: str, part: str = "document") -> Plant:
    """The XML of the parts whose names begin so reads otherwise. Fails where nothing changes."""

    def plant(sample: Sample) -> Produced:
        good = produced(sample)
        stream, changes = BytesIO(), 0
        with zipfile.ZipFile(BytesIO(good.docx)) as source, zipfile.ZipFile(stream, "w") as target:
            for name in source.namelist():
                text, count = source.read(name), 0
                if name.startswith(f"word/{part}"):
                    changed, count = re.subn(pattern, new, text.decode())
                    text = changed.encode()
                target.writestr(name, text)
                changes += count
        assert changes, f"no {pattern} in {part}"
        return Produced(sample, stream.getvalue, good.as_pdf)

    return plant


def _in_pdf(sample: Sample, change: Callable[[pikepdf.Pdf], None]) -> Produced:
    good, stream = produced(sample), BytesIO()
    with pikepdf.open(BytesIO(good.pdf)) as file:
        change(file)
        file.save(stream)
    return Produced(sample, good.as_word, stream.getvalue)


def moved(right: float, up: float) -> Plant:
    """Everything on every page of the PDF stands elsewhere, by so many points."""

    def shift(file: pikepdf.Pdf) -> None:
        for page in file.pages:
            page.contents_add(f"1 0 0 1 {right} {up} cm".encode(), prepend=True)

    return lambda sample: _in_pdf(sample, shift)


def stroked(width: float) -> Plant:
    """All rules of the PDF have another width, in points; with none there are no rules."""

    def drawn(said: Any) -> Any:
        if width and str(said.operator) == "w":
            return [width], said.operator
        unseen = not width and str(said.operator) == "S"
        return said.operands, pikepdf.Operator("n") if unseen else said.operator

    def change(file: pikepdf.Pdf) -> None:
        for page in file.pages:
            told = list(map(drawn, pikepdf.parse_content_stream(page)))
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(told))

    return lambda sample: _in_pdf(sample, change)


def without_first_page(sample: Sample) -> Produced:
    """The PDF begins on its second page."""

    def change(file: pikepdf.Pdf) -> None:
        del file.pages[0]

    return _in_pdf(sample, change)


def with_a_page_of(other: Sample) -> Plant:
    """A page of another document stands at the end of the PDF."""

    def plant(sample: Sample) -> Produced:
        with pikepdf.open(BytesIO(produced(other).pdf)) as strange:
            return _in_pdf(sample, lambda file: file.pages.append(strange.pages[0]))

    return plant


def in_another_face(sample: Sample) -> Produced:
    """A face of the PDF goes by a name that nobody knows."""

    def change(file: pikepdf.Pdf) -> None:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") in _FONTS:
                thing.BaseFont = thing.FontName = pikepdf.Name("/Strange")

    return _in_pdf(sample, change)
