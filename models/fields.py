"""What a record of each kind consists of: one table of fields for screen, check, import and paper.

Forms, imports, the command line, lists and documents read this table; none of them types a label
of its own. A field's `name` is the column of the model, the key in JSON and the word of
`baolian add`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from models.casework_fields import (
    ASSIGNMENT_FIELDS,
    CARD_FIELDS,
    ORGANIZATION_FIELDS,
    PERSON_FIELDS,
    VISIT_FIELDS,
)
from models.field import Field, Kind, Type
from models.figure_fields import FIGURE_FIELDS
from models.inspection_fields import INSPECTION_FIELDS
from models.issue_fields import COMMON_PROBLEM_FIELDS, ISSUE_FIELDS
from models.meeting_fields import CAMPAIGN_FIELDS, MEETING_FIELDS
from models.rhythm_fields import ENTRY_FIELDS, PLAN_FIELDS
from models.subject_fields import (
    ENTERPRISE_FIELDS,
    PLATFORM_FIELDS,
    PROJECT_FIELDS,
    PUBLIC_WORK_FIELDS,
)

__all__ = ["KINDS", "SUBJECT_KINDS", "Field", "Kind", "Type"]

_KINDS = (
    Kind("enterprises", "企业", "subject", ENTERPRISE_FIELDS, "enterprise"),
    Kind("projects", "项目", "subject", PROJECT_FIELDS, "project"),
    Kind("platforms", "双创平台", "subject", PLATFORM_FIELDS, "platform"),
    Kind("works", "民心工程", "subject", PUBLIC_WORK_FIELDS, "public_work"),
    Kind("organizations", "单位", "organization", ORGANIZATION_FIELDS),
    Kind("people", "人员", "person", PERSON_FIELDS),
    Kind("assignments", "包联关系", "assignment", ASSIGNMENT_FIELDS),
    Kind("visits", "走访", "visit", VISIT_FIELDS),
    Kind("cards", "反馈卡", "card", CARD_FIELDS, listed=False),
    Kind("issues", "问题", "issue", ISSUE_FIELDS),
    Kind("common_problems", "共性问题", "common_problem", COMMON_PROBLEM_FIELDS, listed=False),
    Kind("figures", "经营指标", "operating_figure", FIGURE_FIELDS),
    Kind("meetings", "会议", "meeting", MEETING_FIELDS, listed=False),
    Kind("campaigns", "问题大排查", "campaign", CAMPAIGN_FIELDS, listed=False),
    Kind("entries", "例行工作", "rhythm_entry", ENTRY_FIELDS, listed=False),
    Kind("plans", "走访计划", "planned_visit", PLAN_FIELDS, listed=False),
    Kind("inspections", "督查", "inspection", INSPECTION_FIELDS, listed=False),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})

SUBJECT_KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.subject_kind: kind for kind in _KINDS if kind.subject_kind}
)
