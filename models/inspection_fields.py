"""The fields of inspections (督查)."""

from models.common_fields import NOTE, NUMBER
from models.field import Field, Type

INSPECTION_FIELDS = (
    NUMBER,
    Field("title", "督查名称", required=True, section="基本情况", width=14),
    Field(
        "kind",
        "督查方式",
        Type.CHOICE,
        required=True,
        choices="inspection_kinds",
        section="基本情况",
        width=6,
    ),
    Field("held_on", "督查日期", Type.DATE, required=True, section="基本情况", width=7),
    Field(
        "unit",
        "牵头督查单位",
        Type.REFERENCE,
        refers="organizations",
        section="基本情况",
        width=10,
    ),
    Field("inspectors", "督查人员", section="基本情况", help="几个人用顿号分开", width=8),
    NOTE,
    Field("drawn", "抽取数", Type.INTEGER, derived=True, width=4),
    Field("drawn_from", "总数", Type.INTEGER, derived=True, width=4),
    Field("seed", "抽样依据", derived=True, width=10),
)
