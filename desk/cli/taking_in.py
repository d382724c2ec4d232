"""The command that takes in lists: import."""

from pathlib import Path
from typing import Any

from desk.book.casebook import Book
from desk.cards.reading import CardSent
from desk.cli import cards_in, output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.errors import Refused
from desk.files import refuse_existing, write_bytes
from desk.intake import rejects
from desk.intake.apply import Plan, plan, take_in
from desk.intake.layouts import known
from desk.intake.lists import read_list
from desk.intake.table import Problem
from models.fields import KINDS


def _import_arguments(parser: Parser) -> None:
    parser.book()
    parser.given("file", metavar="FILE", help="名单：.xlsx、.xls 或 .csv；填好的卡或放卡的文件夹")
    kinds = "、".join(kind.name for kind in KINDS.values() if kind.listed)
    parser.option("--kind", metavar="KIND", default="", help=f"类别：{kinds}；不写则按表头判断")
    parser.option("--dry-run", action="store_true", help="只预览，不写入")
    parser.option("--rejects", metavar="FILE.xlsx", help="把退回的各行另存为 Excel")
    parser.force()
    parser.json()


def _import(call: Call) -> None:
    if call.kind and call.kind not in KINDS:
        raise Refused(f"没有“{call.kind}”这一类；可用的有 {'、'.join(KINDS)}。")
    if cards_in.wanted(call):
        cards_in.run(call)
        return
    try:
        _import_list(call)
    except CardSent:
        if call.kind:
            raise
        cards_in.run(call)


def _import_list(call: Call) -> None:
    if call.rejects and not call.force:
        refuse_existing(Path(call.rejects))
    with call.reading() if call.dry_run else call.writing() as book:
        done = _done(call, book)
        if call.rejects and done.table.rejected:
            rows = rejects.workbook(
                done.table, done.table.rejected, done.problems, book.clock.today()
            )
            write_bytes(Path(call.rejects), rows, force=call.force)
    _report(call, done)


def _done(call: Call, book: Book) -> Plan:
    progress = output.progress()
    with book.read() as connection:
        layouts = known(connection)
    table = read_list(Path(call.file), book.clock.today(), call.kind, progress, layouts)
    if not call.dry_run:
        return take_in(book, table, call.who, progress)
    with book.read() as connection:
        return plan(connection, table, progress)


def _report(call: Call, done: Plan) -> None:
    unmatched = [column.title for column in done.table.unmatched]
    if call.json:
        problems = [_problem_json(problem) for problem in done.problems]
        unread = {
            "unmatched": unmatched,
            "unread": done.table.unread,
            "recalled": done.table.recalled,
        }
        output.document({"kind": done.table.kind, **done.counts, **unread, "problems": problems})
        return
    counts = done.counts
    said = "，".join(f"{label} {counts[name]} 行" for name, label in _COUNTED)
    output.say(f"{KINDS[done.table.kind].label}名单：{said}。")
    for what, names in (
        ("没有用到的列", unmatched),
        ("没有用到的工作表", done.table.unread),
        ("沿用上次设定的列", done.table.recalled),
    ):
        if names:
            output.say(f"{what}：{'、'.join(names)}。")
    for problem in done.problems:
        verb = "退回" if problem.rejected else "提示"
        output.say(f"第 {problem.row} 行 {problem.column}“{problem.value}”{verb}：{problem.reason}")


_COUNTED = (
    ("read", "读入"),
    ("created", "新增"),
    ("updated", "更新"),
    ("unchanged", "无变化"),
    ("rejected", "退回"),
    ("skipped", "略过"),
    ("duplicates", "重复"),
)


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "reason": problem.reason,
        "rejected": problem.rejected,
        "sheet": problem.sheet,
    }


COMMANDS = (Command("import", "导入名单", _import_arguments, _import),)
