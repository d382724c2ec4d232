"""All tables in one place, so that the metadata is whole wherever it is needed."""

from models.assignment import Assignment
from models.attachment import Attachment, Blob
from models.base import Base, Logged, logged_columns, logged_models
from models.bulletin import Bulletin, Setting
from models.card import Card
from models.change import Change, Counter, Op, Replica, RowState
from models.figure import OperatingFigure
from models.issue import CommonProblem, Issue, Step, StepUnit
from models.layout import ListLayout
from models.organization import Organization, Person
from models.rhythm import (
    Campaign,
    CampaignUnit,
    Inspection,
    InspectionItem,
    Meeting,
    MeetingItem,
    PlannedVisit,
    RhythmEntry,
)
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
    "own_rule": "本单位的规则",
    "common_problem": "共性问题",
    "rhythm_entry": "例行工作",
    "planned_visit": "走访计划",
    "meeting": "会议",
    "meeting_item": "议题",
    "campaign": "问题大排查",
    "campaign_unit": "排查单位",
    "inspection": "督查",
    "inspection_item": "督查记录",
}

__all__ = [
    "TABLE_LABELS",
    "Assignment",
    "Attachment",
    "Base",
    "Blob",
    "Bulletin",
    "CalendarLine",
    "Campaign",
    "CampaignUnit",
    "Card",
    "Change",
    "CommonProblem",
    "Counter",
    "Inspection",
    "InspectionItem",
    "Issue",
    "ListLayout",
    "Logged",
    "Meeting",
    "MeetingItem",
    "Op",
    "OperatingFigure",
    "Organization",
    "OwnRule",
    "Person",
    "PlannedVisit",
    "Replica",
    "RhythmEntry",
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
