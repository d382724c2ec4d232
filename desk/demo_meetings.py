"""The demo's meetings, its drive and its model cases, entered at the end of their days."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from desk import campaigns, lessons
from desk.book.casebook import Book
from desk.meetings import Decision, Topic, agenda, decide, set_agenda
from desk.records import add
from models.tables import CampaignUnit, Issue

_Told = Mapping[str, Any]


def hold(book: Book, content: _Told, clerk: str) -> None:
    """Enter what the file of meetings has for the day; issues are named by their title."""
    today = book.clock.today().isoformat()
    for told in content["campaigns"]:
        if told["record"]["to_on"] == today:
            _search(book, told, clerk)
    for told in content["meetings"]:
        if told["record"]["held_on"] == today:
            _meet(book, told, clerk)
    for told in content["lessons"]:
        if told["on"] == today:
            lessons.mark(book, _issue(book, told["issue"]), told["lesson"], clerk)


def _issue(book: Book, title: str) -> str:
    with book.read() as connection:
        return str(connection.scalars(select(Issue.uid).where(Issue.title == title)).one())


def _search(book: Book, told: _Told, clerk: str) -> None:
    uid = add(book, "campaigns", told["record"], clerk).uid
    campaigns.draw_up(book, uid, clerk)
    with book.change("记下排查单位已上报", clerk) as session:
        ours = select(CampaignUnit).where(CampaignUnit.campaign == uid)
        for unit in session.scalars(ours).all():
            unit.reported_on = unit.due_on
    with book.change(f"记下{told['record']['title']}发现的问题", clerk) as session:
        found = select(Issue).where(Issue.title.in_(told["found"]))
        for issue in session.scalars(found):
            issue.campaign = uid


def _meet(book: Book, told: _Told, clerk: str) -> None:
    uid = add(book, "meetings", told["record"], clerk).uid
    topics = [
        Topic(one["matter"], _issue(book, one["issue"]) if "issue" in one else None)
        for one in told["items"]
    ]
    set_agenda(book, uid, topics, clerk)
    with book.read() as connection:
        items = agenda(connection, uid, book.clock.today())
    for item, one in zip(items, told["items"], strict=True):
        if "decision" in one:
            said = Decision(
                one["decision"], one["owner"], one["due_on"], one.get("treats_cause", "")
            )
            decide(book, item.uid, said, clerk)
