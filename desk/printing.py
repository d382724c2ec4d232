"""From views to files: the only place that has the paper drawn, and writes it beside its name.

It is drawn with the faces in force (`desk.typefaces`); what is written is told in the log of
exports.
The writers are loaded when they are first needed: a window that prints nothing starts without them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desk import exports, typefaces
from desk.errors import Refused
from desk.exports import Drawn
from desk.files import refuse_existing, write_bytes
from desk.progress import at_work
from reports import blocks, bulletin, card, fonts, ledger
from reports.blocks import Document, Numbering
from reports.cardview import CardView
from reports.errors import Unprintable
from reports.gongwen import Face, Page, Style
from reports.view import BulletinView, LedgerView

WORD, PDF, EXCEL = ".docx", ".pdf", ".xlsx"
SUFFIXES = (WORD, PDF)
"""What a bulletin is written as, always both, and what a document of one record may be."""
LEDGER_SUFFIXES = (WORD, PDF, EXCEL)
"""What a ledger may be written as."""
CARD_SUFFIXES = (WORD, PDF, EXCEL)
"""What a feedback card may be written as; as Excel it can be filled in and read back."""

OnPage = Callable[[int, int], None]
"""Told how many pages of how many are drawn."""

_SAMPLE = "包联帮扶工作简报 2018年7月 第3期"
_SAMPLE_SIZE, SAMPLE_SHEET = 17, (310, 30)  # points
_SAMPLED = date(2018, 7, 31)  # stands in the file's metadata, which nobody sees


def bulletin_files(view: BulletinView) -> dict[str, bytes]:
    """A bulletin as Word and PDF, by suffix. Raises `Refused` for what cannot be printed."""
    return {suffix: _drawn(lambda: bulletin.document(view), suffix) for suffix in SUFFIXES}


def bulletin_pdf(view: BulletinView) -> bytes:
    """A bulletin as PDF alone, for the preview. Raises `Refused` as above."""
    return _drawn(lambda: bulletin.document(view), PDF)


def ledger_file(view: LedgerView, suffix: str) -> bytes:
    """A ledger as `.docx`, `.pdf` or `.xlsx`. Raises `Refused` for another suffix."""
    return document_file(lambda: ledger.document(view), suffix, LEDGER_SUFFIXES)


def card_file(view: CardView, suffix: str) -> bytes:
    """A feedback card as `.docx`, `.pdf` or `.xlsx`. Raises `Refused` for another suffix."""
    refuse_suffix(suffix, CARD_SUFFIXES)
    return card_sheet(view) if suffix == EXCEL else _drawn(lambda: card.document(view), suffix)


def card_sheet(view: CardView) -> bytes:
    """A feedback card as a sheet of Excel. Raises `Refused` for what cannot be written."""
    from reports import cardexcel

    with _refusing():
        return exports.remember(cardexcel.write(view), Drawn(view.form.title))


def document_file(
    draw: Callable[[], Document], suffix: str, known: Sequence[str] = SUFFIXES
) -> bytes:
    """What a function lays out, as a file of one of these suffixes. Raises `Refused` for another,
    and for what cannot be printed."""
    refuse_suffix(suffix, known)
    return _drawn(draw, suffix)


def sample(role: Face) -> bytes:
    """A line drawn by the faces that serve a role, as PDF. Raises `Refused` where there is none."""
    style = Style("字样", role, _SAMPLE_SIZE, _SAMPLE_SIZE * 1.5)
    page = Page(*SAMPLE_SHEET, 2, 2, SAMPLE_SHEET[0] - 4, SAMPLE_SHEET[1] - 4)
    line = (blocks.paragraph(_SAMPLE, style),)
    with _refusing(), fonts.using(typefaces.in_force()):
        return _made(Document("字样", "", _SAMPLED, line, None, page, Numbering.NONE), PDF)[0]


def joined(files: Iterable[bytes]) -> bytes:
    """Several PDF files as one, for the printer."""
    from reports import together

    parts = list(files)
    return exports.together(parts, together.joined(parts))


def refuse_suffix(suffix: str, known: Sequence[str] = LEDGER_SUFFIXES) -> None:
    """Raise `Refused` unless a document (a ledger, if none is said) may be such a file."""
    if suffix not in known:
        *others, last = known
        allowed = f"{'、'.join(others)} 或 {last}"
        raise Refused(f"不能写成“{suffix or '没有扩展名'}”的文件；请用 {allowed}。")


def paths(folder: Path, stem: str) -> list[Path]:
    """Where the files of a bulletin come to lie."""
    return [folder / f"{stem}{suffix}" for suffix in SUFFIXES]


def write_files(
    files: Mapping[str, bytes], folder: Path, stem: str, *, force: bool = False
) -> list[Path]:
    """Write a document's files into a folder: all, or none.

    Raises `Refused` if another file of that name is there and `force` is not.
    """
    written = {folder / f"{stem}{suffix}": data for suffix, data in files.items()}
    for path, data in written.items():
        if not force:
            refuse_existing(path, data)
    at_work().check()
    for path, data in written.items():
        write_file(path, data, force=force)
    return list(written)


def write_file(path: Path, data: bytes, *, force: bool = True) -> None:
    """Write one document, whole or not at all, and say so in the log of exports.

    Raises `Refused` if another file is there and `force` is false, `Trouble` if the disk refuses,
    Cancelled when the work was asked to stop before.
    """
    at_work().check()
    write_bytes(path, data, force=force)
    exports.record(path, data)


def _drawn(draw: Callable[[], Document], suffix: str) -> bytes:
    """A document as a file, drawn with the faces in force: laying it out may measure them too.

    A long one is drawn in a process of its own. Raises Cancelled when the work is asked to stop.
    """
    with _refusing(), fonts.using(typefaces.in_force()):
        document = draw()
        at_work().check()
        data, what = _at_length(document, suffix)
    return exports.remember(data, what)


def _at_length(document: Document, suffix: str) -> tuple[bytes, Drawn]:
    from desk import press

    if press.is_long(document):
        return press.drawn(document, suffix)
    return drawn_here(document, suffix)


def drawn_here(document: Document, suffix: str, *on_page: OnPage) -> tuple[bytes, Drawn]:
    """A document as a file, and what the log of exports says of it, drawn in this process.

    `on_page` is told of each page of a PDF. Raises `Refused` for what cannot be printed.
    """
    with _refusing(), fonts.using(typefaces.in_force()):
        return _made(document, suffix, *on_page)


def _made(
    document: Document, suffix: str, on_page: OnPage = lambda _done, _total: None
) -> tuple[bytes, Drawn]:
    if suffix == PDF:
        from reports import pdf

        drawing = pdf.draw(document, on_page)
        return drawing.data, Drawn(document.title, drawing.pages, drawing.faces)
    if suffix == EXCEL:
        from reports import excel

        return excel.write(document), Drawn(document.title)
    from reports import word

    return word.write(document), Drawn(document.title)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Unprintable as error:
        raise Refused(str(error)) from error
