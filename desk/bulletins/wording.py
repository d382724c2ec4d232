"""How figures become sentences: a clause with nothing to say is not said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk.bulletins.resolving import Resolver
from desk.bulletins.tokens import LiveField, difference
from desk.statistics import Figures
from models.calendar import Month

_SLOT = "#"
_OTHER = "其他"


@dataclass(frozen=True)
class Cut:
    """Which parts of a divided figure are told: how many at most, from which count on."""

    most: int = 3
    least: int = 1
    to_date: bool = False


LARGEST = Cut()


@dataclass(frozen=True)
class Teller:
    """Words for the figures of a month, beside those of the month before."""

    resolver: Resolver
    region: str

    @property
    def now(self) -> Figures:
        """The figures of the month."""
        return self.resolver.now

    @property
    def before(self) -> Figures:
        """The figures of the month before."""
        return self.resolver.before

    @property
    def month(self) -> Month:
        """The month that is told."""
        return self.now.month

    @property
    def month_name(self) -> str:
        """The month as a sentence begins with it."""
        return f"{self.month.number}月份"

    @property
    def as_of(self) -> str:
        """Up to which day things are told."""
        return f"截至{self.day(self.now.as_of)}"

    def day(self, day: date) -> str:
        """A date in a sentence; the year only where it is another one."""
        said = f"{day.month}月{day.day}日"
        return said if day.year == self.month.year else f"{day.year}年{said}"

    def has(self, name: str, *, to_date: bool = False) -> bool:
        """Whether the figure is worth a word."""
        return bool(self.now.value(name, to_date=to_date))

    def say(self, phrase: str, name: str, *, to_date: bool = False) -> str:
        """The phrase with the figure in place of `#`; empty where the figure is nothing."""
        if not self.has(name, to_date=to_date):
            return ""
        return phrase.replace(_SLOT, str(LiveField(name, to_date)))

    def so_far(self, phrase: str, name: str) -> str:
        """The phrase with the campaign's figure; empty where the month is all there is of it."""
        if self.now.value(name, to_date=True) == self.now.value(name):
            return ""
        return self.say(phrase, name, to_date=True)

    def compared(self, name: str, unit: str) -> str:
        """The change against the month before, in words; empty where neither has anything."""
        now, before = self.now.value(name), self.before.value(name)
        if not now or not before:
            return ""
        return self._change(difference(now, before), LiveField(name, change=True), unit)

    def rate_compared(self, name: str) -> str:
        """The change of a campaign's rate since the end of the month before."""
        field = LiveField(name, to_date=True, change=True)
        before = self.before.value(name, to_date=True)
        change = difference(self.now.value(name, to_date=True), before)
        if not before or not change:
            return ""
        return f"较上月末{'提高' if change > 0 else '下降'}{field}个百分点"

    def _change(self, change: float | None, field: LiveField, unit: str) -> str:
        if not change:
            return "与上月持平"
        return f"较上月{'增加' if change > 0 else '减少'}{field}{unit}"

    def trend(self, name: str) -> int:
        """1 where a figure grew since the month before, -1 where it shrank, else 0."""
        change = difference(self.now.value(name), self.before.value(name)) or 0
        return (change > 0) - (change < 0)

    def parts(self, name: str, field: str, phrase: str, cut: Cut = LARGEST) -> list[str]:
        """The largest parts of a divided figure; `{0}` in the phrase is the part, `{1}` its count.

        Those of fewer than `cut.least` are left out, and 其他 stands last.
        """
        found = self.now.parts(name, field, to_date=cut.to_date)
        worth = [part for part, count in found.items() if count >= cut.least]
        kept = sorted(worth[: cut.most], key=lambda part: part == _OTHER)
        return [
            phrase.format(part, LiveField(f"{name}:{field}={part}", cut.to_date))
            for part in kept
            if not set("{}") & set(part)
        ]


def joined(*clauses: str) -> str:
    """The clauses that say something, with commas."""
    return "，".join(clause for clause in clauses if clause)


def listed(*words: str) -> str:
    """The words that say something, side by side."""
    return "、".join(word for word in words if word)


def led(lead: str, told: str, then: str = "") -> str:
    """What is told, between a lead and an ending that make no sense without it."""
    return f"{lead}{told}{then}" if told else ""


def sentence(*clauses: str) -> str:
    """One sentence; empty where no clause says anything."""
    told = joined(*clauses)
    return f"{told}。" if told else ""


def about(subject: str, *clauses: str) -> str:
    """A sentence about a subject; empty where there is none."""
    return sentence(subject, *clauses) if subject else ""


def of_several(lead: str, parts: list[str]) -> str:
    """The parts behind their lead; empty unless there are at least two, for one is the whole."""
    return f"{lead}{listed(*parts)}" if len(parts) > 1 else ""


@dataclass(frozen=True)
class Point:
    """A subheading and the sentences that stand behind it; empty sentences are not said."""

    heading: str
    sentences: Sequence[str]

    @property
    def text(self) -> str:
        """The sentences, without the subheading."""
        return "".join(self.sentences)
