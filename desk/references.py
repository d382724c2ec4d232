"""From what people write for a record (code, number, name) to its uid, and back to its label."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from desk.book.bulk import batched
from desk.book.door import Writer
from desk.errors import Refused
from models.checking import name_key
from models.tables import (
    Campaign,
    Card,
    CommonProblem,
    Inspection,
    Issue,
    Logged,
    Meeting,
    OperatingFigure,
    Organization,
    Person,
    PlannedVisit,
    RhythmEntry,
    Subject,
    Visit,
)
from models.writing import names_in

_UID = re.compile(r"[0-9a-f]{32}")
GONE = "（已删除）"
"""What is read in the place of a record that is there no longer."""
_WITH_MORE = re.compile(r"(.+?)[（(](.+)[）)]")


@dataclass(frozen=True)
class Target:
    """How records that others refer to are found: by these columns, shown by `label`."""

    model: type[Logged]
    noun: str
    label: InstrumentedAttribute[str | None]
    keys: tuple[InstrumentedAttribute[str | None], ...]
    #: What tells records of one name apart.
    apart: tuple[InstrumentedAttribute[str | None], ...] = ()
    #: Units and people that nobody wrote down before are made, and said so (DOMAIN.md §7).
    made_when_unknown: bool = False


TARGETS: Mapping[str, Target] = {
    "subjects": Target(
        Subject,
        "帮扶对象",
        Subject.name,
        (Subject.code, Subject.credit_code, Subject.name),
        (Subject.code,),
    ),
    "organizations": Target(
        Organization,
        "单位",
        Organization.name,
        (Organization.name, Organization.short_name),
        made_when_unknown=True,
    ),
    "people": Target(
        Person,
        "人员",
        Person.name,
        (Person.name,),
        (Organization.name, Person.post),
        made_when_unknown=True,
    ),
    "visits": Target(Visit, "走访", Visit.number, (Visit.number,)),
    "cards": Target(Card, "反馈卡", Card.number, (Card.number,)),
    "issues": Target(Issue, "问题", Issue.number, (Issue.number,)),
    "common_problems": Target(
        CommonProblem,
        "共性问题",
        CommonProblem.title,
        (CommonProblem.number, CommonProblem.title),
        (CommonProblem.number,),
    ),
    "figures": Target(OperatingFigure, "经营指标", OperatingFigure.month, ()),
    "meetings": Target(Meeting, "会议", Meeting.title, (Meeting.number, Meeting.title)),
    "campaigns": Target(Campaign, "问题大排查", Campaign.title, (Campaign.number, Campaign.title)),
    "entries": Target(RhythmEntry, "例行工作", RhythmEntry.duty, ()),
    "plans": Target(PlannedVisit, "走访计划", PlannedVisit.reason, ()),
    "inspections": Target(
        Inspection, "督查", Inspection.title, (Inspection.number, Inspection.title)
    ),
}


def labels(connection: Connection, kind: str, uids: Iterable[str]) -> dict[str, str]:
    """What records of a kind are called, by uid; a uid that is not there is left out."""
    target = TARGETS[kind]
    found: dict[str, str] = {}
    for some in batched(sorted(set(uids))):
        asked = select(target.model.uid, target.label.label("label"))
        for row in connection.execute(asked.where(target.model.uid.in_(some))):
            found[row.uid] = row.label or ""
    return found


def is_uid(text: str) -> bool:
    """Whether a text is written as the uid of a record."""
    return _UID.fullmatch(text) is not None


def find(connection: Connection, kind: str, text: str) -> str | None:
    """The uid of the one record that is written so (uid, code, number or name), or None.

    A subject's short code may be given without the laptop's own (`Q0001`); figures are written as
    their subject and month. Raises `Refused` if several records are called the same.
    """
    if is_uid(text) and labels(connection, kind, [text]):
        return text
    if kind == "figures":
        return _figures(connection, text)
    target = TARGETS[kind]
    for key in target.keys:
        found = connection.scalars(select(target.model.uid).where(_is(key, text))).all()
        if found:
            return _the_one(connection, kind, text, found)
    return (
        _by_full_label(connection, kind, text)
        or _by_name_key(connection, kind, text)
        or _by_other_name(connection, kind, text)
    )


def _figures(connection: Connection, text: str) -> str | None:
    """The figures of a subject in a month: 云岫机械有限公司 2018-07."""
    name, _, month = text.strip().rpartition(" ")
    subject = find(connection, "subjects", name.strip()) if name else None
    ours = (OperatingFigure.subject == subject, OperatingFigure.month == month)
    return connection.scalar(select(OperatingFigure.uid).where(*ours)) if subject else None


def _the_one(connection: Connection, kind: str, text: str, found: Sequence[str]) -> str:
    """The only record that was found; raises `Refused` where it may be several."""
    if len(found) == 1:
        return found[0]
    said = f"有 {len(found)} 个{TARGETS[kind].noun}都叫“{text}”"
    several = {one.label for one in told_apart(connection, kind) if one.uid in found}
    if len(several) < len(found):
        raise Refused(f"{said}；请改用代码或编号指明是哪一个，或先补填各自的单位、职务。")
    raise Refused(f"{said}：{'、'.join(sorted(several))}；请写明是哪一个。")


def _is(key: InstrumentedAttribute[str | None], text: str) -> ColumnElement[bool]:
    if key is Subject.code:
        return or_(key == text, key.ilike(f"%-{_escaped(text)}", escape="\\"))
    return key == text


def contains(
    column: ColumnElement[Any] | InstrumentedAttribute[Any], text: str
) -> ColumnElement[bool]:
    """A text stands in a column, its letters in either case; `%` and `_` are themselves."""
    return column.ilike(f"%{_escaped(text)}%", escape="\\")


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


@dataclass(frozen=True)
class Apart:
    """A record with what tells it from others of its name: `label` shows that where it must."""

    uid: str
    name: str
    label: str
    more: str


def told_apart(connection: Connection, kind: str) -> list[Apart]:
    """The records of a kind, those that share a name labelled by unit and post, or by code."""
    target = TARGETS[kind]
    asked = select(target.model.uid, target.label, *target.apart)
    if target.model is Person:
        asked = asked.outerjoin(Organization, Organization.uid == Person.organization)
    rows = connection.execute(asked).all()
    shared = Counter(row[1] for row in rows)
    return [_apart(uid, name or "", more, shared[name] > 1) for uid, name, *more in rows]


def _apart(uid: str, name: str, more: Sequence[str | None], shared: bool) -> Apart:
    said = "，".join(word for word in more if word)
    return Apart(uid, name, f"{name}（{said}）" if shared and said else name, said)


def _by_full_label(connection: Connection, kind: str, text: str) -> str | None:
    """Found by name and what tells it apart, or the first part of that: 王安三（经发局）."""
    said = _WITH_MORE.fullmatch(text)
    if said is None or not TARGETS[kind].apart:
        return None
    name, more = name_key(said[1]), name_key(said[2])
    found = [
        one.uid
        for one in told_apart(connection, kind)
        if name_key(one.name) == name
        and more in (name_key(one.more), name_key(one.more.split("，")[0]))
    ]
    return _the_one(connection, kind, text, found) if found else None


def _by_name_key(connection: Connection, kind: str, text: str) -> str | None:
    """Found although blanks, brackets or letter widths are written otherwise."""
    target = TARGETS[kind]
    if target.label.key != "name":
        return None
    wanted = name_key(text)
    rows = connection.execute(select(target.model.uid, target.label.label("label")))
    found = [row.uid for row in rows if name_key(row.label or "") == wanted]
    return _the_one(connection, kind, text, found) if found else None


def _by_other_name(connection: Connection, kind: str, text: str) -> str | None:
    """A subject that bears this name no more, or is called so too (曾用名)."""
    if TARGETS[kind].model is not Subject:
        return None
    asked = select(Subject.uid, Subject.also_called).where(Subject.also_called.is_not(None))
    wanted = name_key(text)
    found = [
        row.uid
        for row in connection.execute(asked)
        if wanted in map(name_key, names_in(row.also_called))
    ]
    return _the_one(connection, kind, text, found) if found else None


def unknown(kind: str, text: str) -> str:
    """What is said of a reference to a record that is not there, without the full stop."""
    return f"没有找到{TARGETS[kind].noun}“{text}”；请核对代码、编号或名称，或先登记它"


def resolve(session: Writer, kind: str, text: str, say: Callable[[str], None]) -> str:
    """The uid of what is written; an unknown unit or person is made and said.

    Raises `Refused` for a subject, visit or issue that is not there, and for what was picked from a
    list and is gone meanwhile.
    """
    target = TARGETS[kind]
    session.flush()
    found = find(session.connection(), kind, text)
    if found is not None:
        return found
    if is_uid(text):
        raise Refused(f"原来选的{target.noun}已被删除或撤销；请重新选择。")
    if not target.made_when_unknown:
        raise Refused(f"{unknown(kind, text)}。")
    made = session.create(target.model, name=text)
    say(f"已新建{target.noun}“{text}”")
    return made.uid
