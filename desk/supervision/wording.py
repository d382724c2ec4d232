"""The words of the notices, said once for the window, the paper and the record."""

from collections.abc import Mapping
from types import MappingProxyType

from desk.supervision.drafts import Draft
from models.ladder import SUPERVISE, URGE
from models.steps import STEPS

#: What the paper of a step is called.
SLIPS: Mapping[str, str] = MappingProxyType(
    {name: f"{STEPS[name].label}单" for name in (URGE, SUPERVISE)}
)
_ASKED: Mapping[str, str] = MappingProxyType(
    {
        "": "请在办理时限内办结；确需延期的，至迟在到期前 1 个工作日书面申请。",
        "蓝": "请在 3 个工作日内办结，并书面说明逾期原因和办结时间。",
        "橙": "请单位分管负责人牵头，在 3 个工作日内拿出办结方案，并书面说明原因。",
        "红": "请单位主要负责人牵头，立即办结，并在 1 个工作日内书面报告；再无进展的，按规定约谈。",
    }
)
"""What a notice asks of a unit, by its level. The days are an office's habit and may be edited."""


def called(step: str, level: str) -> str:
    """The class of a notice, its colour in words: 督办单（橙色）, 催办单."""
    return SLIPS[step] + (f"（{level}色）" if level else "")


def opening(draft: Draft) -> str:
    """What a notice says above its list of issues."""
    late = sum(not one.stage and one.reached.anchor < draft.on for one in draft.issues)
    stages = sum(bool(one.stage) for one in draft.issues)
    near = len(draft.issues) - late - stages
    parts = (("已超期", late), ("即将到期", near), ("未按时签收或反馈", stages))
    told = "、".join(f"{said} {count} 件" for said, count in parts if count)
    return f"你单位承办的下列 {len(draft.issues)} 件企业问题，{told}。{_ASKED[draft.level]}"
