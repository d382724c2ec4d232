"""单据: the forms about one record and the lists of many, in tables for window and command line.

A new one is a function from a view to a document, and a row here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

from desk import printing
from desk.book.casebook import Book
from desk.progress import Progress
from desk.slips import rosters, views
from reports import issue_slips, visit_slip
from reports import rosters as roster_paper
from reports.blocks import Document
from reports.slipview import IssueSlip, VisitSlip

View = TypeVar("View")


@dataclass(frozen=True)
class Slip(Generic[View]):
    """One row of the table: its name, what people call it, the kind of records that it tells of.

    `gather` reads the record that is written so as of a day; it raises `Refused` where there is
    none. `blank` is the view of the form that a hand fills in.
    """

    name: str
    label: str
    kind: str
    gather: Callable[[Connection, str, date], View]
    document: Callable[[View], Document]
    blank: View
    suffixes: Sequence[str] = printing.SUFFIXES

    def file(self, book: Book, text: str, suffix: str) -> bytes:
        """The document of a record as a file. Raises `Refused` for what cannot be printed."""
        with book.read() as connection:
            view = self.gather(connection, text, book.clock.today())
        return self._drawn(view, suffix)

    def files(self, book: Book, texts: Sequence[str], progress: Progress) -> bytes:
        """The documents of several records as one PDF file, each beginning a sheet.

        Raises `Refused` as above, Cancelled when asked to stop.
        """
        drawn = []
        for done, text in enumerate(texts):
            progress.step(done, len(texts), self.label)
            drawn.append(self.file(book, text, printing.PDF))
        return printing.joined(drawn)

    def blank_file(self, suffix: str) -> bytes:
        """The blank form as a file."""
        return self._drawn(self.blank, suffix)

    def _drawn(self, view: View, suffix: str) -> bytes:
        return printing.document_file(lambda: self.document(view), suffix, self.suffixes)


SLIPS: tuple[Slip[Any], ...] = (
    Slip(
        "visit",
        visit_slip.TITLE,
        "visits",
        views.visit,
        visit_slip.document,
        VisitSlip(),
    ),
    Slip(
        "dispatch",
        issue_slips.DISPATCH,
        "issues",
        views.issue,
        issue_slips.dispatch,
        IssueSlip(),
    ),
    Slip(
        "follow-up",
        issue_slips.FOLLOW_UP,
        "issues",
        views.follow_up,
        issue_slips.follow_up,
        IssueSlip(),
    ),
    Slip(
        "closing",
        issue_slips.CLOSING,
        "issues",
        views.issue,
        issue_slips.closing,
        IssueSlip(),
    ),
)

#: Lists over many records; what is written is what divides them, or a month.
ROSTERS: tuple[Slip[Any], ...] = (
    Slip(
        "assignments",
        rosters.ASSIGNMENTS,
        "assignments",
        rosters.assignments,
        roster_paper.document,
        rosters.blank_assignments(),
        printing.LEDGER_SUFFIXES,
    ),
    Slip(
        "visit-plan",
        rosters.VISITS,
        "visits",
        rosters.visits,
        roster_paper.document,
        rosters.blank_visits(),
        printing.LEDGER_SUFFIXES,
    ),
)

#: The form that is taken along on a visit, with what is known of whom it goes to.
VISIT_BEFOREHAND = Slip(
    "blank-visit",
    f"预填{visit_slip.TITLE}",
    "subjects",
    views.visit_beforehand,
    visit_slip.document,
    VisitSlip(),
)


def slips_of(kind: str) -> tuple[Slip[Any], ...]:
    """The slips about records of a kind."""
    return tuple(slip for slip in SLIPS if slip.kind == kind)


def roster_of(kind: str) -> Slip[Any]:
    """The list over all records of a kind."""
    return next(roster for roster in ROSTERS if roster.kind == kind)
