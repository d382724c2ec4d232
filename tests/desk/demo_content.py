"""The content of the demo casebook as its files say it, and what the models make of it."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from desk.workdays import shipped
from models.fields import Field, Kind
from models.workflow import WARN_DAYS, IssueFacts, IssueState, StepRecord, fold, lamp

CONTENT = Path(__file__).parents[2] / "resources" / "demo"
AS_OF = date(2018, 7, 31)

Record = dict[str, Any]


@cache
def content(name: str) -> Any:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def records(name: str) -> list[Record]:
    found: list[Record] = content(name)["records"]
    return found


#: What the content says beside the fields: which visit brought an issue home, and its life.
JOINS = {("issues", "visited_on"), ("issues", "steps")}
SUBJECT_FILES = ("enterprises", "projects", "platforms", "works")


def values_of(kind: Kind, record: Record) -> Iterator[tuple[Field, Any]]:
    for name, value in record.items():
        field = kind.field(name)
        assert field is not None or (kind.name, name) in JOINS, f"{kind.name}: {name}"
        if field is not None:
            yield field, value


def names(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else [value]


def known() -> dict[str, set[str]]:
    subjects = [r["name"] for kind in SUBJECT_FILES for r in records(kind)]
    assert len(set(subjects)) == len(subjects)
    own = {kind: {r["name"] for r in records(kind)} for kind in ("organizations", "people")}
    assert all(len(own[kind]) == len(records(kind)) for kind in own)
    return {"subjects": set(subjects), **own}


def assignment_on(subject: str, day: str) -> Record:
    held = [
        a
        for a in records("assignments")
        if a["subject"] == subject and a["from_on"] <= day <= a.get("to_on", "9999")
    ]
    assert len(held) == 1, (subject, day)
    return held[0]


def assigned(kind: str) -> list[Record]:
    standing = {a["subject"] for a in records("assignments") if "to_on" not in a}
    return [r for r in records(kind) if r["name"] in standing]


def facts_of(issue: Record) -> IssueFacts:
    held = assignment_on(issue["subject"], issue["registered_on"])
    return IssueFacts(
        date.fromisoformat(issue["registered_on"]),
        issue["subject"],
        held["unit"],
        held["responsible"],
        "visited_on" in issue,
    )


def step_of(row: Record) -> StepRecord:
    values = {
        name: date.fromisoformat(value) if name.endswith("_on") else value
        for name, value in row.get("values", {}).items()
    }
    on = date.fromisoformat(row["on"])
    return StepRecord(row["step"], on, values, row["by"], len(row.get("evidence", ())))


def state_of(issue: Record, until: date = AS_OF) -> IssueState:
    steps = [step_of(row) for row in issue["steps"]]
    return fold(facts_of(issue), [step for step in steps if step.on <= until])


def warned_until(day: date) -> date:
    """The last day that is yellow on a day."""
    return shipped().after(day, WARN_DAYS)


def lamps(until: date) -> Counter[str]:
    issues = (i for i in records("issues") if i["registered_on"] <= until.isoformat())
    return Counter(lamp(state_of(issue, until), until, warned_until(until)) for issue in issues)
