"""The command about the day: what is due, late, to be done next, and not yet visited."""

from desk.agenda import Asked, Due, Group, agenda
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.lists import PROVISIONAL


def _today_arguments(parser: Parser) -> None:
    parser.book()
    parser.json()


def _today(call: Call) -> None:
    with call.reading() as book, book.read() as connection:
        today = book.clock.today()
        groups = agenda(connection, Asked(today))
    if call.json:
        output.document({"date": today, "groups": [_group_json(group) for group in groups]})
        return
    output.say(f"{today} 今日待办")
    for group in groups:
        if group.rows:
            _print_group(group)
    if not any(group.rows for group in groups):
        output.note("今天没有要办的事。")


_ROW = ("kind", "uid", "number", "what", "subject", "unit", "due_on", "lamp")


def _group_json(group: Group) -> dict[str, object]:
    rows = [{name: getattr(row, name) for name in _ROW} for row in group.rows]
    return {"name": group.name, "label": group.label, "count": group.count, "rows": rows}


def _print_group(group: Group) -> None:
    output.say(f"\n{group.label} {group.count}")
    columns = ("编号", "事项", "帮扶对象", "单位", "期限")
    output.table(columns, [_cells(row) for row in group.rows])


def _cells(row: Due) -> tuple[str, ...]:
    due_on = row.due_on.isoformat() if row.due_on else ""
    due_on += PROVISIONAL if row.provisional else ""
    return row.number, row.what, row.subject, row.unit, due_on


COMMANDS = (Command("today", "今日待办", _today_arguments, _today),)
