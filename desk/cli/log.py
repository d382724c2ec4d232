"""Commands about what was done: undo, redo, log."""

from collections.abc import Callable

from sqlalchemy import Connection

from desk import details, history
from desk.belongings import rows_of, story_of
from desk.book import undo as taking_back
from desk.book.casebook import Book
from desk.book.undo import Undone
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.history import Entry

Back = Callable[[Book, str | None], Undone]


def _undo_arguments(parser: Parser) -> None:
    parser.book()
    parser.json()


def _undo(call: Call) -> None:
    _take_back(call, taking_back.undo, "已撤销")


def _redo(call: Call) -> None:
    _take_back(call, taking_back.redo, "已重做")


def _take_back(call: Call, back: Back, said: str) -> None:
    """Without `--as` it is the latest change of anybody who worked here."""
    with call.writing() as book:
        done = back(book, call.actor)
    if call.json:
        output.document({"label": done.label, "rows": done.rows})
    else:
        output.say(f"{said}：{done.label}")


def _log_arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--issue", metavar="N", help="只列出一个问题的")
    parser.option("--subject", metavar="CODE", help="只列出一个帮扶对象的")
    parser.json()


def _log(call: Call) -> None:
    with call.reading() as book, book.read() as connection:
        found = history.record(connection, _wanted(call, connection))
    if call.json:
        output.document([_entry_json(entry) for entry in found])
        return
    rows = [(e.at[:19], e.actor, e.label, "已撤销" if e.undone else "") for e in found]
    output.table(("时间", "操作人", "操作", ""), rows)


def _wanted(call: Call, connection: Connection) -> list[str] | None:
    """The rows that the record is asked for; None for all."""
    if call.issue is None and call.subject is None:
        return None
    rows: list[str] = []
    if call.issue is not None:
        uid = details.uid_of(connection, "issues", call.issue)
        rows += rows_of(connection, [("issue", uid)])
    if call.subject is not None:
        uid = details.uid_of(connection, "subjects", call.subject)
        rows += story_of(connection, uid)
    return rows


def _entry_json(entry: Entry) -> dict[str, object]:
    return {
        "change": entry.uid,
        "at": entry.at,
        "on": entry.business_on,
        "actor": entry.actor,
        "label": entry.label,
        "undone": entry.undone,
        "rows": entry.rows,
        "touched": entry.touched,
    }


COMMANDS = (
    Command("undo", "撤销最近一次操作", _undo_arguments, _undo),
    Command("redo", "重做刚撤销的操作", _undo_arguments, _redo),
    Command("log", "操作记录", _log_arguments, _log),
)
