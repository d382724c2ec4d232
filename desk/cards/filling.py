"""Filling in a card, with its problems: one form, one change.

A card's problems become issues that point to it (`Issue.card`). A problem that the subject has on
the ledger already, still open, is not registered twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.cards.answers import check_answers, read, refuse_problems, stored
from desk.cards.definitions import form
from desk.cards.merging import CardSeen, answered, merged
from desk.cards.starting import start
from desk.errors import Clash, Refused
from desk.issues import Act, take
from desk.records import Saved, create, overwrite
from desk.references import find, labels
from desk.visits import Problem
from models.checking import BadValue, Value, name_key, parse_month
from models.fields import KINDS
from models.forms import Answers, Form
from models.tables import Card, Issue, Subject
from models.workflow import FINAL_STATES

_KIND = KINDS["cards"]


@dataclass(frozen=True)
class Filled:
    """A card as a person filled it in: `head` holds fields of `KINDS["cards"]` (subject, period,
    filled_on and so on), `answers` what was answered, `problems` those that are new. `version`
    is that of the form, where it was not the newest that was filled in."""

    head: Mapping[str, Any]
    answers: Answers = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    version: int | None = None

    def giving_way(self, clashes: Sequence[Clash]) -> "Filled":
        """The same with what somebody else wrote in these fields and answers."""
        named = {clash.name for clash in clashes}
        head = {name: value for name, value in self.head.items() if name not in named}
        return replace(self, head=head, answers={**self.answers, **answered(clashes)})


@dataclass
class Entered:
    """A card that was saved, with the numbers of the issues that its problems became."""

    card: Saved
    issues: list[Saved] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """What a person should read, of the card and of each problem."""
        return [*self.card.notes, *(note for issue in self.issues for note in issue.notes)]


def save(book: Book, filled: Filled, actor: str) -> Entered:
    """Enter a card and its problems as one change: all of it, or nothing.

    Raises `Refused` with every answer that is wrong, and where the subject has a card of that
    period already (see `existing`): that one is edited, none is made beside it.
    """
    with book.read() as connection:
        label = _label(connection, filled)
    with book.change(label, actor) as session:
        return save_within(session, book, filled)


def fill_in(book: Book, raw: Answers, problems: Sequence[Problem], actor: str) -> Entered:
    """A card from plain fields: those of the card itself and answers by key, side by side.

    What is not answered is what the casebook knows (`desk.cards.starting`). Raises `Refused`.
    """
    head = {name: value for name, value in raw.items() if _KIND.field(name) is not None}
    said = {name: value for name, value in raw.items() if name not in head}
    with book.read() as connection:
        period = _month(str(head.get("period") or ""), book.clock.today())
        visit = str(head.get("visit") or "")
        begun = start(connection, str(head.get("subject") or ""), period, visit)
    answers = {**begun.answers, **said}
    return save(book, Filled({**head, "period": period}, answers, problems), actor)


def _month(written: str, today: date) -> str:
    """The month that is written; this one where none is. Raises `Refused` for what is none."""
    try:
        return parse_month(written, today) or f"{today:%Y-%m}"
    except BadValue as error:
        raise Refused(f"填报期间：{error}。") from error


def _label(connection: Connection, filled: Filled) -> str:
    """登记反馈卡“云帆化工有限公司”2018-07，问题 2 件."""
    written = str(filled.head.get("subject") or "")
    uid = find(connection, "subjects", written) or ""
    name = labels(connection, "subjects", [uid]).get(uid, written)
    count = f"，问题 {len(filled.problems)} 件" if filled.problems else ""
    return f"登记反馈卡“{name}”{filled.head.get('period') or ''}{count}"


def save_within(session: Writer, book: Book, filled: Filled) -> Entered:
    """The same inside a change that does more."""
    entered = Entered(create(session, _KIND, filled.head))
    row = session.by_uid(Card, entered.card.uid)
    row.version = filled.version or row.version
    _answer(session, row, filled.answers, entered)
    _register_all(session, book, filled.problems, entered)
    return entered


def edit(book: Book, card: str | CardSeen, filled: Filled, actor: str) -> Entered:
    """Change a card as one change: the fields of `head` that are given, all answers, and the
    problems that are new. Issues of the card are moved by their steps, never from here.

    `card` is its uid, or the card as a form was opened on it. Raises `Refused` as `save` does, and
    `Conflict` where somebody else changed the same fields or answers since.
    """
    with book.read() as connection:
        number = connection.scalar(select(Card.number).where(Card.uid == _uid(card)))
    with book.change(f"修改反馈卡“{number}”", actor) as session:
        return edit_within(session, book, card, filled)


def edit_within(session: Writer, book: Book, card: str | CardSeen, filled: Filled) -> Entered:
    """The same inside a change that does more."""
    seen = card.head if isinstance(card, CardSeen) else card
    entered = Entered(overwrite(session, _KIND, seen, filled.head))
    answers = filled.answers
    if isinstance(card, CardSeen):
        answers = merged(session.connection(), card, answers)
    _answer(session, session.by_uid(Card, _uid(card)), answers, entered)
    _register_all(session, book, filled.problems, entered)
    return entered


def _uid(card: str | CardSeen) -> str:
    return card.uid if isinstance(card, CardSeen) else card


def existing(connection: Connection, subject: str, period: str) -> str | None:
    """The uid of the card that a subject (uid, code or name) has of a month (YYYY-MM)."""
    uid = find(connection, "subjects", subject)
    asked = select(Card.uid).where(Card.subject == uid, Card.period == period).order_by(Card.id)
    return connection.scalars(asked).first()


def _answer(session: Writer, row: Card, answers: Answers, entered: Entered) -> None:
    """Keep the answers, checked against the form that the card was filled on."""
    own = form(row.form or "", row.version)
    checked = check_answers(own, answers, session.today)
    refuse_problems(checked)
    entered.card.notes.extend(checked.notes)
    kept = stored(checked.values)
    if kept != row.answers:
        subject = session.by_uid(Subject, row.subject or "")
        entered.card.notes.extend(_said_otherwise(subject, own, checked.values))
        row.answers = kept
    session.flush()


def _said_otherwise(subject: Subject, own: Form, values: Mapping[str, Value]) -> Iterator[str]:
    """What a card says of its subject otherwise than the subject's record, which stays as it is."""
    for question in own.questions:
        known = getattr(subject, question.fills) if question.fills else None
        said = values.get(question.key)
        if known not in (None, "", said) and said is not None and not question.figure:
            yield (
                f"{question.label}与台账不同（台账上是“{read(question, known)}”）；"
                "如有变动，请在对象资料里修改"
            )


def _register_all(
    session: Writer, book: Book, problems: Sequence[Problem], entered: Entered
) -> None:
    row = session.by_uid(Card, entered.card.uid)
    for ordinal, problem in enumerate(problems, 1):
        try:
            entered.issues += _register(session, book, row, problem, entered.card.notes)
        except Refused as error:
            raise Refused(f"问题 {ordinal}：{error.sentence}") from error


def _register(
    session: Writer, book: Book, row: Card, problem: Problem, notes: list[str]
) -> list[Saved]:
    """The issue of a problem; none where the ledger has it, which is said."""
    session.flush()
    known = on_the_ledger(session.connection(), row, str(problem.values.get("title") or ""))
    if known is not None:
        notes.append(f"“{known.title}”已在台账中（{known.number}），没有重复登记")
        if known.card is None:
            session.by_uid(Issue, known.uid).card = row.uid
        return []
    issue = create(session, KINDS["issues"], {**problem.values, "card": row.uid})
    if problem.settled:
        on = row.filled_on.isoformat() if row.filled_on else ""
        take(session, book.store, issue.uid, Act("settle", {"result": problem.settled, "on": on}))
    return [issue]


def on_the_ledger(connection: Connection, card: Card | Row[Any], title: str) -> Row[Any] | None:
    """The issue that a problem on a card is: one of that card, or of its subject and still open."""
    asked = select(Issue.__table__).where(Issue.subject == card.subject)
    found = connection.execute(asked.order_by(Issue.id))
    wanted = name_key(title)
    return next(
        (
            issue
            for issue in found
            if name_key(issue.title or "") == wanted
            and (issue.card == card.uid or issue.state not in FINAL_STATES)
        ),
        None,
    )
