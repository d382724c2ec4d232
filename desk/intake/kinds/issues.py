"""问题: found by number, else by subject and title, with the day of registering where it is said.

An issue enters as registered. How far it had come in the sender's ledger is kept in its note.
"""

from collections import defaultdict
from collections.abc import Sequence

from desk.book.door import Writer
from desk.intake.entries import STOOD, Entry, Said, added
from desk.intake.kinds.base import Finder, not_later
from desk.intake.table import Row
from desk.numbers import of_the_years
from desk.progress import Progress
from models.checking import name_key
from models.tables import Issue


class Issues(Finder):
    """The issues of a list."""

    model = Issue

    def learn(self) -> None:
        """See Finder."""
        self._titles: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.existing():
            self.numbers[entry.now("number")] = entry
            self._titles[entry.now("subject"), name_key(entry.now("title") or "")].append(entry)

    def ordered(self) -> Sequence[Row]:
        """See Finder. Rows with a day go first: one without means the latest of its title."""
        return sorted(self.table.rows, key=lambda row: "registered_on" not in row.values)

    def entry(self, said: Said) -> Entry:
        """See Finder."""
        not_later("registered_on", "登记日期", said.stored.get("registered_on"), self.today)
        ours = self.numbered(said)
        stood = how_it_stood(said.row)
        if stood and ours is None:  # of our own ledger the casebook knows it
            said.stored["note"] = said.shown["note"] = added(said.stored.get("note"), stood)
        return ours or self._titled(said)

    def _titled(self, said: Said) -> Entry:
        day = said.stored.get("registered_on")
        line = self._titles[said.stored["subject"], name_key(said.stored["title"])]
        fits = [one for one in line if day is None or one.now("registered_on") == day]
        found = max(
            fits[::-1], key=lambda one: one.now("registered_on") or self.today, default=None
        )
        if found is None:
            line.append(found := self.made())
        return found

    def write(self, session: Writer, made: Sequence[Entry], progress: Progress) -> None:
        """See Finder. What has no date is registered today."""
        for entry in made:
            entry.stored.setdefault("registered_on", self.today)
        years = [entry.stored["registered_on"].year for entry in made]
        for entry, number in zip(made, of_the_years(session, "issue", years), strict=True):
            entry.stored["number"] = number
        super().write(session, made, progress)


def how_it_stood(row: Row) -> str:
    """What the sender's ledger says of an issue's life, in one line; empty where it says nothing.

    原状态：办理中；责任单位：供电公司；办理时限：2018-08-10
    """
    told = dict(row.life)
    if not told:
        return ""
    state = told.pop("", "未写明")
    return "；".join([f"{STOOD}{state}", *(f"{label}：{text}" for label, text in told.items())])
