"""Adding and editing one record of any kind, checked as the form checks it.

Every kind goes through `create` inside a change; what a kind needs beside its fields (numbers,
visitors, the end of the assignment before) stands in `desk.kinds`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.book.naming import called
from desk.columns import kind_called
from desk.errors import Refused
from desk.kinds import PREPARE, RULES, add_lists
from desk.references import resolve
from desk.seen import Seen, Sides, conflict, see
from models.checking import BadValue, check
from models.fields import KINDS, Field, Kind, Type
from models.tables import Logged, logged_models
from models.vocabulary import code_of


@dataclass
class Saved:
    """What was saved: its uid, the number or name that people use, and what they should read."""

    uid: str
    number: str
    notes: list[str] = field(default_factory=list)


def kind_of(name: str, raw: Mapping[str, Any]) -> tuple[Kind, dict[str, Any]]:
    """The kind of that name and the values for it; `subjects` says its own by `kind=`.

    Raises `Refused` for a name that is no kind.
    """
    if name == "subjects":
        code = code_of("subject_kinds", str(raw.get("kind", "")))
        found = next((k for k in KINDS.values() if code and k.subject_kind == code), None)
        if found is None:
            raise Refused("请用 kind= 指明帮扶对象是企业、项目、双创平台还是民心工程。")
        return found, {key: value for key, value in raw.items() if key != "kind"}
    return kind_called(name), dict(raw)


def add(book: Book, name: str, raw: Mapping[str, Any], actor: str) -> Saved:
    """Add one record as one change. Raises `Refused` with what to mend."""
    kind, values = kind_of(name, raw)
    title = next((values[key] for key in ("name", "title", "subject") if values.get(key)), "")
    with book.change(f"新增{kind.label}“{title}”", actor) as session:
        return create(session, kind, values)


def create(session: Writer, kind: Kind, raw: Mapping[str, Any]) -> Saved:
    """Add one record inside a change: checked, numbered, with its lists."""
    notes: list[str] = []
    values = checked(session, kind, PREPARE.get(kind.table, _as_it_is)(session, raw), notes)
    return replace(put_new(session, kind, values), notes=notes)


def put_new(session: Writer, kind: Kind, checked_values: Mapping[str, Any]) -> Saved:
    """The same of all that is entered, checked already: for many records that say the same."""
    values = dict(checked_values)
    lists = {f.name: values.pop(f.name, ()) for f in kind.entered if f.type == Type.REFERENCES}
    row = session.create(logged_models()[kind.table])
    RULES[kind.table](session, kind, row, values)
    _fill(row, values)
    add_lists(session, row, lists)
    session.flush()
    return Saved(row.uid, _number(row))


def edit(book: Book, kind: Kind, row: str | Seen, raw: Mapping[str, Any], actor: str) -> Saved:
    """Change some fields of a record as one change; a blank clears.

    `row` is its uid, or the record as a form was opened on it. Raises `Refused`, and `Conflict`
    where somebody else changed the same fields since.
    """
    with book.read() as connection:
        label = f"修改{called(connection, kind.table, _uid(row))}"
    with book.change(label, actor) as session:
        return overwrite(session, kind, row, raw)


def overwrite(session: Writer, kind: Kind, seen: str | Seen, raw: Mapping[str, Any]) -> Saved:
    """The same inside a change."""
    session.flush()
    row = session.by_uid(logged_models()[kind.table], _uid(seen))
    saved = Saved(row.uid, _number(row))
    known = see(session.connection(), kind, row.uid).values
    values = checked(session, kind, {**known, **raw}, saved.notes)
    if isinstance(seen, Seen):
        session.flush()  # people and units that the form named are rows now, and have names
        sides = Sides(kind.table, seen, values, known)
        values = sides.merged(session.connection(), kind.entered)
    _write(session, kind, row, values, raw)
    return saved


def put(session: Writer, kind: Kind, seen: Seen, values: Mapping[str, Any]) -> bool:
    """Set some fields of a record to values that are checked already; False where it says so.

    What its rules forbid is refused, and what somebody else changed since it was seen; the other
    fields are not asked about.
    """
    row = session.by_uid(logged_models()[kind.table], seen.uid)
    known = see(session.connection(), kind, row.uid)
    sides = Sides(kind.table, seen, values, known.values)
    if sides.said:
        return False
    clashes = sides.overtaken(session.connection(), [f for f in kind.entered if f.name in values])
    if clashes:
        raise conflict(clashes)
    _write(session, kind, row, {**known.values, **values}, values)
    return True


def _write(
    session: Writer, kind: Kind, row: Logged, values: dict[str, Any], named: Collection[str]
) -> None:
    """Write checked values if the kind's rules allow them; of its lists, those that are named."""
    lists = {f.name: values.pop(f.name) for f in kind.entered if f.type == Type.REFERENCES}
    RULES[kind.table](session, kind, row, values)
    _fill(row, values)
    add_lists(session, row, {name: lists[name] for name in named if name in lists})


def _uid(row: str | Seen) -> str:
    return row.uid if isinstance(row, Seen) else row


def checked(
    session: Writer, kind: Kind, raw: Mapping[str, Any], notes: list[str]
) -> dict[str, Any]:
    """Every entered field checked and every reference found; raises `Refused`, names the field."""
    for name in raw:
        one = kind.field(name)
        if one is None or one.derived:
            known = "、".join(f"{f.name}（{f.label}）" for f in kind.entered)
            raise Refused(f"{kind.label}没有“{name}”这一项可填；可填的有 {known}。")
    return {f.name: value_of(session, f, raw.get(f.name), notes) for f in kind.entered}


def value_of(session: Writer, one: Field, raw: Any, notes: list[str]) -> Any:
    """One field's value as it is stored. Raises `Refused` with a sentence that names the field."""
    try:
        value, warning = check(one, raw, session.today)
    except BadValue as error:
        raise Refused(_naming(one, str(error))) from error
    if warning:
        notes.append(f"{one.label}：{warning}")
    if one.type == Type.REFERENCES:
        names = value if isinstance(value, tuple) else ()
        return tuple(resolve(session, one.refers, name, notes.append) for name in names)
    if one.type == Type.REFERENCE and value is not None:
        return resolve(session, one.refers, str(value), notes.append)
    return value


def _naming(one: Field, reason: str) -> str:
    """A sentence that names the field, once."""
    return f"{reason}，请填写。" if reason.startswith(one.label) else f"{one.label}：{reason}。"


def _fill(row: Logged, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _number(row: Logged) -> str:
    names = (getattr(row, name, None) for name in ("number", "code", "name"))
    return next((str(name) for name in names if name), row.uid)


def _as_it_is(_session: Writer, raw: Mapping[str, Any]) -> Mapping[str, Any]:
    return raw
