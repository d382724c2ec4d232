"""Commands about records: list, show, add."""

from typing import Any

from desk import details, records
from desk.book.casebook import Book
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser, Usage, pairs
from desk.cli.shapes import issue_json, line_json, shown_facts, subject_json
from desk.lists import Line, Query, kind_fields, lines
from models.fields import KINDS, Type


def _kind(parser: Parser) -> None:
    parser.given("kind", metavar="KIND", help=f"类别：{'、'.join(['subjects', *KINDS])}")


def _list_arguments(parser: Parser) -> None:
    parser.book()
    _kind(parser)
    where = {"action": "extend", "nargs": "+", "default": []}
    parser.option("--where", metavar="FIELD=VALUE", help="只列出符合的", **where)
    parser.option("--search", metavar="词", default="", help="只列出含有这些词的")
    parser.option("--sort", metavar="FIELD", default="", help="按一项排序，前面加 - 为倒序")
    parser.option("--limit", metavar="N", help="最多列出几条")
    parser.json()


def _list(call: Call) -> None:
    sort = call.sort.removeprefix("-")
    query = Query(call.kind, pairs(call.where), call.search, sort, call.sort != sort)
    limit = None if call.limit is None else _limit(call.limit)
    with call.reading() as book, book.read() as connection:
        found = lines(connection, query, book.clock.today(), limit=limit)
    if call.json:
        output.document([line_json(call.kind, line) for line in found])
    else:
        _print_lines(call.kind, found)


def _limit(written: str) -> int:
    if not written.isdecimal():
        raise Usage("--limit 后面请写一个整数。")
    return int(written)


def _print_lines(kind: str, found: list[Line]) -> None:
    """The short fields that say something in at least one line."""
    told = [
        one
        for one in kind_fields(kind)
        if one.type != Type.LONG_TEXT and any(line.shown[one.name] for line in found)
    ]
    if told:
        output.table(
            [one.label for one in told], [[line.shown[f.name] for f in told] for line in found]
        )
    output.note(f"共 {len(found)} 条。")


def _show_arguments(parser: Parser) -> None:
    parser.book()
    _kind(parser)
    parser.given("record", metavar="NUMBER|CODE", help="编号、代码或名称")
    parser.json()


def _show(call: Call) -> None:
    with call.reading() as book:
        facts, found = _shown(book, call.kind, call.record)
    if call.json:
        output.document(found)
    else:
        output.facts(facts)


def _shown(book: Book, kind: str, text: str) -> tuple[dict[str, str], dict[str, Any]]:
    """One record as people read it, and as JSON."""
    today = book.clock.today()
    with book.read() as connection:
        if kind == "issues":
            issue = details.issue(connection, text, today)
            return shown_facts(kind, issue.line), issue_json(issue)
        if kind == "subjects" or (kind in KINDS and KINDS[kind].subject_kind):
            subject = details.subject(connection, text, today)
            return shown_facts(subject.kind, subject.line), subject_json(subject)
        record = details.record(connection, kind, text, today)
        return shown_facts(kind, record.line), line_json(kind, record.line)


def _add_arguments(parser: Parser) -> None:
    parser.book()
    _kind(parser)
    parser.given("fields", metavar="FIELD=VALUE", nargs="*", help="各项内容")
    parser.json()


def _add(call: Call) -> None:
    values = pairs(call.fields)
    with call.writing() as book:
        saved = records.add(book, call.kind, values, call.who)
    for note in saved.notes:
        output.note(note)
    if call.json:
        output.document({"number": saved.number, "uid": saved.uid, "notes": saved.notes})
    else:
        output.say(saved.number)


COMMANDS = (
    Command("list", "列出记录", _list_arguments, _list),
    Command("show", "查看一条记录", _show_arguments, _show),
    Command("add", "登记一条记录", _add_arguments, _add),
)
