"""What somebody who searches at the window is shown: asked beside it, given up where overtaken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice

from sqlalchemy import Connection

from desk.lists import lines_of
from desk.orders import Asking
from desk.search import LABELS, Hit, Tally, easier, recall, search, tally
from models.fields import SUBJECT_KINDS

PAGE = 50  # hits that are asked for together
_SUBJECTS = tuple(kind.name for kind in SUBJECT_KINDS.values())
#: The kinds that are searched apart; 帮扶对象 stands for its four kinds.
APART = (*_SUBJECTS, *(kind for kind in LABELS if kind not in ("subjects", *_SUBJECTS)))
_COUNTED = 1_000  # so many of a kind are counted
_AT_A_GLANCE = 5  # records of a kind in the palette
_GLANCED = ("subjects", "issues", "visits", "cards", "bulletins", "organizations", "people")


@dataclass(frozen=True)
class Asked:
    """What is searched for; no `kind` means all."""

    text: str = ""
    kind: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """See `desk.search.search`."""
        return (self.kind,) if self.kind else ()


@dataclass(frozen=True)
class Found:
    """A hit; of an issue where it stands, too: its lamp and its state in words."""

    hit: Hit
    lamp: str = ""
    state: str = ""


def page(asking: Asking, asked: Asked, rows: int = PAGE, after: Hit | None = None) -> list[Found]:
    """A page of hits, the first or that `after` a hit. Raises `Cancelled` when it is given up.

    On the first page what bears the words in its name comes before what has them elsewhere, so
    that an enterprise comes before the projects that it owns.
    """
    with asking.read() as connection:
        hits = search(connection, asked.text, asked.kinds, rows, after)
        shown = hits if after else _best_first(hits)
        return _standing(connection, list(shown), asking.today)


def _best_first(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Subjects, units and people by how well their names fit; all else as it came."""
    for named, group in groupby(hits, key=_named):
        some = list(group)
        yield from sorted(some, key=_fit) if named else some


def _named(hit: Hit) -> str:
    if hit.kind in _SUBJECTS:
        return "subjects"
    return hit.kind if hit.kind in ("organizations", "people") else ""


def _fit(hit: Hit) -> int:
    """0 is named so, 1 is named so at the beginning, 2 somewhere, 3 not at all."""
    if not hit.in_title:
        return 3
    start, end = hit.in_title[0]
    return 2 if start else int(end < len(hit.title))


def _standing(connection: Connection, hits: Sequence[Hit], today: date) -> list[Found]:
    issues = [hit.uid for hit in hits if hit.kind == "issues"]
    lines = lines_of(connection, "issues", issues, today)
    stand = {line.uid: (line.values["lamp"] or "", line.shown["state"]) for line in lines}
    return [Found(hit, *stand.get(hit.uid, ("", ""))) for hit in hits]


def counts(asking: Asking, text: str) -> Mapping[str, Tally]:
    """How many hits there are of each kind. Raises `Cancelled`."""
    with asking.read() as connection:
        return {kind: tally(connection, text, (kind,), _COUNTED) for kind in APART}


def advice(asking: Asking, text: str) -> list[tuple[str, Tally]]:
    """What else may be searched for where nothing was found. Raises `Cancelled`."""
    with asking.read() as connection:
        return easier(connection, text)


def glance(asking: Asking, text: str) -> list[Hit]:
    """The first few records of each kind, for the command palette. Raises `Cancelled`."""
    with asking.read() as connection:
        found = (_best_first(search(connection, text, (kind,), PAGE)) for kind in _GLANCED)
        return [hit for some in found for hit in islice(some, _AT_A_GLANCE)]


def recalled(asking: Asking, wanted: Sequence[tuple[str, str]]) -> list[Hit]:
    """These records (kind, uid), in this order. Raises `Cancelled`."""
    with asking.read() as connection:
        return recall(connection, wanted)
