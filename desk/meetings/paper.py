"""What the papers of a meeting tell, read from the casebook and put into words."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, select

from desk import details
from desk.lists import Line, lines_of
from desk.meetings.items import AgendaItem, agenda
from desk.meetings.standing import Standing, settled_before
from desk.settings import office
from desk.slips import views
from models.fields import KINDS
from models.tables import Meeting
from reports.blocks import chinese_date
from reports.meetingview import DecisionView, ItemView, MeetingView

_LATEST = 6
"""Steps of an issue's story that a meeting is told, the last ones."""


def view(connection: Connection, text: str, today: date) -> MeetingView:
    """The meeting of that number, name or uid. Raises `Refused` if there is none."""
    uid = details.uid_of(connection, "meetings", text)
    items = agenda(connection, uid, today)
    return MeetingView(
        office(connection)["office"],
        today,
        said(lines_of(connection, "meetings", [uid], today)[0], "meetings"),
        tuple(_item(connection, one, today) for one in items),
        tuple(map(_settled, settled_before(connection, uid, today))),
        tuple(sorted(_decisions(items), key=lambda one: one.unit)),
    )


def said(line: Line, kind: str) -> dict[str, str]:
    """The fields of a record as people read them, days as documents write them."""
    return {
        one.name: in_words(line.values[one.name], line.shown[one.name])
        for one in KINDS[kind].fields
    }


def in_words(value: object, shown: str = "") -> str:
    """A day as documents write it, anything else as it is shown."""
    return chinese_date(value) if isinstance(value, date) else shown


def _item(connection: Connection, item: AgendaItem, today: date) -> ItemView:
    if item.issue is None:
        return ItemView(matter=item.matter)
    slip = views.issue(connection, item.issue.uid, today)
    return ItemView(
        item.title,
        item.matter,
        slip.said,
        _due(slip.due_on, item.issue, today),
        slip.story[-_LATEST:],
    )


def _due(due_on: date | None, issue: Line, today: date) -> str:
    """The deadline, and how long an issue that is red is late."""
    late = issue.values["lamp"] == "red" and due_on is not None
    told = f"（已超期{(today - due_on).days}天）" if late and due_on else ""
    return f"{in_words(due_on)}{told}"


def _settled(one: Standing) -> DecisionView:
    unit = one.issue.shown["lead_unit"] if one.issue else ""
    due = in_words(one.measure.due_on) if one.measure else ""
    title = one.issue.shown["subject"] if one.issue else ""
    standing = "，".join(filter(None, (one.word, one.told)))
    return DecisionView(title, one.decision, unit, "", due, standing, one.meeting)


def _decisions(items: tuple[AgendaItem, ...]) -> Iterator[DecisionView]:
    for item in items:
        if item.decision:
            measure, unit = item.measure, item.issue.shown["lead_unit"] if item.issue else ""
            owner = (measure.owner or "") if measure else ""
            due = in_words(measure.due_on) if measure else ""
            yield DecisionView(item.title, item.decision, unit, owner, due)


def latest(connection: Connection, _today: date) -> str:
    """The meeting that shows most among the samples: the latest of all."""
    asked = select(Meeting.uid).order_by(Meeting.held_on.desc(), Meeting.id.desc())
    return str(connection.scalar(asked.limit(1)) or "")
