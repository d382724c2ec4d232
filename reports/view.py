"""What the desk hands in: frozen values, already worded and resolved, without a session."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Passage:
    """One paragraph of a bulletin, its figures already resolved.

    `level` is 0 for running text, 1 for 一、, 2 for （一）, 3 for 1. and 4 for （1）; the text
    carries its numeral.
    """

    text: str
    level: int = 0


@dataclass(frozen=True)
class BulletinView:
    """A 工作简报 as it is printed.

    `number` 0 leaves room for the number of a draft; `total_number`, `copies` 0 and empty texts
    are not shown. `title` may hold a line feed where its lines shall break.
    """

    name: str
    number: int
    total_number: int
    office: str
    issued_on: date
    title: str
    passages: tuple[Passage, ...]
    editor_note: str = ""
    contributed_by: str = ""
    report_to: tuple[str, ...] = ()
    send_to: tuple[str, ...] = ()
    issue_to: tuple[str, ...] = ()
    copies: int = 0
    draft: bool = False


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a ledger; `width` in Chinese characters, `align` left, center or right."""

    label: str
    width: int
    align: str = "left"


@dataclass(frozen=True)
class LedgerView:
    """A ledger (台账) as it is printed: every cell is text already."""

    title: str
    office: str
    as_of: date
    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    summary: str = ""
