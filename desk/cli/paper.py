"""Commands that print: bulletin, ledger."""

from collections.abc import Sequence
from pathlib import Path

from desk import bulletins, ledgers, printing
from desk.bulletins import Issued
from desk.cli import output
from desk.cli.command import Call, Command, integer, month
from desk.cli.parser import Parser, is_pair, pairs
from desk.files import refuse_existing
from desk.ledgers import Choice
from models.calendar import Month


def _bulletin_arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--month", metavar="M", required=True, help="月份，如 2018-07")
    parser.option("--number", metavar="N", help="期号；不写则接着上一期")
    parser.option("--draft", action="store_true", help="只印草稿，不印发，台账不变")
    parser.option("--out", metavar="DIR", required=True, help="放文件的文件夹")
    parser.force()
    parser.json()


def _bulletin(call: Call) -> None:
    wanted, number = month(call.month), _number(call.number)
    if call.draft:
        _say_files(call, _draft(call, wanted, number))
        return
    sent = _issued(call, wanted, number)
    paths = printing.write_files(sent.files, Path(call.out), sent.stem, force=call.force)
    if call.json:
        output.document(
            {
                "month": str(wanted),
                "number": sent.masthead.number,
                "total_number": sent.masthead.total_number,
                "issued_on": sent.masthead.issued_on,
                "files": [str(path) for path in paths],
            }
        )
    else:
        _say_files(call, paths)


def _number(written: str | None) -> int | None:
    return None if written is None else integer(written, "--number")


def _draft(call: Call, wanted: Month, number: int | None) -> list[Path]:
    with call.reading() as book, book.read() as connection:
        today = book.clock.today()
        draft = bulletins.get_draft(connection, wanted, today)
        view = bulletins.draft_view(connection, draft, today, number)
    files = printing.bulletin_files(view)
    stem = bulletins.draft_stem(draft)
    return printing.write_files(files, Path(call.out), stem, force=call.force)


def _issued(call: Call, wanted: Month, number: int | None) -> Issued:
    """Issue it, unless it is; a file that stands in the way is refused before that."""
    with call.reading() as book, book.read() as connection:
        sent = bulletins.issued(connection, book.store, wanted)
        head = bulletins.next_masthead(connection, book.clock.today(), number)
    if sent is None and not call.force:
        for path in printing.paths(Path(call.out), bulletins.issued_stem(wanted, head)):
            refuse_existing(path)
    with call.reading() if sent else call.writing() as book:
        return bulletins.issue(book, wanted, number, call.who)


def _ledger_arguments(parser: Parser) -> None:
    parser.book()
    parser.option(
        "--view", metavar="NAME", default="全部", help="视图：" + "、".join(ledgers.VIEWS)
    )
    parser.repeated("--where", is_pair, metavar="FIELD=VALUE", help="筛选，可写几个")
    parser.option("--search", metavar="词", default="", help="按文字查找")
    parser.option("--out", metavar="FILE", required=True, help="输出文件，.docx、.pdf 或 .xlsx")
    parser.force()
    parser.json()


def _ledger(call: Call) -> None:
    path = Path(call.out)
    printing.refuse_suffix(path.suffix)
    choice = Choice(call.view, pairs(call.where), call.search)
    with call.reading() as book, book.read() as connection:
        view = ledgers.ledger(connection, choice, book.clock.today())
    files = {path.suffix: printing.ledger_file(view, path.suffix)}
    _say_files(call, printing.write_files(files, path.parent, path.stem, force=call.force))


def _say_files(call: Call, paths: Sequence[Path]) -> None:
    if call.json:
        output.document({"files": [str(path) for path in paths]})
    else:
        for path in paths:
            output.say(str(path))


COMMANDS = (
    Command("bulletin", "工作简报：印发，或只印草稿", _bulletin_arguments, _bulletin),
    Command("ledger", "问题台账", _ledger_arguments, _ledger),
)
