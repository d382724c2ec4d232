"""Which old backups may go: the nearer the past, the more of it is kept."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Something that was made at a (local) time."""

    @property
    def made_at(self) -> datetime:
        """When it was made."""


Made = TypeVar("Made", bound=Dated)


@dataclass(frozen=True)
class Span:
    """So many days, in which the newest of each period is kept."""

    days: int
    period: Callable[[datetime], Hashable]


#: From now into the past: all of two days, then one a day, one a week, one a month. What is older
#: than all of them goes.
SPANS = (
    Span(2, lambda _made: object()),  # each is a period of its own
    Span(14, lambda made: made.date()),
    Span(8 * 7, lambda made: made.isocalendar()[:2]),
    Span(365, lambda made: (made.year, made.month)),
)
_TOO_OLD = None


def stand_ins(made: Sequence[Made], now: datetime) -> list[tuple[Made, Made]]:
    """What may go, each with the newer one that is kept in its stead. The newest always stays."""
    newest_first = sorted(made, key=lambda one: one.made_at, reverse=True)
    kept: dict[Hashable, Made] = {_TOO_OLD: newest_first[0]} if newest_first else {}
    beside = [(one, kept.setdefault(_period(one.made_at, now), one)) for one in newest_first]
    return [(one, stays) for one, stays in beside if one is not stays]


def _period(made: datetime, now: datetime) -> Hashable:
    """The period of which only one is kept; what is older than all spans shares one of its own."""
    reach = now
    for span in SPANS:
        reach -= timedelta(days=span.days)
        if made >= reach:
            return span, span.period(made)
    return _TOO_OLD
