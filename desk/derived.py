"""The columns of an issue that show where it stands: folded from its steps, never logged.

`refresh` runs inside every change, before COMMIT, for the issues that the change touched; `rebuild`
folds all of them anew. Both write only what differs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Table, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from desk.book.bulk import batched
from desk.book.log import Touch
from desk.progress import Progress, at_work
from desk.recomputing import LABEL, apart, reckon_alike
from desk.recurrence import recurring
from desk.rules import SETTING as RULE_SETTING
from desk.rules import rulebook
from desk.workdays import first_named
from models.calendar import lasts
from models.folding import fold
from models.lifecycle import IssueFacts, IssueState, StepRecord
from models.owing import owed
from models.steps import FINAL_STATES, STEPS
from models.tables import Assignment, Attachment, Issue, Op, Setting, Step, StepUnit

_ISSUES = Issue.__table__
#: The cached columns that carry the name of a field of `IssueState`.
CACHED = tuple(column.name for column in _ISSUES.columns if column.info.get("cached"))


def refresh(session: Session, touches: Sequence[Touch]) -> set[str]:
    """Bring the cached columns of every issue that these touches concern up to date; returns the
    uids of those issues."""
    connection = session.connection()
    _keep_calendar(connection, touches)
    concerned = _concerned(connection, touches) | _ruled_by(connection, touches)
    if concerned:
        _fold_all(connection, concerned)
        session.expire_all()
    return concerned


def rebuild(connection: Connection) -> int:
    """Fold every issue anew; returns how many rows did not show what their steps say."""
    return _fold_all(connection, connection.execute(select(Issue.uid)).scalars().all())


def recompute(
    connection: Connection, since: date | None = None, progress: Progress | None = None
) -> None:
    """Reckon the days of all issues anew, or those that a change of days from `since` on can move.

    The same as `rebuild` where nothing but the calendar has changed, in a fraction of its time.
    Raises Cancelled when asked to stop.
    """
    progress = progress or at_work()
    own = apart(connection, since)
    reckon_alike(connection, rulebook(connection), since, progress)
    _fold_all(connection, progress.over(own, LABEL))


def _keep_calendar(connection: Connection, touches: Sequence[Touch]) -> None:
    """Where days of notices came or went, reckon anew what they can move.

    A notice replaces another of its year, so all days that either may name are looked at.
    """
    lines = [touch for touch in touches if touch.table == "calendar_day"]
    ever = _values_ever(connection, "calendar_day", [touch.uid for touch in lines], "year")
    years = {int(year) for year in ever}
    years |= {touch.values["year"] for touch in lines if touch.values.get("year")}
    if years:
        recompute(connection, first_named(min(years)))


def _ruled_by(connection: Connection, touches: Sequence[Touch]) -> set[str]:
    """The issues that owe a stage under the office's rule, where it or the choice of it changed,
    and those that name a rule which came or went."""
    settings = {touch.uid for touch in touches if touch.table == "setting"}
    rules = [touch for touch in touches if touch.table == "own_rule"]
    asked = select(Setting.uid).where(Setting.name == RULE_SETTING, Setting.uid.in_(settings))
    if not rules and not connection.scalars(asked).all():
        return set()
    keys = set(_values_ever(connection, "own_rule", [touch.uid for touch in rules], "key"))
    keys |= {touch.values["key"] for touch in rules if touch.values.get("key")}
    named = [Issue.rule.startswith(f"{key}@", autoescape=True) for key in sorted(keys)]
    open_under_none = and_(Issue.rule.is_(None), Issue.state.not_in(FINAL_STATES))
    return set(connection.scalars(select(Issue.uid).where(or_(open_under_none, *named))))


def _concerned(connection: Connection, touches: Sequence[Touch]) -> set[str]:
    """The issues whose steps, evidence, own rows or subjects' assignments were touched."""
    issues = {touch.uid for touch in touches if touch.table == "issue" and touch.kind != "delete"}
    steps = {touch.uid for touch in touches if touch.table == "step" and not _moves_nothing(touch)}
    for table, name in (("attachment", "owner"), ("step_unit", "step")):
        rows = [touch.uid for touch in touches if touch.table == table]
        steps |= set(_values_ever(connection, table, rows, name))
        steps |= {t.values[name] for t in touches if t.table == table and name in t.values}
    issues |= {t.values["issue"] for t in touches if t.uid in steps and "issue" in t.values}
    for some in batched(sorted(steps)):
        issues |= set(connection.scalars(select(Step.issue).where(Step.uid.in_(some))))
    issues |= set(_values_ever(connection, "step", sorted(steps), "issue"))
    return issues | _settled_under(connection, [t for t in touches if t.table == "assignment"])


def _moves_nothing(touch: Touch) -> bool:
    rule = STEPS.get(touch.values.get("step", ""))
    return rule is not None and rule.automatic


def _settled_under(connection: Connection, assignments: Sequence[Touch]) -> set[str]:
    """The issues settled on the spot of the subjects of these assignments, also of former ones.

    Who answers for what was settled is whoever the assignment of that day names.
    """
    uids = [touch.uid for touch in assignments]
    subjects = set(_values_ever(connection, "assignment", uids, "subject"))
    subjects |= {touch.values["subject"] for touch in assignments if touch.values.get("subject")}
    found: set[str] = set()
    for some in batched(sorted(subjects)):
        asked = select(Issue.uid).where(Issue.subject.in_(some), Issue.settled_on.is_not(None))
        found |= set(connection.scalars(asked))
    return found


def _values_ever(
    connection: Connection, table: str, uids: Sequence[str], name: str
) -> Iterator[str]:
    """Every value that a field of some rows was given: also of rows that are deleted now."""
    for some in batched(uids):
        asked = select(Op.body).where(Op.tbl == table, Op.row.in_(some))
        for body in connection.scalars(asked):
            value = msgspec.json.decode(body or "{}").get("f", {}).get(name)
            if value is not None:
                yield value


def stale(connection: Connection) -> list[str]:
    """The uids of issues whose cached columns do not show what their steps say."""
    uids = connection.execute(select(Issue.uid)).scalars().all()
    return [row["row_uid"] for some in batched(uids) for row in _stale(connection, some)]


def _fold_all(connection: Connection, uids: Iterable[str]) -> int:
    changed = 0
    for some in batched(uids):
        found = _stale(connection, some)
        if found:
            _write(connection, found)
        changed += len(found)
    return changed


def _stale(connection: Connection, uids: Sequence[str]) -> list[dict[str, Any]]:
    """The cached columns as they should be, of those of these issues that show otherwise."""
    rows = connection.execute(select(_ISSUES).where(_ISSUES.c.uid.in_(uids))).all()
    found = {uid: _shown(state, facts) for uid, facts, state in states_of(connection, rows)}
    return [
        found[row.uid] | {"row_uid": row.uid}
        for row in rows
        if found[row.uid] != {name: getattr(row, name) for name in CACHED}
    ]


def _shown(state: IssueState, facts: IssueFacts) -> dict[str, Any]:
    stage, day = owed(state, facts) or (None, None)
    told = {"answered": int(state.answered), "owed": stage, "owed_on": day}
    return {name: told[name] if name in told else getattr(state, name) for name in CACHED}


def _write(connection: Connection, stale: list[dict[str, Any]]) -> None:
    table = _ISSUES
    assert isinstance(table, Table)
    named = update(table).where(table.c.uid == bindparam("row_uid"))
    connection.execute(named.values({name: bindparam(name) for name in CACHED}), stale)


def states_of(
    connection: Connection,
    issues: Sequence[Row[Any]],
    on: date | None = None,
    until: date | None = None,
) -> Iterator[tuple[str, IssueFacts, IssueState]]:
    """For rows of the issue table: uid, facts, and the state that the standing steps give.

    The assignment is that of the day of a 现场解决, else that of `on`, else the last. With `until`,
    steps after that day are left out: where the issue stood at the end of it.
    """
    uids = [row.uid for row in issues]
    steps = step_records(connection, uids)
    assigned = assignments_of(connection, {row.subject for row in issues if row.subject})
    book = rulebook(connection)
    for row in issues:
        taken = [s for s in steps.get(row.uid, []) if until is None or s.on <= until]
        settled = [step.on for step in taken if step.step == "settle"]
        facts = facts_of(row, assigned.get(row.subject, ()), settled[-1] if settled else on)
        facts = replace(facts, rulebook=book)
        yield row.uid, facts, fold(facts, taken)


def judged(
    connection: Connection, issues: Sequence[Row[Any]], on: date | None = None
) -> Iterator[tuple[str, IssueFacts, IssueState]]:
    """As `states_of`, with all that the gates are judged by: also what came back in an issue."""
    again = recurring(connection, issues)
    for uid, facts, state in states_of(connection, issues, on):
        yield uid, replace(facts, recurs=again.get(uid)), state


def facts_of(row: Row[Any], assignments: Iterable[Row[Any]], on: date | None) -> IssueFacts:
    """What the life of an issue rests on: the assignment is the one that stands on that day."""
    holds = [a for a in assignments if on is None or lasts(a.from_on, a.to_on, on)]
    best = holds[-1] if holds else None
    return IssueFacts(
        registered_on=row.registered_on or date.min,
        subject=row.subject or "",
        assignment_unit=best.unit if best else None,
        assignment_person=(best.responsible or best.leader or best.liaison) if best else None,
        has_visit=row.visit is not None,
        uid=row.uid,
    )


def assignments_of(connection: Connection, subjects: Iterable[str]) -> dict[str, list[Row[Any]]]:
    """The assignments of some subjects, in the order in which they begin."""
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for some in batched(subjects):
        asked = select(Assignment.__table__).where(Assignment.subject.in_(some))
        order = (Assignment.from_on.asc().nulls_first(), Assignment.id)
        for row in connection.execute(asked.order_by(*order)):
            found[row.subject].append(row)
    return found


def step_records(connection: Connection, issues: Sequence[str]) -> dict[str, list[StepRecord]]:
    """The standing steps of some issues, each in (clock, replica) order."""
    found: dict[str, list[StepRecord]] = defaultdict(list)
    made = and_(Op.tbl == "step", Op.row == Step.uid, Op.kind == "new")
    for some in batched(issues):
        asked = select(Step.__table__).outerjoin(Op, made).where(Step.issue.in_(some))
        last = func.coalesce(Op.hlc, 2**62)
        rows = connection.execute(asked.order_by(last, Op.replica, Step.id)).all()
        units = _co_units(connection, [row.uid for row in rows])
        counts = _evidence(connection, [row.uid for row in rows])
        for row in rows:
            found[row.issue].append(_record(row, units, counts))
    return found


def _record(row: Row[Any], units: Mapping[str, list[str]], counts: Mapping[str, int]) -> StepRecord:
    rule = STEPS.get(row.step)
    names = [p.name for p in rule.parameters] if rule else []
    values = {name: getattr(row, name, None) for name in names if name != "co_units"}
    values["co_units"] = tuple(units.get(row.uid, ()))
    return StepRecord(
        row.step,
        row.happened_on,
        {name: value for name, value in values.items() if value not in (None, ())},
        row.by or "",
        counts.get(row.uid, 0),
        row.uid,
        bool(row.named),
    )


def _co_units(connection: Connection, steps: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for some in batched(steps):
        asked = select(StepUnit.step, StepUnit.organization).where(StepUnit.step.in_(some))
        for row in connection.execute(asked.order_by(StepUnit.position, StepUnit.id)):
            found[str(row.step)].append(str(row.organization))
    return found


def _evidence(connection: Connection, steps: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in batched(steps):
        asked = select(Attachment.owner, func.count().label("number")).where(
            Attachment.owner.in_(some)
        )
        for row in connection.execute(asked.group_by(Attachment.owner)):
            found[str(row.owner)] = row.number
    return found
