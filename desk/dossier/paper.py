"""The story as it is printed: which parts, in which columns, all of it in words."""

from collections.abc import Sequence

from desk.dossier.entries import ENTRY_KINDS
from desk.dossier.story import Counts, Dossier
from desk.lists import Line
from models.fields import KINDS
from models.showing import shown
from reports.blocks import chinese_date
from reports.dossier import DossierPart, DossierView
from reports.view import LedgerColumn

_MONTHS = 12
_CENTERED = ("number", "category", "due_on", "state", "satisfaction", "from_on", "to_on", "leader")
_ASSIGNMENTS = ("from_on", "to_on", "leader", "unit", "responsible", "liaison", "team", "plan")
_ISSUES = ("number", "title", "category", "lead_unit", "due_on", "state", "satisfaction", "result")
_WIDTHS = {"unit": 9, "number": 10, "title": 12, "lead_unit": 8, "result": 12, "plan": 10}
_STORY = (
    LedgerColumn("日期", 7, "center"),
    LedgerColumn("类别", 5, "center"),
    LedgerColumn("事项", 13),
    LedgerColumn("内容", 24),
    LedgerColumn("人员", 6),
)


def view(dossier: Dossier, office: str) -> DossierView:
    """A dossier in words; `office` is who keeps it."""
    fields = KINDS[dossier.kind].fields
    said = dossier.line.shown
    return DossierView(
        name=said["name"],
        office=office,
        as_of=dossier.as_of,
        summary=summary(dossier.counts),
        facts=tuple((f.label, f"{said[f.name]} {f.unit}".strip()) for f in fields if said[f.name]),
        parts=(
            _listed("包联责任", "assignments", _ASSIGNMENTS, dossier.assignments),
            _figures(dossier),
            _listed("问题清单", "issues", _ISSUES, dossier.issues),
            _told(dossier),
        ),
    )


def summary(counts: Counts) -> str:
    """How much there is, as a sentence."""
    told = [f"走访{counts.visits}次" if counts.visits else "尚未走访"]
    if counts.last_visit:
        told.append(f"最近一次在{chinese_date(counts.last_visit)}")
    told.append(f"问题{counts.issues}件" if counts.issues else "没有问题")
    parts = (("已销号", counts.closed), ("未销号", counts.open), ("超期", counts.overdue))
    told += [f"{label}{number}件" for label, number in parts if number]
    if counts.asked:
        told.append(f"回访满意{counts.content}件（共回访{counts.asked}件）")
    return "，".join(told) + "。"


def _listed(title: str, kind: str, names: Sequence[str], lines: Sequence[Line]) -> DossierPart:
    """Some fields of records."""
    known = {f.name: f for f in KINDS[kind].fields}
    columns = tuple(
        LedgerColumn(
            known[name].label,
            _WIDTHS.get(name, known[name].width),
            "center" if name in _CENTERED else "left",
        )
        for name in names
    )
    rows = tuple(tuple(line.shown[name] for name in names) for line in lines)
    return DossierPart(title, columns, rows)


def _figures(dossier: Dossier) -> DossierPart:
    """The newest twelve months."""
    fields = dossier.figure_fields
    amounts = (LedgerColumn(_with_unit(f.label, f.unit), 7, "right") for f in fields)
    rows = tuple(
        (row.month, *map(shown, fields, row.values)) for row in dossier.figures[-_MONTHS:] if fields
    )
    return DossierPart("经营指标", (LedgerColumn("月份", 6, "center"), *amounts), rows)


def _with_unit(label: str, unit: str) -> str:
    return f"{label}（{unit}）" if unit else label


def _told(dossier: Dossier) -> DossierPart:
    """Every entry, under a name that people use for such a list."""
    rows = tuple(
        (entry.day, ENTRY_KINDS[entry.kind], entry.title, entry.text, entry.who)
        for entry in dossier.entries
    )
    return DossierPart("大事记", _STORY, rows)
