"""Which subject each row of a list means: one that the casebook knows, or a new one.

A valid credit code decides; a name decides for rows without one: that of a subject as it stands
once the list is taken in, else one that a subject bore before, the oldest subject first. So the
same list again means the same subjects, and changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desk.intake.table import Row
from models.checking import name_key, valid_credit_code
from models.writing import names_in


@dataclass(slots=True)
class Group:
    """One subject as the list says it: the record that it is already, and the rows that mean it.

    `name` is what it is called once the list is taken in.
    """

    existing: Mapping[str, Any] | None
    name: str
    rows: list[Row] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    coded_names: list[str] = field(default_factory=list)

    @property
    def borne(self) -> tuple[str, ...]:
        """The names that it bore before, and those that the list gives it under its code."""
        existing = self.existing or {}
        before = (*names_in(existing.get("also_called")), existing.get("name") or "")
        return (*before, *self.coded_names)

    @property
    def changes(self) -> dict[str, Any]:
        """What the list says that the casebook does not."""
        existing = self.existing or {}
        return {
            name: value
            for name, value in self.values.items()
            if existing.get(name) != value
            and not (existing and _stands(name, existing[name], value))
        }


class Matching:
    """The subjects that are known, and those that a list adds to them, oldest first."""

    def __init__(self, existing: Iterable[Mapping[str, Any]]) -> None:
        self.groups: list[Group] = []
        self.namesakes: list[Row] = []
        self._by_code: dict[str, Group] = {}
        self._codeless: defaultdict[str, list[Group]] = defaultdict(list)
        self._coded_names: set[str] = set()
        self._also_called: dict[str, Group] = {}
        for record in existing:
            self._know(Group(record, record["name"] or ""), record["credit_code"])

    def match(self, rows: Sequence[Row]) -> list[Group]:
        """The group of each row. Rows with a valid code go first, as they may rename a subject."""
        coded = {i: self._by_its_code(row, c) for i, row in enumerate(rows) if (c := _code(row))}
        by_name: dict[str, Group] = {}
        for group in self.groups:
            by_name.setdefault(name_key(group.name), group)
            for name in group.borne:
                self._also_called.setdefault(name_key(name), group)
        return [
            coded[i] if i in coded else self._by_its_name(row, by_name)
            for i, row in enumerate(rows)
        ]

    def _know(self, group: Group, code: str | None) -> None:
        key = name_key(group.name)
        self.groups.append(group)
        if code and valid_credit_code(code):
            self._by_code.setdefault(code, group)
            self._coded_names.add(key)
        else:
            self._codeless[key].append(group)

    def _by_its_code(self, row: Row, code: str) -> Group:
        group = self._by_code.get(code) or self._under_a_new_code(row, code)
        if "name" not in group.values:
            group.name = group.values["name"] = str(row.values["name"])
        group.coded_names.append(str(row.values["name"]))
        return group

    def _under_a_new_code(self, row: Row, code: str) -> Group:
        """The subject of that name that had no code, else a new one."""
        name = str(row.values["name"])
        key = name_key(name)
        if self._codeless[key]:
            group = self._codeless[key].pop(0)
            self._by_code[code] = group
            self._coded_names.add(key)
            return group
        if key in self._coded_names:
            self.namesakes.append(row)
        group = Group(None, name)
        self._know(group, code)
        return group

    def _by_its_name(self, row: Row, by_name: dict[str, Group]) -> Group:
        name = str(row.values["name"])
        key = name_key(name)
        group = by_name.get(key) or self._also_called.get(key)
        if group is None:
            group = by_name[key] = Group(None, name)
            self.groups.append(group)
        group.values.setdefault("name", group.name)
        return group


def all_names(group: Group) -> str | None:
    """曾用名: every other name that is known of a subject, in the order in which they came."""
    existing = group.existing or {}
    own = name_key(group.name)
    borne = [existing.get("name"), *(row.values.get("name") for row in group.rows)]
    names = [group.values.get("also_called"), existing.get("also_called")]
    names += [name for name in borne if name and name_key(str(name)) != own]
    others: dict[str, str] = {}
    for one in (one for name in names for one in names_in(name)):
        others.setdefault(name_key(one), one)
    others.pop(own, None)
    return "、".join(others.values()) or None


def better_code(name: str, said: Any, value: Any) -> bool:
    """Whether a valid credit code is said where a doubtful one stood."""
    if name != "credit_code" or not value:
        return False
    return valid_credit_code(value) and not (said and valid_credit_code(said))


def same_name(name: str, said: Any, value: Any) -> bool:
    """Whether two names differ only in how they are written."""
    return name == "name" and name_key(said) == name_key(value)


def _stands(name: str, known: Any, value: Any) -> bool:
    """Whether what is known stands against what a list says: a valid code against a doubtful one,
    a name against another spelling of it."""
    return better_code(name, value, known) or same_name(name, known or "", value)


def _code(row: Row) -> str | None:
    code = row.values.get("credit_code")
    return code if isinstance(code, str) and valid_credit_code(code) else None
