"""What taking in a list would do, in numbers and record by record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from desk.book.door import Writer
from desk.intake.table import Problem, Table
from desk.progress import Progress


class Record(Protocol):
    """A record that a list makes or changes; `values` holds by field what the list says."""

    @property
    def values(self) -> Mapping[str, Any]:
        """What the list says of it, as people read it."""
        ...


@dataclass(frozen=True)
class Plan:
    """What taking in a list would do; the four counts always add up to `read`.

    `table` is the list with all its rejected rows, those too that only the casebook refuses.
    """

    table: Table
    created: tuple[Record, ...]
    updated: tuple[Record, ...]
    unchanged: int
    duplicates: int
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """read = created + updated + unchanged + rejected; duplicates overlap the others."""
        return {
            "read": self.table.read,
            "skipped": self.table.skipped,
            "created": len(self.created),
            "updated": len(self.updated),
            "unchanged": self.unchanged,
            "rejected": len(self.table.rejected),
            "duplicates": self.duplicates,
        }


class Taking(Protocol):
    """A list compared with the casebook, ready to be written into it."""

    @property
    def plan(self) -> Plan:
        """What writing it would do."""
        ...

    def write(self, session: Writer, progress: Progress) -> None:
        """Write what is new and what changed."""
        ...
