"""Many records of a list changed together: one change, and a result for each of them.

What a rule refuses of one record, and what somebody else changed meanwhile, leaves that record as
it was; the others are done.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from desk.book.bulk import batched
from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Clash, Conflict, Refused
from desk.lists import lines_of
from desk.one_by_one import Each, NothingDone, one_by_one
from desk.records import put, put_new, value_of
from desk.seen import Seen, see_many
from models.fields import KINDS, SUBJECT_KINDS, Field, Kind
from models.tables import Assignment, Subject
from models.together import TOGETHER, Together
from models.vocabulary import RESULTS

LEFT, SAME, DONE = (term.code for term in RESULTS)
MOST = 5_000
"""So many records are changed together; a list of more is taken in as a list is."""
_GONE = "这条记录已被删除或撤销；还要它的话，请先撤销删除它的那次操作。"
_ASSIGNMENTS = KINDS["assignments"]
#: What says who answers for a subject and how; the day and the note say nothing of that.
_SUPPORT = tuple(
    one for one in _ASSIGNMENTS.entered if one.name not in ("subject", "from_on", "note")
)


@dataclass(frozen=True)
class Outcome:
    """What came of one record: a code of `vocabulary.RESULTS`, and why.

    `number` and `name` are what people know it by.
    """

    uid: str
    result: str
    reason: str = ""
    number: str = ""
    name: str = ""


@dataclass(frozen=True)
class Changed:
    """What came of all of them: those that were left first, and what a person should read."""

    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()


def in_order(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Those that were left first, then those that said so already, then what was done."""
    codes = [term.code for term in RESULTS]
    return tuple(sorted(outcomes, key=lambda one: codes.index(one.result)))


@dataclass(frozen=True)
class Picked:
    """Records of a list as they stand when a form for them is opened, with the kind of each.

    `gone` are the uids of those that somebody deleted since they were picked. `assigned` says by
    which assignments somebody answers for a subject.
    """

    listed: str
    rows: tuple[tuple[Kind, Seen], ...]
    gone: tuple[str, ...] = ()
    assigned: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def together(self) -> Together:
        """What may be changed of them."""
        return TOGETHER[self.listed]

    @property
    def called(self) -> str:
        """12 个帮扶对象."""
        return self.counted(len(self.rows))

    def counted(self, count: int) -> str:
        """So many of them in words."""
        return f"{count:,} {self.together.counted}"

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that one of them at least has."""
        return self.together.asked({kind.name for kind, _ in self.rows})


def pick(connection: Connection, listed: str, uids: Sequence[str]) -> Picked:
    """These records of a list. Raises `Refused` where they are more than `MOST`, or all gone."""
    if len(uids) > MOST:
        raise Refused(
            f"一次最多修改 {MOST:,} 条，选中了 {len(uids):,} 条；请少选一些，或者导出后改好再导入。"
        )
    kinds = _kinds(connection, listed, uids)
    known = {
        seen.uid: (kind, seen)
        for kind in {kind.name: kind for kind in kinds.values()}.values()
        for seen in see_many(connection, kind, [uid for uid in uids if kinds.get(uid) is kind])
    }
    if not known:
        raise Refused("选中的记录都已被删除或撤销；请刷新列表后重试。")
    rows = tuple(known[uid] for uid in uids if uid in known)
    gone = tuple(uid for uid in uids if uid not in known)
    return Picked(listed, rows, gone, _assigned(connection, listed, uids))


def _assigned(
    connection: Connection, listed: str, uids: Sequence[str]
) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for some in batched(uids if listed == "subjects" else ()):
        for subject, uid in connection.execute(_standing(some, Assignment.subject, Assignment.uid)):
            found[subject] = found.get(subject, frozenset()) | {uid}
    return found


def _kinds(connection: Connection, listed: str, uids: Sequence[str]) -> dict[str, Kind]:
    if listed in KINDS:
        return dict.fromkeys(uids, KINDS[listed])
    asked = select(Subject.uid, Subject.kind)
    return {
        row.uid: SUBJECT_KINDS[row.kind or ""]
        for some in batched(uids)
        for row in connection.execute(asked.where(Subject.uid.in_(some)))
    }


def amend_many(book: Book, picked: Picked, values: Mapping[str, Any], actor: str) -> Changed:
    """Set the same fields of several records; a blank clears.

    Raises `Refused` for a field that cannot be changed so, for a value that cannot be taken, and
    where all refuse it for one reason; Cancelled when the work is asked to stop.
    """
    fields = [_asked(picked, name) for name in values]
    what = f"的{'、'.join(one.label for one in fields)}"

    def prepared(session: Writer, notes: list[str]) -> Act:
        said = {one.name: value_of(session, one, values[one.name], notes) for one in fields}
        return lambda kind, seen: _amend(session, kind, seen, said)

    return _change(book, picked, _Work(actor, "修改", what, prepared))


def assign_many(book: Book, picked: Picked, values: Mapping[str, Any], actor: str) -> Changed:
    """Have the same people answer for several subjects from now on (落实包联); see `amend_many`.

    A subject for which just these answer already is left as it is.
    """
    asked = [one for one in _ASSIGNMENTS.entered if one.name != "subject"]

    def prepared(session: Writer, notes: list[str]) -> Act:
        said = {one.name: value_of(session, one, values.get(one.name), notes) for one in asked}
        now: dict[str, list[Assignment]] = {}
        for some in batched([seen.uid for _, seen in picked.rows]):
            for one in session.scalars(_standing(some, Assignment)):
                now.setdefault(one.subject or "", []).append(one)
        return lambda _kind, seen: _assign(session, picked, seen.uid, now.get(seen.uid, []), said)

    return _change(book, picked, _Work(actor, "落实", "的包联", prepared))


Act = Callable[[Kind, Seen], bool]
"""What is done with one record; False where there was nothing to do."""


@dataclass(frozen=True)
class _Work:
    """What is done with many: by whom, the words before and behind how many they are, and what
    makes the act of one when the change has begun."""

    actor: str
    verb: str
    what: str
    prepared: Callable[[Writer, list[str]], Act]


def _change(book: Book, picked: Picked, work: _Work) -> Changed:
    notes: list[str] = []
    each = Each[bool]({}, {})
    rows = {seen.uid: (kind, seen) for kind, seen in picked.rows}
    label = f"{work.verb} {picked.called}{work.what}"
    with suppress(NothingDone), book.change(label, work.actor) as session:
        act = work.prepared(session, notes)
        session.flush()
        each = one_by_one(session, list(rows), label, lambda uid: act(*rows[uid]))
        done = picked.counted(sum(each.done.values()))
        session.label = f"{work.verb} {done}{work.what}"
        each.refuse_nothing()
    with book.read() as connection:
        outcomes = _outcomes(connection, picked, each, book.clock.today())
    return Changed(outcomes, tuple(notes) if any(each.done.values()) else ())


def _asked(picked: Picked, name: str) -> Field:
    found = next((one for one in picked.fields if one.name == name), None)
    if found is None:
        known = "、".join(f"{one.name}（{one.label}）" for one in picked.fields)
        raise Refused(f"“{name}”不能成批修改；能改的有 {known}。")
    return found


def _amend(session: Writer, kind: Kind, seen: Seen, said: Mapping[str, Any]) -> bool:
    for name in said:
        if kind.field(name) is None:
            raise Refused(f"{kind.label}没有这一项，不必改。")
    try:
        return put(session, kind, seen, said)
    except Conflict as error:
        raise Refused("；".join(map(_told, error.clashes))) from error


def _told(clash: Clash) -> str:
    now = f"改为“{clash.theirs}”" if clash.theirs else "清空"
    return f"打开以后，{clash.hand} 把{clash.label}{now}；请看过再单独修改这一条。"


def _standing(subjects: Sequence[str], *what: Any) -> Select[Any]:
    """The assignments by which somebody answers for these subjects."""
    return select(*what).where(Assignment.subject.in_(subjects), Assignment.to_on.is_(None))


def _assign(
    session: Writer,
    picked: Picked,
    subject: str,
    standing: Sequence[Assignment],
    said: Mapping[str, Any],
) -> bool:
    session.by_uid(Subject, subject)
    for one in standing:
        if all(getattr(one, field.name) == said[field.name] for field in _SUPPORT):
            return False
    if {one.uid for one in standing} != picked.assigned.get(subject, frozenset()):
        raise Refused("打开以后，别人改了它的包联；请看过再单独落实这一条。")
    put_new(session, _ASSIGNMENTS, {**said, "subject": subject})
    return True


def _outcomes(
    connection: Connection, picked: Picked, each: Each[bool], today: date
) -> tuple[Outcome, ...]:
    uids = [*picked.gone, *(seen.uid for _, seen in picked.rows)]
    each = Each(each.done, {**dict.fromkeys(picked.gone, _GONE), **each.left})
    called = {line.uid: line.shown for line in lines_of(connection, picked.listed, uids, today)}
    names = picked.together.number, picked.together.name
    made = (_outcome(uid, each, *_called(called.get(uid), names)) for uid in uids)
    return in_order(tuple(made))


def _called(shown: Mapping[str, str] | None, names: Sequence[str]) -> tuple[str, ...]:
    """The number and the name of a record; of one that is gone nothing is known."""
    return tuple(shown[name] for name in names) if shown is not None else ("", "")


def _outcome(uid: str, each: Each[bool], number: str, name: str) -> Outcome:
    if uid in each.left:
        return Outcome(uid, LEFT, each.left[uid], number, name)
    result = DONE if each.done.get(uid) else SAME
    return Outcome(uid, result, "" if result == DONE else "原来就是这样", number, name)
