"""The fields of what an office does by the calendar: duties met, visits planned."""

from models.casework_fields import ASSIGNMENT_FIELDS, SUBJECT
from models.common_fields import NOTE
from models.field import Field, Type

_LEADER = next(field for field in ASSIGNMENT_FIELDS if field.name == "leader")

ENTRY_FIELDS = (
    Field("duty", "例行工作", Type.CHOICE, required=True, choices="duties", width=8),
    Field("owed_on", "应完成日期", Type.DATE, required=True, width=7),
    Field("organization", "报送单位", Type.REFERENCE, refers="organizations", width=10),
    Field("done_on", "完成日期", Type.DATE, help="不填则为今天", width=7),
    Field("by", "报送人", width=5),
    Field("text", "主要内容", Type.LONG_TEXT, width=16),
    NOTE,
)

PLAN_FIELDS = (
    SUBJECT,
    Field("planned_on", "计划日期", Type.DATE, required=True, width=7),
    _LEADER,
    Field("reason", "安排理由", width=12),
    NOTE,
)
