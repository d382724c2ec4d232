"""On what ground a gate is met, or why it is not."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from desk.details import IssueDetail, StepLine
from reports.blocks import chinese_date
from reports.slipview import GateLine


def gate_lines(found: IssueDetail) -> Iterator[GateLine]:
    """The four gates, each with its ground where it is met, else with what it lacks."""
    for gate in found.gates:
        ground = _GROUNDS[gate.code](found) if gate.met else gate.reason
        yield GateLine(gate.label, gate.met, ground)


def _responsibility(found: IssueDetail) -> str:
    said = found.line.shown
    who = f"{said['lead_unit']}，责任人{said['responsible']}"
    accepted = _last(found.steps, "accept")
    settled = _last(found.steps, "settle")
    if accepted is None or (settled and found.steps.index(settled) > found.steps.index(accepted)):
        return f"{who}，走访时现场解决"
    return f"{who}，{chinese_date(accepted.on)}签收"


def _measures(found: IssueDetail) -> str:
    count = len(found.measures)
    return f"所定{count}条措施均有完成情况" if count else "没有另定措施"


def _result(found: IssueDetail) -> str:
    """When it was reported done, what proves it, when that was verified."""
    ended = _last(found.steps, "resolve", "settle")
    verified = _last(found.steps, "verify")
    if ended is None or verified is None:
        return ""
    files = sum(len(step.files) for step in found.steps[found.steps.index(ended) :])
    proof = f"佐证材料{files}件" if files else f"走访记录{found.line.shown['visit']}"
    return f"{chinese_date(ended.on)}{ended.label}，{proof}，{chinese_date(verified.on)}核实"


def _satisfaction(found: IssueDetail) -> str:
    asked = _last(found.steps, "follow_up")
    said = found.line.shown["satisfaction"]
    return f"{chinese_date(asked.on)}回访，企业{said}" if asked else ""


def _last(steps: Sequence[StepLine], *names: str) -> StepLine | None:
    return next((step for step in reversed(steps) if step.step in names), None)


_GROUNDS: Mapping[str, Callable[[IssueDetail], str]] = MappingProxyType(
    {
        "responsibility": _responsibility,
        "measures": _measures,
        "result": _result,
        "satisfaction": _satisfaction,
    }
)
