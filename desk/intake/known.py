"""What the rows of a list may refer to, read once for the whole list and found by dictionary.

Subjects, visits and cards have to be there; units and people that nobody wrote down before are
made, and told (DOMAIN.md §7).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from desk.book.door import Writer
from desk.clock import new_uid
from desk.intake.persons import Said
from desk.references import TARGETS, unknown
from models.checking import BadValue, name_key
from models.tables import Campaign, Organization, Person, Subject
from models.writing import names_in


class Subjects:
    """帮扶对象 by code, credit code and name."""

    def __init__(self, connection: Connection) -> None:
        table = Subject.__table__
        names = ("uid", "code", "credit_code", "name", "also_called")
        asked = select(*(table.c[name] for name in names))
        self._codes: dict[str, str] = {}
        self._found: defaultdict[str, list[str]] = defaultdict(list)
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        self._former: defaultdict[str, list[str]] = defaultdict(list)
        for uid, code, credit, name, also in connection.execute(asked.order_by(Subject.id)):
            self._codes[uid] = code or ""
            for word in {code or "", (code or "").rpartition("-")[2], credit or ""} - {""}:
                self._found[name_key(word)].append(uid)
            self._named[name_key(name or "")].append(uid)
            for other in names_in(also):
                self._former[name_key(other)].append(uid)

    def find(self, text: str, code: str = "") -> str:
        """The uid of the one subject that is called so; a code beside the name goes first.

        Raises `BadValue` where there is none, and where there are several.
        """
        named = self._named.get(name_key(text)) or self._former.get(name_key(text), [])
        found = self._by_code(code) or self._by_code(text) or named
        if not found:
            raise BadValue(unknown("subjects", text))
        if len(found) > 1:
            codes = "、".join(self._codes[uid] for uid in found)
            raise BadValue(f"有 {len(found)} 个帮扶对象都叫“{text}”（{codes}）；请改写代码")
        return found[0]

    def _by_code(self, text: str) -> list[str]:
        found = self._found.get(name_key(text), []) if text else []
        return found if len(found) == 1 else []


@dataclass
class Someone:
    """人员: a person as far as telling people of one name apart needs."""

    uid: str
    name: str
    unit: str | None = None
    post: str | None = None
    phone: str | None = None


@dataclass
class Made:
    """Units and people that a list brings along, and telephones it adds to known people."""

    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)

    def write(self, session: Writer, used: Collection[str]) -> None:
        """Write those that records of the list point to."""
        people = [one for uid, one in self.people.items() if uid in used]
        units = {*used, *(one["organization"] for one in people)}
        session.add_many(Organization, [one for uid, one in self.units.items() if uid in units])
        session.add_many(Person, people)
        told = ((uid, {"phone": number}) for uid, number in self.phones.items() if uid in used)
        session.set_many(Person, told)


class Known:
    """What a list may refer to, and what it adds to it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.made = Made()

    @cached_property
    def subjects(self) -> Subjects:
        """The subjects of all kinds."""
        return Subjects(self._connection)

    @cached_property
    def units(self) -> "Units":
        """The units, with those that the list adds."""
        return Units(self._connection)

    @cached_property
    def people(self) -> "People":
        """The people, with those that the list adds."""
        return People(self._connection, self.units)

    def unit(self, name: str) -> str:
        """The uid of the unit of that name; one that nobody knows is made."""
        found = self.units.find(name)
        if found is None:
            found = self.units.add(new_uid(), name)
            self.made.units[found] = {"uid": found, "name": name}
        return found

    def person(self, said: Said, near: Iterable[str | None] = ()) -> str:
        """The uid of the person who is meant; one whom nobody knows is made.

        `near` are units that the row names: of several people of one name, the one there is meant.
        Raises `BadValue` where it still may be several.
        """
        someone = self.people.find(said, tuple(near))
        if someone is None:
            someone = self._made_person(said)
        elif said.phone and not someone.phone:
            self.made.phones[someone.uid] = someone.phone = said.phone
        return someone.uid

    def _made_person(self, said: Said) -> Someone:
        """A new person; what stands in brackets is the unit if one is called so, else the post."""
        unit = self.units.find(said.more) if said.more else None
        post = said.more if said.more and unit is None else None
        someone = Someone(new_uid(), said.name, unit, post, said.phone or None)
        self.people.add(someone)
        values = {"name": said.name, "organization": unit, "post": post, "phone": someone.phone}
        self.made.people[someone.uid] = {"uid": someone.uid, **values}
        return someone

    def numbered(self, kind: str, number: str) -> tuple[str, str]:
        """The uid of the visit or card of that number, and that of its subject.

        Raises `BadValue` where there is none.
        """
        found = self._numbers(kind).get(number)
        if found is None:
            raise BadValue(unknown(kind, number))
        return found

    def drive(self, written: str) -> str:
        """The uid of the drive of that number or name. Raises `BadValue` where there is none."""
        drives = self._drives
        if written not in drives:
            raise BadValue(unknown("campaigns", written))
        return drives[written]

    @cached_property
    def _drives(self) -> dict[str, str]:
        asked = select(Campaign.uid, Campaign.number, Campaign.title)
        rows = self._connection.execute(asked).all()
        return {str(name): row.uid for row in rows for name in (row.title, row.number) if name}

    def _numbers(self, kind: str) -> Mapping[str, tuple[str, str]]:
        if kind not in self._numbered:
            table = TARGETS[kind].model.__table__
            asked = select(table.c.number, table.c.uid, table.c.subject)
            rows = self._connection.execute(asked)
            self._numbered[kind] = {number: (uid, subject) for number, uid, subject in rows}
        return self._numbered[kind]

    @cached_property
    def _numbered(self) -> dict[str, Mapping[str, tuple[str, str]]]:
        return {}


class Units:
    """单位 by name and short name."""

    def __init__(self, connection: Connection) -> None:
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        self._short: defaultdict[str, list[str]] = defaultdict(list)
        self._names: dict[str, str] = {}
        asked = select(Organization.uid, Organization.name, Organization.short_name)
        for uid, name, short in connection.execute(asked.order_by(Organization.id)):
            self.add(uid, name or "", short or "")

    def add(self, uid: str, name: str, short: str = "") -> str:
        """Know a unit by its name and short name, and no more by one it had; returns its uid."""
        if uid in self._names:
            self._forget(uid)
        self._names[uid] = name
        self._named[name_key(name)].append(uid)
        if short:
            self._short[name_key(short)].append(uid)
        return uid

    def _forget(self, uid: str) -> None:
        for index in (self._named, self._short):
            for found in index.values():
                if uid in found:
                    found.remove(uid)

    def called(self, uid: str | None) -> str:
        """The name of a unit; empty for none."""
        return self._names.get(uid or "", "")

    def named(self, name: str) -> str | None:
        """The unit that bears this name, or None."""
        return next(iter(self._named.get(name_key(name), ())), None)

    def shortened(self, name: str) -> str | None:
        """The only unit that is called so for short, or None."""
        found = self._short.get(name_key(name), [])
        return found[0] if len(found) == 1 else None

    def find(self, name: str) -> str | None:
        """The unit of that name or short name, or None."""
        return self.named(name) or self.shortened(name)


class People:
    """人员 by name; unit, post and telephone tell people of one name apart."""

    def __init__(self, connection: Connection, units: Units) -> None:
        self._units = units
        self._named: defaultdict[str, list[Someone]] = defaultdict(list)
        asked = select(Person.uid, Person.name, Person.organization, Person.post, Person.phone)
        for row in connection.execute(asked.order_by(Person.id)):
            self.add(Someone(row.uid, row.name or "", row.organization, row.post, row.phone))

    def add(self, someone: Someone) -> None:
        """Know a person."""
        self._named[name_key(someone.name)].append(someone)

    def named(self, name: str) -> list[Someone]:
        """Everyone of that name."""
        return self._named.get(name_key(name), [])

    def find(self, said: Said, near: tuple[str | None, ...]) -> Someone | None:
        """The person who is meant, or None; raises `BadValue` where it may be several."""
        found = list(self._fitting(said))
        for better in (self._with_phone(found, said.phone), [s for s in found if s.unit in near]):
            found = found if len(found) < 2 or not better else better
        return self.the_one(found)

    def the_one(self, found: list[Someone]) -> Someone | None:
        """The only one, or None of none; raises `BadValue` where there are several."""
        if len(found) > 1:
            named = "、".join(self._told_apart(someone) for someone in found)
            name = found[0].name
            raise BadValue(
                f"有 {len(found)} 个人员都叫“{name}”（{named}）；请写明单位，如“{name}（单位）”"
            )
        return found[0] if found else None

    def _fitting(self, said: Said) -> Iterator[Someone]:
        more = name_key(said.more)
        for someone in self.named(said.name):
            known = (self._units.called(someone.unit), someone.post or "")
            if not more or more in map(name_key, known) or not any(known):
                yield someone

    def _with_phone(self, found: list[Someone], number: str) -> list[Someone]:
        return [s for s in found if number and number in (s.phone or "").split("、")]

    def _told_apart(self, someone: Someone) -> str:
        known = (self._units.called(someone.unit), someone.post, someone.phone)
        return next((word for word in known if word), "单位、职务未填")
