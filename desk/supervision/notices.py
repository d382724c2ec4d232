"""Notices as they are read: what a draft would say, and what was sent, found by its number."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from desk.errors import Refused
from desk.picking import Find
from desk.settings import office
from desk.supervision.drafts import Chased, Draft, drafts
from desk.supervision.holders import unit_of_step
from desk.supervision.wording import SLIPS, called, opening
from desk.workdays import calendar
from models.ladder import SUPERVISE, URGE, anchor_of, rank, stage_of
from models.tables import Issue, Organization, Step, Subject
from models.workdays import WorkCalendar
from reports.blocks import chinese_date
from reports.notice import NoticeIssue, NoticeView


@dataclass(frozen=True)
class SentIssue:
    """An issue of a notice that was sent: the deadline that it had, and the stage that was late."""

    uid: str
    number: str
    title: str
    subject: str
    state: str
    due_on: date | None
    stage: str = ""


@dataclass(frozen=True)
class SentNotice:
    """A notice that was sent: what it was, to whom, when, by whom, of which issues."""

    number: str
    step: str
    level: str
    on: date
    by: str
    unit: str
    text: str
    issues: tuple[SentIssue, ...]

    @property
    def called(self) -> str:
        """Its class in words: 督办单（橙色）."""
        return called(self.step, self.level)

    @property
    def rank(self) -> int:
        """How grave it was."""
        return rank(self.step, self.level)


def sent(connection: Connection, number: str = "") -> tuple[SentNotice, ...]:
    """The notices that were sent, the latest first; the one of that number alone.

    What was written at an issue without a number is none of them.
    """
    asked = _steps().where(Step.number.is_not(None))
    rows = connection.execute(asked.where(Step.number == number) if number else asked).all()
    groups: dict[tuple[str, str, str], list[Row[Any]]] = defaultdict(list)
    for row in rows:
        groups[row.number, row.step, row.unit_name or ""].append(row)
    return tuple(_notice(found) for found in reversed(groups.values()))


def _steps() -> Select[Any]:
    return (
        select(Step.__table__)
        .add_columns(Issue.uid.label("issue_uid"), Issue.number.label("issue_number"))
        .add_columns(Issue.title, Issue.state, Issue.due_on.label("issue_due_on"))
        .add_columns(Subject.name.label("subject_name"), Organization.name.label("unit_name"))
        .join(Issue, Issue.uid == Step.issue)
        .outerjoin(Subject, Subject.uid == Issue.subject)
        .outerjoin(Organization, Organization.uid == unit_of_step())
        .where(Step.step.in_((URGE, SUPERVISE)))
        .order_by(Step.happened_on, Step.id)
    )


def _notice(rows: Sequence[Row[Any]]) -> SentNotice:
    first = rows[0]
    return SentNotice(
        first.number,
        first.step,
        first.level or "",
        first.happened_on,
        first.by or "",
        first.unit_name or "",
        first.text or "",
        tuple(map(_issue, rows)),
    )


def _issue(row: Row[Any]) -> SentIssue:
    stage, anchor = stage_of(row.rung), anchor_of(row.rung)
    texts = (row.issue_number or "", row.title or "", row.subject_name or "", row.state or "")
    due_on = row.issue_due_on if stage else anchor or row.issue_due_on
    return SentIssue(row.issue_uid, *texts, due_on, stage)


#: What a unit that is late with a stage has not done.
_LACKING: Mapping[str, str] = MappingProxyType({"accept": "未签收", "report": "未反馈"})


# --- as paper -----------------------------------------------------------------------------------


def draft_view(connection: Connection, draft: Draft, text: str = "") -> NoticeView:
    """What the paper of a draft would say; `text` instead of the usual words."""
    days = calendar(connection)
    return NoticeView(
        office(connection)["office"],
        draft.on,
        "",
        draft.called,
        _color(draft.level),
        text.strip() or opening(draft),
        tuple(_drafted(one, draft.on, days) for one in draft.issues),
    )


def sent_view(connection: Connection, notice: SentNotice) -> NoticeView:
    """What the paper of a notice that was sent says, on whatever day it is printed again."""
    days = calendar(connection)
    return NoticeView(
        office(connection)["office"],
        notice.on,
        notice.number,
        notice.unit,
        _color(notice.level),
        notice.text,
        tuple(_listed(one, notice.on, days) for one in notice.issues),
    )


def _color(level: str) -> str:
    return f"{level}色" if level else ""


def _drafted(one: Chased, on: date, days: WorkCalendar) -> NoticeIssue:
    said = SentIssue(one.uid, one.number, one.title, one.subject, "", one.due_on, one.stage)
    return _listed(said, on, days)


def _listed(one: SentIssue, on: date, days: WorkCalendar) -> NoticeIssue:
    due = chinese_date(one.due_on) if one.due_on else ""
    late = _LACKING.get(one.stage) or (standing(one.due_on, on, days) if one.due_on else "")
    return NoticeIssue(one.number, one.subject, one.title, due, late)


def standing(due_on: date, on: date, days: WorkCalendar) -> str:
    """How late something is on a day, or how long it still has: 超期9个工作日."""
    if due_on == on:
        return "今日到期"
    if due_on < on:
        return f"超期{days.count(due_on, on)}个工作日"
    return f"还有{days.count(on, due_on)}个工作日"


def printed(step: str) -> Callable[[Connection, str, date], NoticeView]:
    """What reads a notice for the table of documents: one that was sent, else a draft of today."""

    def gather(connection: Connection, text: str, today: date) -> NoticeView:
        found = [one for one in sent(connection, text) if one.step == step]
        if found:
            return sent_view(connection, found[0])
        there = [one for one in drafts(connection, today) if one.step == step]
        return draft_view(connection, _named(there, text, step))

    return gather


def _named(there: Iterable[Draft], text: str, step: str) -> Draft:
    """The draft of that key, or the gravest for the unit of that name."""
    found = next((one for one in there if text in (one.key, one.called)), None)
    if found is None:
        raise Refused(f"没有找到{SLIPS[step]}“{text}”；请核对文号，或写今天要发的单位名称。")
    return found


def example(step: str) -> Find:
    """The one that stands for its kind among the samples: the last sent, else a draft."""

    def find(connection: Connection, today: date) -> str:
        found = [one.number for one in sent(connection) if one.step == step]
        there = (one.key for one in drafts(connection, today) if one.step == step)
        return next(iter(found), "") or next(there, "")

    return find
