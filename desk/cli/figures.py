"""The command about figures: counts and rates of a month, and the rows behind each."""

from typing import Any

from desk import statistics
from desk.asked import month
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser, Usage
from desk.statistics import Value


def _figures_arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--month", metavar="M", required=True, help="月份，如 2018-07")
    parser.option("--rows", metavar="NAME", help="列出一个数字所数的各条")
    parser.option("--to-date", action="store_true", help="与 --rows 同用：开展以来的")
    parser.json()


def _figures(call: Call) -> None:
    if call.to_date and not call.rows:
        raise Usage("--to-date 要与 --rows 同用。")
    if call.rows:
        _rows(call)
    else:
        _all(call)


def _all(call: Call) -> None:
    wanted = month(call.month)
    with call.reading() as book, book.read() as connection:
        found = statistics.figures(connection, wanted, book.clock.today())
    if call.json:
        output.document({"month": str(wanted), "figures": found})
        return
    rows = [
        (name, f.label, _number(f.value), _number(f.to_date), f.unit) for name, f in found.items()
    ]
    output.table(("数字", "名称", "本月", "累计", "单位"), rows)


def _rows(call: Call) -> None:
    wanted = month(call.month)
    with call.reading() as book, book.read() as connection:
        today = book.clock.today()
        found = statistics.rows(connection, call.rows, wanted, to_date=call.to_date, today=today)
    if call.json:
        output.document({"name": found.name, "value": found.value, "rows": found.rows})
        return
    headings = list(found.rows[0]) if found.rows else []
    if headings:
        output.table(headings, [[_text(row.get(name)) for name in headings] for row in found.rows])
    output.note(f"共 {len(found.rows)} 条。")


def _number(value: Value) -> str:
    return "—" if value is None else str(value)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


COMMANDS = (Command("figures", "一个月的各项数字", _figures_arguments, _figures),)
