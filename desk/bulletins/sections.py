"""How the parts of a text are put in order: numerals, headings, and what stands behind them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desk.bulletins import exhibits
from desk.bulletins.wording import Point, Teller
from reports.view import Passage

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Section:
    """A heading, points, and the exhibits that stand behind them, `led` in by a sentence.

    `closing` is said behind the points. `named` points keep their subheading also when alone: it
    says what they are about.
    """

    heading: str
    points: Iterable[Point]
    exhibits: tuple[str, ...] = ()
    led: str = ""
    closing: str = ""
    named: bool = False


def numbered(teller: Teller, sections: Iterable[Section]) -> Iterator[Passage]:
    """The sections that have something to say, their numerals closed up.

    A single section carries no heading, a single point no subheading; exhibits with nothing to
    show are left out.
    """
    told = [(one.heading, list(_passages(teller, one))) for one in sections]
    told = [(heading, passages) for heading, passages in told if passages]
    for numeral, (heading, passages) in zip(_NUMERALS, told, strict=False):
        if len(told) > 1:
            yield Passage(f"{numeral}、{heading}", 1)
        yield from passages


def _passages(teller: Teller, section: Section) -> Iterator[Passage]:
    points = [point for point in section.points if point.text]
    if len(points) == 1:
        heading = f"{points[0].heading}。" if section.named else ""
        yield Passage(heading + points[0].text)
    else:
        for ordinal, point in zip(_NUMERALS, points, strict=False):
            yield Passage(f"（{ordinal}）{point.heading}。{point.text}", 2)
    if points and section.closing:
        yield Passage(section.closing)
    shown = [name for name in section.exhibits if exhibits.show(name, teller.resolver) is not None]
    if shown and section.led:
        yield Passage(section.led)
    yield from (Passage(f"{{{name}}}") for name in shown)
