"""四个不放过: the four gates before an issue is struck off the ledger.

Source: 三河市简报第55期. No closing while responsibility is not fixed, the task is not done, the
problem is not solved, or people are not satisfied.
"""

from dataclasses import dataclass

from models import vocabulary
from models.lifecycle import IssueFacts, IssueState


@dataclass(frozen=True)
class GateResult:
    """One of the four gates (四个不放过): `reason` says what is missing, and is empty when met."""

    code: str
    label: str
    met: bool
    reason: str


def gates(state: IssueState, facts: IssueFacts) -> tuple[GateResult, ...]:
    """四个不放过: which of the four gates of closing are met, in their order."""
    lacks = (
        _responsibility_lacks(state),
        _measures_lack(state, facts),
        _result_lacks(state, facts),
        _satisfaction_lacks(state),
    )
    return tuple(
        GateResult(term.code, term.label, not lack, "、".join(lack))
        for term, lack in zip(vocabulary.GATES, lacks, strict=True)
    )


def _responsibility_lacks(state: IssueState) -> list[str]:
    lack = [] if state.lead_unit else ["没有牵头单位"]
    lack += [] if state.responsible else ["没有责任人"]
    return lack if state.accepted or state.settled else [*lack, "牵头单位没有签收"]


def _measures_lack(state: IssueState, facts: IssueFacts) -> list[str]:
    """What came back within a year is not closed as a single case: its cause must be treated."""
    undone = "、".join(str(m.ordinal) for m in state.measures if m.outcome is None)
    lack = [f"措施 {undone} 没有完成情况"] if undone else []
    treated = any(measure.treats_cause for measure in state.measures)
    again = f"同类问题（{facts.recurs}）销号后一年内再次发生，还没有治本的措施"
    return [*lack, again] if facts.recurs and not treated else lack


def _result_lacks(state: IssueState, facts: IssueFacts) -> list[str]:
    """Only what came since the resolve or settle that stands; 现场解决 is proved by its visit."""
    if state.resolved_on is None:
        return ["还没有办结"]
    proved = state.evidence > 0 or (state.settled and facts.has_visit)
    lack = [] if state.result else ["没有办理结果"]
    lack += [] if proved else ["办结以来没有附佐证材料"]
    return lack if state.verified_on else [*lack, "没有核实"]


def _satisfaction_lacks(state: IssueState) -> list[str]:
    return [] if state.content else ["办结以来没有回访到满意或基本满意"]


def all_met(state: IssueState, facts: IssueFacts) -> bool:
    """Whether nothing stands in the way of closing."""
    return all(gate.met for gate in gates(state, facts))


def naming_unmet(said: str, state: IssueState, facts: IssueFacts) -> str:
    """The sentence, with every unmet gate named behind it."""
    unmet = [f"{gate.label}（{gate.reason}）" for gate in gates(state, facts) if not gate.met]
    return f"{said.rstrip('。')}；未满足：{'、'.join(unmet)}。" if unmet else said
