"""The life of an issue, step by step: the only way to move one (DOMAIN.md §4)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desk import numbers
from desk.attachments import HandedIn, keep_all
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.derived import judged, states_of
from desk.errors import Refused
from desk.files import Store
from desk.one_by_one import Each, NothingDone, one_by_one
from desk.progress import at_work
from desk.records import value_of
from desk.references import find
from models.deadlines import Rulebook
from models.fields import Field, Type
from models.ladder import SUPERVISE, URGE
from models.step_rules import StepRule
from models.steps import STEPS
from models.tables import Issue, Step, StepUnit
from models.workflow import (
    IssueFacts,
    IssueState,
    MergeTarget,
    StepRecord,
    refusal,
)

#: What every step takes beside its own parameters.
HAPPENED_ON = Field("on", "办理日期", Type.DATE, help="不填则为今天")
DONE_BY = Field("by", "经办人", help="不填则为当前操作人")


@dataclass(frozen=True)
class Act:
    """A step as it is asked for: its name, its parameters as written, its files.

    `since` is the day on which it was decided, where others were taken since.
    """

    step: str
    values: Mapping[str, Any] = field(default_factory=dict)
    evidence: Sequence[HandedIn] = ()
    since: date | None = None


@dataclass
class Taken:
    """A step that was taken, the issue's number, what a person should read, and the step's uid."""

    number: str
    label: str
    batch: str = ""
    notes: list[str] = field(default_factory=list)
    uid: str = ""


def _row(connection: Connection, text: str) -> Row[Any]:
    uid = find(connection, "issues", text)
    if uid is None:
        raise Refused(f"没有找到问题“{text}”；请核对问题编号。")
    return connection.execute(select(Issue.__table__).where(Issue.uid == uid)).one()


def step(book: Book, number: str, act: Act, actor: str) -> Taken:
    """Take one step of an issue as one change. Raises `Refused` with why, and leaves all as is."""
    return step_many(book, [number], act, actor)[0]


def step_many(book: Book, issues: Sequence[str], act: Act, actor: str) -> list[Taken]:
    """Take the same step of several issues as one change: all of them, or none.

    Raises Cancelled when the work is asked to stop.
    """
    rule = rule_of(act.step)
    with book.change(f"{rule.label} {_called(issues)}", actor) as session:
        if len(issues) > 1:
            act = _of_a_batch(session, act)
        return [take(session, book.store, number, act) for number in _told(issues, rule.label)]


def step_each(book: Book, issues: Sequence[str], act: Act, actor: str) -> Each[Taken]:
    """Take the same step of several issues as one change; one that refuses it is left, with why.

    Raises `Refused` where all refuse it for one reason, and Cancelled when the work is asked to
    stop.
    """
    rule, each = rule_of(act.step), Each[Taken]({}, {})
    with suppress(NothingDone), book.change(f"{rule.label} {_called(issues)}", actor) as session:
        one = _of_a_batch(session, act)
        each = one_by_one(
            session, issues, rule.label, lambda number: take(session, book.store, number, one)
        )
        session.label = f"{rule.label} {_called(list(each.done))}"
        each.refuse_nothing()
    return each


def _called(issues: Sequence[str]) -> str:
    return issues[0] if len(issues) == 1 else f"{len(issues)} 条"


def _of_a_batch(session: Writer, act: Act) -> Act:
    """What is handed out together is one numbered batch, unless it is said of which it is."""
    if act.step != "dispatch" or act.values.get("batch"):
        return act
    on = value_of(session, HAPPENED_ON, act.values.get("on"), []) or session.today
    return replace(act, values={**act.values, "batch": numbers.batch(session, on.year)})


def _told(issues: Sequence[str], label: str) -> Iterator[str]:
    """The numbers one by one; who watches the work is told, and may stop it between two."""
    for done, number in enumerate(issues):
        at_work().step(done, len(issues), label)
        yield number


def rule_of(name: str) -> StepRule:
    """The step of that name; raises `Refused` and names those that there are."""
    rule = STEPS.get(name)
    if rule is None:
        known = "、".join(f"{rule.name}（{rule.label}）" for rule in STEPS.values())
        raise Refused(f"没有“{name}”这一步；可用的有 {known}。")
    return rule


def take(session: Writer, store: Store, number: str, act: Act) -> Taken:
    """Take one step inside a change. Raises `Refused` if the table does not allow it."""
    rule = rule_of(act.step)
    session.flush()
    row = _row(session.connection(), number)
    taken = Taken(row.number, rule.label, str(act.values.get("batch") or ""))
    _, facts, state = _facts_now(session, row, act)
    values = _values(session, rule, act.values, taken.notes)
    on = value_of(session, HAPPENED_ON, act.values.get("on"), taken.notes) or session.today
    named = value_of(session, DONE_BY, act.values.get("by"), taken.notes)
    values = _to_a_unit(rule, _under_a_rule(rule, values, facts.rulebook, on), state)
    by = named or session.actor
    record = StepRecord(
        rule.name, on, values, by, len(act.evidence), named=bool(named), since=act.since
    )
    why_not = refusal(record, state, facts, session.today, _merge_target(session, values))
    if why_not is not None:
        raise Refused(why_not)
    made = _keep(session, row.uid, record)
    keep_all(session, store, (Step.__tablename__, made), act.evidence)
    session.flush()
    taken.uid = made
    return taken


def _facts_now(session: Writer, row: Row[Any], act: Act) -> tuple[str, IssueFacts, IssueState]:
    """Facts and state; a settle asks for the assignment of its own day."""
    on = None
    if act.step == "settle":
        on = value_of(session, HAPPENED_ON, act.values.get("on"), []) or session.today
    return next(judged(session.connection(), [row], on))


def _values(
    session: Writer, rule: StepRule, raw: Mapping[str, Any], notes: list[str]
) -> dict[str, Any]:
    """The step's own parameters, checked; an unknown one is refused by name."""
    unknown = [name for name in raw if rule.parameter(name) is None and name not in ("on", "by")]
    if unknown:
        known = "、".join(
            f"{p.name}（{p.label}）" for p in (*rule.parameters, HAPPENED_ON, DONE_BY)
        )
        raise Refused(f"“{rule.label}”没有“{unknown[0]}”这一项；可填的有 {known}。")
    asked = [replace(p, required=False) for p in rule.parameters]  # `refusal` says what lacks
    found = {p.name: value_of(session, p, raw.get(p.name), notes) for p in asked}
    return {name: value for name, value in found.items() if value not in (None, (), "")}


def _under_a_rule(
    rule: StepRule, values: dict[str, Any], book: Rulebook, on: date
) -> dict[str, Any]:
    """A dispatch keeps the version of the rule that is valid on its day."""
    if rule.name != "dispatch":
        return values
    current = book.named(str(values["rule"]), on) if "rule" in values else book.ours(on)
    return {**values, "rule": current.reference} if current else values


def _to_a_unit(rule: StepRule, values: dict[str, Any], state: IssueState) -> dict[str, Any]:
    """What is sent (催办, 督办) keeps to whom it was sent: the lead unit, unless one is named."""
    if rule.name not in (URGE, SUPERVISE) or state.lead_unit is None:
        return values
    return {"unit": state.lead_unit, **values}


def _merge_target(session: Writer, values: Mapping[str, Any]) -> MergeTarget | None:
    if "into" not in values:
        return None
    asked = select(Issue.__table__).where(Issue.uid == values["into"])
    row = session.connection().execute(asked).one()
    _, _, state = next(states_of(session.connection(), [row]))
    return MergeTarget(row.uid, row.subject or "", state.state)


def _keep(session: Writer, issue: str, record: StepRecord) -> str:
    """Write the step and its co-units; returns the step's uid."""
    columns = {name: value for name, value in record.values.items() if name != "co_units"}
    made = session.create(
        Step,
        issue=issue,
        step=record.step,
        happened_on=record.on,
        by=record.by,
        after=_last_step(session, issue),
        named=1 if record.named else None,
        **columns,
    )
    for position, unit in enumerate(record.values.get("co_units", ())):
        session.create(StepUnit, step=made.uid, organization=unit, position=position)
    return made.uid


def _last_step(session: Writer, issue: str) -> str | None:
    """The step that stands last now: the one that no other comes after."""
    rows = session.execute(select(Step.uid, Step.after).where(Step.issue == issue)).all()
    followed = {row.after for row in rows}
    return next((row.uid for row in rows if row.uid not in followed), None)
