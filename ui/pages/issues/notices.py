"""What one should know of an issue before the next step: what waits, what came back, what moved."""

from collections.abc import Iterator

from desk.details import IssueDetail
from models.deadlines import STAGES
from models.steps import FINAL_STATES, STEPS

_REVIEW = f"{STEPS['suspend'].label}{STEPS['review'].label}"


def notices(detail: IssueDetail) -> Iterator[str]:
    """Sentences for the head of the pane; none of an issue whose life has ended."""
    state = detail.state
    if state.state in FINAL_STATES:
        return
    if detail.recurs:
        yield f"同类问题 {detail.recurs} 销号后一年内再次发生，须有治本的措施才能销号。"
    if state.pending_extension:
        yield f"申请延期到 {state.pending_extension}，现时限 {state.due_on}，待批。"
    if state.extended and state.first_due_on:
        yield f"已延期 {state.extended} 次，首次时限 {state.first_due_on}。"
    if state.returned and state.state == "registered":
        yield "单位退回，待重新交办；仍交原单位办理的，须写裁定理由。"
    if state.decided:
        yield "办公室已裁定由牵头单位办理，不能再退回。"


def next_stage(detail: IssueDetail) -> str:
    """What somebody owes next, and by when; empty where nothing is owed."""
    if detail.owed is None:
        return ""
    stage, day = detail.owed
    return f"{STAGES.get(stage, _REVIEW)}：{day} 前"
