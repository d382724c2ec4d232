"""督查记录 for the table of documents."""

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
from reports.inspection import InspectedItem, InspectionView

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
    """How the sample was drawn: 从近半年销号的问题 63 中抽取 6 …; empty where none was."""
    if not values["drawn_from"]:
        return ""
    return f"{values['seed']}，从 {values['drawn_from']} 个中抽取 {values['drawn']} 个"


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
