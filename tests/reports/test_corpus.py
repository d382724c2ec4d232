"""Two thousand paragraphs of everything, laid out and printed: no line breaks a rule.

The same texts are set as running text of a bulletin, in cells of tables and of forms; all are
laid out, and a part is printed and read back from the file.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

import pytest

from reports import fonts, pdf
from reports.blocks import (
    Block,
    Column,
    Document,
    FormCell,
    FormRow,
    FormTable,
    Numbering,
    Table,
    paragraph,
)
from reports.gongwen import BODY, CELL_PADDING, LEDGER_CELL, OFFICIAL, SLIP_TEXT, Page, Style
from reports.layout import Layout
from reports.strips import Glyphs
from tests.reports import corpus, paper
from tests.reports.judge import Measure, SetLine, faults, loose
from tests.reports.paper import Char

COUNT, PRINTED = 2000, 150
TEXTS = corpus.paragraphs(COUNT)
_SIDE = 20.0
_ROWS = 500
"""So many rows make one table: longer ones are divided by headings."""


def _running(texts: Sequence[str]) -> list[Block]:
    return list(map(paragraph, texts))


def _in_a_table(texts: Sequence[str]) -> list[Block]:
    rows = [(text,) for text in texts]
    parts = (rows[begin : begin + _ROWS] for begin in range(0, len(rows), _ROWS))
    return [Table((Column("栏", 1),), tuple(part)) for part in parts]


def _in_a_form(texts: Sequence[str]) -> list[Block]:
    rows = (FormRow((FormCell((paragraph(text, SLIP_TEXT),), 1),)) for text in texts)
    return [FormTable(1, tuple(rows))]


@dataclass(frozen=True)
class Setting:
    """A way to set the texts: as which blocks, in which style, in a frame of which width."""

    name: str
    blocks: Callable[[Sequence[str]], list[Block]]
    style: Style
    width: float
    padding: float = CELL_PADDING.points

    @property
    def measure(self) -> Measure:
        """The frame of the text itself."""
        first = self.style.first * self.style.em
        return Measure(self.width, self.style.size, first, self.style is BODY)

    def document(self, texts: Sequence[str]) -> Document:
        """The texts as a document of very long pages, for whole paragraphs."""
        width = self.width + 2 * self.padding
        page = Page(width + 2 * _SIDE, 9000, _SIDE, _SIDE, width, 9000 - 2 * _SIDE)
        blocks = tuple(self.blocks(texts))
        return Document("甲", "乙", date(2018, 7, 31), blocks, None, page, Numbering.NONE)


SETTINGS = (
    Setting("running text", _running, BODY, OFFICIAL.text_width, 0),
    Setting("a cell of five characters", _in_a_table, LEDGER_CELL, 47),
    Setting("a cell of ten characters", _in_a_table, LEDGER_CELL, 93),
    Setting("a cell of twenty characters", _in_a_table, LEDGER_CELL, 180),
    Setting("a cell of a form", _in_a_form, SLIP_TEXT, 150),
)


def _laid_out(setting: Setting, texts: Sequence[str]) -> Iterator[SetLine]:
    """The lines as the layout places them."""
    layout = Layout(setting.document(texts), fonts.current())
    left = _SIDE + setting.padding
    for sheet in layout.sheets:
        rows = defaultdict[float, list[Glyphs]](list)
        for item in layout.items(sheet):
            if isinstance(item, Glyphs):
                rows[round(item.y, 2)].append(item)
        for y in sorted(rows):
            yield _joined(rows[y], left, layout)


def _joined(pieces: Sequence[Glyphs], left: float, layout: Layout) -> SetLine:
    first, last = pieces[0], pieces[-1]
    advances = layout.fonts.fonts[last.font].advances
    width = sum(advances[char] * last.size + last.spacing for char in last.text) - last.spacing
    text = "".join(piece.text for piece in pieces)
    return SetLine(text, first.x - left, last.x + width - left)


def _read_back(setting: Setting, texts: Sequence[str]) -> Iterator[SetLine]:
    """The lines as another library finds them in the printed file."""
    for face in paper.faces(pdf.write(setting.document(texts))):
        for line in face.lines():
            yield _read(line, _SIDE + setting.padding)


def _read(line: Sequence[Char], left: float) -> SetLine:
    return SetLine(paper.said(list(line)), line[0].x0 - left, line[-1].x1 - left)


def _by_paragraph(texts: Sequence[str], lines: Iterable[SetLine]) -> Iterator[list[SetLine]]:
    """The lines of each text: as many as say all of it, and a table's heading nowhere."""
    coming = (line for line in lines if line.text != "栏")
    for text in texts:
        lacking, found = len("".join(text.split())), list[SetLine]()
        while lacking > 0:
            found += islice(coming, 1)
            lacking -= len("".join(found[-1].text.split()))
        yield found


@cache
def corpus_lines(setting: Setting) -> list[list[SetLine]]:
    """The lines of every text, laid out once for all tests."""
    return list(_by_paragraph(TEXTS, _laid_out(setting, TEXTS)))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_no_line_of_the_corpus_breaks_a_rule(setting: Setting) -> None:
    wrong = [
        fault
        for text, told in zip(TEXTS, corpus_lines(setting), strict=True)
        for fault in faults(text, told, setting.measure)
    ]
    assert wrong == []


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_no_printed_line_breaks_a_rule(setting: Setting) -> None:
    texts = TEXTS[:PRINTED]
    lines = _by_paragraph(texts, _read_back(setting, texts))
    wrong = [
        fault
        for text, told in zip(texts, lines, strict=True)
        for fault in faults(text, told, setting.measure)
    ]
    assert wrong == []


def test_few_lines_of_running_text_stop_short_of_the_edge() -> None:
    setting = SETTINGS[0]
    lines = corpus_lines(setting)
    stopping = [line for told in lines for line in loose(told, setting.measure)]
    assert len(stopping) < 0.01 * sum(map(len, lines))


def test_the_corpus_holds_what_it_is_to_try() -> None:
    whole = "".join(TEXTS)
    for asked in (
        "10 kV",
        "±0.5℃",
        "A-12/B",
        "GB/T 9704-2012",
        "〔2026〕3号",
        "——",
        "“《",
        "⑳",
        "𰻝",
    ):
        assert whole.count(asked) > 5, asked


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("一二三", "，四五六七八九"), "“，四五六七八”以“，”开头"),
        (("一二三（", "四）五六七八九"), "“一二三（”以“（”结尾"),
        (("一二12", "34元五六七八九"), "“1234元”断开了"),
        (("一二10 ", "kV五六七八九"), "“10 kV”断开了"),
        (("一二—", "—五六七八九"), "“—五六七八九”以“—”开头"),
        (("一二三四", "五六七"), "没有对齐右边"),
        (("一二三四五六七八九十一二", "三"), "出了版心"),
    ],
)
def test_the_judge_sees_a_planted_fault(lines: tuple[str, ...], fault: str) -> None:
    told = [SetLine(line.strip(), 0, 8.5 * len(line)) for line in lines]
    assert any(fault in said for said in faults("".join(lines), told, Measure(35, 10, 0, True)))


def test_the_judge_sees_a_lost_line() -> None:
    told = [SetLine("一二三", 0, 30)]
    assert list(faults("一二三四五六", told, Measure(30, 10))) == ["“一二三四五六”的文字不全"]
