"""The ladder of supervision (督办阶梯) as data: when a unit is urged, and when it is supervised.

A ladder has rungs. Each names a day, counted from the deadline of an issue or from the last day of
a stage of its rule, and what is sent when that day has come: 催办, or 督办 in blue, orange, red.
What is due to be sent is reckoned from the ladder and from what was sent already; it is never
stored. Practice differs between offices (小店区 2022 names 督办 and 约谈 without days), so ladders
are JSON of this shape, shipped in `resources/rules` or an office's own; an issue keeps the version
that was valid on the day of its dispatch.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct

from models.calendar import lasts
from models.deadlines import STAGES, UNIT_LABELS, Unit
from models.explaining import short
from models.vocabulary import SUPERVISION_LEVELS
from models.workdays import WorkCalendar

URGE, SUPERVISE, REMIND = "urge", "supervise", "remind"
"""催办, 督办 are sent to a unit; 提醒 is for the office itself, and nothing is sent."""
_LEVELS = tuple(term.code for term in SUPERVISION_LEVELS)
#: What chases a stage that the office itself owes, or the review of what is suspended.
STAGE_LABELS: Mapping[str, str] = MappingProxyType({**STAGES, "review": "挂账复核"})


class BadLadder(ValueError):
    """A ladder that cannot be worked by; its text is a sentence for people."""


class Rung(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rung (阶梯): `offset` days before (negative) or after what it is counted from.

    That is the deadline, or the last day of `stage` (`deadlines.STAGES`) where one is named.
    `level` is that of a 督办 (`vocabulary.SUPERVISION_LEVELS`).
    """

    key: str
    offset: int
    unit: Unit
    step: str
    level: str = ""
    stage: str = ""

    @property
    def rank(self) -> int:
        """How grave it is: 提醒 below 催办 below the levels of 督办."""
        return rank(self.step, self.level)

    @property
    def label(self) -> str:
        """When it is reached, as people read it: 到期前 3 个工作日."""
        return (STAGE_LABELS[self.stage] if self.stage else "") + self.when

    @property
    def when(self) -> str:
        """How far that is from what it is counted from: 超期 5 个工作日."""
        if not self.offset:
            return "到期当天"
        side = "到期前" if self.offset < 0 else "超期"
        return f"{side} {abs(self.offset)} {UNIT_LABELS[self.unit]}"

    def day(self, anchor: date, calendar: WorkCalendar) -> date:
        """The day on which it is reached."""
        if self.unit is Unit.CALENDAR or not self.offset:
            return anchor + timedelta(days=self.offset)
        if self.offset < 0:
            return calendar.before(anchor, -self.offset)
        return calendar.after(anchor, self.offset)

    def mark(self, anchor: date, turn: int) -> str:
        """What a step keeps of it: which rung, of which deadline, in which round, which stage."""
        return f"{self.key}@{anchor.isoformat()}#{turn}/{self.stage}"


def rank(step: str, level: str | None) -> int:
    """How grave a notice is."""
    if step == SUPERVISE:
        return 2 + (_LEVELS.index(level) if level in _LEVELS else 0)
    return 1 if step == URGE else 0


def anchor_of(mark: str | None) -> date | None:
    """The deadline that a mark belongs to, or None where it is none."""
    said = (mark or "").partition("@")[2].partition("#")[0]
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def stage_of(mark: str | None) -> str:
    """The stage that a mark belongs to; empty for a rung of the deadline itself."""
    return (mark or "").partition("/")[2]


class Ladder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of a ladder; its rungs stand in the order in which they are climbed."""

    key: str
    version: int
    label: str
    rungs: tuple[Rung, ...]
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def reference(self) -> str:
        """Key and version: what tells it from all others."""
        return f"{self.key}@{self.version}"

    def valid_on(self, day: date) -> bool:
        """Whether issues that begin on that day are chased by this version."""
        return lasts(self.valid_from, self.valid_to, day)

    @property
    def deadline_rungs(self) -> tuple[Rung, ...]:
        """The rungs that are counted from the deadline itself."""
        return tuple(rung for rung in self.rungs if not rung.stage)


def check(ladder: Ladder) -> Ladder:
    """The ladder, where it can be worked by. Raises `BadLadder`."""
    _refuse_bad_rungs(ladder.rungs)
    own = ladder.deadline_rungs
    if not own:
        raise BadLadder("督办阶梯至少要有一级按办理时限推算，请补上")
    for lower, upper in pairwise(own):
        if upper.offset <= lower.offset or upper.rank < lower.rank:
            raise BadLadder(f"“{upper.label}”要比“{lower.label}”更晚，而且不能更轻，请调整先后")
    return ladder


def _refuse_bad_rungs(rungs: Sequence[Rung]) -> None:
    keys = [rung.key for rung in rungs]
    if len(set(keys)) < len(keys):
        raise BadLadder("阶梯各级的代号不能重复，请改成不同的")
    for rung in rungs:
        if rung.step not in (URGE, SUPERVISE, REMIND) or rung.stage not in ("", *STAGE_LABELS):
            raise BadLadder(f"阶梯“{rung.key}”写得不对，请核对方式和环节")
        if (rung.step == SUPERVISE) != (rung.level in _LEVELS) or rung.unit is Unit.MONTH:
            raise BadLadder(f"“{rung.label}”：督办要定蓝、橙、红，催办不定；天数不按月算")


def current(ladders: Iterable[Ladder], key: str, day: date) -> Ladder | None:
    """The version of a ladder by which an issue that began on a day is chased; the latest."""
    valid = [one for one in ladders if one.key == key and one.valid_on(day)]
    return max(valid, key=lambda one: one.version, default=None)


@dataclass(frozen=True)
class Sent:
    """A notice (催办, 督办) that an issue's unit was sent."""

    step: str
    on: date
    level: str | None = None
    mark: str = ""

    @property
    def rank(self) -> int:
        """How grave it was."""
        return rank(self.step, self.level)


@dataclass(frozen=True)
class Standing:
    """What the ladder asks of an issue: its deadline and round, the stage it owes, what was sent.

    `sent` holds what its present lead unit was sent.
    """

    due_on: date | None
    turn: int = 1
    stage: str = ""
    stage_due_on: date | None = None
    sent: tuple[Sent, ...] = ()


@dataclass(frozen=True)
class Reached:
    """A rung that was reached, on its day, counted from `anchor`."""

    rung: Rung
    anchor: date
    day: date
    mark: str


@dataclass(frozen=True)
class Passed:
    """A rung that was reached and is not sent any more, and why."""

    reached: Reached
    reason: str


@dataclass(frozen=True)
class Due:
    """What is to be sent of an issue: the highest rung reached, and those that it passes over."""

    reached: Reached
    passed: tuple[Passed, ...] = ()


def due(ladder: Ladder, standing: Standing, today: date, calendar: WorkCalendar) -> Due | None:
    """What the ladder says has to be sent on a day, or None where nothing has.

    Of the rungs of the deadline the highest that is reached counts; what was sent by hand, as
    grave and not before its day, stands for it. A stage that is late is chased once, and not where
    any notice was sent since, or a graver one is due now.
    """
    climbed = [one for one in _reached(ladder, standing, calendar) if one.day <= today]
    own = [one for one in climbed if not one.rung.stage]
    top = own[-1] if own else None
    wanted = [one for one in own[-1:] if not _is_sent(one, standing)]
    wanted += [one for one in climbed if one.rung.stage and not _was_told(one, standing)]
    if not wanted:
        return None
    first = max(wanted, key=lambda one: (one.rung.rank, not one.rung.stage))
    left = [one for one in climbed if one not in (first, top) and not _is_settled(one, standing)]
    left += [one for one in wanted if one is top and one is not first]
    return Due(first, tuple(Passed(one, _instead(first)) for one in left))


def _reached(ladder: Ladder, standing: Standing, calendar: WorkCalendar) -> Iterator[Reached]:
    for rung in ladder.rungs:
        anchor = _anchor(rung, standing)
        if anchor is not None:
            mark = rung.mark(anchor, standing.turn)
            yield Reached(rung, anchor, rung.day(anchor, calendar), mark)


def _anchor(rung: Rung, standing: Standing) -> date | None:
    if not rung.stage:
        return standing.due_on
    return standing.stage_due_on if rung.stage == standing.stage else None


def _is_sent(one: Reached, standing: Standing) -> bool:
    return any(
        said.mark == one.mark
        or (not said.mark and said.rank >= one.rung.rank and said.on >= one.day)
        for said in standing.sent
    )


def _was_told(one: Reached, standing: Standing) -> bool:
    return any(said.mark == one.mark or said.on >= one.day for said in standing.sent)


def _is_settled(one: Reached, standing: Standing) -> bool:
    return (_was_told if one.rung.stage else _is_sent)(one, standing)


def _instead(first: Reached) -> str:
    return f"{short(first.day)}已到“{first.rung.label}”，不再补发"
