"""人员: found by name and unit; a row without a unit means the only person of that name."""

from collections.abc import Sequence

from desk.intake.entries import Entry, Said, Unfit
from desk.intake.kinds.base import Finder
from desk.intake.known import Someone
from desk.intake.persons import people_in
from desk.intake.table import Row
from models.checking import BadValue
from models.tables import Person


class People(Finder):
    """The people of a list; rows with a unit go first, as they tell people of one name apart."""

    model = Person

    def learn(self) -> None:
        """See Finder."""
        self._by_uid = {entry.uid: entry for entry in self.existing()}

    def ordered(self) -> Sequence[Row]:
        """See Finder."""
        return sorted(self.table.rows, key=lambda row: "organization" not in row.values)

    def entry(self, said: Said) -> Entry:
        """See Finder."""
        _read_name(said)
        unit = said.stored.get("organization")
        try:
            someone = self.known.people.the_one(self._fitting(said, unit))
        except BadValue as error:
            raise Unfit("name", str(error)) from error
        if someone is None:
            return self._new(said, unit)
        someone.unit = someone.unit or unit
        return self._by_uid[someone.uid]

    def _fitting(self, said: Said, unit: str | None) -> list[Someone]:
        """Everyone whom the row may mean; of several in one unit, whoever has that telephone."""
        found = self.known.people.named(str(said.stored["name"]))
        if unit:
            there = [someone for someone in found if someone.unit == unit]
            found = there or [someone for someone in found if someone.unit is None]
        number = said.stored.get("phone")
        same = [someone for someone in found if number and someone.phone == number]
        return same if len(found) > 1 and same else found

    def _new(self, said: Said, unit: str | None) -> Entry:
        entry = self.made()
        self._by_uid[entry.uid] = entry
        number = said.stored.get("phone")
        self.known.people.add(Someone(entry.uid, str(said.stored["name"]), unit, None, number))
        return entry


def _read_name(said: Said) -> None:
    """One person a row; what stands in brackets behind the name is the post, if none is said."""
    people = people_in(str(said.stored["name"]))
    if len(people) != 1 or people[0].mixed:
        raise Unfit("name", "写有多个姓名或夹有数字；请一人一行，电话另写一列")
    (person,) = people
    said.stored["name"] = said.shown["name"] = person.name
    if person.more:
        said.stored.setdefault("post", person.more)
        said.shown.setdefault("post", person.more)
