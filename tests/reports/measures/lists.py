"""Tables and forms: type, rules, headings on each page, rows that keep together (表格惯例, 8)."""

from collections.abc import Iterator

from reports.gongwen import FORM_NOTE_SIZE, GRID_RULE, MEASURES, STYLES, Unit
from tests.reports.measures.produced import Produced
from tests.reports.measures.wordfile import look, off, own_runs, paragraphs, said
from tests.reports.paper import Char, W
from tests.reports.paper import said as printed

_SIZES = {style.size for style in STYLES}
_LEAST = FORM_NOTE_SIZE.points


def word_sizes(made: Produced) -> Iterator[str]:
    """Nothing below 小五: copies of copies must still be read."""
    for paragraph in paragraphs(made):
        for run in own_runs(paragraph):
            size = int(look(made, run, "sz", "val") or 0) / 2
            if said(run) and (size < _LEAST or size not in _SIZES):
                yield f"{off(run)}{size} 磅"


def pdf_sizes(made: Produced) -> Iterator[str]:
    """The same on the page."""
    found = {round(char.size, 2) for face in made.faces for char in face.chars}
    yield from (f"有 {size} 磅的字" for size in found if size < _LEAST or size not in _SIZES)


def word_rows(made: Produced) -> Iterator[str]:
    """No row of a table is divided by a page."""
    for row in made.root.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}cantSplit") is None:
            first = next(row.iter(f"{W}p"))
            yield f"{off(first)}一行可能跨页断开"


def pdf_rows(made: Produced) -> Iterator[str]:
    """No page begins or ends within a row: its last rule closes below its last line."""
    for number, face in enumerate(made.faces[:-1], start=1):
        last = max((line[0].baseline for line in made.body(face)), default=0.0)
        closing = max((rule.y for rule in face.rules), default=0.0)
        if closing < last:
            yield f"第{number}页末行没有收住"


def word_headings(made: Produced) -> Iterator[str]:
    """The first table repeats its headings."""
    table = next(made.root.iter(f"{W}tbl"), None)
    row = None if table is None else table.find(f"{W}tr")
    if row is None or row.find(f"{W}trPr/{W}tblHeader") is None:
        yield "表头不在各页重复"


def pdf_headings(made: Produced) -> Iterator[str]:
    """Every page shows the headings of the first: none holds the signatures alone."""
    heads = _heading(made)
    for number, face in enumerate(made.faces, start=1):
        missing = heads - {printed(line) for line in face.lines()}
        if missing:
            yield f"第{number}页没有表头“{'、'.join(sorted(missing))}”"


def _heading(made: Produced) -> set[str]:
    """The lines of 黑体 in the table of the first page, above its first row."""
    lines = made.faces[0].lines()
    table = [line for line in lines if line[0].size < 12.5 and _hei(line)]
    return {printed(line) for line in table}


def _hei(line: list[Char]) -> bool:
    return all("Hei" in char.font or "Sans" in char.font for char in line)


def pdf_rules(made: Produced) -> Iterator[str]:
    """Rules of tables are as thick as the habits say."""
    known = {one.points for one in MEASURES if "线" in one.label and one.unit is not Unit.COUNT}
    for number, face in enumerate(made.faces, start=1):
        for rule in made.rules(face):
            if not any(abs(rule.width - width) < 0.01 for width in known):
                yield f"第{number}页有 {rule.width:.2f} 磅的横线"


def word_rules(made: Produced) -> Iterator[str]:
    """The same in the borders of each table."""
    known = {round(one.points * 8) for one in MEASURES if "线" in one.label}
    for borders in made.root.iter(f"{W}tblBorders"):
        for edge in borders:
            size = int(edge.get(f"{W}sz") or 0)
            if size not in known or size < GRID_RULE.points * 8:
                yield f"表格线 {size / 8} 磅"
