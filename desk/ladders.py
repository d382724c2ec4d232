"""The office's own ladders of supervision (督办阶梯): a version is added or ended, never changed.

A person writes days; the rungs are made of them. Issues are chased by the version that was valid
on the day of their dispatch.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from desk.book.casebook import Book
from desk.book.door import Writer
from desk.errors import Refused
from desk.own_rules import Shelf, end_version, keep, place
from desk.rules import LADDER, STANDARD_LADDER, ladder_key, ladders, shipped_ladders
from models.deadlines import Unit
from models.ladder import (
    REMIND,
    STAGE_LABELS,
    SUPERVISE,
    URGE,
    BadLadder,
    Ladder,
    Rung,
    check,
    current,
)
from models.vocabulary import SUPERVISION_LEVELS

LEVELS = tuple(term.code for term in SUPERVISION_LEVELS)
"""The levels of 督办, the lightest first."""
CHASED_STAGES = ("accept", "report")
"""The stages that a unit owes and is urged for (`ladder.STAGE_LABELS`)."""
EARLIEST, LATEST = 30, 365
"""The most days that a unit is urged before a deadline, or is told after it."""


@dataclass(frozen=True)
class Draft:
    """A version of a ladder as a person writes it; an empty `key` begins a new one.

    `before` is how many days before the deadline a unit is urged (None: not), `on_the_day` whether
    it is urged on its last day. `levels` holds days after the deadline for levels of 督办, `stages`
    days late for `CHASED_STAGES`; what is not named is not chased. All days are of one `unit`.
    """

    label: str
    valid_from: date
    unit: Unit = Unit.WORKING
    before: int | None = None
    on_the_day: bool = False
    levels: Mapping[str, int] = field(default_factory=dict)
    stages: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    key: str = ""


def draft_of(ladder: Ladder, day: date) -> Draft:
    """What a person would have written to get these rungs, for a new version from a day on."""
    own = ladder.deadline_rungs
    return Draft(
        ladder.label,
        day,
        ladder.rungs[0].unit,
        next((-rung.offset for rung in own if rung.offset < 0), None),
        any(rung.offset == 0 for rung in own),
        {rung.level: rung.offset for rung in own if rung.level},
        {rung.stage: rung.offset for rung in ladder.rungs if rung.stage in CHASED_STAGES},
        ladder.source,
        ladder.key,
    )


def ladders_on(connection: Connection, day: date) -> list[Ladder]:
    """The ladders by which an office may work on a day, each in its version of that day."""
    known = ladders(connection)
    found = (current(known, key, day) for key in dict.fromkeys(one.key for one in known))
    return [one for one in found if one]


def is_shipped(ladder: Ladder) -> bool:
    """Whether this version comes with the program."""
    return ladder in shipped_ladders()


def add_version(book: Book, draft: Draft, actor: str) -> str:
    """Keep a version of a ladder from a day on; the one before it ends the day before.

    Returns its reference. Raises `Refused` for what is no ladder (`models.ladder.check`).
    """
    with book.change(f"督办阶梯“{draft.label.strip()}”", actor) as session:
        ladder = _ladder(draft, *place(_shelf(session), draft))
        keep(session, LADDER, ladder, {"rungs": ladder.rungs})
    return ladder.reference


def end(book: Book, reference: str, last: date, actor: str) -> None:
    """End a version of the office's own: the last day on which it holds.

    Raises `Refused` for one that is not known or is shipped, for the ladder that the office works
    by, and for a day before its first.
    """
    with book.change("停用督办阶梯", actor) as session:
        known = ladders(session.connection())
        found = next((one for one in known if one.reference == reference), None)
        if found is None:
            raise Refused(f"没有督办阶梯“{reference}”，请另选。")
        end_version(session, _shelf(session), found, last)


def _shelf(session: Writer) -> Shelf:
    connection = session.connection()
    return Shelf(LADDER, "督办阶梯", "阶梯", ladders(connection), ladder_key(connection))


def _ladder(draft: Draft, key: str, version: int) -> Ladder:
    """The ladder of a draft. Raises `Refused` where it cannot be worked by."""
    _check(draft)
    made = Ladder(
        key=key,
        version=version,
        label=draft.label.strip(),
        rungs=tuple(_rungs(draft)),
        source=draft.source.strip(),
        valid_from=draft.valid_from,
    )
    try:
        return check(made)
    except BadLadder as error:
        raise Refused(f"{error}。") from error


def _check(draft: Draft) -> None:
    if draft.before is not None and not 1 <= draft.before <= EARLIEST:
        raise Refused(f"到期前催办的天数要填 1 到 {EARLIEST} 之间的整数。")
    if not all(1 <= days <= LATEST for days in (*draft.levels.values(), *draft.stages.values())):
        raise Refused(f"超期的天数要填 1 到 {LATEST} 之间的整数。")
    if len(set(draft.levels.values())) < len(draft.levels):
        raise Refused("蓝、橙、红不能在同一天，请把天数填得一级比一级晚。")


def _rungs(draft: Draft) -> Iterator[Rung]:
    """The rungs as they are climbed; what the office owes itself is as in the shipped ladder."""
    unit = draft.unit
    if draft.before is not None:
        yield Rung(key=f"due-{draft.before}", offset=-draft.before, unit=unit, step=URGE)
    if draft.on_the_day:
        yield Rung(key="due", offset=0, unit=unit, step=URGE)
    for level in LEVELS:
        if level in draft.levels:
            days = draft.levels[level]
            yield Rung(key=f"late{days}", offset=days, unit=unit, step=SUPERVISE, level=level)
    for stage in STAGE_LABELS:
        if stage in draft.stages:
            yield Rung(key=stage, offset=draft.stages[stage], unit=unit, step=URGE, stage=stage)
    yield from (rung for rung in standard().rungs if rung.step == REMIND)


def standard() -> Ladder:
    """The shipped ladder that offices work by unless they choose another."""
    return next(one for one in shipped_ladders() if one.key == STANDARD_LADDER)
