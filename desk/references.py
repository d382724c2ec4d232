"""From what people write for a record (code, number, name) to its uid, and back to its label."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from desk.book.door import Writer
from desk.book.log import batched
from desk.errors import Refused
from models.checking import name_key
from models.tables import Issue, Logged, Organization, Person, Subject, Visit

_CHUNK = 500
_UID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Target:
    """How records that others refer to are found: by these columns, shown by `label`."""

    model: type[Logged]
    noun: str
    label: InstrumentedAttribute[str | None]
    keys: tuple[InstrumentedAttribute[str | None], ...]
    #: Units and people that nobody wrote down before are made, and said so (DOMAIN.md §7).
    made_when_unknown: bool = False


TARGETS: Mapping[str, Target] = {
    "subjects": Target(
        Subject, "帮扶对象", Subject.name, (Subject.code, Subject.credit_code, Subject.name)
    ),
    "organizations": Target(
        Organization,
        "单位",
        Organization.name,
        (Organization.name, Organization.short_name),
        made_when_unknown=True,
    ),
    "people": Target(Person, "人员", Person.name, (Person.name,), made_when_unknown=True),
    "visits": Target(Visit, "走访", Visit.number, (Visit.number,)),
    "issues": Target(Issue, "问题", Issue.number, (Issue.number,)),
}


def labels(connection: Connection, kind: str, uids: Iterable[str]) -> dict[str, str]:
    """What records of a kind are called, by uid; a uid that is not there is left out."""
    target = TARGETS[kind]
    found: dict[str, str] = {}
    for some in batched(sorted(set(uids)), _CHUNK):
        asked = select(target.model.uid, target.label.label("label"))
        for row in connection.execute(asked.where(target.model.uid.in_(some))):
            found[row.uid] = row.label or ""
    return found


def find(connection: Connection, kind: str, text: str) -> str | None:
    """The uid of the one record that is written so (uid, code, number or name), or None.

    A subject's short code may be given without the laptop's own (`Q0001`). Raises `Refused` if
    several records are called the same.
    """
    target = TARGETS[kind]
    if _UID.fullmatch(text) and labels(connection, kind, [text]):
        return text
    for key in target.keys:
        found = connection.scalars(select(target.model.uid).where(_is(key, text))).all()
        if len(found) > 1:
            raise Refused(
                f"有 {len(found)} 个{target.noun}都叫“{text}”；请改用代码或编号指明是哪一个。"
            )
        if found:
            return found[0]
    return _by_name_key(connection, target, text)


def _is(key: InstrumentedAttribute[str | None], text: str) -> ColumnElement[bool]:
    if key is Subject.code:
        return or_(key == text, key.like(f"%-{_escaped(text)}", escape="\\"))
    return key == text


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def _by_name_key(connection: Connection, target: Target, text: str) -> str | None:
    """Found although blanks, brackets or letter widths are written otherwise."""
    if target.label.key != "name":
        return None
    wanted = name_key(text)
    rows = connection.execute(select(target.model.uid, target.label.label("label")))
    found = [row.uid for row in rows if name_key(row.label or "") == wanted]
    return found[0] if len(found) == 1 else None


def resolve(session: Writer, kind: str, text: str, say: Callable[[str], None]) -> str:
    """The uid of what is written; an unknown unit or person is made and said.

    Raises `Refused` for a subject, visit or issue that is not there.
    """
    target = TARGETS[kind]
    session.flush()
    found = find(session.connection(), kind, text)
    if found is not None:
        return found
    if not target.made_when_unknown:
        raise Refused(f"没有找到{target.noun}“{text}”；请核对代码、编号或名称，或先登记它。")
    made = session.create(target.model, name=text)
    say(f"已新建{target.noun}“{text}”")
    return made.uid
