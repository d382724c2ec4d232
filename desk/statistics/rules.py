"""The table of figures: each a rule with a name, and the lines that it counts.

Flows count by business date within a span of days; stocks count as things stand at its end, so for
them the month and the campaign so far give the same (CLI.md, figures). What a flow counts of an
issue is what stood at the end of the span: an issue closed in July and reopened in August was
closed in July, and is not among those closed up to August.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk.statistics.casework import Casework, Line
from models.fields import KINDS, Field
from models.lifecycle import CONTENT
from models.workflow import FINAL_STATES

Test = Callable[[Line], bool]


@dataclass(frozen=True)
class Span:
    """The days from `first` (None: since the first record) to `last`, both counted."""

    first: date | None
    last: date

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return (self.first is None or self.first <= day) and day <= self.last


Counting = Callable[[Casework, Span], Sequence[Line]]


@dataclass(frozen=True)
class Figure:
    """A count (数字): `lines` gives exactly the lines that it counts."""

    name: str
    label: str
    unit: str
    flow: bool
    lines: Counting


@dataclass(frozen=True)
class Rate:
    """A share in percent of two counts, named by their figures; nothing where none is counted."""

    name: str
    label: str
    numerator: str
    denominator: str
    unit: str = "%"


def _always(_line: Line) -> bool:
    return True


def _flow(head: tuple[str, str, str], table: str, day: str, also: Test = _always) -> Figure:
    """A count by business date: the lines of a table whose day lies in the span."""

    def lines(casework: Casework, span: Span) -> Sequence[Line]:
        return [x for x in getattr(casework, table) if x[day] in span and also(x)]

    return Figure(*head, True, lines)


def _stock(head: tuple[str, str, str], table: str, test: Test) -> Figure:
    """A count of how things stand at the end of the span."""

    def lines(casework: Casework, _span: Span) -> Sequence[Line]:
        return [x for x in getattr(casework, table) if test(x)]

    return Figure(*head, False, lines)


def _is(name: str, *values: str) -> Test:
    return lambda line: line[name] in values


def _open(line: Line) -> bool:
    return line["state"] not in FINAL_STATES


def _visited(kinds: tuple[str, ...]) -> Counting:
    """Each subject of these kinds that was visited in the span, once."""

    def lines(casework: Casework, span: Span) -> Sequence[Line]:
        seen = {x["subject_uid"]: None for x in casework.visits if x["visited_on"] in span}
        found = [casework.subjects[uid] for uid in seen if uid in casework.subjects]
        return [x for x in found if not kinds or x["kind"] in kinds]

    return lines


def _assigned_visited(casework: Casework, span: Span) -> Sequence[Line]:
    seen = {x["subject_uid"] for x in casework.visits if x["visited_on"] in span}
    return [line for line in casework.assigned if line.uid in seen]


def _assigned_unvisited(casework: Casework, span: Span) -> Sequence[Line]:
    seen = {line.uid for line in _assigned_visited(casework, span)}
    return [line for line in casework.assigned if line.uid not in seen]


def _with_issues(casework: Casework, span: Span) -> Sequence[Line]:
    raised = [x["subject_uid"] for x in casework.issues if x["registered_on"] in span]
    return [casework.subjects[uid] for uid in dict.fromkeys(raised) if uid in casework.subjects]


def _answering(role: str) -> Counting:
    """Each leader or unit that answers for a subject, once, with how many subjects."""

    def lines(casework: Casework, _span: Span) -> Sequence[Line]:
        held: dict[str, list[Line]] = {}
        for line in casework.assigned:
            if line[f"{role}_uid"]:
                held.setdefault(line[f"{role}_uid"], []).append(line)
        return [
            Line(uid, {"name": some[0][role], "subjects": len(some)}) for uid, some in held.items()
        ]

    return lines


def _due_next_month(casework: Casework, span: Span) -> Sequence[Line]:
    """Open issues, not suspended, that fall due in the month after the span's last day."""
    year, month = divmod(span.last.year * 12 + span.last.month, 12)
    return [
        line
        for line in casework.issues
        if _open(line)
        and line["state"] != "suspended"
        and line["lamp"] != "red"
        and line["due_on"] is not None
        and (line["due_on"].year, line["due_on"].month) == (year, month + 1)
    ]


def _assigned_of(kind: str) -> Test:
    return _is("kind", kind)


_ASSIGNED = (
    _stock(("enterprises_assigned", "包联企业", "家"), "assigned", _assigned_of("enterprise")),
    _stock(("projects_assigned", "包联项目", "个"), "assigned", _assigned_of("project")),
    _stock(("platforms_assigned", "包联平台", "个"), "assigned", _assigned_of("platform")),
    _stock(("works_assigned", "包联民心工程", "项"), "assigned", _assigned_of("public_work")),
    _stock(("subjects_assigned", "包联对象", "个"), "assigned", _always),
    Figure("leaders_assigned", "包联领导", "名", False, _answering("leader")),
    Figure("units_assigned", "包联单位", "个", False, _answering("unit")),
)

_VISITS = (
    _flow(("visits", "走访次数", "次"), "visits", "visited_on"),
    Figure("subjects_visited", "走访对象", "个", True, _visited(())),
    Figure("enterprises_visited", "走访企业", "家", True, _visited(("enterprise",))),
    Figure("projects_visited", "走访项目", "个", True, _visited(("project",))),
    Figure("assigned_subjects_visited", "已走访包联对象", "个", True, _assigned_visited),
    Figure("assigned_subjects_unvisited", "未走访包联对象", "个", True, _assigned_unvisited),
)

_FLOWS = (
    _flow(("issues_collected", "收集问题", "件"), "issues", "registered_on"),
    Figure("subjects_with_issues", "反映问题的帮扶对象", "个", True, _with_issues),
    _flow(("issues_settled_on_the_spot", "现场解决问题", "件"), "issues", "settled_on"),
    _flow(("issues_dispatched", "交办问题", "件"), "issues", "dispatched_on"),
    _flow(("issues_resolved", "办结问题", "件"), "issues", "resolved_on"),
    _flow(
        ("issues_solved", "解决问题", "件"),
        *("issues", "resolved_on", _is("outcome", "解决")),
    ),
    _flow(
        ("issues_explained", "解释问题", "件"),
        *("issues", "resolved_on", _is("outcome", "解释")),
    ),
    _flow(("issues_followed_up", "回访问题", "件"), "issues", "followed_up_on"),
    _flow(
        ("issues_satisfied", "回访满意和基本满意问题", "件"),
        *("issues", "followed_up_on", _is("satisfaction", *CONTENT)),
    ),
    _flow(
        ("issues_dissatisfied", "回访不满意问题", "件"),
        *("issues", "followed_up_on", _is("satisfaction", "不满意")),
    ),
    _flow(("issues_closed", "销号问题", "件"), "issues", "closed_on"),
    _flow(
        ("issues_closed_on_time", "按期销号问题", "件"),
        *("issues", "closed_on", _is("lamp", "closed_on_time")),
    ),
    _flow(
        ("issues_closed_late", "逾期销号问题", "件"),
        *("issues", "closed_on", _is("lamp", "closed_late")),
    ),
    _flow(
        ("issues_overridden", "破格销号问题", "件"),
        *("issues", "closed_on", lambda line: bool(line["override"])),
    ),
    _flow(("urgings", "催办", "次"), "steps", "on", _is("step", "urge")),
    _flow(("supervisions", "督办", "次"), "steps", "on", _is("step", "supervise")),
    _flow(("extensions", "同意延期", "次"), "steps", "on", _is("step", "grant_extension")),
)

_STOCKS = (
    _stock(("issues_open", "未销号问题", "件"), "issues", _open),
    _stock(("issues_undispatched", "待交办问题", "件"), "issues", _is("state", "registered")),
    _stock(
        ("issues_at_work", "正在办理问题", "件"),
        *("issues", _is("state", "dispatched", "in_progress")),
    ),
    _stock(("issues_unverified", "待核实问题", "件"), "issues", _is("state", "resolved")),
    _stock(("issues_verified", "待回访销号问题", "件"), "issues", _is("state", "verified")),
    _stock(("issues_escalated", "提级问题", "件"), "issues", _is("state", "escalated")),
    _stock(("issues_suspended", "挂账问题", "件"), "issues", _is("state", "suspended")),
    _stock(("issues_overdue", "超期问题", "件"), "issues", _is("lamp", "red")),
    _stock(("issues_due_soon", "临期问题", "件"), "issues", _is("lamp", "yellow")),
    Figure("issues_due_next_month", "下月到期问题", "件", False, _due_next_month),
    _stock(
        ("issues_reworked", "重新办理问题", "件"),
        *("issues", lambda line: _open(line) and (line["round"] or 1) > 1),
    ),
)

_RATES = (
    Rate("coverage_rate", "走访覆盖率", "assigned_subjects_visited", "subjects_assigned"),
    Rate("closing_rate", "销号率", "issues_closed", "issues_collected"),
    Rate("on_time_rate", "按期办结率", "issues_closed_on_time", "issues_closed"),
    Rate("satisfaction_rate", "满意率", "issues_satisfied", "issues_followed_up"),
)

FIGURES: Mapping[str, Figure] = {f.name: f for f in (*_ASSIGNED, *_VISITS, *_FLOWS, *_STOCKS)}
RATES: Mapping[str, Rate] = {rate.name: rate for rate in _RATES}

#: Counts that can also be asked for one value of a field: `issues_collected:category=用地`.
DIVISIONS: Mapping[str, tuple[str, ...]] = {
    "enterprises_assigned": ("enterprise_class", "park"),
    "projects_assigned": ("level", "stage"),
    "visits": ("way", "park"),
    "subjects_visited": ("park",),
    "assigned_subjects_unvisited": ("unit",),
    "issues_collected": ("category", "park"),
    "issues_settled_on_the_spot": ("category",),
    "issues_dispatched": ("lead_unit",),
    "issues_closed": ("category", "lead_unit"),
    "issues_followed_up": ("satisfaction",),
    "issues_open": ("category", "lead_unit"),
    "issues_overdue": ("lead_unit",),
    "issues_due_next_month": ("lead_unit",),
}


def field_of(name: str) -> Field:
    """The field by which a count is divided: the first of that name in the table of fields."""
    return next(f for kind in KINDS.values() for f in kind.fields if f.name == name)
