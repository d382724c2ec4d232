"""The entries of a subject's time line: one for each dated thing, in words.

Nothing is dropped and nothing invented: every assignment, visit, card, month of figures, issue,
step and file of the subject gives one entry, and an assignment that has ended one more. What bears
no day gives an entry without one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from desk.cards.answers import Told
from desk.details import StepLine
from desk.lists import Line
from models.calendar import BadMonth, Month
from models.fields import KINDS, Field
from models.lifecycle import StepRecord
from models.showing import shown
from models.tables import TABLE_LABELS

Facts = tuple[tuple[str, str], ...]

#: The kinds of entries, named by the table of what they tell of; steps are told with issues.
ENTRY_KINDS: Mapping[str, str] = MappingProxyType(
    {
        table: TABLE_LABELS[table]
        for table in ("assignment", "visit", "card", "operating_figure", "issue", "attachment")
    }
)
UNDATED = "日期不详"
BEGUN, ENDED, REGISTERED = "落实包联", "包联结束", "登记问题"
_OF = "属于"
_NUMBER = "编号"


@dataclass(frozen=True)
class Entry:
    """One thing that happened: `kind` of `ENTRY_KINDS`, the row (`table`, `uid`) that says so.

    `on` orders the time line, `day` is what people read: a month has no day. `who` acted; `root`
    is the row that it is opened with: a step leads to its issue, a file to what it belongs to.
    `sections` are the answers of a card under their headings, the first of which say who it is.
    """

    kind: str
    on: date | None
    day: str
    title: str
    facts: Facts
    who: str
    table: str
    uid: str
    root: tuple[str, str]
    sections: tuple[tuple[str, Facts], ...] = ()

    @property
    def text(self) -> str:
        """All that it says, as one line."""
        answers = ((title, "，".join(map(" ".join, told))) for title, told in self.sections)
        said = ((label, _in_line(value)) for label, value in (*self.facts, *answers))
        return "；".join(f"{label}：{value}" for label, value in said)

    @property
    def brief(self) -> str:
        """What is read at a glance: no number, and not who the subject of a card is."""
        told = [(label, value) for label, value in self.facts if label != _NUMBER]
        told += [fact for _, section in self.sections[1:] for fact in section]
        return "　".join(f"{label}：{_in_line(value)}" for label, value in told)

    @property
    def year(self) -> str:
        """The year in which it stands; empty where it bears no day."""
        return str(self.on.year) if self.on else ""


@dataclass(frozen=True)
class File:
    """A row of the table of attachments, the uid of the row that it belongs to, and when it came.

    `on` is the business date of the change that added it; it is known of the subject's own alone.
    """

    uid: str
    owner: str
    name: str
    on: date | None = None


def _in_line(value: str) -> str:
    return " ".join(value.split()).rstrip("。；")


def _facts(line: Line, fields: Iterable[Field], skip: Sequence[str]) -> Facts:
    """What a line says beside what its title and day say already; amounts with their unit."""
    return tuple(
        (f.label, f"{line.shown[f.name]} {f.unit}".strip())
        for f in fields
        if f.name not in skip and line.shown[f.name]
    )


def _entry(row: tuple[str, str], on: date | None, title: str, facts: Facts, who: str) -> Entry:
    table, uid = row
    return Entry(table, on, str(on or UNDATED), title, facts, who, table, uid, row)


def of_assignment(line: Line, today: date) -> Iterator[Entry]:
    """When somebody came to answer for the subject, and when that ended, if it has."""
    fields, row = KINDS["assignments"].fields, ("assignment", line.uid)
    who = line.shown["leader"] or line.shown["responsible"]
    said = _facts(line, fields, ("subject", "from_on"))
    yield _entry(row, line.values["from_on"], BEGUN, said, who)
    ended = line.values["to_on"]
    if ended is not None and ended <= today:
        short = _facts(line, [f for f in fields if f.name in ("leader", "unit", "responsible")], ())
        yield _entry(row, ended, ENDED, short, who)


def of_visit(line: Line) -> Entry:
    """A visit: who went, what was asked, brought and helped."""
    skip = ("subject", "visited_on", "way", "visitors")
    title = line.shown["way"] or ENTRY_KINDS["visit"]
    facts = _facts(line, KINDS["visits"].fields, skip)
    row = ("visit", line.uid)
    return _entry(row, line.values["visited_on"], title, facts, line.shown["visitors"])


def of_card(line: Line, answers: Told) -> Entry:
    """A filled card: for which period, by whom, and its answers."""
    facts = _facts(line, KINDS["cards"].fields, ("subject", "period", "filled_on", "filled_by"))
    title = " ".join(filter(None, (ENTRY_KINDS["card"], line.shown["period"])))
    row = ("card", line.uid)
    made = _entry(row, line.values["filled_on"], title, facts, line.shown["filled_by"])
    return replace(made, sections=answers)


def of_figures(row: Any, fields: Iterable[Field]) -> Entry:
    """The figures of a month; it stands at the end of the month."""
    facts = tuple(
        (f.label, f"{shown(f, getattr(row, f.name))} {f.unit}".strip())
        for f in fields
        if getattr(row, f.name) not in (None, "")
    )
    month = _month(row.month)
    table, on = "operating_figure", month.last if month else None
    title = f"{month.label if month else ''}{ENTRY_KINDS[table]}"
    day = row.month or UNDATED
    return Entry(table, on, day, title, facts, "", table, row.uid, (table, row.uid))


def _month(written: str | None) -> Month | None:
    """The month, or None where the row bears none or one that is none."""
    try:
        return Month.parse(written or "")
    except BadMonth:
        return None


def of_issue(line: Line) -> Entry:
    """The registration of an issue: what was raised, by whom, from where."""
    fields = [f for f in KINDS["issues"].fields if not f.derived or f.name == "number"]
    facts = _facts(line, fields, ("subject", "title", "registered_on", "raised_by"))
    title = f"{REGISTERED}：{line.shown['title']}"
    row = ("issue", line.uid)
    return _entry(row, line.values["registered_on"], title, facts, line.shown["raised_by"])


def of_step(step: StepRecord, told: StepLine | None, issue: Line) -> Entry:
    """A step of an issue; one that this program does not know is told by its name alone."""
    label, facts = (told.label, told.facts) if told else (step.step, ())
    title = f"{label}：{issue.shown['title']}"
    said = ((_NUMBER, issue.shown["number"]), *((name, value) for name, value in facts if value))
    on = step.on
    root = ("issue", issue.uid)
    return Entry("issue", on, str(on or UNDATED), title, said, step.by, "step", step.uid, root)


def of_file(file: File, owner: Entry | None) -> Entry:
    """A file, on the day of what it belongs to; of the subject itself, when it was added."""
    day = (owner.on, owner.day) if owner else (file.on, str(file.on or UNDATED))
    facts = ((_OF, owner.title),) if owner else ()
    who = owner.who if owner else ""
    root = owner.root if owner else ("attachment", file.uid)
    return Entry("attachment", *day, file.name, facts, who, "attachment", file.uid, root)


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The oldest first, those without a day before all; within a day as they were given."""
    return tuple(sorted(entries, key=lambda entry: (entry.on is not None, entry.on or date.min)))
