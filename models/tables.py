"""All tables in one place, so that the metadata is whole wherever it is needed."""

from models.assignment import Assignment
from models.attachment import Attachment
from models.base import Base, Logged, logged_columns, logged_models
from models.bulletin import Bulletin, Setting
from models.change import Change, Counter, Op, Replica, RowState
from models.issue import Issue, Step, StepUnit
from models.organization import Organization, Person
from models.subject import Subject
from models.visit import Visit, VisitVisitor

__all__ = [
    "Assignment",
    "Attachment",
    "Base",
    "Bulletin",
    "Change",
    "Counter",
    "Issue",
    "Logged",
    "Op",
    "Organization",
    "Person",
    "Replica",
    "RowState",
    "Setting",
    "Step",
    "StepUnit",
    "Subject",
    "Visit",
    "VisitVisitor",
    "logged_columns",
    "logged_models",
]
