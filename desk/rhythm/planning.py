"""走访计划 drafted fairly: who is visited on which day, and why then.

Each leader's subjects compete for that leader's days alone. Red lamps go first, then whoever has
been unvisited longest; a leader sees the firms of one park on one day as far as the days suffice,
at most so many a day, on working days only, nobody twice. The same casebook gives the same plan.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True)
class Candidate:
    """A subject that may be planned: who goes, where it lies, when it was last visited.

    `guide` is the leader (or the unit, where there is none) whose days it takes; `red` is how many
    late issues it has.
    """

    uid: str
    code: str
    name: str
    park: str
    guide: str
    last: date | None = None
    red: int = 0

    @property
    def rank(self) -> tuple[bool, date, str]:
        """The smaller, the sooner: red ones first, then the longest unvisited."""
        return not self.red, self.last or date.min, self.code


class Chosen(NamedTuple):
    """A subject with the day on which it is visited, and why it is that day's."""

    subject: Candidate
    day: date
    reason: str


@dataclass(frozen=True)
class Draft:
    """What is planned, in the order of days, and whom the days did not suffice for."""

    chosen: tuple[Chosen, ...]
    left_out: tuple[Candidate, ...]


#: How many visits each leader has on a day already.
Taken = Mapping[tuple[str, date], int]


def draft(candidates: Sequence[Candidate], days: Sequence[date], most: int, taken: Taken) -> Draft:
    """A plan for these working days, with at most so many visits of a leader on a day."""
    by_guide: dict[str, list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=lambda one: one.rank):
        by_guide[one.guide].append(one)
    chosen: list[Chosen] = []
    left: list[Candidate] = []
    for guide, ranked in by_guide.items():
        free = {day: most - taken.get((guide, day), 0) for day in days}
        room = {day: number for day, number in free.items() if number > 0}
        places = sum(room.values())
        chosen += _placed(ranked[:places], room)
        left += ranked[places:]
    # Not by name: names of rows are made by chance, and the same casebook gives the same plan.
    order = {guide: place for place, guide in enumerate(by_guide)}
    chosen.sort(key=lambda one: (one.day, order[one.subject.guide], one.subject.rank))
    return Draft(tuple(chosen), tuple(sorted(left, key=lambda one: one.rank)))


def _placed(ranked: Sequence[Candidate], room: Mapping[date, int]) -> Iterator[Chosen]:
    """One leader's visits, park after park: the park of whoever is most pressing goes first."""
    parks: dict[str, list[Candidate]] = defaultdict(list)
    for one in ranked:
        parks[one.park].append(one)
    waiting = list(parks.values())
    later = sum(room.values())
    for day, free in sorted(room.items()):
        later -= free
        needed = sum(map(len, waiting)) - later
        party = list(_party(waiting, free, needed))
        yield from (Chosen(one, day, _reason(one, party, day)) for one in party)


def _party(waiting: list[list[Candidate]], free: int, needed: int) -> Iterator[Candidate]:
    """Whom a leader sees on a day: one park, and of the next only as many as later days lack."""
    taken = 0
    while waiting and taken < free and (taken == 0 or taken < needed):
        park = waiting[0]
        # The first park fills the day; of a further one no more come than must.
        fitting = free if taken == 0 else needed
        while park and taken < fitting:
            yield park.pop(0)
            taken += 1
        if not park:
            waiting.pop(0)


def _reason(one: Candidate, party: Sequence[Candidate], day: date) -> str:
    parks = Counter(other.park for other in party)
    together = f"同日走访{one.park}{parks[one.park]}家" if one.park and parks[one.park] > 1 else ""
    red = f"有超期问题{one.red}件" if one.red else ""
    return "，".join(filter(None, (red, _unvisited(one, day), together)))


def _unvisited(one: Candidate, day: date) -> str:
    if one.last is None:
        return "还没有走访过"
    return f"上次走访{one.last.month}月{one.last.day}日，间隔{(day - one.last).days}天"
