"""How the rows of each kind of list find the records that they mean, one module a kind."""

from collections.abc import Mapping

from desk.intake.kinds.assignments import Assignments
from desk.intake.kinds.base import Finder
from desk.intake.kinds.figures import Figures
from desk.intake.kinds.issues import Issues
from desk.intake.kinds.organizations import Organizations
from desk.intake.kinds.people import People
from desk.intake.kinds.visits import Visits

#: By the table of the kind; the kinds of subject have a way of their own (`desk.intake.subjects`).
FINDERS: Mapping[str, type[Finder]] = {
    "organization": Organizations,
    "person": People,
    "assignment": Assignments,
    "visit": Visits,
    "issue": Issues,
    "operating_figure": Figures,
}
