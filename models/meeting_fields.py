"""The fields of meetings and of drives (问题大排查)."""

from models.common_fields import NOTE, NUMBER
from models.field import Field, Type

MEETING_FIELDS = (
    NUMBER,
    Field("title", "会议名称", required=True, section="基本情况", width=16),
    Field(
        "kind",
        "会议类型",
        Type.CHOICE,
        required=True,
        choices="meeting_kinds",
        section="基本情况",
        width=6,
    ),
    Field("held_on", "开会日期", Type.DATE, required=True, section="基本情况", width=7),
    Field("place", "地点", section="基本情况", width=8),
    Field("chair", "主持人", Type.REFERENCE, refers="people", section="基本情况", width=5),
    Field(
        "attendants",
        "参会人员",
        Type.LONG_TEXT,
        section="基本情况",
        help="单位或人员，用顿号分开",
        width=14,
    ),
    Field("minutes", "会议情况", Type.LONG_TEXT, section="会后填写", width=14),
    NOTE,
)

CAMPAIGN_FIELDS = (
    NUMBER,
    Field("title", "排查名称", required=True, section="基本情况", width=16),
    Field("from_on", "开始日期", Type.DATE, required=True, section="基本情况", width=7),
    Field("to_on", "截止日期", Type.DATE, required=True, section="基本情况", width=7),
    Field(
        "plan",
        "排查要求",
        Type.LONG_TEXT,
        section="基本情况",
        help="查什么、怎么查、怎样上报；印在排查方案上",
        width=16,
    ),
    NOTE,
)
