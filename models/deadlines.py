"""Deadline rules (时限规则) as data, and how a deadline is reckoned from one.

A rule says, for each stage of an issue's life, how long it may take. Rules have versions with a day
from which they are valid; an issue keeps the version that it began under, whatever comes later.
Offices differ (小店区 2022 names 13710, other offices read it 1/3/7/10 or count working days), so
rules are JSON of this shape: shipped in `resources/rules`, or an office's own in its casebook.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from models.calendar import lasts
from models.workdays import WorkCalendar


class Unit(StrEnum):
    """What a term is counted in."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTH = "month"


#: How each unit is read behind a number.
UNIT_LABELS: Mapping[Unit, str] = MappingProxyType(
    {Unit.CALENDAR: "天", Unit.WORKING: "个工作日", Unit.MONTH: "个月"}
)

STANDARD = "13710"
"""The key of the rule that stands in where the office's own does not hold."""
MAJOR = "重大"
"""The grade of an issue that is given the longer term."""

#: The stages that a rule gives a term to, and what people call them.
STAGES: Mapping[str, str] = MappingProxyType(
    {
        "dispatch": "登记后交办",
        "accept": "交办后签收或退回",
        "report": "交办后首次反馈",
        "co_unit": "配合单位答复",
        "ordinary": "一般事项办结",
        "major": "重大事项办结",
        "follow_up": "核实后回访",
    }
)


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """So many days or months."""

    count: int
    unit: Unit

    @property
    def label(self) -> str:
        """As people read it: 7 个工作日."""
        return f"{self.count} {UNIT_LABELS[self.unit]}"

    def end(self, start: date, calendar: WorkCalendar) -> date:
        """The last day of the term; the day on which it begins is not counted."""
        if self.unit is Unit.WORKING:
            return calendar.after(start, self.count)
        if self.unit is Unit.CALENDAR:
            return start + timedelta(days=self.count)
        return _months_after(start, self.count)


def _months_after(start: date, count: int) -> date:
    """The same day of a later month, or its last day (民法典 第二百零二条)."""
    years, month = divmod(start.month - 1 + count, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class DeadlineRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a rule: `terms` by stage; a stage without a term has no deadline.

    `source` names the document or practice that the numbers come from.
    """

    key: str
    version: int
    label: str
    terms: Mapping[str, Term]
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def reference(self) -> str:
        """What an issue keeps of it: key and version."""
        return f"{self.key}@{self.version}"

    def valid_on(self, day: date) -> bool:
        """Whether issues may begin under this version on that day."""
        return lasts(self.valid_from, self.valid_to, day)


#: What counts where a casebook knows no rule: what 13710 gives an ordinary matter.
FALLBACK = DeadlineRule(
    key="", version=0, label="", terms={"ordinary": Term(7, Unit.CALENDAR)}, source="13710"
)


class Standing(NamedTuple):
    """How the deadline of an issue came about: its rule and grade, what set the day
    (`lifecycle.IssueState.reckoned`), and the day."""

    rule: str | None
    grade: str | None
    reckoned: str | None
    due_on: date | None


@dataclass(frozen=True)
class Rulebook:
    """The rules of a casebook and the calendar on which they are reckoned.

    `default` is the key of the rule that an office works by.
    """

    calendar: WorkCalendar
    rules: Mapping[str, DeadlineRule] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(
        cls, calendar: WorkCalendar, rules: Iterable[DeadlineRule], default: str = ""
    ) -> "Rulebook":
        """A book of these rules, by their references; `default` is the key of the office's own."""
        return cls(calendar, {rule.reference: rule for rule in rules}, default)

    def ours(self, day: date) -> DeadlineRule | None:
        """The rule under which issues begin on a day unless another is named.

        Where the office's own did not yet hold, or not any more, the standard one stands in.
        """
        return self.current(self.default, day) or self.current(STANDARD, day)

    def default_on(self, day: date) -> str | None:
        """The reference of `ours`."""
        rule = self.ours(day)
        return rule.reference if rule else None

    def rule(self, reference: str | None) -> DeadlineRule:
        """The rule an issue began under; `FALLBACK` where none is named or known."""
        return self.rules.get(reference or "", FALLBACK)

    def current(self, key: str, day: date) -> DeadlineRule | None:
        """The version of a rule under which an issue begins on a day; of several, the latest."""
        valid = [rule for rule in self.rules.values() if rule.key == key and rule.valid_on(day)]
        return max(valid, key=lambda rule: rule.version, default=None)

    def named(self, written: str, day: date) -> DeadlineRule | None:
        """The rule that is written so, by key, reference or label, in its version of a day."""
        key = written.split("@")[0]
        found = (rule.key for rule in self.valid(day) if written == rule.label or key == rule.key)
        return self.current(next(found, key), day)

    def valid(self, day: date) -> list[DeadlineRule]:
        """The rules under which an issue may begin on a day, each in its latest version."""
        latest = (
            self.current(key, day) for key in dict.fromkeys(r.key for r in self.rules.values())
        )
        return [rule for rule in latest if rule is not None]

    def term(self, reference: str | None, grade: str | None) -> Term | None:
        """The time that an issue of a grade (`vocabulary.GRADES`) is given."""
        terms = self.rule(reference).terms
        return (terms.get("major") if grade == MAJOR else None) or terms.get("ordinary")

    def due(self, reference: str | None, stage: str, start: date) -> date | None:
        """The last day for a stage that begins on a day, or None where the rule gives no term."""
        term = self.rule(reference).terms.get(stage)
        return term.end(start, self.calendar) if term else None

    def moved(self, reference: str | None, due_on: date, first: date, last: date) -> date:
        """A deadline after the clock stood still from `first` to `last` (挂账).

        Under a rule of working days as many working days are added as stood still, else as many
        days. Where none stood still, the deadline stays as it is, on whatever day it falls.
        """
        if self.counts_working(reference):
            stood = self.calendar.count(first, last)
            return self.calendar.after(due_on, stood) if stood else due_on
        return due_on + max(timedelta(0), last - first)

    def counts_working(self, reference: str | None) -> bool:
        """Whether a rule counts the time for an ordinary matter in working days."""
        term = self.rule(reference).terms.get("ordinary")
        return term is not None and term.unit is Unit.WORKING

    def is_provisional(self, issue: Standing) -> bool:
        """暂定: reckoned in working days, into a year whose notice is not in yet.

        What a person named is not, nor what the rule counts in days or months.
        """
        term = self.term(issue.rule, issue.grade)
        if issue.reckoned == "rule":
            counted = term is not None and term.unit is Unit.WORKING
        else:
            counted = issue.reckoned == "resume" and self.counts_working(issue.rule)
        return counted and issue.due_on is not None and self.calendar.is_provisional(issue.due_on)


#: A calendar that knows no notice, and no rules.
BARE = Rulebook(WorkCalendar({}, frozenset()))
