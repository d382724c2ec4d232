"""今日: what the office has to look at on a day, in groups, each line with the record it leads to.

An issue stands in every group that it belongs to: one that is late and not accepted in both. What
is half typed (drafts) is not counted.

我的 is what concerns certain people (`desk.mine`): the issues of subjects that they answer for, in
their hands or led by their unit; visits to those subjects; notices with such an issue, of which
only those are counted; of the duties what their own unit owes, and reviews of such an issue. What
belongs to nobody in particular is left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, true

from desk.assigned import stands
from desk.lists import PROVISIONAL, Line, Query, count, lines, lines_of
from desk.mine import Mine, of_issues, subjects_of
from desk.rhythm.owing import LAMPS, Debt, owed_by_office
from desk.supervision.drafts import Draft, chases_more_than, drafts
from desk.supervision.wording import called
from models.calendar import Month
from models.lifecycle import AWAITING_CLOSURE
from models.owing import REVIEW
from models.steps import STEPS
from models.tables import Assignment, Issue, Organization, Subject, Visit
from models.vocabulary import label
from models.workflow import WARN_DAYS


@dataclass(frozen=True)
class Due:
    """One thing to look at: `kind` and `uid` say which record it leads to.

    `number` is an issue's number or a subject's code; `due_on` the deadline, the day of review or
    the last day of the week or month; `lamp` a code of `vocabulary.LAMPS`, empty for subjects;
    `provisional` says that the deadline may still move (暂定). A notice to be sent is of kind
    "supervision", with the key of its draft.
    """

    kind: str
    uid: str
    number: str
    what: str
    subject: str
    unit: str
    due_on: date | None
    lamp: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class Group:
    """What is of one sort: `count` says how many there are, `rows` are the most pressing first."""

    name: str
    label: str
    count: int
    rows: tuple[Due, ...]


@dataclass(frozen=True)
class Asked:
    """On which day, at most how many rows (None: all), and whom they concern (None: anybody)."""

    today: date
    most: int | None = None
    whose: Mine | None = None


#: What a group finds: how many, and so many of them as wanted.
Found = tuple[int, Sequence[Due]]
Finding = Callable[[Connection, Asked], Found]


@dataclass(frozen=True)
class Rule:
    """One row of the table of groups."""

    name: str
    label: str
    find: Finding


def agenda(connection: Connection, asked: Asked) -> tuple[Group, ...]:
    """All groups, empty ones too."""
    return tuple(group(connection, name, asked) for name in GROUPS)


def group(connection: Connection, name: str, asked: Asked) -> Group:
    """One group. `name` is one of `GROUPS`."""
    rule = GROUPS[name]
    counted, rows = rule.find(connection, asked)
    return Group(name, rule.label, counted, tuple(rows))


def _issues(where: Mapping[str, str]) -> Finding:
    """The issues that a list would find, the earliest deadline first."""

    def find(connection: Connection, asked: Asked) -> Found:
        query = Query("issues", where, sort="due_on", whose=asked.whose)
        found = lines(connection, query, asked.today, limit=asked.most)
        return count(connection, query, asked.today), [_of_issue(line) for line in found]

    return find


def _of_issue(line: Line) -> Due:
    said, values = line.shown, line.values
    texts = (said["number"], said["title"], said["subject"], said["lead_unit"])
    provisional = said["due_on"].endswith(PROVISIONAL)
    return Due("issues", line.uid, *texts, values["due_on"], values["lamp"], provisional)


def _to_review(connection: Connection, asked: Asked) -> Found:
    """Suspended issues whose day of review has come, the earliest day first."""
    owed = (Issue.owed == REVIEW, Issue.owed_on <= asked.today)
    due = select(Issue.id).where(*owed, of_issues(asked.whose, asked.today))
    first = due.with_only_columns(Issue.uid, Issue.owed_on).order_by(Issue.owed_on, Issue.id)
    days = {row.uid: row.owed_on for row in connection.execute(first.limit(asked.most))}
    rows = map(_of_issue, lines_of(connection, "issues", [*days], asked.today))
    told = [replace(row, due_on=days[row.uid], provisional=False) for row in rows]
    return connection.scalar(select(func.count()).select_from(due.subquery())) or 0, told


def _to_send(connection: Connection, asked: Asked) -> Found:
    """The notices (催办单, 督办单) that the ladder asks for: a line for each, the gravest first.

    One line in all where so many issues are late that to look at each would keep the day waiting.
    """
    if chases_more_than(connection, asked.today, _MOST_CHASED, asked.whose):
        return 1, [Due("supervision", "", "", _MANY, "", "", asked.today, "red")]
    found = drafts(connection, asked.today, asked.whose)
    return len(found), [_of_draft(one) for one in found[: asked.most]]


_MOST_CHASED = 20_000
_MANY = f"要逐件推算的问题超过 {_MOST_CHASED} 件，打开后推算"
_LAMPS: Mapping[str, str] = MappingProxyType({"橙": "yellow", "红": "red"})


def _of_draft(one: Draft) -> Due:
    """It leads to the page of supervision; the gravest have lamps."""
    first = min(issue.due_on or one.on for issue in one.issues)
    what = f"{called(one.step, one.level)} {len(one.issues)} 件"
    return Due("supervision", one.key, "", what, "", one.called, first, _LAMPS.get(one.level, ""))


def _week(today: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def _month(today: date) -> tuple[date, date]:
    month = Month.of(today)
    return month.first, month.last


def _unvisited(period: Callable[[date], tuple[date, date]], *kinds: str) -> Finding:
    """Assigned subjects without a visit in the period so far; the longest unvisited first.

    `kinds` says of which sorts of subjects; without any, of all.
    """

    def find(connection: Connection, asked: Asked) -> Found:
        first, last = period(asked.today)
        assigned = _assigned_with_last_visit(asked)
        assigned = assigned.where(Subject.kind.in_(kinds)) if kinds else assigned
        # Of several assignments the latest is shown.
        found = connection.execute(assigned).all()
        rows = {row.uid: row for row in found if row.last is None or row.last < first}
        ordered = sorted(rows.values(), key=lambda row: (row.last or date.min, row.code or ""))
        return len(ordered), [_of_subject(row, last) for row in ordered[: asked.most]]

    return find


def _assigned_with_last_visit(asked: Asked) -> Select[Any]:
    """Each assignment that stands: its subject and unit, and when the subject was last visited."""
    days, today = func.max(Visit.visited_on).label("last"), asked.today
    visited = select(Visit.subject, days).where(Visit.visited_on <= today)
    visits = visited.group_by(Visit.subject).subquery()
    whose = asked.whose
    theirs = true() if whose is None else Subject.uid.in_(subjects_of(whose, today))
    return (
        select(Subject.uid, Subject.code, Subject.name, visits.c.last)
        .add_columns(Organization.name.label("unit"))
        .join_from(Assignment, Subject, Subject.uid == Assignment.subject)
        .outerjoin(Organization, Organization.uid == Assignment.unit)
        .outerjoin(visits, visits.c.subject == Subject.uid)
        .where(stands(today), theirs)
        .order_by(Assignment.from_on.nulls_first(), Assignment.id)
    )


def _of_subject(row: Row[Any], due_on: date) -> Due:
    said = f"上次走访 {row.last}" if row.last else "还没有走访过"
    texts = (row.code or "", said, row.name or "", row.unit or "")
    return Due("subjects", row.uid, *texts, due_on)


def _duties(connection: Connection, asked: Asked) -> Found:
    """What the office itself owes today, or has owed since the month before: the earliest first."""
    since = Month.of(asked.today).previous.first
    found = owed_by_office(connection, since, asked.today, asked.today)
    if asked.whose is not None:
        found = _theirs(connection, found, asked.whose, asked.today)
    return len(found), [_of_debt(debt) for debt in found[: asked.most]]


def _theirs(connection: Connection, found: list[Debt], whose: Mine, today: date) -> list[Debt]:
    """What their unit owes, and what is owed for an issue of theirs."""
    named = {debt.owner.uid for debt in found if debt.owner.kind == "issues"}
    issues = select(Issue.uid).where(Issue.uid.in_(named), of_issues(whose, today))
    theirs = set(connection.scalars(issues))
    return [one for one in found if one.owner.unit in whose.called or one.owner.uid in theirs]


def _of_debt(debt: Debt) -> Due:
    what, day = debt.owner.what, debt.turn.owed_on
    said = (debt.duty.label, what if what != debt.owner.unit else "", debt.owner.unit)
    return Due("rhythm", debt.id, "", *said, day, LAMPS[debt.state])


_TO_FOLLOW_UP = label("states", "verified")
_RULES = (
    Rule("overdue", label("lamps", "red"), _issues({"lamp": "red"})),
    Rule("due_soon", f"临期（{WARN_DAYS}天内）", _issues({"lamp": "yellow"})),
    Rule("to_dispatch", f"待{STEPS['dispatch'].label}", _issues({"state": "registered"})),
    Rule("to_accept", f"待{STEPS['accept'].label}", _issues({"state": "dispatched"})),
    Rule("to_verify", label("states", "resolved"), _issues({"state": "resolved"})),
    # Asked by its label, 待回访 leaves out what is 待销号.
    Rule("to_follow_up", _TO_FOLLOW_UP, _issues({"state": _TO_FOLLOW_UP})),
    Rule("to_close", AWAITING_CLOSURE, _issues({"state": AWAITING_CLOSURE})),
    Rule("to_review", f"{STEPS['suspend'].label}到期复核", _to_review),
    Rule("to_send", "待发催办督办", _to_send),
    # 周联系、月走访: a visit of any way, be it by telephone, is a contact.
    Rule("uncontacted", "本周未联系的包联企业", _unvisited(_week, "enterprise")),
    Rule("unvisited", "本月未走访的包联对象", _unvisited(_month)),
    Rule("duties", "到期的例行工作", _duties),
)
GROUPS: Mapping[str, Rule] = MappingProxyType({rule.name: rule for rule in _RULES})
