"""What an analysis looks at: a month or the campaign so far, all of it or one place, one unit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from desk.statistics.casework import Casework, Line
from desk.statistics.classes import Filter
from models.calendar import Month
from models.fields import KINDS
from models.tables import Issue, Organization, Step, Subject

_ALWAYS = "开展以来"


@dataclass(frozen=True)
class Scope:
    """A span and a filter. `month` None is the campaign so far.

    `park` keeps what belongs to subjects there. `unit` keeps the issues that a unit leads
    (牵头单位) and says nothing of subjects and visits, for which other units answer.
    """

    month: Month | None = None
    park: str = ""
    unit: str = ""

    @property
    def to_date(self) -> bool:
        """Whether flows are counted since the first record."""
        return self.month is None

    @property
    def span(self) -> str:
        """The span as people read it: 2018年7月, 开展以来."""
        return self.month.label if self.month else _ALWAYS

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """What it keeps, with the label of each filter."""
        fields = {field.name: field.label for kind in KINDS.values() for field in kind.fields}
        kept = ((fields["park"], self.park), (fields["lead_unit"], self.unit))
        return tuple((label, value) for label, value in kept if value)

    def among(self) -> Iterator[ColumnElement[bool]]:
        """What the rows of all issues fulfil that can be within it; of a unit's a few too many."""
        if self.park:
            yield self._there()
        if self.unit:
            given = or_(Step.lead_unit.in_(self._units()), Step.step == "settle")
            led = Issue.uid.in_(select(Step.issue).where(given))
            yield or_(Issue.lead_unit.in_(self._units()), led)

    def filter(self) -> Filter:
        """What it keeps, for issues that are counted in classes."""
        return Filter(
            self._has,
            lambda issue: self._has(issue) and self._leads(issue),
            tuple(self.among()),
            tuple(self._shown()),
        )

    def _shown(self) -> Iterator[ColumnElement[bool]]:
        """What the row of an issue fulfils that is within it as its columns show it."""
        if self.park:
            yield self._there()
        if self.unit:
            yield Issue.lead_unit.in_(self._units())

    def _there(self) -> ColumnElement[bool]:
        return Issue.subject.in_(select(Subject.uid).where(Subject.park == self.park))

    def _units(self) -> Select[Any]:
        return select(Organization.uid).where(Organization.name == self.unit)

    def narrowed(self, casework: Casework) -> Casework:
        """The casebook as it stood, without what the filter leaves out."""
        if not self.filters:
            return casework
        issues = tuple(one for one in casework.issues if self._has(one) and self._leads(one))
        kept = {one.uid for one in issues}
        return replace(
            casework,
            subjects={uid: one for uid, one in casework.subjects.items() if self._has(one)},
            assigned=tuple(filter(self._has, casework.assigned)),
            visits=tuple(filter(self._has, casework.visits)),
            issues=issues,
            steps=tuple(one for one in casework.steps if one["issue_uid"] in kept),
        )

    def _has(self, line: Line) -> bool:
        return not self.park or line["park"] == self.park

    def _leads(self, issue: Line) -> bool:
        return not self.unit or issue["lead_unit"] == self.unit
