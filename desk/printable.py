"""文书: one row of the table of documents: what is read for it, how it is laid out, its blanks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Generic, TypeVar

from sqlalchemy import Connection

from desk import printing
from desk.book.casebook import Book
from desk.errors import Refused
from desk.progress import Progress
from models.fields import SUBJECT_KINDS
from reports.blocks import Document

View = TypeVar("View")

WATERMARKS = ("内部", "草稿")
"""What may lie behind the text of every page; nothing, unless somebody asks for it."""


@dataclass(frozen=True)
class Blank(Generic[View]):
    """A form that a hand fills in; it needs no casebook. `name` is how a command asks for it."""

    name: str
    label: str
    view: Callable[[], View]

    @property
    def called(self) -> str:
        """What sets it apart from one that is filled in: 空白交办单."""
        return f"空白{self.label}"


@dataclass(frozen=True)
class Example:
    """One that is shown among the samples: what sets it apart, and the record that it tells of.

    `find` gives what is written for that record, or nothing where the casebook has none. A blank
    one is drawn from the casebook as well: it shows what stands there where nothing was done.
    """

    find: Callable[[Connection, date], str]
    name: str = ""
    called: str = ""
    blank: bool = False


@dataclass(frozen=True)
class Told:
    """What the manual says of a document: who uses it, where the window prints it, the command."""

    users: str
    place: str
    command: str


@dataclass(frozen=True)
class Printable(Generic[View]):
    """A document: its name, what people call it, the kind of records that it tells of.

    `gather` reads the record that is written so as of a day; it raises `Refused` where there is
    none. `sheet` writes the Excel file where that is not made of the blocks. `once` leaves of
    several records those that stand for all, where one document tells of more than one.
    """

    name: str
    label: str
    kind: str
    gather: Callable[[Connection, str, date], View]
    document: Callable[[View], Document]
    told: Told
    blanks: tuple[Blank[View], ...] = ()
    examples: tuple[Example, ...] = ()
    suffixes: Sequence[str] = printing.SUFFIXES
    sheet: Callable[[View], bytes] | None = None
    once: Callable[[Connection, Sequence[str]], Sequence[str]] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of records of which it is printed, as a command calls them."""
        return _KINDS.get(self.kind, (self.kind,) if self.kind else ())

    def view(self, book: Book, text: str) -> View:
        """What it says of a record. Raises `Refused` where there is none."""
        with book.read() as connection:
            return self.gather(connection, text, book.clock.today())

    def file(self, book: Book, text: str, suffix: str, watermark: str = "") -> bytes:
        """The document of a record as a file. Raises `Refused` for what cannot be printed."""
        return self.drawn(self.view(book, text), suffix, watermark)

    def files(
        self, book: Book, texts: Sequence[str], progress: Progress, watermark: str = ""
    ) -> bytes:
        """The documents of several records as one PDF file, each beginning a sheet.

        Raises `Refused` as above, Cancelled when asked to stop.
        """
        drawn = []
        texts = self._apart(book, texts)
        for done, text in enumerate(texts):
            progress.step(done, len(texts), self.label)
            drawn.append(self.file(book, text, printing.PDF, watermark))
        return printing.joined(drawn)

    def _apart(self, book: Book, texts: Sequence[str]) -> Sequence[str]:
        """One record for each document."""
        if self.once is None:
            return texts
        with book.read() as connection:
            return self.once(connection, texts)

    def blank_file(self, suffix: str) -> bytes:
        """The first of its blank forms as a file."""
        return self.drawn(self.blanks[0].view(), suffix)

    def drawn(self, view: View, suffix: str, watermark: str = "") -> bytes:
        """What was gathered, as a file. Raises `Refused` for a suffix or a watermark that is none.

        An Excel file carries no watermark: nothing lies behind its cells.
        """
        refuse_watermark(watermark)
        if self.sheet is not None and suffix == printing.EXCEL:
            return self.sheet(view)
        return printing.document_file(lambda: self._laid(view, watermark), suffix, self.suffixes)

    def _laid(self, view: View, watermark: str) -> Document:
        document = self.document(view)
        return replace(document, watermark=watermark) if watermark else document


_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"subjects": ("subjects", *(kind.name for kind in SUBJECT_KINDS.values()))}
)
"""A subject may be called by its own kind too."""


def refuse_watermark(text: str) -> None:
    """Raise `Refused` for a watermark that there is not."""
    if text and text not in WATERMARKS:
        raise Refused(f"没有水印“{text}”；可用的有 {'、'.join(WATERMARKS)}，不写则没有水印。")


def one_blank(name: str, label: str, view: View) -> tuple[Blank[View], ...]:
    """The blank form of a document that has one."""
    return (Blank(name, label, lambda: view),)


def print_command(kind: str, name: str, record: str = "编号") -> str:
    """How `baolian print` is called for a document of a kind of records."""
    return f"baolian print 台账 {kind} {record} --document {name} --out 文件.pdf"
