"""What a row of the table of steps is: from where to where, by whom, and what it asks.

The table itself stands in `models.steps`.
"""

from dataclasses import dataclass
from enum import StrEnum

from models.field import Field

AT_WORK = ("dispatched", "in_progress")
"""The states in which a unit is answering for an issue."""


class Role(StrEnum):
    """Whose act a step is."""

    CLERK = "登记员"
    """Keeps the record for the office."""
    LIAISON = "联络员"
    """Answers for a unit's side of the papers."""
    REVIEWER = "审核人"
    """Checks for the office what a unit has done; never who handled it."""
    LEADER = "领导"
    """The leader who answers for the subject, or leads the office."""
    ADMINISTRATOR = "管理员"
    LEAD_UNIT = "牵头单位"
    CO_UNIT = "配合单位"
    UPPER_TIER = "上级单位"


#: Who acts for the office; a leader may do all that it may.
OFFICE = (Role.CLERK, Role.REVIEWER, Role.ADMINISTRATOR)
#: Who acts for the lead unit.
UNIT = (Role.LEAD_UNIT, Role.LIAISON)


class Destination(StrEnum):
    """Where a step leads that does not always lead to the same state."""

    STAY = "stay"
    """The state does not change."""
    BEFORE = "before"
    """Back to the state that `suspend` or `escalate` interrupted."""
    BACK = "back"
    """To work again: `in_progress`, or `registered` where no unit had accepted."""
    BY_ANSWER = "by_answer"
    """Stays where the enterprise is content, else goes back to work."""


class Need(StrEnum):
    """What must be true of the issue, beside its state, before a step may be taken."""

    ASSIGNMENT = "assignment"
    CO_UNITS = "co_units"
    MEASURES = "measures"
    PENDING_EXTENSION = "pending_extension"
    NO_PENDING_EXTENSION = "no_pending_extension"
    IN_TIME = "in_time"
    UNDECIDED = "undecided"
    GATES = "gates"


@dataclass(frozen=True)
class StepRule:
    """One row of the table.

    `to` is a state or a `Destination`; `gates_passed_from` are the states from which the step may
    be taken past an unmet gate, with a reason, by `past_gates`; `not_by` are the steps whose person
    may not take this one (who handled it does not check it); `parameters` are what the step asks,
    beside `on` and `by`, which every step takes. What is `automatic` is written along with what
    brought it about: nobody takes it by hand, and steps of earlier days may still follow it.
    """

    name: str
    label: str
    action: str
    from_states: tuple[str, ...]
    to: str
    who: tuple[Role, ...]
    parameters: tuple[Field, ...] = ()
    needs: tuple[Need, ...] = ()
    gates_passed_from: tuple[str, ...] = ()
    past_gates: tuple[Role, ...] = ()
    not_by: tuple[str, ...] = ()
    automatic: bool = False

    def parameter(self, name: str) -> Field | None:
        """The parameter of that name, or None."""
        return next((p for p in self.parameters if p.name == name), None)
