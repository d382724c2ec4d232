"""单位: found by name, else by short name; a unit known by its short name gets its full one."""

from desk.intake.entries import Entry, Said, same
from desk.intake.kinds.base import Finder
from desk.intake.table import Row
from models.tables import Organization


class Organizations(Finder):
    """The units of a list; all of them are known before the first parent is sought."""

    model = Organization

    def learn(self) -> None:
        """See Finder."""
        self._by_uid = {entry.uid: entry for entry in self.existing()}
        self._claimed: set[str] = set()
        self._learn_short_names()
        self._of_row = {id(row): self._match(row) for row in self.table.rows}
        self._learn_short_names()

    def entry(self, said: Said) -> Entry:
        """See Finder."""
        entry = self._of_row[id(said.row)]
        if entry.stored.get("name") is None:
            entry.put("name", self._name(entry, said))
        if not same("name", entry.stored["name"], said.stored["name"]):
            said.stored.pop("short_name", None)  # the row calls the unit by its short name
        said.stored["name"] = entry.stored["name"]
        if said.stored.get("parent") == entry.uid:
            del said.stored["parent"]
        return entry

    def _name(self, entry: Entry, said: Said) -> str:
        """What a known unit is called stays, unless the list says its full name."""
        return self.known.units.called(entry.uid) or str(said.stored["name"])

    def _learn_short_names(self) -> None:
        """Know units by the short names that they have once the list is taken in."""
        said: dict[str, tuple[str, str]] = {}
        for row in self.table.rows:
            name, short = str(row.values["name"]), row.values.get("short_name")
            uid = self.known.units.named(name)
            if uid is not None and short:
                said.setdefault(uid, (name, str(short)))
        for uid, (name, short) in said.items():
            self.known.units.add(uid, self.known.units.called(uid) or name, short)

    def _match(self, row: Row) -> Entry:
        units, name = self.known.units, str(row.values["name"])
        short = str(row.values.get("short_name") or "")
        found = units.named(name) or units.shortened(name)
        if found is None and short and (found := units.named(short)):
            found = None if found in self._claimed else units.add(found, name, short)
        entry = self._by_uid.get(found or "") or self._new(name, short)
        self._claimed.add(entry.uid)
        return entry

    def _new(self, name: str, short: str) -> Entry:
        entry = self.made()
        self._by_uid[self.known.units.add(entry.uid, name, short)] = entry
        return entry
