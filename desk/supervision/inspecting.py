"""督查记录 for the table of documents."""

import re
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desk import inspections
from desk.inspections import Item
from desk.printable import Example, Printable, Told, one_blank, print_command
from desk.settings import office
from models.tables import Inspection
from models.vocabulary import label
from reports import inspection as paper
from reports.blocks import chinese_date
from reports.inspection import InspectedItem, InspectionView

#: What `desk.inspections` writes down of a sample.
_DRAWN = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) (?P<frame>\S+) (?P<seed>种子“.*”)", re.DOTALL)
_SAID = ("number", "title", "kind", "unit", "inspectors", "note")


def view(connection: Connection, text: str, today: date) -> InspectionView:
    """The inspection of that number, title or uid. Raises `Refused` where there is none."""
    found = inspections.told(connection, text, today)
    values, said = found.line.values, found.line.shown
    return InspectionView(
        office(connection)["office"],
        values["held_on"],
        drawn=sampled(values),
        items=tuple(map(_item, found.items)),
        **{name: said[name] for name in _SAID},
    )


def sampled(values: Any) -> str:
    """How the sample was drawn, as people read it; empty where none was."""
    if not values["drawn_from"]:
        return ""
    many = f"{values['drawn_from']} 个中抽取 {values['drawn']} 个"
    told = _DRAWN.fullmatch(values["seed"] or "")
    if told is None:
        return f"{values['seed'] or ''}　从 {many}".strip()
    day = chinese_date(date.fromisoformat(told["day"]))
    return f"{day}从{told['frame']} {many}，{told['seed']}当众说定，照此重抽结果相同"


def _item(one: Item) -> InspectedItem:
    looked = f"{one.issue} {one.title}".strip()
    raised = f"{one.raised}（{label('states', one.state)}）" if one.raised else ""
    return InspectedItem(one.subject, looked, one.finding, raised)


def latest(connection: Connection, _today: date) -> str:
    """The inspection that stands for all among the samples."""
    asked = select(Inspection.uid).order_by(Inspection.held_on.desc(), Inspection.id.desc())
    return str(connection.scalar(asked.limit(1)) or "")


RECORD: Printable[InspectionView] = Printable(
    "inspection",
    paper.TITLE,
    "inspections",
    view,
    paper.document,
    Told(
        "督查组：抽了谁、查到什么、怎么整改，签字归档",
        "督办 → 督查 → “打印…”",
        print_command("inspections", "inspection"),
    ),
    one_blank("inspection", paper.TITLE, InspectionView()),
    (Example(latest),),
)
