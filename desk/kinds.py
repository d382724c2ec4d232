"""What each kind of record needs beside its fields: numbers, rules, and lists kept as rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from desk import numbers
from desk.assigned import stands
from desk.book.door import Writer
from desk.cards.definitions import form_for
from desk.errors import Refused
from desk.references import find
from desk.rhythm.entering import refuse_unowed
from models.checking import name_key, valid_credit_code
from models.fields import Kind
from models.tables import (
    Assignment,
    Campaign,
    Card,
    CommonProblem,
    Inspection,
    Issue,
    Logged,
    Meeting,
    OperatingFigure,
    Organization,
    PlannedVisit,
    RhythmEntry,
    Subject,
    Visit,
    VisitVisitor,
)
from models.vocabulary import label

Rule = Callable[[Writer, Kind, Any, dict[str, Any]], None]


def _subject(session: Writer, kind: Kind, row: Subject, values: dict[str, Any]) -> None:
    """A subject is there once: the same valid credit code or the same name is refused by name.

    Asked where one of them is new: all subjects are looked through for the name.
    """
    code, wanted = values.get("credit_code"), name_key(values.get("name") or "")
    if code and code != row.credit_code and valid_credit_code(code):
        same = session.scalars(select(Subject).where(Subject.credit_code == code)).all()
        _refuse_twin([s for s in same if s.kind == kind.subject_kind], row, f"信用代码 {code}")
    if row.name is None or name_key(row.name) != wanted:
        named = session.scalars(select(Subject).where(Subject.kind == kind.subject_kind)).all()
        _refuse_twin([s for s in named if name_key(s.name or "") == wanted], row, "这个名称")
    if row.code is None:
        row.kind = kind.subject_kind
        row.code = numbers.subject_codes(session, kind.subject_kind)[0]


def _refuse_twin(found: list[Subject], row: Subject, what: str) -> None:
    twin = next((subject for subject in found if subject is not row and subject.name), None)
    if twin is not None:
        raise Refused(f"{what}已登记为“{twin.name}”（{twin.code}）；请直接使用或修改那一条。")


def _organization(session: Writer, _kind: Kind, row: Organization, values: dict[str, Any]) -> None:
    name = values.get("name")
    same = session.scalars(select(Organization).where(Organization.name == name)).all()
    if any(other is not row for other in same):
        raise Refused(f"已有名为“{name}”的单位；请直接使用或修改那一条。")


def _assignment(session: Writer, _kind: Kind, row: Assignment, values: dict[str, Any]) -> None:
    """A change of assignment ends one row and begins the next; nothing is overwritten."""
    started = values["from_on"] = values.get("from_on") or session.today
    if values.get("to_on") and values["to_on"] < started:
        raise Refused("包联结束日期早于起始日期；请核对两个日期。")
    open_ones = select(Assignment).where(
        Assignment.subject == values["subject"], Assignment.to_on.is_(None)
    )
    others = [one for one in session.scalars(open_ones).all() if one is not row]
    _refuse_two_that_go_on(others, values)
    for before in others:
        if before.from_on is not None and before.from_on <= started:
            before.to_on = max(before.from_on, started - timedelta(days=1))


def _refuse_two_that_go_on(others: list[Assignment], values: Mapping[str, Any]) -> None:
    """What is entered for an earlier time ends before the assignment that goes on now."""
    days = [one.from_on for one in others if one.from_on and one.from_on > values["from_on"]]
    if days and values.get("to_on") is None:
        last = min(days) - timedelta(days=1)
        raise Refused(
            f"这个对象自 {min(days)} 起已有另一条包联；补记以前的包联，"
            f"请填写包联结束日期（{last} 或以前）。"
        )


def _visit(session: Writer, _kind: Kind, row: Visit, values: dict[str, Any]) -> None:
    _not_after_today(session.today, values["visited_on"], "走访日期")
    if row.number is None:
        row.number = numbers.of_the_year(session, "visit", values["visited_on"].year)


def _issue(session: Writer, _kind: Kind, row: Issue, values: dict[str, Any]) -> None:
    registered = values["registered_on"] = values.get("registered_on") or session.today
    _not_after_today(session.today, registered, "登记日期")
    if row.number is None:
        row.number = numbers.of_the_year(session, "issue", registered.year)


def _not_after_today(today: date, day: date, label: str) -> None:
    if day > today:
        raise Refused(f"{label} {day} 晚于今天（{today}）；请核对日期。")


def _card(session: Writer, _kind: Kind, row: Card, values: dict[str, Any]) -> None:
    """A subject fills in one card a month, on the newest form for its kind."""
    filled = values["filled_on"] = values.get("filled_on") or session.today
    _not_after_today(session.today, filled, "填报日期")
    if values["period"] > f"{session.today:%Y-%m}":
        raise Refused(f"填报期间 {values['period']} 还没有到；请核对月份。")
    if row.subject is not None and row.subject != values["subject"]:
        raise Refused("反馈卡不能改到别的帮扶对象名下；请撤销后为那个对象另行登记。")
    _refuse_second_card(session, row, values)
    _refuse_visit_elsewhere(session, values)
    if row.number is None:
        form = form_for(session.by_uid(Subject, values["subject"]).kind or "")
        row.form, row.version = form.key, form.version
        row.number = numbers.of_the_year(session, "card", filled.year)


def _refuse_second_card(session: Writer, row: Card, values: Mapping[str, Any]) -> None:
    same = select(Card).where(Card.subject == values["subject"], Card.period == values["period"])
    twin = next((card for card in session.scalars(same) if card is not row), None)
    if twin is not None:
        raise Refused(f"{values['period']} 已有这个对象的反馈卡（{twin.number}）；请修改那一张。")


def _refuse_visit_elsewhere(session: Writer, values: Mapping[str, Any]) -> None:
    visit = session.scalars(select(Visit).where(Visit.uid == values.get("visit"))).one_or_none()
    if visit is not None and visit.subject != values["subject"]:
        raise Refused(f"走访“{visit.number}”不是这个帮扶对象的；请核对走访编号或帮扶对象。")


def _figure(session: Writer, _kind: Kind, row: OperatingFigure, values: dict[str, Any]) -> None:
    """A subject has its figures of a month once, and none of a month that has not come."""
    subject, month = values["subject"], values["month"]
    if month > f"{session.today:%Y-%m}":
        raise Refused(f"{month} 还没有到；请核对月份。")
    same = select(OperatingFigure).where(
        OperatingFigure.subject == subject, OperatingFigure.month == month
    )
    if any(other is not row for other in session.scalars(same)):
        raise Refused(f"这个对象 {month} 的经营指标已登记；请修改那一条，或用名单导入来更新。")


def _common_problem(
    session: Writer, _kind: Kind, row: CommonProblem, values: dict[str, Any]
) -> None:
    """A head is there once: who would make it a second time puts the issues under the first."""
    opened = values["opened_on"] = values.get("opened_on") or session.today
    _not_after_today(session.today, opened, "立项日期")
    named = select(CommonProblem).where(CommonProblem.title == values["title"])
    twin = next((one for one in session.scalars(named) if one is not row), None)
    if twin is not None:
        raise Refused(f"已有名为“{values['title']}”的共性问题（{twin.number}）；请直接使用那一条。")
    if row.number is None:
        row.number = numbers.common_problem(session, opened.year)


def _meeting(session: Writer, _kind: Kind, row: Meeting, values: dict[str, Any]) -> None:
    if row.number is None:
        row.number = numbers.of_the_year(session, "meeting", values["held_on"].year)


def _campaign(session: Writer, _kind: Kind, row: Campaign, values: dict[str, Any]) -> None:
    """A drive ends when it has begun, and is called as no other is."""
    if values["to_on"] < values["from_on"]:
        raise Refused("截止日期早于开始日期；请核对日期。")
    same = select(Campaign).where(Campaign.title == values["title"])
    if any(other is not row for other in session.scalars(same)):
        raise Refused(f"已有问题大排查“{values['title']}”；请换一个名称，或修改那一个。")
    if row.number is None:
        row.number = numbers.of_the_year(session, "campaign", values["from_on"].year)


def _entry(session: Writer, _kind: Kind, row: RhythmEntry, values: dict[str, Any]) -> None:
    """What only an entry can meet is entered once for each day on which it is owed."""
    done = values["done_on"] = values.get("done_on") or session.today
    _not_after_today(session.today, done, "完成日期")
    key, day, unit = values["duty"], values["owed_on"], values.get("organization")
    values["owed_on"] = refuse_unowed(session.connection(), key, day, unit)
    same = select(RhythmEntry).where(RhythmEntry.duty == key, RhythmEntry.organization == unit)
    days = (one.owed_on for one in session.scalars(same) if one is not row)
    if values["owed_on"] in days:
        raise Refused(f"{label('duties', key)} {day} 的这一次已登记；请修改那一条。")


def _planned(session: Writer, _kind: Kind, row: PlannedVisit, values: dict[str, Any]) -> None:
    """A subject is planned once a day; without a leader, the one who answers for it goes."""
    subject, day = values["subject"], values["planned_on"]
    same = select(PlannedVisit).where(
        PlannedVisit.subject == subject, PlannedVisit.planned_on == day
    )
    if any(other is not row for other in session.scalars(same)):
        raise Refused(f"{day} 已排了走访这个对象；请换一天，或修改那一条。")
    if values.get("leader") is None and row.subject is None:
        latest = Assignment.from_on.desc().nulls_last(), Assignment.id.desc()
        standing = select(Assignment.leader).where(Assignment.subject == subject, stands(day))
        values["leader"] = session.scalars(standing.order_by(*latest)).first()


def _inspection(session: Writer, _kind: Kind, row: Inspection, values: dict[str, Any]) -> None:
    if row.number is None:
        row.number = numbers.of_the_year(session, "inspection", values["held_on"].year)


def _nothing(_session: Writer, _kind: Kind, _row: Logged, _values: dict[str, Any]) -> None:
    """People may share a name; nothing beside the fields is asked."""


RULES: Mapping[str, Rule] = {
    "subject": _subject,
    "organization": _organization,
    "person": _nothing,
    "assignment": _assignment,
    "visit": _visit,
    "card": _card,
    "issue": _issue,
    "common_problem": _common_problem,
    "operating_figure": _figure,
    "meeting": _meeting,
    "campaign": _campaign,
    "rhythm_entry": _entry,
    "planned_visit": _planned,
    "inspection": _inspection,
}


FROM_A_DRIVE = "问题大排查"
"""The word for a drive among the sources of issues."""


@dataclass(frozen=True)
class _Source:
    """What brings issues home: the record, its day, and the word for it among the sources."""

    name: str
    model: type[Visit] | type[Card]
    noun: str
    day: str
    source: str


_SOURCES = (
    _Source("card", Card, "反馈卡", "filled_on", "反馈卡"),
    _Source("visit", Visit, "走访", "visited_on", "走访"),
)


def _issue_of_its_source(session: Writer, raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """An issue tied to a card or visit has its subject, date and way of coming, unless said."""
    for source in _SOURCES:
        if raw.get(source.name):
            raw = _said_by(session, source, raw)
    if raw.get("campaign"):
        raw = {**raw, "source": raw.get("source") or FROM_A_DRIVE}
    return raw


def _said_by(session: Writer, source: _Source, raw: Mapping[str, Any]) -> Mapping[str, Any]:
    uid = find(session.connection(), f"{source.name}s", str(raw[source.name]))
    row: Any = session.scalars(select(source.model).where(source.model.uid == uid)).one_or_none()
    if row is None:
        raise Refused(f"没有找到{source.noun}“{raw[source.name]}”；请核对{source.noun}编号。")
    day, visit = getattr(row, source.day), getattr(row, "visit", None)
    known = {"subject": row.subject, "registered_on": day, "source": source.source, "visit": visit}
    said = {name: value for name, value in raw.items() if value not in (None, "")}
    if said.get("subject") and find(session.connection(), "subjects", said["subject"]) != (
        row.subject
    ):
        raise Refused(
            f"{source.noun}“{row.number}”不是这个帮扶对象的；请核对{source.noun}编号或帮扶对象。"
        )
    return {name: value for name, value in known.items() if value} | said


PREPARE: Mapping[str, Callable[[Writer, Mapping[str, Any]], Mapping[str, Any]]] = {
    "issue": _issue_of_its_source,
}


def add_lists(session: Writer, row: Logged, lists: Mapping[str, tuple[str, ...]]) -> None:
    """Keep a record's lists as rows: those that go are deleted, those that come are added."""
    if isinstance(row, Visit) and "visitors" in lists:
        ours = select(VisitVisitor).where(VisitVisitor.visit == row.uid)
        kept = {visitor.person: visitor for visitor in session.scalars(ours).all()}
        for position, person in enumerate(lists["visitors"]):
            visitor = kept.pop(person, None) or session.create(VisitVisitor, visit=row.uid)
            visitor.person, visitor.position = person, position
        for gone in kept.values():
            session.delete(gone)
