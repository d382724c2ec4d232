"""The kinds of bulletins: what each is called, who gets it, and how a month's text is drafted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desk.bulletins import briefing, circular, special
from desk.bulletins.wording import Teller
from desk.errors import Refused
from models.calendar import Month
from reports.view import Passage

#: What tells the kinds apart in the table of bulletins.
BRIEFING, CIRCULAR, SPECIAL = "briefing", "circular", "special"


@dataclass(frozen=True)
class Kind:
    """A kind of bulletin: what it is called, and in a sentence; how its text is drafted.

    `masthead` is the setting that holds the name in its head, `lists` are those that hold whom it
    goes to (报, 送, 发); the first that says something counts. `looks_back` are the exhibits of the
    draft that look at earlier months.
    """

    name: str
    label: str
    short: str
    masthead: str
    lists: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    title: Callable[[Teller], str]
    passages: Callable[[Teller], tuple[Passage, ...]]
    looks_back: tuple[str, ...] = ()


_READERS = (("report_to",), ("send_to",), ("issue_to",))
_LEADERS = (("special_report_to", "report_to"), (), ())
KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            *(BRIEFING, "工作简报", "简报", "bulletin_name", _READERS),
            *(briefing.title, briefing.passages, briefing.LOOKS_BACK),
        ),
        Kind(
            *(CIRCULAR, "情况通报", "情况通报", "circular_name", _READERS),
            *(circular.title, circular.passages),
        ),
        Kind(
            *(SPECIAL, "专报", "专报", "special_name", _LEADERS),
            *(special.title, special.passages),
        ),
    )
}
"""The kinds by name, in the order in which they are offered."""


@dataclass(frozen=True)
class Edition:
    """A month's bulletin of one kind."""

    kind: str
    month: Month

    @property
    def label(self) -> str:
        """As people read it: 2018年7月情况通报."""
        return f"{self.month.label}{KINDS[self.kind].short}"

    def __str__(self) -> str:
        return f"{self.kind}-{self.month}"


Wanted = Edition | Month
"""An edition; a month alone means its briefing (工作简报)."""


def edition_of(wanted: Wanted) -> Edition:
    """The edition that is meant."""
    return Edition(BRIEFING, wanted) if isinstance(wanted, Month) else wanted


def kind_named(written: str) -> Kind:
    """A kind by name or label. Raises `Refused` if there is none."""
    found = (kind for kind in KINDS.values() if written in (kind.name, kind.label))
    kind = next(found, None)
    if kind is None:
        known = "、".join(f"{kind.name}（{kind.label}）" for kind in KINDS.values())
        raise Refused(f"没有“{written}”这种简报；请用 {known}。")
    return kind
