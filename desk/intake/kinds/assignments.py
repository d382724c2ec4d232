"""包联: found by subject, beginning and who answers; a change ends one row and begins the next."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from desk.book.door import Writer
from desk.intake.entries import Entry, Said, Unfit
from desk.intake.kinds.base import Finder
from desk.intake.notes import Notes
from desk.progress import Progress
from models.tables import Assignment

_WHO = ("leader", "unit", "responsible", "liaison")
_DAY = timedelta(days=1)


class Assignments(Finder):
    """The assignments of a list, each subject's as a line in time."""

    model = Assignment

    def learn(self) -> None:
        """See Finder."""
        self._lines: defaultdict[str, list[Entry]] = defaultdict(list)
        self._said: dict[tuple[str, date | None], int] = {}
        self._ended: list[Entry] = []
        for entry in self.existing():
            self._lines[entry.now("subject")].append(entry)

    def entry(self, said: Said) -> Entry:
        """See Finder. Without a beginning, the open assignment of the same people is meant."""
        subject, started = said.stored["subject"], said.stored.get("from_on")
        _refuse_backwards(said, started or self.today)
        line = self._lines[subject]
        found = [one for one in line if _is_meant(one, said) and _agree(one, said)]
        first = self._said.setdefault((subject, started), said.row.number)
        if not found and first != said.row.number:
            reason = (
                f"第 {first} 行已写了同一对象的包联而人员不同；请合并为一行，或写明各自的起止日期"
            )
            raise Unfit("subject", reason)
        if not found:
            found.append(self.made())
            line.append(found[0])
        return found[-1]

    def settle(self, notes: Notes) -> None:
        """See Finder. No subject is left with two assignments that go on."""
        for line in self._lines.values():
            made = [entry for entry in line if entry.existing is None]
            for entry in made:
                if entry.now("from_on") is None:
                    entry.put("from_on", self.today)
            for entry in sorted(made, key=_start):
                self._fit_in(entry, [one for one in line if one is not entry], notes)

    def _fit_in(self, entry: Entry, others: Sequence[Entry], notes: Notes) -> None:
        started = _start(entry)
        later = [_start(one) for one in others if _start(one) > started and _goes_on(one)]
        if later and _goes_on(entry):
            last = min(later) - _DAY
            entry.put("to_on", last)
            reason = f"自 {min(later)} 起已另有包联，这一条记到 {last} 为止"
            notes.add(entry.rows[0], "subject", reason)
        for one in others:
            if _goes_on(one) and _start(one) <= started:
                one.put("to_on", max(_start(one), started - _DAY))
                if one.existing is not None and not one.rows:
                    self._ended.append(one)
                    reason = f"原来的包联记到 {one.now('to_on')} 为止，由这一条接续"
                    notes.add(entry.rows[0], "subject", reason)

    def rewrite(self, session: Writer, changed: Sequence[Entry], progress: Progress) -> None:
        """See Finder. Those that end because another begins are written too."""
        super().rewrite(session, [*changed, *self._ended], progress)


def _start(entry: Entry) -> date:
    day = entry.now("from_on")
    return day if isinstance(day, date) else date.min


def _goes_on(entry: Entry) -> bool:
    return entry.now("to_on") is None


def _is_meant(entry: Entry, said: Said) -> bool:
    """Whether a row may mean this assignment by its beginning, or by its end where it has none."""
    started = said.stored.get("from_on")
    if started is not None:
        return bool(entry.now("from_on") == started)
    return entry.now("to_on") in (None, said.stored.get("to_on"))


def _agree(entry: Entry, said: Said) -> bool:
    """Whether nobody is named for a part that somebody else has."""
    pairs = ((entry.now(name), said.stored.get(name)) for name in _WHO)
    return all(not known or not named or known == named for known, named in pairs)


def _refuse_backwards(said: Said, started: date) -> None:
    ended = said.stored.get("to_on")
    if ended is not None and ended < started:
        raise Unfit("to_on", "包联结束日期早于起始日期；请核对两个日期")
