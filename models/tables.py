"""All tables in one place, so that the metadata is whole wherever it is needed."""

from models.assignment import Assignment
from models.attachment import Attachment, Blob
from models.base import Base, Logged, logged_columns, logged_models
from models.bulletin import Bulletin, Setting
from models.card import Card
from models.change import Change, Counter, Op, Replica, RowState
from models.figure import OperatingFigure
from models.issue import Issue, Step, StepUnit
from models.layout import ListLayout
from models.organization import Organization, Person
from models.rule import CalendarLine, OwnRule
from models.subject import Subject
from models.visit import Visit, VisitVisitor

#: What a row of each logged table is called where it has to be named to people.
TABLE_LABELS = {
    "organization": "单位",
    "person": "人员",
    "subject": "帮扶对象",
    "assignment": "包联关系",
    "visit": "走访",
    "visit_visitor": "走访人员",
    "card": "反馈卡",
    "operating_figure": "经营指标",
    "issue": "问题",
    "step": "办理步骤",
    "step_unit": "配合单位",
    "attachment": "附件",
    "bulletin": "简报",
    "setting": "设置",
    "list_layout": "名单格式",
    "calendar_day": "放假和上班的日子",
    "deadline_rule": "时限规则",
}

__all__ = [
    "TABLE_LABELS",
    "Assignment",
    "Attachment",
    "Base",
    "Blob",
    "Bulletin",
    "CalendarLine",
    "Card",
    "Change",
    "Counter",
    "Issue",
    "ListLayout",
    "Logged",
    "Op",
    "OperatingFigure",
    "Organization",
    "OwnRule",
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
