"""From views to files: the only place that has the paper drawn, and writes it beside its name.

The writers are loaded when they are first needed: a window that prints nothing starts without them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from desk.errors import Refused
from desk.files import refuse_existing, write_bytes
from reports import bulletin, card, dossier, ledger
from reports.blocks import Document
from reports.cardview import CardView
from reports.dossier import DossierView
from reports.errors import Unprintable
from reports.view import BulletinView, LedgerView

WORD, PDF, EXCEL = ".docx", ".pdf", ".xlsx"
SUFFIXES = (WORD, PDF)
"""What a bulletin is written as, always both, and what a document of one record may be."""
LEDGER_SUFFIXES = (WORD, PDF, EXCEL)
"""What a ledger may be written as."""
CARD_SUFFIXES = (WORD, PDF, EXCEL)
"""What a feedback card may be written as; as Excel it can be filled in and read back."""


def bulletin_files(view: BulletinView) -> dict[str, bytes]:
    """A bulletin as Word and PDF, by suffix. Raises `Refused` for what cannot be printed."""
    document = bulletin.document(view)
    return {suffix: _written(document, suffix) for suffix in SUFFIXES}


def bulletin_pdf(view: BulletinView) -> bytes:
    """A bulletin as PDF alone, for the preview. Raises `Refused` as above."""
    return _written(bulletin.document(view), PDF)


def ledger_file(view: LedgerView, suffix: str) -> bytes:
    """A ledger as `.docx`, `.pdf` or `.xlsx`. Raises `Refused` for another suffix."""
    refuse_suffix(suffix)
    return _written(ledger.document(view), suffix)


def dossier_file(view: DossierView, suffix: str) -> bytes:
    """A subject's dossier as `.docx` or `.pdf`. Raises `Refused` for another suffix."""
    refuse_suffix(suffix, SUFFIXES)
    return _written(dossier.document(view), suffix)


def card_file(view: CardView, suffix: str) -> bytes:
    """A feedback card as `.docx`, `.pdf` or `.xlsx`. Raises `Refused` for another suffix."""
    refuse_suffix(suffix, CARD_SUFFIXES)
    return _drawn(lambda: _card_sheet(view) if suffix == EXCEL else _card_paper(view, suffix))


def document_file(
    draw: Callable[[], Document], suffix: str, known: Sequence[str] = SUFFIXES
) -> bytes:
    """What a function lays out, as a file of one of these suffixes. Raises `Refused` for another,
    and for what cannot be printed."""
    refuse_suffix(suffix, known)
    return _drawn(lambda: _writer(suffix)(draw()))


def joined(files: Iterable[bytes]) -> bytes:
    """Several PDF files as one, for the printer."""
    from reports import together

    return together.joined(files)


def _card_paper(view: CardView, suffix: str) -> bytes:
    return _writer(suffix)(card.document(view))


def _card_sheet(view: CardView) -> bytes:
    from reports import cardexcel

    return cardexcel.write(view)


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
    for path, data in written.items():
        write_bytes(path, data, force=force)
    return list(written)


def _written(document: Document, suffix: str) -> bytes:
    return _drawn(lambda: _writer(suffix)(document))


def _drawn(draw: Callable[[], bytes]) -> bytes:
    try:
        return draw()
    except Unprintable as error:
        raise Refused(str(error)) from error


def _writer(suffix: str) -> Callable[[Document], bytes]:
    if suffix == WORD:
        from reports import word

        return word.write
    if suffix == EXCEL:
        from reports import excel

        return excel.write
    from reports import pdf

    return pdf.write
