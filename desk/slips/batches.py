"""A batch (交办批次): the issues that were handed out together, by the unit that leads them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from desk import details
from desk.derived import step_records
from desk.errors import Refused
from desk.lists import Line, lines_of
from desk.settings import office
from models.lifecycle import StepRecord
from models.tables import Issue, Step
from reports.batch_slip import BatchLine, BatchSlip
from reports.blocks import chinese_date


def batch(connection: Connection, text: str, today: date) -> BatchSlip:
    """The issues of the batch in which an issue was handed out, that its lead unit still has.

    What was handed out alone is a batch of its own. Raises `Refused` for what no unit has now.
    """
    uid = details.uid_of(connection, "issues", text)
    dispatch = _dispatches(connection, [uid]).get(uid)
    line = lines_of(connection, "issues", [uid], today)[0]
    if dispatch is None or not line.values["dispatched_on"]:
        raise Refused(f"{line.shown['number']} 还没有交办；请先交办，再印交办单。")
    number = str(dispatch.value("batch") or "")
    found = lines_of(connection, "issues", _together(connection, uid, number), today)
    return BatchSlip(
        office(connection)["office"],
        number,
        line.shown["lead_unit"],
        line.values["dispatched_on"],
        tuple(_line(one) for one in found),
    )


def one_each(connection: Connection, texts: Sequence[str]) -> Sequence[str]:
    """Of several issues the first of each batch and lead unit; what is with no unit is left out.

    Raises `Refused` where none is with a unit.
    """
    uids = [details.uid_of(connection, "issues", text) for text in texts]
    given = _dispatches(connection, uids)
    asked = select(Issue.uid, Issue.lead_unit).where(
        Issue.uid.in_(uids), Issue.dispatched_on.is_not(None)
    )
    units = {row.uid: row.lead_unit for row in connection.execute(asked)}
    kept: dict[tuple[str, str], str] = {}
    for uid in uids:
        if uid in units and uid in given:
            kept.setdefault((units[uid], str(given[uid].value("batch") or uid)), uid)
    if not kept:
        raise Refused("选中的问题都还没有交办；请先交办，再印交办单。")
    return list(kept.values())


def _dispatches(connection: Connection, uids: Sequence[str]) -> dict[str, StepRecord]:
    """The last dispatch of each issue that was handed out."""
    return {
        uid: step
        for uid, steps in step_records(connection, uids).items()
        for step in steps
        if step.step == "dispatch"
    }


def _together(connection: Connection, uid: str, number: str) -> list[str]:
    """The issues whose last dispatch was of that batch, and that the same unit has now."""
    if not number:
        return [uid]
    unit = select(Issue.lead_unit).where(Issue.uid == uid).scalar_subquery()
    asked = (
        select(Issue.uid)
        .join(Step, Step.issue == Issue.uid)
        .where(Step.batch == number, Step.step == "dispatch", Issue.lead_unit == unit)
        .order_by(Issue.number, Issue.id)
    )
    found = list(dict.fromkeys(connection.scalars(asked)))
    last = _dispatches(connection, found)
    return [one for one in found if last[one].value("batch") == number]


def _line(line: Line) -> BatchLine:
    names = ("number", "subject", "title", "co_units")
    due = line.values["due_on"]
    return BatchLine(
        **{name: line.shown[name] for name in names}, due_on=chinese_date(due) if due else ""
    )
