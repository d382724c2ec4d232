"""Which entries (例行工作登记) there may be: for a day of a duty that they can meet."""

from datetime import date

from sqlalchemy import Connection

from desk.errors import Refused
from desk.rhythm.debtors import Owners
from desk.rhythm.duties import duties
from desk.workdays import calendar
from models.calendar import Month
from models.duties import Debtor, Duty, Means, Turn
from models.vocabulary import label

_MEET_BY_THEMSELVES = {
    Means.VISIT: "走访登记以后自动算完成，请登记走访",
    Means.REVIEW: "问题复核以后自动算完成，请在问题台账复核",
}


def refuse_unowed(connection: Connection, key: str, day: date, unit: str | None) -> date:
    """The day by which the entry is kept: the one that the duty's rule names.

    `day` is that day, or the working day that it was moved to. Raises `Refused` for a duty that is
    met otherwise, a day on which it is not owed, a unit that does not owe it.
    """
    duty, turn = _owed_on(connection, key, day)
    if duty.met_by in _MEET_BY_THEMSELVES:
        raise Refused(f"{duty.label}不用另外登记：{_MEET_BY_THEMSELVES[duty.met_by]}。")
    owners = {owner.uid for owner in Owners(connection).of(duty, turn)}
    if duty.debtor is Debtor.LIAISON and not unit:
        raise Refused(f"{duty.label}：请写明报送单位。")
    if (unit or "") not in owners:
        raise Refused(f"{duty.label}不由这个单位报送；请核对报送单位。")
    return turn.day


def _owed_on(connection: Connection, key: str, day: date) -> tuple[Duty, Turn]:
    month, known = Month.of(day), duties(connection)
    around = (month.previous.first, month.following.last)
    found = [
        (duty, turn) for duty, turn in known.turns(*around, calendar(connection)) if duty.key == key
    ]
    fitting = next(((d, t) for d, t in found if day in (t.day, t.owed_on)), None)
    if fitting is None:
        days = "、".join(str(turn.owed_on) for _, turn in found)
        said = f"前后应完成的日期有 {days}" if days else "这一段没有要完成的"
        raise Refused(f"{label('duties', key)}不在 {day} 到期；{said}。")
    return fitting
