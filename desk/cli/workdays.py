"""The command about working days: the years whose notice is in, and one more."""

from pathlib import Path
from typing import Any

from desk import notices
from desk.cli import output
from desk.cli.command import Call, Command, integer
from desk.cli.parser import Parser
from desk.notices import Added
from desk.workdays import YearOfDays, calendar, years


def _arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--add", metavar="FILE", help="录入一份放假通知（文本文件，或 .json）")
    parser.option("--year", metavar="N", help="与 --add 同用：通知是哪一年的，标题里没写时填")
    parser.json()


def _run(call: Call) -> None:
    if call.add:
        _add(call)
        return
    with call.reading() as book, book.read() as connection:
        found = list(years(calendar(connection)))
    if call.json:
        output.document([_as_json(one) for one in found])
    else:
        rows = [
            (str(one.year), str(len(one.rest)), str(len(one.work)), one.source) for one in found
        ]
        output.table(("年份", "放假（天）", "上班（天）", "来自"), rows)


def _add(call: Call) -> None:
    year = None if call.year is None else integer(call.year, "--year")
    read = notices.read_file(Path(call.add), year)
    with call.writing() as book:
        added = notices.add(book, read, call.who)
    if call.json:
        output.document(added)
    else:
        _print(added)


def _print(added: Added) -> None:
    for note in added.notes:
        output.say(note)
    if added.moved:
        rows = [(one.number, str(one.before), str(one.after)) for one in added.moved]
        output.table(("问题编号", "原时限", "现时限"), rows)


def _as_json(one: YearOfDays) -> dict[str, Any]:
    return {
        "year": one.year,
        "source": one.source,
        "rest": [day.day for day in one.rest],
        "work": [day.day for day in one.work],
    }


COMMANDS = (Command("workdays", "放假和调休上班的日子，录入放假通知", _arguments, _run),)
