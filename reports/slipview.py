"""What a slip tells: frozen views of a visit or an issue, all of it in words already.

A view without arguments is the blank form: what is empty is left to a hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reports.view import OF_NO_DAY


@dataclass(frozen=True)
class Standing:
    """What a slip tells of a record as it stands on a day; without a day it is the blank form."""

    office: str = ""
    as_of: date | None = None

    @property
    def blank(self) -> bool:
        """Whether it is a form for a record that no casebook holds."""
        return self.as_of is None

    @property
    def dated(self) -> date:
        """What the metadata of its files say instead of the time of writing."""
        return self.as_of or OF_NO_DAY


@dataclass(frozen=True)
class Issued:
    """What a slip tells of what was done on a day, under a number; a draft has no number yet."""

    office: str = ""
    on: date | None = None
    number: str = ""

    @property
    def dated(self) -> date:
        """What the metadata of its files say instead of the time of writing."""
        return self.on or OF_NO_DAY


@dataclass(frozen=True)
class SlipSubject:
    """Whom a slip is about, and who answers for it; the names of fields of the casebook."""

    name: str = ""
    park: str = ""
    contact: str = ""
    phone: str = ""
    leader: str = ""
    unit: str = ""
    responsible: str = ""


@dataclass(frozen=True)
class SlipIssue:
    """A problem in a row of a slip: its fields as people read them."""

    title: str = ""
    category: str = ""
    number: str = ""
    state: str = ""


@dataclass(frozen=True)
class VisitSlip:
    """A visit as 走访记录表: `said` holds its fields by name, as people read them."""

    office: str = ""
    visited_on: date | None = None
    subject: SlipSubject = SlipSubject()
    said: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[SlipIssue, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether it is a form for a visit that is still to be made."""
        return self.visited_on is None

    @property
    def dated(self) -> date:
        """What the metadata of its files say instead of the time of writing."""
        return self.visited_on or OF_NO_DAY


@dataclass(frozen=True)
class GateLine:
    """One of the four gates as it is printed: whether it is met, and on what ground or why not."""

    label: str
    met: bool | None = None
    ground: str = ""


@dataclass(frozen=True)
class StoryLine:
    """A step of an issue in short."""

    on: str
    label: str
    by: str
    text: str


@dataclass(frozen=True)
class IssueSlip(Standing):
    """An issue as the slips about it tell it: `said` holds its fields by name, as people read them.

    `reckoned` says how the deadline was found; `asked_by` and `answer` what the last follow-up
    brought; `gates` and `story` are for the closing.
    """

    subject: SlipSubject = SlipSubject()
    said: Mapping[str, str] = field(default_factory=dict)
    dispatched_on: date | None = None
    due_on: date | None = None
    reckoned: str = ""
    followed_up_on: date | None = None
    asked_by: str = ""
    answer: str = ""
    gates: tuple[GateLine, ...] = ()
    story: tuple[StoryLine, ...] = ()
