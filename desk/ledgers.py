"""The 问题台账 as it is printed: which issues, in which columns, with a line of what it holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from desk.conditions import sentence
from desk.errors import Refused
from desk.lists import Line, Query, kind_fields, lines
from desk.settings import office
from models.workflow import OPEN_STATES
from reports.rosters import RosterView
from reports.view import LedgerColumn, LedgerView

LEDGER = "问题台账"

_KIND = "issues"
_COLUMNS = (
    *("number", "subject", "title", "category", "lead_unit", "responsible"),
    *("dispatched_on", "due_on", "state", "result", "satisfaction", "closed_on"),
)
ORDINAL = LedgerColumn("序号", 3, "center")
#: Widths on paper where they differ from the screen's: results are what a reader looks for.
_WIDTHS = {"subject": 12, "title": 16, "lead_unit": 10, "result": 19}
_CENTERED = (
    *("number", "category", "responsible", "dispatched_on", "due_on"),
    *("state", "satisfaction", "closed_on"),
)
_ALL = "全部"


def _open(line: Line) -> bool:
    return line.values["state"] in OPEN_STATES


def _is(name: str, *codes: str) -> Callable[[Line], bool]:
    return lambda line: line.values[name] in codes


@dataclass(frozen=True)
class View:
    """A view (视图) of the ledger: what a command calls it, and which issues belong to it."""

    code: str
    holds: Callable[[Line], bool]


#: The views of the ledger by the name that people use.
VIEWS: Mapping[str, View] = {
    _ALL: View("all", lambda _line: True),
    "未销号": View("open", _open),
    "超期": View("overdue", _is("lamp", "red")),
    "临期": View("due-soon", _is("lamp", "yellow")),
    "待核实回访": View("to-verify", _is("state", "resolved", "verified")),
    "提级挂账": View("beyond-us", _is("state", "escalated", "suspended")),
    "已销号": View("closed", _is("state", "closed")),
    "破格销号": View("overridden", lambda line: bool(line.values["override"])),
}


@dataclass(frozen=True)
class Choice:
    """Which issues a ledger shows: a view, and what `desk.lists.Query` narrows it by.

    `sort` and `descending` as there; the oldest first where no field is named.
    """

    view: str = _ALL
    where: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    descending: bool = False


def ledger(connection: Connection, choice: Choice, today: date) -> LedgerView:
    """The ledger of issues.

    Raises `Refused` for a view, a field or a value that is none.
    """
    view = _view(choice.view)
    order = (choice.sort or "registered_on", choice.descending)
    asked = Query(_KIND, choice.where, choice.search, *order)
    found = [line for line in lines(connection, asked, today) if VIEWS[view].holds(line)]
    said = office(connection)
    return LedgerView(
        title=_title(said["region"], view, _narrowed(connection, choice)),
        office=said["office"],
        as_of=today,
        columns=_columns(),
        rows=tuple(_row(ordinal, line) for ordinal, line in enumerate(found, 1)),
        summary=summary(found),
    )


def blank() -> RosterView:
    """The blank form of the ledger."""
    return RosterView(LEDGER, (replace(ORDINAL, width=4), *_columns()[1:]))


def _view(name: str) -> str:
    """The view of that name or code. Raises `Refused` for none."""
    found = next((one for one, view in VIEWS.items() if name in (one, view.code)), None)
    if found is None:
        raise Refused(f"台账没有“{name}”这个视图；可用的有 {'、'.join(VIEWS)}。")
    return found


def _narrowed(connection: Connection, choice: Choice) -> str:
    """What narrows the view: its conditions as they read, and the words that are searched."""
    parts = (sentence(connection, _KIND, choice.where), choice.search)
    return "、".join(part for part in parts if part)


def _title(region: str, view: str, narrowed: str) -> str:
    said = [word for word in ("" if view == _ALL else view, narrowed) if word]
    return f"{region}包联帮扶{LEDGER}" + (f"（{'、'.join(said)}）" if said else "")


def _columns() -> tuple[LedgerColumn, ...]:
    known = {f.name: f for f in kind_fields(_KIND)}
    return ORDINAL, *(
        LedgerColumn(
            known[name].label,
            _WIDTHS.get(name, known[name].width),
            "center" if name in _CENTERED else "left",
        )
        for name in _COLUMNS
    )


def _row(ordinal: int, line: Line) -> tuple[str, ...]:
    return str(ordinal), *(line.shown[name] for name in _COLUMNS)


def summary(found: Sequence[Line]) -> str:
    """How many issues stand in the ledger, and how; what is closed past a gate counts apart."""
    closed = _counted(found, "已销号", "已销号")
    apart = _counted(found, "破格销号", "其中破格销号")
    parts = (
        f"{closed}（{apart}）" if apart else closed,
        _counted(found, "未销号", "未销号"),
        _counted(found, "超期", "超期"),
    )
    told = "，".join(part for part in parts if part)
    total = f"共{len(found)}件"
    return f"{total}：{told}。" if told else f"{total}。" if found else ""


def _counted(found: Sequence[Line], view: str, word: str) -> str:
    """Nothing where none belongs to the view, or all do."""
    count = sum(map(VIEWS[view].holds, found))
    return f"{word}{count}件" if 0 < count < len(found) else ""
