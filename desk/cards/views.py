"""Cards as they are looked at and printed: blank, filled in beforehand, filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from desk.answering import answering
from desk.cards.answers import Told, as_read, typed
from desk.cards.definitions import form, form_called
from desk.cards.starting import start
from desk.details import KeptFile, kept_files, uid_of
from desk.lists import Line, Query, lines_of, uids
from desk.settings import office
from models.checking import Value
from models.forms import Form
from models.tables import Card, Subject
from reports.cardview import CardIssue, CardSubject, CardView

_ANSWERING = ("leader", "unit", "responsible", "liaison", "team")


@dataclass(frozen=True)
class CardDetail:
    """A card with its answers, typed by key and `told` by section, its issues and its files."""

    line: Line
    form: Form
    answers: Mapping[str, Value]
    told: Told
    issues: tuple[Line, ...]
    files: tuple[KeptFile, ...]


def detail(connection: Connection, text: str, today: date) -> CardDetail:
    """The card of that number or uid. Raises `Refused` if there is none."""
    uid = uid_of(connection, "cards", text)
    row = connection.execute(select(Card.__table__).where(Card.uid == uid)).one()
    own = form(row.form or "", row.version)
    answers = typed(own, row.answers)
    found = uids(connection, Query("issues", {"card": uid}, sort="number"), today)
    return CardDetail(
        lines_of(connection, "cards", [uid], today)[0],
        own,
        answers,
        as_read(own, answers),
        tuple(lines_of(connection, "issues", found, today)),
        kept_files(connection, uid),
    )


def blank(name: str) -> CardView:
    """A blank card by the name of its form (card-project, 项目). Raises `Refused` for none."""
    return CardView(form_called(name), "", blank=True)


def beforehand(connection: Connection, subject: str, period: str, today: date) -> CardView:
    """A card for a subject to fill in by hand, with what the casebook knows of it."""
    begun = start(connection, subject, period)
    return CardView(
        begun.form,
        office(connection)["office"],
        _subject(connection, begun.subject, today),
        blank=True,
        period=period,
        answers=begun.answers,
    )


def view(connection: Connection, text: str, today: date) -> CardView:
    """A filled card by its number or uid. Raises `Refused` if there is none."""
    card = detail(connection, text, today)
    values = card.line.values
    return CardView(
        card.form,
        office(connection)["office"],
        _subject(connection, card.line.refers.get("subject", ""), today),
        number=values["number"] or "",
        period=values["period"] or "",
        filled_on=values["filled_on"],
        filled_by=values["filled_by"] or "",
        phone=values["phone"] or "",
        answers=card.answers,
        issues=_issues(card.issues),
    )


def _issues(lines: Sequence[Line]) -> tuple[CardIssue, ...]:
    told = ("title", "detail", "category", "number", "state", "lead_unit")
    return tuple(CardIssue(**{name: line.shown[name] for name in told}) for line in lines)


def _subject(connection: Connection, uid: str, today: date) -> CardSubject:
    """The subject, and who answers for it on the day; of several assignments the latest."""
    row = connection.execute(select(Subject.__table__).where(Subject.uid == uid)).one_or_none()
    if row is None:
        return CardSubject()
    line = answering(connection, today, uid).get(uid)
    who = {name: line.shown[name] for name in _ANSWERING} if line else {}
    return CardSubject(row.code or "", row.name or "", row.kind or "", row.park or "", **who)
