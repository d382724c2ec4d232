"""共性问题: the same problem of many subjects, handled once under one head.

The issues under a head keep their own lives: each is rated and closed singly. A step of all of
them is taken as any step of several issues is (`desk.issues.step_each`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Refused
from desk.records import add
from desk.references import find, resolve
from models.lifecycle import CONTENT
from models.steps import FINAL_STATES, OPEN_STATES
from models.tables import CommonProblem, Issue

#: Neither open nor closed.
_ENDED = ("merged", "withdrawn")
_COUNTED = (*OPEN_STATES, "closed")


@dataclass(frozen=True)
class Head:
    """A head with what has become of its issues: how many, open, closed, and content.

    What was merged or withdrawn is out of count: `issues` are the open and the closed.
    """

    uid: str
    number: str
    title: str
    category: str
    issues: int
    open: int
    closed: int
    content: int


def heads(connection: Connection) -> list[Head]:
    """All heads, the newest first."""
    is_open = Issue.state.not_in(FINAL_STATES)
    asked = (
        select(
            CommonProblem.uid,
            CommonProblem.number,
            CommonProblem.title,
            CommonProblem.category,
            func.count(Issue.uid).label("issues"),
            func.count(Issue.uid).filter(is_open).label("open"),
            func.count(Issue.uid).filter(Issue.state == "closed").label("closed"),
            func.count(Issue.uid)
            .filter(Issue.answered == 1, Issue.satisfaction.in_(CONTENT))
            .label("content"),
        )
        .outerjoin(Issue, and_(Issue.head == CommonProblem.uid, Issue.state.in_(_COUNTED)))
        .group_by(CommonProblem.id)
        .order_by(CommonProblem.id.desc())
    )
    return [
        Head(
            row.uid,
            row.number or "",
            row.title or "",
            row.category or "",
            *(row.issues, row.open, row.closed, row.content),
        )
        for row in connection.execute(asked)
    ]


def counted_under(head: str) -> Mapping[str, str]:
    """By what to filter issues for those that are counted under a head (its uid)."""
    return {"head": head, "state": "、".join(_COUNTED)}


def put_under(book: Book, head: str, issues: Sequence[str], actor: str) -> str:
    """Put issues under a head as one change; returns the head's uid.

    A head that is not there is registered before, as a change of its own: undo takes the issues out
    first, for a head with issues is not taken back.
    Raises `Refused` where nothing is named, and where an issue is merged or withdrawn.
    """
    written = head.strip()
    if not written:
        raise Refused("请写明归入哪个共性问题；没有的，写一个新的名称。")
    with book.read() as connection:
        _refuse_ended(connection, issues)
        found = find(connection, "common_problems", written)
    uid = found or add(book, "common_problems", {"title": written}, actor).uid
    with book.change(f"{len(issues)} 条问题归入共性问题“{written}”", actor) as session:
        for number in issues:
            _issue(session, number).head = uid
    return uid


def take_out(book: Book, issues: Sequence[str], actor: str) -> None:
    """Take issues out from under their heads as one change; raises `Refused` for one under none."""
    with book.change(f"{len(issues)} 条问题移出共性问题", actor) as session:
        for number in issues:
            issue = _issue(session, number)
            if issue.head is None:
                raise Refused(f"{number} 没有归在共性问题下，不用移出；请不要选它。")
            issue.head = None


def _refuse_ended(connection: Connection, issues: Sequence[str]) -> None:
    asked = select(Issue.number).where(Issue.number.in_(issues), Issue.state.in_(_ENDED))
    for number in connection.scalars(asked):
        raise Refused(f"{number} 已经并案或撤销，不能归入共性问题；请不要选它。")


def _issue(session: Writer, number: str) -> Issue:
    return session.by_uid(Issue, resolve(session, "issues", number, lambda _said: None))
