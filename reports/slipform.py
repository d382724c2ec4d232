"""The rows that slips are made of: facts side by side, room to write, boxes, signatures.

A slip is drawn several times with more and more room for hands, and the roomiest that takes no
further page is kept: a sheet that is filled to its foot is handed in as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.fields import KINDS
from models.vocabulary import LISTS
from reports import fonts
from reports.blocks import (
    Block,
    Document,
    Ends,
    FormCell,
    FormRow,
    FormTable,
    Numbering,
    Paragraph,
    chinese_date,
    clean,
    paragraph,
)
from reports.gongwen import (
    A4_FORM,
    CELL_MARGIN,
    FORM_ANSWER,
    FORM_CENTRED,
    FORM_TITLE,
    SLIP_CAPTION,
    SLIP_CENTRED,
    SLIP_CUT,
    SLIP_DATE,
    SLIP_HEADING,
    SLIP_LABEL,
    SLIP_PITCH,
    SLIP_SECTION,
    SLIP_TEXT,
    Style,
)
from reports.layout import extent
from reports.marks import OPEN, TICKED
from reports.slipview import StoryLine

UNITS = 60
"""A slip is so many units wide: label and value, twice."""
LABEL, VALUE = 10, 20
BLANK_DAY = "　　　年　　月　　日"
_ROOMIEST, _STEP = 3.2, 0.03
"""How many times the least room a hand may have, and how nearly that is sought."""
_KEPT_FREE = 50
"""Points of the last page that stay free, for readers that set lines higher than we do."""
_SEAL, _SEAL_MOST = 74, 1.6
"""Points that a signature asks for, where there is no more room, and how much that may grow."""
_HOLDS = 33
"""Characters that a line over the whole width holds beside its label."""
SMALL = (FORM_CENTRED, FORM_ANSWER)
"""The styles of a row that says much."""
RECEIVED = ("签收人（签字）：", "签收单位（盖章）：")
"""Who signs a 回执."""
_STORY = (("日期", 11), ("办理步骤", 8), ("经办人", 8), ("情况", 33))


@dataclass(frozen=True)
class Head:
    """What stands on every slip of a kind: its title, who makes it, the day of its metadata."""

    title: str
    office: str
    dated: date


def roomiest(draw: Callable[[float], Document], pages: int = 1) -> Document:
    """The document with as much room (1 and more) as its pages allow, or so many pages do.

    Raises MissingGlyph and MissingFonts, because that has to be measured.
    """
    plain = draw(1)
    needed, _ = _extent(plain)
    most = max(needed, pages), plain.page.text_height - _KEPT_FREE
    fits, too_much = 1.0, _ROOMIEST
    while too_much - fits > _STEP:
        room = (fits + too_much) / 2
        if _extent(draw(room)) <= most:
            fits = room
        else:
            too_much = room
    return draw(fits)


def roomy(draw: Callable[[float], Document], blank: bool) -> Document:
    """A form to be written on takes all the room there is; what is filled in needs none."""
    return roomiest(draw) if blank else draw(1)


def _extent(document: Document) -> tuple[int, float]:
    return extent(document, fonts.current())


def slip(head: Head, caption: tuple[str, str], blocks: Iterable[Block]) -> Document:
    """A document on A4 upright: title, a line with what names it, and the blocks."""
    left, right = map(clean, caption)
    return Document(
        title=head.title,
        author=clean(head.office),
        dated=head.dated,
        blocks=(
            paragraph(head.title, FORM_TITLE),
            Ends(left, right, SLIP_CAPTION),
            *blocks,
        ),
        page=A4_FORM,
        numbering=Numbering.OF_TOTAL,
        continued=Ends(f"{head.title}（续）", left, SLIP_CAPTION),
    )


def form(rows: Iterable[FormRow], headings: int = 0) -> FormTable:
    """Rows in one frame."""
    return FormTable(UNITS, tuple(rows), headings)


def called(kind: str, name: str) -> str:
    """The label of a field, by the tables of the fields."""
    found = KINDS[kind].field(name)
    if found is None:
        raise KeyError(name)
    return found.label


def day(value: date | None) -> str:
    """A day as documents write it, or the room to write one."""
    return chinese_date(value) if value else BLANK_DAY


def number(value: str) -> str:
    """编号 with the number, or with room to write one."""
    return f"编号：{value or '　' * 8}"


def bar(title: str) -> FormRow:
    """The heading of a part, held to the row below it."""
    return FormRow((FormCell((paragraph(title, SLIP_SECTION),), UNITS),), keep=True)


def told(text: str) -> FormRow:
    """A sentence over the whole width."""
    return FormRow((FormCell((paragraph(text, SLIP_CENTRED),), UNITS),))


def story(
    steps: Iterable[StoryLine], columns: Sequence[tuple[str, int]] = _STORY
) -> Iterator[FormRow]:
    """The steps of an issue in short, a row each, below the labels of these columns."""
    yield heads(columns)
    for one in steps:
        yield line((one.on, one.label, one.by, one.text), columns, styles=SMALL)


def cut_here(title: str, to: str) -> tuple[Paragraph, Paragraph]:
    """The line to cut along, and the heading of the 回执 below it, which goes back to a unit."""
    dots = "…" * 19
    return (
        paragraph(f"{dots}沿此线裁开，回执送{to}{dots}", SLIP_CUT),
        paragraph(f"{title}回执", SLIP_HEADING),
    )


def pair(left: tuple[str, str], right: tuple[str, str]) -> FormRow:
    """Two facts side by side, each a label and a text."""
    return FormRow((*_fact(*left, VALUE), *_fact(*right, VALUE)))


def wide(label: str, text: str, lines: float = 1) -> FormRow:
    """A fact over the whole width, at least so many lines high; an empty one is written on."""
    return FormRow(_fact(label, text, UNITS - LABEL, lines))


def _fact(label: str, text: str, units: int, lines: float = 1) -> tuple[FormCell, FormCell]:
    least = lines * SLIP_PITCH.points + 2 * CELL_MARGIN.points
    asked = FormCell((paragraph(label, SLIP_LABEL),), LABEL)
    return asked, FormCell(_lines(text), units, least)


def _lines(text: str) -> tuple[Paragraph, ...]:
    return tuple(paragraph(line, SLIP_TEXT) for line in text.split("\n"))


def heads(columns: Sequence[tuple[str, int]]) -> FormRow:
    """The labels above rows of equal cells, held to the first of them."""
    return FormRow(_cells([label for label, _ in columns], columns, [SLIP_LABEL] * 9), keep=True)


def line(
    texts: Sequence[str],
    columns: Sequence[tuple[str, int]],
    lines: float = 1,
    styles: tuple[Style, Style] = (SLIP_CENTRED, SLIP_TEXT),
) -> FormRow:
    """A row below such labels: short columns in the first style, long ones in the second."""
    short, long = styles
    looks = [short if units < VALUE else long for _, units in columns]
    least = lines * short.pitch + 2 * CELL_MARGIN.points
    cells = _cells(texts, columns, looks)
    return FormRow(tuple(replace(cell, least=least) for cell in cells))


def _cells(
    texts: Sequence[str], columns: Sequence[tuple[str, int]], styles: Sequence[Style]
) -> tuple[FormCell, ...]:
    said = zip(texts, columns, styles, strict=False)
    return tuple(FormCell((paragraph(text, style),), units) for text, (_, units), style in said)


def boxes(choices: str, chosen: str = "") -> str:
    """The words of a code list, each with its box, ticked at the one that was chosen."""
    words = (term.label for term in LISTS[choices])
    return ticked(words, chosen)


def ticked(words: Iterable[str], chosen: str = "") -> str:
    """Words each with its box, ticked at the one that was chosen."""
    pieces = [f"{TICKED if word == chosen else OPEN}{word}" for word in words]
    long = sum(map(len, pieces)) + 2 * len(pieces) > _HOLDS
    return (" " if long else "　　").join(pieces)


def signing(asked: Sequence[str], room: float, on: date | None = None) -> FormRow:
    """Who signs, side by side, each above the day; `room` as in `roomiest`."""
    share, rest = divmod(UNITS, len(asked))
    units = [share] * (len(asked) - 1) + [share + rest]
    return FormRow(
        tuple(_signed(one, width, room, on) for one, width in zip(asked, units, strict=True))
    )


def opinion(label: str, room: float) -> FormRow:
    """What is decided, with room for the words, the signature and the day."""
    asked = FormCell((paragraph(label, SLIP_LABEL),), LABEL)
    return FormRow((asked, _signed("", UNITS - LABEL, room, None, "签字（盖章）：　　　　　　")))


def _signed(asked: str, units: int, room: float, on: date | None, before: str = "") -> FormCell:
    """What is asked above, the day below, and between them what the room holds."""
    height = _SEAL * min(room, _SEAL_MOST)
    between = int((height - 2 * CELL_MARGIN.points) / SLIP_PITCH.points) - 2
    blank = [paragraph("", SLIP_TEXT)] * max(between, 0)
    signed = paragraph(f"{before}{day(on)}", SLIP_DATE)
    return FormCell((paragraph(asked, SLIP_TEXT), *blank, signed), units, height, top=True)
