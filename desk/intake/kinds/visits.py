"""走访: found by number, else by subject and day, with a way of coming and visitors that agree."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from desk.book.bulk import batched
from desk.book.door import Writer
from desk.clock import new_uid
from desk.intake.entries import Entry, Said
from desk.intake.kinds.base import Finder, not_later
from desk.numbers import of_the_years
from desk.progress import Progress
from models.tables import Visit, VisitVisitor


class Visits(Finder):
    """The visits of a list; two teams at one place on one day are two visits."""

    model = Visit

    def learn(self) -> None:
        """See Finder."""
        self._days: defaultdict[tuple[str, Any], list[Entry]] = defaultdict(list)
        known = list(self.existing())
        came = self._visitors([entry.uid for entry in known])
        for entry in known:
            entry.existing = {**(entry.existing or {}), "visitors": tuple(came[entry.uid])}
            self.numbers[entry.now("number")] = entry
            self._days[entry.now("subject"), entry.now("visited_on")].append(entry)

    def entry(self, said: Said) -> Entry:
        """See Finder."""
        subject, day = said.stored["subject"], said.stored["visited_on"]
        not_later("visited_on", "走访日期", day, self.today)
        line = self._days[subject, day]
        found = self.numbered(said) or next((one for one in line if _agree(one, said)), None)
        if found is None:
            line.append(found := self.made())
        return found

    def write(self, session: Writer, made: Sequence[Entry], progress: Progress) -> None:
        """See Finder."""
        years = [entry.stored["visited_on"].year for entry in made]
        came = {entry.uid: entry.stored.pop("visitors", ()) for entry in made}
        for entry, number in zip(made, of_the_years(session, "visit", years), strict=True):
            entry.stored["number"] = number
        super().write(session, made, progress)
        session.add_many(
            VisitVisitor,
            [row for visit, people in came.items() for row in _visitor_rows(visit, people)],
        )

    def rewrite(self, session: Writer, changed: Sequence[Entry], progress: Progress) -> None:
        """See Finder. Whoever is not named any more goes from the visit's list."""
        said = {entry.uid: entry.changes for entry in changed}
        came = {uid: values.pop("visitors") for uid, values in said.items() if "visitors" in values}
        over = progress.over([(uid, values) for uid, values in said.items() if values], "写入更新")
        session.set_many(Visit, over)
        gone = [uid for some in batched(came) for uid in self._visitor_uids(some)]
        session.remove_many(VisitVisitor, gone)
        session.add_many(
            VisitVisitor,
            [row for visit, people in came.items() for row in _visitor_rows(visit, people)],
        )

    def _visitor_uids(self, visits: Sequence[str]) -> Sequence[str]:
        asked = select(VisitVisitor.uid).where(VisitVisitor.visit.in_(visits))
        return self.connection.scalars(asked).all()

    def _visitors(self, visits: Sequence[str]) -> defaultdict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        asked = select(VisitVisitor.visit, VisitVisitor.person).order_by(VisitVisitor.position)
        for some in batched(visits):
            for visit, person in self.connection.execute(asked.where(VisitVisitor.visit.in_(some))):
                found[visit or ""].append(person or "")
        return found


def _agree(entry: Entry, said: Said) -> bool:
    """Whether a row of the same subject and day means this visit: the way of coming is not
    another, and if both name visitors, they name one together."""
    way, known_way = said.stored.get("way"), entry.now("way")
    came, known_came = said.stored.get("visitors"), entry.now("visitors")
    if way and known_way and way != known_way:
        return False
    return not (came and known_came) or bool(set(came) & set(known_came))


def _visitor_rows(visit: str, people: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"uid": new_uid(), "visit": visit, "person": person, "position": position}
        for position, person in enumerate(people)
    ]
