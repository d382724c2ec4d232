"""The axis of a chart: round numbers from its lowest to its highest value."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_INTERVALS = 5
"""How many steps an axis has at most before its ends are rounded outward."""
_ROUND = (1, 2, 5, 10)
_FINEST = 0.01
"""The smallest step: values are told with two decimals."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis whose marks are `step` apart, the `first` and `last` of them counted in steps."""

    step: float
    first: int
    last: int

    @property
    def ticks(self) -> list[float]:
        """The numbers at the axis, from the lowest; zero is one of them."""
        return [count * self.step for count in range(self.first, self.last + 1)]

    def share(self, value: float) -> float:
        """Where a value stands: 0 at the lower end of the axis, 1 at the upper."""
        return (value / self.step - self.first) / (self.last - self.first)

    def said(self, tick: float) -> str:
        """A number of the axis with as many decimals as its step needs."""
        decimals = max(0, -math.floor(math.log10(self.step) + 1e-9))
        return f"{tick + 0.0:,.{decimals}f}"


def scale(values: Iterable[float]) -> Scale:
    """The axis that holds zero and all values; whole values have whole steps."""
    known = [0.0, *values]
    low, high = min(known), max(known)
    step = max(_round_step((high - low) / _INTERVALS), _FINEST)
    if all(value == int(value) for value in known):
        step = max(step, 1.0)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Scale(step, first, max(last, first + 1))


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is not below `least`; 1 for nothing."""
    if least <= 0:
        return 1.0
    power = math.floor(math.log10(least))
    factor = next(one for one in _ROUND if one * 10.0**power >= least * (1 - 1e-9))
    return factor * 10.0**power


def said(value: float) -> str:
    """A value as charts write it: two decimals at most, thousands divided."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
