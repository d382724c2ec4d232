"""What the papers of a meeting, a drive and a model case tell: frozen views, in words already.

A view without arguments is the blank form: what is empty is left to a hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.slipview import Standing, StoryLine


@dataclass(frozen=True)
class ItemView:
    """A matter of a meeting: its issue in brief as it stands, and what is asked of the meeting.

    `said` holds the fields of the issue by name, as people read them; it is empty for a matter
    without an issue. `due` is the deadline, with how long it is late.
    """

    title: str = ""
    matter: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    due: str = ""
    story: tuple[StoryLine, ...] = ()


@dataclass(frozen=True)
class DecisionView:
    """A decision: on what, by which unit and whom it is carried out until when; how it stands."""

    title: str
    text: str
    unit: str = ""
    owner: str = ""
    due_on: str = ""
    standing: str = ""
    meeting: str = ""


@dataclass(frozen=True)
class MeetingView(Standing):
    """A meeting: `said` holds its fields by name, as people read them.

    `before` are decisions of earlier meetings, `decisions` its own, both in the order of printing.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    items: tuple[ItemView, ...] = ()
    before: tuple[DecisionView, ...] = ()
    decisions: tuple[DecisionView, ...] = ()


@dataclass(frozen=True)
class PlanUnit:
    """A unit of a drive: whom it looks at, how, until when."""

    name: str
    subjects: tuple[str, ...]
    plan: str
    due_on: str


@dataclass(frozen=True)
class PlanView(Standing):
    """A drive as 排查方案."""

    said: Mapping[str, str] = field(default_factory=dict)
    units: tuple[PlanUnit, ...] = ()
