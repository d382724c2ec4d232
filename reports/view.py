"""What the desk hands in: frozen values, already worded and resolved, without a session."""

from dataclasses import dataclass
from datetime import date

OF_NO_DAY = date(2000, 1, 1)
"""What the metadata of a form say that nobody has filled in yet."""


@dataclass(frozen=True)
class Mark:
    """A stretch of a text that is a live figure, or a number of a date.

    `field` names it, so that it is found again.
    """

    start: int
    end: int
    field: str


@dataclass(frozen=True)
class Passage:
    """One paragraph of a bulletin, its figures already resolved.

    `level` is 0 for running text, 1 for 一、, 2 for （一）, 3 for 1. and 4 for （1）; the text
    carries its numeral. `marks` say in their order which stretches of the text are figures, or
    numbers of dates.
    """

    text: str
    level: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a ledger; `width` in Chinese characters, `align` left, center or right.

    Neighbours of one `group` stand under a heading of that name.
    """

    label: str
    width: int
    align: str = "left"
    group: str = ""


@dataclass(frozen=True)
class TableView:
    """A table in the text of a bulletin: every cell is text already.

    `caption` stands above it, `note` below. Cells of the first `merged` columns that say the same
    as the row above are one. `field` names what it shows, so that it is found again.
    """

    caption: str
    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    merged: int = 0
    field: str = ""


@dataclass(frozen=True)
class Series:
    """What one colour of a chart shows: a value for each category, None where there is none."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class ChartView:
    """A chart in the text of a bulletin.

    `shape` is `columns` (standing), `bars` (lying, for long names) or `lines`; `unit` stands at
    the axis of values, `caption` and `note` below. `field` names what it shows.
    """

    caption: str
    shape: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    note: str = ""
    field: str = ""


Element = Passage | TableView | ChartView
"""What the text of a bulletin consists of."""


@dataclass(frozen=True)
class BulletinView:
    """A 工作简报 as it is printed.

    `number` 0 leaves room for the number of a draft; `total_number`, `copies` 0 and empty texts
    are not shown. `title` may hold a line feed where its lines shall break; `title_marks` and
    `note_marks` say what in title and editor's note is a figure. `keywords` stand in the
    properties of its files: which bulletin it is, for whoever reads an edited one back.
    """

    name: str
    number: int
    total_number: int
    office: str
    issued_on: date
    title: str
    passages: tuple[Element, ...]
    editor_note: str = ""
    contributed_by: str = ""
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    issue_to: tuple[str, ...] = ()
    copies: int = 0
    draft: bool = False
    keywords: str = ""
    title_marks: tuple[Mark, ...] = ()
    note_marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs of the text, each on a line, without tables and charts."""
        return "\n".join(part.text for part in self.passages if isinstance(part, Passage))


@dataclass(frozen=True)
class LedgerView:
    """A ledger (台账) as it is printed: every cell is text already.

    Cells of the first `merged` columns that say the same as the row above are one. `watermark`
    lies behind every page (内部); none where it is empty. `sheet` is what the sheet of its Excel
    file is called.
    """

    title: str
    office: str
    as_of: date
    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str = ""
    merged: int = 0
    watermark: str = ""
    sheet: str = "台账"
