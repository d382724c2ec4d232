"""Taking filled cards in by command: one file, or a folder of them."""

from pathlib import Path
from typing import Any

from desk.cards.judging import Outcome
from desk.cards.taking_in import Plan, files_in, plan, take_in
from desk.cli import output
from desk.cli.command import Call
from desk.intake.table import Problem

_COUNTED = (
    ("read", "读入"),
    ("created", "新增"),
    ("updated", "更新"),
    ("unchanged", "无变化"),
    ("rejected", "退回"),
)


def wanted(call: Call) -> bool:
    """Whether a call of `import` is about cards: it says so, or names a folder."""
    return call.kind == "cards" or (not call.kind and Path(call.file).is_dir())


def run(call: Call) -> None:
    """Take the cards in, or say what would become of them."""
    progress, paths = output.progress(), files_in(Path(call.file))
    with call.reading() if call.dry_run else call.writing() as book:
        made = (
            plan(book, paths, progress)
            if call.dry_run
            else take_in(book, paths, call.who, progress)
        )
    if call.rejects:
        output.note("反馈卡不另存退回的；请在原来的卡上改好，再读入一次。")
    if call.json:
        output.document(_as_json(made))
    else:
        _print(made)


def _as_json(made: Plan) -> dict[str, Any]:
    problems = [_problem_json(one, p) for one in made.outcomes for p in one.problems]
    cards = [
        {"file": one.file, "subject": one.subject, "period": one.period, "status": one.status}
        | {"number": one.number}
        for one in made.outcomes
    ]
    return {"kind": "cards", **made.counts, "cards": cards, "problems": problems}


def _problem_json(one: Outcome, problem: Problem) -> dict[str, Any]:
    told = ("row", "column", "value", "reason", "rejected")
    return {"file": one.file} | {name: getattr(problem, name) for name in told}


def _print(made: Plan) -> None:
    counts = made.counts
    said = "，".join(f"{label} {counts[name]} 张" for name, label in _COUNTED)
    output.say(f"反馈卡：{said}。")
    for one in made.outcomes:
        for problem in one.problems:
            verb = "退回" if problem.rejected else "提示"
            value = f"“{problem.value}”" if problem.value else ""
            place = f"第 {problem.row} 行 {problem.column}{value}" if problem.column else ""
            output.say(f"{one.file} {place}{verb}：{problem.reason}")
