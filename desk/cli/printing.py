"""The command that prints a document of one record; which documents there are is a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk import printing
from desk.book.casebook import Book
from desk.cards import views
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.dossier import dossier, view
from desk.errors import Refused
from desk.settings import office
from desk.slips import ROSTERS, SLIPS, VISIT_BEFOREHAND, Slip
from models.fields import SUBJECT_KINDS

#: Draws a document of the record that is written so, as a file of that suffix.
Draw = Callable[[Book, str, str], bytes]


@dataclass(frozen=True)
class Printable:
    """One row of the table: name, what people call it, the kinds of records that it tells of."""

    name: str
    label: str
    kinds: Sequence[str]
    suffixes: Sequence[str]
    draw: Draw


def _dossier(book: Book, text: str, suffix: str) -> bytes:
    with book.read() as connection:
        story = dossier(connection, text, book.clock.today())
        keeper = office(connection)["office"]
    return printing.dossier_file(view(story, keeper), suffix)


def _card(book: Book, text: str, suffix: str) -> bytes:
    with book.read() as connection:
        filled = views.view(connection, text, book.clock.today())
    return printing.card_file(filled, suffix)


def _card_beforehand(book: Book, text: str, suffix: str) -> bytes:
    today = book.clock.today()
    with book.read() as connection:
        begun = views.beforehand(connection, text, f"{today:%Y-%m}", today)
    return printing.card_file(begun, suffix)


def _slip(slip: Slip[Any]) -> Printable:
    kinds = _SUBJECTS if slip.kind == "subjects" else (slip.kind,)
    return Printable(slip.name, slip.label, kinds, slip.suffixes, slip.file)


_SUBJECTS = ("subjects", *(kind.name for kind in SUBJECT_KINDS.values()))
DOCUMENTS: tuple[Printable, ...] = (
    Printable("dossier", "一企一档", _SUBJECTS, printing.SUFFIXES, _dossier),
    Printable("card", "反馈卡", ("cards",), printing.CARD_SUFFIXES, _card),
    Printable("blank-card", "预填反馈卡", _SUBJECTS, printing.CARD_SUFFIXES, _card_beforehand),
    *map(_slip, (VISIT_BEFOREHAND, *SLIPS, *ROSTERS)),
)


def chosen(kind: str, name: str | None) -> Printable:
    """The document of that name or label, or the first that tells of such records.

    Raises `Refused` where there is none.
    """
    fitting = [one for one in DOCUMENTS if kind in one.kinds]
    if not fitting:
        known = dict.fromkeys(kind for one in DOCUMENTS for kind in one.kinds)
        raise Refused(f"“{kind}”没有可打印的文书；可打印的有 {'、'.join(known)}。")
    found = next((one for one in fitting if name in (None, one.name, one.label)), None)
    if found is None:
        known_names = "、".join(f"{one.name}（{one.label}）" for one in fitting)
        raise Refused(f"“{kind}”没有“{name}”这种文书；可用的有 {known_names}。")
    return found


def _arguments(parser: Parser) -> None:
    parser.book()
    parser.given("kind", metavar="KIND", help="类别，如 subjects")
    parser.given(
        "record",
        metavar="NUMBER|CODE",
        help="编号、代码或名称；一览表写 park、unit 或 leader，计划表写月份",
    )
    called = "、".join(f"{one.name}（{one.label}）" for one in DOCUMENTS)
    parser.option("--document", metavar="NAME", help=f"文书：{called}")
    parser.option("--out", metavar="FILE", required=True, help="输出文件：.docx、.pdf 或 .xlsx")
    parser.force()
    parser.json()


def _print(call: Call) -> None:
    path, document = Path(call.out), chosen(call.kind, call.document)
    printing.refuse_suffix(path.suffix, document.suffixes)
    with call.reading() as book:
        data = document.draw(book, call.record, path.suffix)
    files = {path.suffix: data}
    (written,) = printing.write_files(files, path.parent, path.stem, force=call.force)
    if call.json:
        output.document({"files": [str(written)]})
    else:
        output.say(str(written))


COMMANDS = (Command("print", "打印一条记录的文书", _arguments, _print),)
