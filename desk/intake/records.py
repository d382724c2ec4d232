"""Lists of units, people, assignments, visits, issues and figures against the casebook.

Each row's references are found in bulk (`desk.intake.known`), then the record that it means
(`desk.intake.kinds`); rows that mean one record are folded and compared with it, so the same list
again changes nothing.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import Connection

from desk.book.door import Writer
from desk.intake.entries import Entry, Said, Unfit, added
from desk.intake.kinds import FINDERS
from desk.intake.kinds.base import subject_of
from desk.intake.known import Known
from desk.intake.notes import Notes, written_together
from desk.intake.persons import Said as Person
from desk.intake.persons import people_in
from desk.intake.plans import Plan
from desk.intake.table import Row, Table
from desk.progress import Progress
from models.checking import BadValue
from models.fields import KINDS, Field, Type

_BETWEEN = re.compile(r"[、,，;；/]+")


class Records:
    """A list of records of one kind, compared with the casebook."""

    def __init__(self, connection: Connection, table: Table, progress: Progress) -> None:
        kind = KINDS[table.kind]
        self._table = table
        self._plain = [f for f in kind.entered if not f.refers]
        self._referring = [f for f in kind.entered if f.refers]
        self._notes = Notes(table)
        self._rejected: list[Row] = []
        self._known = Known(connection)
        self._finder = FINDERS[kind.table](connection, self._known, table)
        self._meet(table.rows)
        for row in progress.over(self._finder.ordered(), "比对各行"):
            self._take(row)
        self._finder.settle(self._notes)
        self._entries = sorted(filter(_named, self._finder.entries), key=self._place())
        self.plan = self._planned()

    def write(self, session: Writer, progress: Progress) -> None:
        """Write the units and people that the list brings, the new records, and the changes."""
        self._known.made.write(session, self._used())
        self._finder.write(session, self._new(), progress)
        self._finder.rewrite(session, self._changed(), progress)

    def _new(self) -> list[Entry]:
        return [entry for entry in self._entries if entry.existing is None]

    def _changed(self) -> list[Entry]:
        return [entry for entry in self._entries if entry.existing is not None and entry.changes]

    def _planned(self) -> Plan:
        self._tell_made()
        new, changed = tuple(self._new()), tuple(self._changed())
        gone = set(map(id, self._rejected))
        rows = tuple(row for row in self._table.rows if id(row) not in gone)
        rejected = [row for row in self._table.rows if id(row) in gone]
        said = [*self._table.problems, *(one for one in self._notes.problems if one.rejected)]
        table = replace(
            self._table,
            rows=rows,
            rejected=_in_order(self._table, [*self._table.rejected, *rejected]),
            problems=tuple(said),
        )
        return Plan(
            table,
            new,
            changed,
            len(rows) - len(new) - len(changed),
            sum(len(entry.rows) - 1 for entry in self._entries),
            (*said, *(one for one in self._notes.problems if not one.rejected)),
        )

    def _meet(self, rows: Sequence[Row]) -> None:
        """Know whoever is told apart by post or unit before anyone is called by the name alone: so
        a name means the same person when the list comes again."""
        named = [one.name for one in self._referring if one.refers == "people"]
        texts = {written_together(row.values.get(name)) for row in rows for name in named}
        for text in sorted(text for text in texts if "（" in text or "(" in text):
            for person in people_in(text):
                if person.name and person.more:
                    with suppress(BadValue):  # told where a row is looked at
                        self._known.person(person)

    def _place(self) -> "_Place":
        return _Place(self._table)

    def _take(self, row: Row) -> None:
        said = Said(row)
        try:
            self._refer(said)
            entry = self._finder.entry(said)
        except Unfit as error:
            self._rejected.append(row)
            self._notes.add(row, error.name, error.reason, rejected=True)
            return
        entry.fold(said, self._notes)

    def _refer(self, said: Said) -> None:
        """Fill in what the row says, each reference as the uid of its record."""
        values = said.row.values
        for one in self._plain:
            if one.name in values:
                said.stored[one.name] = said.shown[one.name] = values[one.name]
        for one in self._referring:
            if one.name in values:
                try:
                    self._find(one, said)
                except BadValue as error:
                    raise Unfit(one.name, str(error)) from error

    def _find(self, one: Field, said: Said) -> None:
        text = said.row.values[one.name]
        if one.refers == "subjects":
            said.stored[one.name] = subject_of(self._known, said.row)
            said.shown[one.name] = text
        elif one.refers == "organizations":
            self._find_unit(one, said, str(text))
        elif one.type == Type.REFERENCES:
            self._find_people(one, said)
        elif one.refers == "people":
            self._find_person(one, said, str(text))
        elif one.refers == "campaigns":
            self._find_drive(one, said, str(text))
        else:
            self._find_numbered(one, said, str(text))

    def _find_unit(self, one: Field, said: Said, text: str) -> None:
        known = self._known.units.find(text)
        names = [text] if known else [name for name in _BETWEEN.split(text) if name.strip()]
        said.stored[one.name] = known or self._known.unit(names[0])
        said.shown[one.name] = names[0]
        self._keep_beside(one, said, names[1:])

    def _find_person(self, one: Field, said: Said, text: str) -> None:
        first, *others = _people(text)
        number = said.row.aside.get(f"phone.{one.name}", "")
        first = replace(first, phone=first.phone or number)
        said.stored[one.name] = self._known.person(first, _near(said))
        said.shown[one.name] = first.name
        self._keep_beside(one, said, [f"{p.shown} {p.phone}".strip() for p in others])

    def _find_people(self, one: Field, said: Said) -> None:
        people = _people(written_together(said.row.values[one.name]))
        uids = (self._known.person(person, _near(said)) for person in people)
        said.stored[one.name] = tuple(dict.fromkeys(uids))
        said.shown[one.name] = tuple(person.name for person in people)

    def _find_numbered(self, one: Field, said: Said, text: str) -> None:
        """A visit or card that is not there, or another subject's, is left out and told."""
        try:
            uid, subject = self._known.numbered(one.refers, text)
        except BadValue as error:
            self._notes.add(said.row, one.name, str(error))
            return
        if subject != said.stored["subject"]:
            self._notes.add(said.row, one.name, f"“{text}”不是这个帮扶对象的，没有采用")
            return
        said.stored[one.name], said.shown[one.name] = uid, text

    def _find_drive(self, one: Field, said: Said, text: str) -> None:
        """A drive that is not there is left out and told."""
        try:
            said.stored[one.name], said.shown[one.name] = self._known.drive(text), text
        except BadValue as error:
            self._notes.add(said.row, one.name, str(error))

    def _keep_beside(self, one: Field, said: Said, others: list[str]) -> None:
        """Where one is asked for and several are written: the first stands, the rest are noted."""
        if others:
            line = f"{one.label}还有：{'、'.join(others)}"
            said.stored["note"] = said.shown["note"] = added(said.stored.get("note"), line)
            first = said.shown[one.name]
            self._notes.add(said.row, one.name, f"写有多个，以“{first}”为准，其余记入备注")

    def _used(self) -> set[str]:
        """The uids to which records of the list point."""
        return {uid for entry in self._entries for uid in self._pointed(entry)}

    def _pointed(self, entry: Entry) -> Iterator[str]:
        for one in self._referring:
            value = entry.stored.get(one.name)
            yield from value if isinstance(value, tuple) else (value,) if value else ()

    def _tell_made(self) -> None:
        """Name each unit and person that the list brings, once, at the first row that does."""
        made = self._known.made
        nouns = {uid: ("单位", one["name"]) for uid, one in made.units.items()}
        nouns |= {uid: ("人员", one["name"]) for uid, one in made.people.items()}
        for entry in self._entries if nouns else ():
            for one in self._referring:
                value = entry.stored.get(one.name)
                for uid in value if isinstance(value, tuple) else (value,):
                    if uid in nouns:
                        noun, name = nouns.pop(uid)
                        self._notes.add(entry.rows[0], one.name, f"新建{noun}“{name}”")


class _Place:
    """Where in the list a record is first named."""

    def __init__(self, table: Table) -> None:
        self._order = {id(row): index for index, row in enumerate(table.rows)}

    def __call__(self, entry: Entry) -> int:
        return min(self._order[id(row)] for row in entry.rows)


def _in_order(table: Table, rows: list[Row]) -> tuple[Row, ...]:
    """Rows as they stand in the list, sheet by sheet."""
    sheets = [part.sheet for part in table.parts]
    return tuple(sorted(rows, key=lambda row: (sheets.index(row.sheet), row.number)))


def _named(entry: Entry) -> bool:
    return bool(entry.rows)


def _near(said: Said) -> tuple[str | None, ...]:
    """The units that a row names."""
    return said.stored.get("unit"), said.stored.get("organization")


def _people(text: str) -> tuple[Person, ...]:
    people = tuple(person for person in people_in(text) if person.name)
    if not people or any(person.mixed for person in people):
        raise BadValue(f"“{text}”分不清姓名和电话；请写成“张三 13800000000”的样子")
    return people
