"""The rules that an office works by: those that are shipped, its own, and the calendar."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from desk.workdays import calendar
from models.deadlines import STANDARD, DeadlineRule, Rulebook
from models.ladder import Ladder, current
from models.tables import OwnRule, Setting

FOLDER = Path(__file__).parents[1] / "resources" / "rules"
DEADLINE, LADDER = "deadline", "ladder"
"""The sorts of own rules."""
SORTS: Mapping[str, str] = MappingProxyType({DEADLINE: "terms", LADDER: "rungs"})
"""What a rule of each sort holds beside what all have: in a shipped file, and in `OwnRule.body`."""
SETTING = "deadline_rule"
"""The setting that names the key of the rule that an office works by."""
LADDER_SETTING = "ladder"
"""The setting that names the key of the ladder by which the office chases."""
STANDARD_LADDER = "working"


@cache
def shipped_rules() -> tuple[DeadlineRule, ...]:
    """The deadline rules that come with the program, in the order of their files."""
    return tuple(msgspec.convert(one, DeadlineRule) for one in _shipped(DEADLINE))


@cache
def shipped_ladders() -> tuple[Ladder, ...]:
    """The ladders that come with the program."""
    return tuple(msgspec.convert(one, Ladder) for one in _shipped(LADDER))


def _shipped(sort: str) -> Iterator[dict[str, Any]]:
    for one in sorted(FOLDER.glob("*.json")):
        said = msgspec.json.decode(one.read_bytes())
        if SORTS[sort] in said:
            yield said


def rulebook(connection: Connection) -> Rulebook:
    """The rules of a casebook and its calendar."""
    own = [msgspec.convert(one, DeadlineRule) for one in own_rules(connection, DEADLINE)]
    named = connection.scalar(select(Setting.value).where(Setting.name == SETTING))
    return Rulebook.of(calendar(connection), (*shipped_rules(), *own), named or STANDARD)


def ladders(connection: Connection) -> tuple[Ladder, ...]:
    """The ladders of a casebook: those that are shipped, and the office's own."""
    own = (msgspec.convert(one, Ladder) for one in own_rules(connection, LADDER))
    return (*shipped_ladders(), *own)


def ladder_key(connection: Connection) -> str:
    """The key of the ladder by which the office chases."""
    asked = select(Setting.value).where(Setting.name == LADDER_SETTING)
    return connection.scalar(asked) or STANDARD_LADDER


def ladder_on(known: Iterable[Ladder], key: str, day: date) -> Ladder | None:
    """The ladder by which an issue that was handed out on a day is chased.

    Where the one of this key did not yet hold, or not any more, the standard one stands in: no
    issue is left without.
    """
    all_of_them = tuple(known)
    return current(all_of_them, key, day) or current(all_of_them, STANDARD_LADDER, day)


def own_rules(connection: Connection, sort: str) -> Iterator[dict[str, Any]]:
    """The office's own rules of a sort, in the shape of the shipped files."""
    asked = select(OwnRule.__table__).where(OwnRule.kind == sort).order_by(OwnRule.id)
    holds = SORTS[sort]
    for row in connection.execute(asked):
        said = {name: getattr(row, name) for name in ("key", "version", "label")}
        days = {"valid_from": row.valid_from, "valid_to": row.valid_to}
        body = msgspec.json.decode(row.body or "{}")
        yield {**said, **days, "source": row.source or "", holds: body.get(holds, {})}
