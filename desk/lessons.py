"""典型案例: closed issues from which others can learn, each with what they can."""

from datetime import date

from sqlalchemy import Connection, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Refused
from desk.lists import Line, lines_of
from desk.references import find
from desk.slips import views
from models.fields import Field, Type
from models.tables import Issue
from reports.slipview import IssueSlip

#: What is asked where an issue is marked.
LESSON = Field(
    "lesson",
    "典型做法",
    Type.LONG_TEXT,
    help="别的单位可以学什么；清空则不再是典型案例",
)
NAME = "典型案例"


def mark(book: Book, issue: str, lesson: str, actor: str) -> bool:
    """Say what others can learn of a closed issue (its number or uid), as one change.

    Without words it is no model case any more; returns whether it is one. Raises `Refused` for an
    issue that is not closed.
    """
    said = lesson.strip()
    with book.read() as connection:
        uid = find(connection, "issues", issue)
    if uid is None:
        raise Refused(f"没有找到问题“{issue}”；请核对问题编号。")
    with book.change(f"{'标为' if said else '不再作为'}{NAME}", actor) as session:
        _marked(session, uid, said)
    return bool(said)


def _marked(session: Writer, uid: str, said: str) -> None:
    row = session.by_uid(Issue, uid)
    if row.state != "closed" and said:
        raise Refused(f"问题“{row.number}”还没有销号；销号以后才能标为{NAME}。")
    row.lesson = said or None


def cases(connection: Connection, today: date) -> list[Line]:
    """All model cases, the one closed last first."""
    asked = select(Issue.uid).where(Issue.lesson.is_not(None), Issue.state == "closed")
    uids = connection.scalars(asked.order_by(Issue.closed_on.desc(), Issue.id.desc())).all()
    return lines_of(connection, "issues", uids, today)


def view(connection: Connection, text: str, today: date) -> IssueSlip:
    """A model case (its number or uid) as it is printed. Raises `Refused` for what is none."""
    slip = views.issue(connection, text, today)
    if not slip.said["lesson"]:
        raise Refused(f"问题“{slip.said['number']}”没有标为{NAME}；请先写明典型做法。")
    return slip


def latest(connection: Connection, today: date) -> str:
    """The model case that stands for all among the samples: the one closed last."""
    found = cases(connection, today)
    return found[0].uid if found else ""
