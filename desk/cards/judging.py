"""What becomes of a card that was sent: a new one, a correction, nothing new, or a refusal.

A card is known by its subject and month. A blank cell never clears what is known (DOMAIN §7).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.cards.answers import Checked, check_answers, stored
from desk.cards.definitions import form
from desk.cards.filling import Filled, on_the_ledger
from desk.cards.reading import Line, SentCard
from desk.errors import Refused
from desk.intake.table import Problem
from desk.references import find
from desk.visits import Problem as OnTheCard
from models.checking import BadValue, Value, check, written
from models.fields import KINDS, Field
from models.tables import Card, Subject

CREATED, UPDATED, UNCHANGED, REJECTED = "created", "updated", "unchanged", "rejected"
_BY = ("credit_code", "name")
"""The answers by which the subject of a blank sheet is found, the surest first."""
_NOWHERE = Line(1, None)
"""What is not on the sheet is told of its first row."""


@dataclass(frozen=True)
class Outcome:
    """What becomes of one card: `status` is one of the four words above.

    `problems` say why it is rejected, or what a person should read. `filled` is what is to be
    written, over the card `existing` (a uid) where there is one.
    """

    file: str
    subject: str
    period: str
    status: str
    problems: tuple[Problem, ...] = ()
    number: str = ""
    filled: Filled | None = None
    existing: str | None = None


@dataclass
class _Judged:
    """A card while it is looked at."""

    sent: SentCard
    today: date
    problems: list[Problem] = field(default_factory=list)

    def say(self, row: int, column: str, value: object, reason: str) -> None:
        self.problems.append(Problem(row, column, written(value), reason, rejected=True))

    def checked(self, one: Field, row: int, value: object) -> Value:
        """The value of a field; what is wrong with it is said."""
        try:
            return check(one, value, self.today)[0]
        except BadValue as error:
            self.say(row, one.label, value, str(error))
            return None


def judge(connection: Connection, sent: SentCard, today: date) -> Outcome:
    """Look at a card that was sent; nothing is written."""
    judged = _Judged(sent, today)
    subject = _subject(connection, judged)
    head = _head(judged)
    period = str(head.get("period") or "")
    existing = _existing(connection, subject, period)
    checked = _answers(judged, existing)
    problems = list(_problems(judged))
    name = subject.name if subject else _said(sent, "name")
    if subject is None or judged.problems:
        return Outcome(sent.file, name or "", period, REJECTED, tuple(judged.problems))
    filled = Filled(
        {"subject": subject.uid, **head}, stored(checked.values), problems, sent.form.version
    )
    status = _status(connection, existing, filled)
    told = (Problem(1, "", "", note, rejected=False) for note in checked.notes)
    notes = (*told, *_tiny_shares(judged, checked))
    number, uid = (existing.number, existing.uid) if existing else ("", None)
    return Outcome(sent.file, name or "", period, status, notes, number or "", filled, uid)


# --- whose card it is -----------------------------------------------------------------------------


def _subject(connection: Connection, judged: _Judged) -> Row[Any] | None:
    """The subject that the program wrote on the sheet, or that the answers name."""
    sent = judged.sent
    named = _named(connection, sent)
    printed = _row(connection, sent.subject)
    if printed is not None and named is not None and named.uid != printed.uid:
        reason = f"这张卡是为“{printed.name}”印的，填的却是“{named.name}”，请改用它自己的卡"
        judged.say(1, "帮扶对象", named.name, reason)
    found = printed or named
    if found is None:
        said = sent.subject or _said(sent, "name")
        judged.say(1, "帮扶对象", said, "台账里没有这个帮扶对象，请先登记它，或核对名称和信用代码")
    elif found.kind != sent.form.subject_kind:
        judged.say(1, "帮扶对象", found.name, f"“{sent.form.title}”不是给这类对象的，请换一张卡")
    return found


def _named(connection: Connection, sent: SentCard) -> Row[Any] | None:
    rows = (_row(connection, said) for key in _BY if (said := _said(sent, key)))
    return next((row for row in rows if row is not None), None)


def _said(sent: SentCard, key: str) -> str:
    return written(sent.answers[key].value) if key in sent.answers else ""


def _row(connection: Connection, said: str) -> Row[Any] | None:
    """The one subject that is written so; None where there is none, or several."""
    try:
        uid = find(connection, "subjects", said) if said else None
    except Refused:
        return None
    return connection.execute(select(Subject.__table__).where(Subject.uid == uid)).one_or_none()


# --- what stands on it ----------------------------------------------------------------------------


def _head(judged: _Judged) -> dict[str, Value]:
    """The facts of the card itself that the sheet says."""
    found: dict[str, Value] = {}
    for one in KINDS["cards"].entered:
        line = judged.sent.facts.get(one.name)
        if line is not None:
            found[one.name] = judged.checked(one, line.number, line.value)
        elif one.name == "period":
            judged.checked(one, 1, None)
    _refuse_to_come(judged, found)
    return {name: value for name, value in found.items() if value is not None}


def _refuse_to_come(judged: _Judged, found: Mapping[str, Value]) -> None:
    """Neither the month nor the day may lie ahead."""
    period, day = found.get("period"), found.get("filled_on")
    if isinstance(period, str) and period > f"{judged.today:%Y-%m}":
        judged.say(judged.sent.facts["period"].number, "填报期间", period, "这个月还没有到，请核对")
    if isinstance(day, date) and day > judged.today:
        judged.say(judged.sent.facts["filled_on"].number, "填报日期", day, "晚于今天，请核对")


def _existing(connection: Connection, subject: Row[Any] | None, period: str) -> Row[Any] | None:
    if subject is None:
        return None
    asked = select(Card.__table__).where(Card.subject == subject.uid, Card.period == period)
    return connection.execute(asked.order_by(Card.id)).first()


def _answers(judged: _Judged, existing: Row[Any] | None) -> Checked:
    """The answers, over those of the card that there is; what is wrong is said by question."""
    sent = judged.sent
    own = form(existing.form, existing.version) if existing else sent.form
    known = dict(existing.answers) if existing else {}
    said = {key: line.value for key, line in sent.answers.items() if own.question(key)}
    for key, line in sent.answers.items():
        if key not in said:
            judged.say(line.number, key, line.value, f"第 {own.version} 版的卡没有这一项")
    checked = check_answers(own, {**known, **said}, judged.today)
    for question in own.questions:
        if question.key in checked.problems:
            place = sent.answers.get(question.key, _NOWHERE)
            reason = checked.problems[question.key]
            judged.say(place.number, question.label, place.value, reason)
    return checked


def _tiny_shares(judged: _Judged, checked: Checked) -> Iterator[Problem]:
    """Excel keeps a typed 14.6% as 0.146, and says nothing of it."""
    for question in judged.sent.form.questions:
        value, line = checked.values.get(question.key), judged.sent.answers.get(question.key)
        if question.unit == "%" and line and isinstance(value, float) and 0 < abs(value) < 1:
            reason = f"读作 {value}%；如果填的是 {value * 100:.4g}%，请去掉百分号只写数字"
            yield Problem(line.number, question.label, written(line.value), reason, rejected=False)


def _problems(judged: _Judged) -> Iterator[OnTheCard]:
    fields = {one.name: one for one in KINDS["issues"].entered}
    for line in judged.sent.problems:
        wrong = len(judged.problems)
        for name in ("title", "category", "detail"):
            judged.checked(fields[name], line.number, line.values.get(name))
        if wrong == len(judged.problems):
            yield OnTheCard(line.values)


def _status(connection: Connection, existing: Row[Any] | None, filled: Filled) -> str:
    if existing is None:
        return CREATED
    titles = [str(problem.values["title"]) for problem in filled.problems]
    known = [on_the_ledger(connection, existing, title) for title in titles]
    same = (
        filled.answers == existing.answers
        and all(getattr(existing, name) == value for name, value in filled.head.items())
        and all(issue is not None and issue.card is not None for issue in known)
    )
    return UNCHANGED if same else UPDATED
