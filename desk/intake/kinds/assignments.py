"""包联: found by subject, beginning and who answers; a change ends one row and begins the next."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from desk.book.door import Writer
from desk.intake.entries import Entry, Said, Unfit
from desk.intake.kinds.base import Finder
from desk.intake.notes import Notes
from desk.intake.table import Row
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
        self._said: dict[tuple[str, date], Row] = {}
        self._ended: list[Entry] = []
        for entry in self.existing():
            self._lines[entry.now("subject")].append(entry)

    def entry(self, said: Said) -> Entry:
        """See Finder. Without a beginning, the assignment of the same people is meant that goes on,
        or holds today; of several the one that names the same and no others, then the latest."""
        subject, started = said.stored["subject"], said.stored.get("from_on") or self.today
        _refuse_backwards(said, started)
        agreeing = [one for one in self._lines[subject] if _agree(one, said)]
        meant = (one for one in agreeing[::-1] if self._is_meant(one, said))
        found = max(meant, key=lambda one: _likeness(one, said), default=None)
        first = self._said.setdefault((subject, started), said.row)
        if found is None and first is not said.row:
            also = f"第 {first.number} 行已写了同一对象的包联而人员不同"
            raise Unfit("subject", f"{also}；请合并为一行，或写明各自的起止日期")
        return found or self._begun(subject, started)

    def _is_meant(self, entry: Entry, said: Said) -> bool:
        """Whether a row of these people may mean this assignment."""
        if said.stored.get("from_on") is not None:
            return bool(_start(entry) == said.stored["from_on"])
        ended = entry.now("to_on")
        if ended is None:
            return not self._followed(entry, said.stored["subject"])
        if ended == said.stored.get("to_on"):
            return True
        return _start(entry) <= self.today and bool(ended >= self.today)

    def _followed(self, entry: Entry, subject: str) -> bool:
        """Whether another assignment that goes on begins later, before which this one will end."""
        return any(_goes_on(one) and _start(one) > _start(entry) for one in self._lines[subject])

    def _begun(self, subject: str, started: date) -> Entry:
        entry = self.made()
        entry.put("from_on", started)
        self._lines[subject].append(entry)
        return entry

    def settle(self, notes: Notes) -> None:
        """See Finder. No subject is left with two assignments that go on."""
        for line in self._lines.values():
            made = [entry for entry in line if entry.existing is None]
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


def _agree(entry: Entry, said: Said) -> bool:
    """Whether nobody is named for a part that somebody else has."""
    pairs = ((entry.now(name), said.stored.get(name)) for name in _WHO)
    return all(not known or not named or known == named for known, named in pairs)


def _likeness(entry: Entry, said: Said) -> int:
    """For how many parts an assignment and a row name the same, or both nobody."""
    return sum(entry.now(name) == said.stored.get(name) for name in _WHO)


def _refuse_backwards(said: Said, started: date) -> None:
    ended = said.stored.get("to_on")
    if ended is not None and ended < started:
        raise Unfit("to_on", "包联结束日期早于起始日期；请核对两个日期")
