"""Commands that print: bulletin, circular, ledger."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from desk import bulletins, ledgers, printing
from desk.asked import month
from desk.bulletins import Issued
from desk.bulletins.kinds import BRIEFING, CIRCULAR, KINDS, Edition, kind_named
from desk.cli import output
from desk.cli.command import Call, Command, integer
from desk.cli.parser import Parser, is_pair, pairs
from desk.cli.printing import watermark_option
from desk.documents import LEDGER_PAPER
from desk.files import read_bytes, refuse_existing, sha256
from desk.ledgers import Choice
from desk.printable import refuse_watermark


def _arguments_of_edition(parser: Parser) -> None:
    parser.book()
    parser.option("--month", metavar="M", required=True, help="月份，如 2018-07")
    parser.option("--number", metavar="N", help="期号；不写则接着上一期")
    parser.option("--draft", action="store_true", help="只印草稿，不印发，台账不变")
    parser.option("--out", metavar="DIR", required=True, help="放文件的文件夹")
    parser.force()
    parser.json()


def _bulletin_arguments(parser: Parser) -> None:
    _arguments_of_edition(parser)
    known = "、".join(f"{kind.name}（{kind.label}）" for kind in KINDS.values())
    parser.option("--kind", metavar="K", default=BRIEFING, help=f"种类：{known}")


def _bulletin(call: Call) -> None:
    _print(call, Edition(kind_named(call.kind).name, month(call.month)))


def _circular(call: Call) -> None:
    _print(call, Edition(CIRCULAR, month(call.month)))


def _print(call: Call, edition: Edition) -> None:
    """Issue it, or print a draft; say which files were written."""
    number = _number(call.number)
    if call.draft:
        _say_edition(call, edition, _draft(call, edition, number))
        return
    sent = _issued(call, edition, number)
    paths = printing.write_files(sent.files, Path(call.out), sent.stem, force=call.force)
    head = {
        "number": sent.masthead.number,
        "total_number": sent.masthead.total_number,
        "issued_on": sent.masthead.issued_on,
        "fonts": sent.fonts,
    }
    _say_edition(call, edition, paths, head)


def _say_edition(
    call: Call, edition: Edition, paths: Sequence[Path], head: Mapping[str, object] | None = None
) -> None:
    if not call.json:
        _say_files(call, paths)
        return
    files = {"files": [str(path) for path in paths], "sha256": _digests(paths)}
    named = {"kind": edition.kind, "month": str(edition.month)}
    output.document({**named, **(head or {}), **files})


def _digests(paths: Sequence[Path]) -> dict[str, str]:
    return {path.name: sha256(read_bytes(path)) for path in paths}


def _number(written: str | None) -> int | None:
    return None if written is None else integer(written, "--number")


def _draft(call: Call, wanted: Edition, number: int | None) -> list[Path]:
    with call.reading() as book, book.read() as connection:
        today = book.clock.today()
        draft = bulletins.get_draft(connection, wanted, today)
        view = bulletins.draft_view(connection, draft, today, number)
    files = printing.bulletin_files(view)
    stem = bulletins.draft_stem(draft)
    return printing.write_files(files, Path(call.out), stem, force=call.force)


def _issued(call: Call, wanted: Edition, number: int | None) -> Issued:
    """Issue it, unless it is; a file that stands in the way is refused before that."""
    with call.reading() as book, book.read() as connection:
        sent = bulletins.issued(connection, book.store, wanted)
        head = bulletins.next_masthead(connection, book.clock.today(), number, wanted.kind)
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
    watermark_option(parser)
    parser.force()
    parser.json()


def _ledger(call: Call) -> None:
    path = Path(call.out)
    printing.refuse_suffix(path.suffix)
    refuse_watermark(call.watermark)
    choice = Choice(call.view, pairs(call.where), call.search)
    with call.reading() as book, book.read() as connection:
        view = ledgers.ledger(connection, choice, book.clock.today())
    files = {path.suffix: LEDGER_PAPER.drawn(view, path.suffix, call.watermark)}
    _say_files(call, printing.write_files(files, path.parent, path.stem, force=call.force))


def _say_files(call: Call, paths: Sequence[Path]) -> None:
    if call.json:
        output.document({"files": [str(path) for path in paths]})
    else:
        for path in paths:
            output.say(str(path))


COMMANDS = (
    Command(
        "bulletin", "简报（工作简报、通报、专报）：印发，或只印草稿", _bulletin_arguments, _bulletin
    ),
    Command("circular", "情况通报：印发，或只印草稿", _arguments_of_edition, _circular),
    Command("ledger", "问题台账", _ledger_arguments, _ledger),
)
