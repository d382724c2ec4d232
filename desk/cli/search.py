"""The command that searches everything that is written in a casebook."""

from typing import Any

from desk.cli import output
from desk.cli.command import Call, Command, integer
from desk.cli.parser import Parser
from desk.search import LABELS, Hit, Tally, search, tally

_SHOWN = 50


def _arguments(parser: Parser) -> None:
    parser.book()
    parser.given("words", metavar="词", nargs="+", help="要找的词，都要有；名称可写拼音首字母")
    parser.option("--kind", metavar="KIND", help=f"只找一类：{'、'.join(LABELS)}")
    parser.option("--limit", metavar="N", help=f"最多列出几条；不写则 {_SHOWN} 条")
    parser.json()


def _search(call: Call) -> None:
    text, kinds = " ".join(call.words), (call.kind,) if call.kind else ()
    limit = _SHOWN if call.limit is None else integer(call.limit, "--limit")
    with call.reading() as book, book.read() as connection:
        hits = search(connection, text, kinds, limit)
        counted = tally(connection, text, kinds, max(limit, 1_000))
    if call.json:
        shown = [_json(hit) for hit in hits]
        output.document({"total": counted.number, "more": counted.more, "hits": shown})
    else:
        _print(hits, counted)


def _json(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "uid": hit.uid,
        "number": hit.number,
        "title": hit.title,
        "about": hit.about,
        "on": hit.on,
        "field": hit.field,
        "excerpt": hit.excerpt,
        "places": hit.places,
        "opens": {"kind": hit.opens[0], "uid": hit.opens[1]},
    }


def _print(hits: list[Hit], counted: Tally) -> None:
    if hits:
        columns = ("类别", "编号", "名称", "关于", "所在", "摘录")
        output.table(columns, [_cells(hit) for hit in hits])
    output.note(f"共 {counted.number} 条{'以上' if counted.more else ''}，列出 {len(hits)} 条。")


def _cells(hit: Hit) -> tuple[str, ...]:
    return LABELS[hit.kind], hit.number, hit.title, hit.about, hit.field, hit.excerpt


COMMANDS = (Command("search", "在全部内容里查找", _arguments, _search),)
