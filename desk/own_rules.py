"""Versions of the office's own rules (`own_rule`): one is added or ended, none is ever changed.

What holds for every sort of them stands here; `desk.deadline_rules` and `desk.ladders` say what
their sort is made of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import msgspec
from sqlalchemy import select

from desk.book.door import Writer
from desk.errors import Refused
from models.tables import OwnRule

_OWN = "own-"


class Version(Protocol):
    """One version of a rule of any sort, shipped or the office's own."""

    @property
    def key(self) -> str:
        """What all versions of the rule share."""

    @property
    def version(self) -> int:
        """Its number, from 1."""

    @property
    def label(self) -> str:
        """What people call the rule."""

    @property
    def source(self) -> str:
        """Where it comes from."""

    @property
    def valid_from(self) -> date | None:
        """The first day on which issues begin under it; None for always."""

    @property
    def valid_to(self) -> date | None:
        """The last such day; None while it goes on."""

    @property
    def reference(self) -> str:
        """Key and version."""


class Wanted(Protocol):
    """A version as a person writes it; an empty `key` begins a new rule."""

    @property
    def key(self) -> str:
        """The rule that it is a new version of."""

    @property
    def label(self) -> str:
        """What people call the rule."""

    @property
    def valid_from(self) -> date:
        """The first day on which issues begin under it."""


@dataclass(frozen=True)
class Shelf:
    """The rules of one sort (`desk.rules.SORTS`) that a casebook knows.

    `called` is the sort's name, `short` what one of them is called in a sentence; `chosen` is the
    key of the one that the office works by.
    """

    kind: str
    called: str
    short: str
    known: Sequence[Version]
    chosen: str


def place(shelf: Shelf, wanted: Wanted) -> tuple[str, int]:
    """The key and number of a version that is to be added.

    Raises `Refused` where it has no name, where another rule is called alike, and where it does
    not begin after the last version.
    """
    label = wanted.label.strip()
    if not label:
        raise Refused(f"请填写{shelf.short}名称。")
    for rule in shelf.known:
        if rule.key != wanted.key and rule.label == label:
            raise Refused(f"已有叫“{rule.label}”的{shelf.short}；请换一个名称，或修改那一条。")
        begun = rule.valid_from if rule.key == wanted.key else None
        if begun and wanted.valid_from <= begun:
            raise Refused(f"新版本的启用日期要晚于上一版（{begun}）；请改填。")
    key = wanted.key or _new_key(shelf)
    versions = (rule.version for rule in shelf.known if rule.key == key)
    return key, max(versions, default=0) + 1


def _new_key(shelf: Shelf) -> str:
    taken = {rule.key for rule in shelf.known}
    number = 1
    while f"{_OWN}{number}" in taken:
        number += 1
    return f"{_OWN}{number}"


def keep(session: Writer, kind: str, rule: Version, held: Mapping[str, object]) -> None:
    """Keep a new version and what it holds; the one before it ends the day before."""
    if rule.valid_from:
        _end_before(session, (kind, rule.key), rule.valid_from)
    names = ("key", "version", "label", "source", "valid_from")
    said = {name: getattr(rule, name) for name in names}
    session.create(OwnRule, kind=kind, body=msgspec.json.encode(held).decode(), **said)


def _end_before(session: Writer, named: tuple[str, str], first: date) -> None:
    asked = select(OwnRule).where(OwnRule.kind == named[0], OwnRule.key == named[1])
    for row in session.scalars(asked):
        if row.valid_to is None or row.valid_to >= first:
            row.valid_to = first - timedelta(days=1)


def end_version(session: Writer, shelf: Shelf, rule: Version, last: date) -> None:
    """End a version of the office's own: the last day on which issues begin under it.

    Raises `Refused` for a shipped one, for the rule that the office works by, and for a day before
    its first.
    """
    row = _own_row(session, shelf.kind, rule)
    if row is None:
        raise Refused(
            f"随程序的{shelf.called}不能停用；不用它的，请另选办公室所用的{shelf.short}。"
        )
    if rule.key == shelf.chosen:
        raise Refused(
            f"办公室正按“{rule.label}”办理；请先另选办公室所用的{shelf.short}，再停用它。"
        )
    if row.valid_from and last < row.valid_from:
        raise Refused(f"停用日期不能早于启用日期（{row.valid_from}）；请改填。")
    row.valid_to = last


def _own_row(session: Writer, kind: str, rule: Version) -> OwnRule | None:
    asked = select(OwnRule).where(
        OwnRule.kind == kind, OwnRule.key == rule.key, OwnRule.version == rule.version
    )
    return session.scalars(asked).first()
