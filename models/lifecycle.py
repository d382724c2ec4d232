"""The nouns of an issue's life: a step that was taken, and where the issue stands after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models import vocabulary
from models.deadlines import BARE, Rulebook, Standing, Term

CONTENT = ("满意", "基本满意")
CAUSE = "治本"
AWAITING_CLOSURE = "待销号"


@dataclass(frozen=True)
class StepRecord:
    """One step: a standing one, or one that somebody asks to take.

    `values` holds the parameters of the step's rule by name, references as uids, dates as `date`;
    a blank parameter is left out or None. `evidence` counts the attachments; `named` says that
    somebody named the person `by`, who else is whoever entered the step. `since` is the day on
    which it was decided, where that is entered only after later steps: the days that it names are
    held against that day.
    """

    step: str
    on: date
    values: Mapping[str, Any] = field(default_factory=dict)
    by: str = ""
    evidence: int = 0
    uid: str = ""
    named: bool = False
    since: date | None = None

    def value(self, name: str) -> Any:
        """The parameter's value, or None where it is left blank."""
        value = self.values.get(name)
        return None if value in ("", (), []) else value


@dataclass(frozen=True)
class IssueFacts:
    """What the life of an issue rests on, beside its steps.

    The assignment is the subject's on the day of the step that asks for it (现场解决), or today's;
    `has_visit` says that a visit record is tied to the issue; `recurs` names the issue of the same
    subject and kind that was closed within the twelve months before; `rulebook` reckons deadlines.
    """

    registered_on: date
    subject: str
    assignment_unit: str | None = None
    assignment_person: str | None = None
    has_visit: bool = False
    uid: str = ""
    recurs: str | None = None
    rulebook: Rulebook = BARE

    @property
    def has_assignment(self) -> bool:
        """Whether a unit and a person answer for the subject."""
        return self.assignment_unit is not None and self.assignment_person is not None


@dataclass(frozen=True)
class Measure:
    """One measure (措施) written for an issue; ordinals count from 1."""

    ordinal: int
    text: str
    owner: str | None = None
    due_on: date | None = None
    outcome: str | None = None
    done_on: date | None = None
    treats_cause: bool = False


@dataclass(frozen=True)
class CoUnit:
    """配合单位: a co-unit of an issue, with its own clock and its own answer to the lead unit."""

    unit: str
    due_on: date | None = None
    answered_on: date | None = None
    answer: str | None = None


@dataclass(frozen=True)
class Reckoning:
    """What set a deadline: `step` on the day `on` made it `due_on`; `uid` is that step's.

    `term` is what the rule gave, None where a person named the day; `since` is the first day of a
    suspension whose days were added.
    """

    step: str
    on: date
    due_on: date
    term: Term | None = None
    since: date | None = None
    uid: str = ""


@dataclass(frozen=True)
class IssueState:
    """Where an issue stands. `last_on` is the latest day that the record has reached.

    `resolved_on`, `result`, `outcome`, `verified_on` and `evidence` belong to the resolve or
    settle that stands; `satisfaction` is the latest answer of the whole life, and `answered` says
    that it was given since that resolve. `offered_on` is the day of the dispatch or reassignment
    that waits for its acceptance or was accepted; `reviewed_on` is the day on which a suspension
    began or was last reviewed; `decided` says that the office has decided who
    answers, so that the unit may not return it again; `returned` names the units that have
    returned it; `hands` says who was named as having taken each step last.
    """

    last_on: date
    state: str = "registered"
    round: int = 1
    lead_unit: str | None = None
    partners: tuple[CoUnit, ...] = ()
    responsible: str | None = None
    accepted: bool = False
    rule: str | None = None
    grade: str | None = None
    reckonings: tuple[Reckoning, ...] = ()
    reported_on: date | None = None
    decided: bool = False
    returned: tuple[str, ...] = ()
    dispatched_on: date | None = None
    offered_on: date | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    pending_extension: date | None = None
    extended: int = 0
    measures: tuple[Measure, ...] = ()
    settled_on: date | None = None
    resolved_on: date | None = None
    result: str | None = None
    outcome: str | None = None
    evidence: int = 0
    verified_on: date | None = None
    answered: bool = False
    satisfaction: str | None = None
    followed_up_on: date | None = None
    closed_on: date | None = None
    override: str | None = None
    urged: int = 0
    supervised: str | None = None
    interrupted: str | None = None
    suspended_on: date | None = None
    review_on: date | None = None
    reviewed_on: date | None = None
    merged_into: str | None = None
    hands: Mapping[str, str] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()

    @property
    def reckoned(self) -> str | None:
        """What set the deadline that stands: `rule`, or the step by which a person named it."""
        last = self.reckonings[-1] if self.reckonings else None
        return None if last is None else "rule" if last.term else last.step

    @property
    def standing(self) -> Standing:
        """How the deadline that stands came about."""
        return Standing(self.rule, self.grade, self.reckoned, self.due_on)

    @property
    def co_units(self) -> tuple[str, ...]:
        """配合单位: the units that help the lead unit, in their order."""
        return tuple(one.unit for one in self.partners)

    @property
    def settled(self) -> bool:
        """现场解决: a settle stands."""
        return self.settled_on is not None

    @property
    def content(self) -> bool:
        """The enterprise, asked since the resolve that stands, is content."""
        return self.answered and self.satisfaction in CONTENT

    @property
    def label(self) -> str:
        """The state as people read it; 待销号 once the enterprise is content."""
        if self.state == "verified" and self.content:
            return AWAITING_CLOSURE
        return vocabulary.label("states", self.state)

    @property
    def stopped_on(self) -> date | None:
        """The day on which the clock stopped, or None while it runs.

        A verified resolve or settle stops it on its own day, however late the verifying; until
        then the clock runs, for a resolve that may yet be rejected is no end. What a leader closes
        unverified stops on the day of closing.
        """
        return self.resolved_on if self.verified_on else self.closed_on
