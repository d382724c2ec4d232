"""Commands about records: list, show, add."""

from desk import details, records
from desk.book.casebook import Book
from desk.cards import filling, views
from desk.cli import output
from desk.cli.command import Call, Command, integer
from desk.cli.parser import Parser, is_pair, pairs
from desk.cli.shapes import Shown, as_json, line_facts, line_json, story
from desk.lists import Line, Query, kind_fields, lines
from models.fields import KINDS, Type


def _kind(parser: Parser) -> None:
    parser.given("kind", metavar="KIND", help=f"类别：{'、'.join(['subjects', *KINDS])}")


def _list_arguments(parser: Parser) -> None:
    parser.book()
    _kind(parser)
    parser.repeated("--where", is_pair, metavar="FIELD=VALUE", help="只列出符合的，可写几项")
    parser.option("--search", metavar="词", default="", help="只列出含有这些词的")
    parser.option("--sort", metavar="FIELD", default="", help="按一项排序；不写则新的在前")
    parser.option("--descending", action="store_true", help="与 --sort 同用：倒序")
    parser.option("--limit", metavar="N", help="最多列出几条")
    parser.json()


def _list(call: Call) -> None:
    query = Query(call.kind, pairs(call.where), call.search, call.sort, call.descending)
    limit = None if call.limit is None else integer(call.limit, "--limit")
    with call.reading() as book, book.read() as connection:
        found = lines(connection, query, book.clock.today(), limit=limit)
    if call.json:
        output.document([line_json(call.kind, line) for line in found])
    else:
        _print_lines(call.kind, found)


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
        found = _found(book, call.kind, call.record)
    if call.json:
        output.document(as_json(found))
        return
    output.facts(line_facts(found))
    for label, lines_of_it in story(found).items():
        output.say(f"\n{label}")
        for line in lines_of_it:
            output.say(f"  {line}")


def _found(book: Book, kind: str, text: str) -> Shown:
    today = book.clock.today()
    with book.read() as connection:
        if kind == "issues":
            return details.issue(connection, text, today)
        if kind == "cards":
            return views.detail(connection, text, today)
        if kind == "subjects" or (kind in KINDS and KINDS[kind].subject_kind):
            return details.subject(connection, text, today)
        return details.record(connection, kind, text, today)


def _add_arguments(parser: Parser) -> None:
    parser.book()
    _kind(parser)
    parser.given("fields", metavar="FIELD=VALUE", nargs="*", help="各项内容")
    parser.json()


def _add(call: Call) -> None:
    values = pairs(call.fields)
    with call.writing() as book:
        saved, notes = _added(book, call.kind, values, call.who)
    for note in notes:
        output.note(note)
    if call.json:
        output.document({"number": saved.number, "uid": saved.uid, "notes": notes})
    else:
        output.say(saved.number)


def _added(
    book: Book, kind: str, values: dict[str, str], actor: str
) -> tuple[records.Saved, list[str]]:
    """The record, and what a person should read; a card brings its answers beside its fields."""
    if kind == "cards":
        entered = filling.fill_in(book, values, (), actor)
        return entered.card, entered.notes
    saved = records.add(book, kind, values, actor)
    return saved, [*saved.notes, *(_recurring(book, saved.uid) if kind == "issues" else ())]


def _recurring(book: Book, uid: str) -> list[str]:
    """What a person should know of an issue that came back, before it is handed out."""
    with book.read() as connection:
        before = details.issue(connection, uid, book.clock.today()).recurs
    said = f"同类问题 {before} 销号后一年内再次发生，须有治本的措施才能销号。"
    return [said] if before else []


COMMANDS = (
    Command("list", "列出记录", _list_arguments, _list),
    Command("show", "查看一条记录", _show_arguments, _show),
    Command("add", "登记一条记录", _add_arguments, _add),
)
