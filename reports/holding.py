"""What stays together on a page: a heading with the text below it, a caption with its table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reports.blocks import Block, Chart, Paragraph, Table
from reports.strips import Gap, Item, Strip


@dataclass(frozen=True, slots=True)
class Held:
    """Strips that no page break parts; a page takes them one by one."""

    strips: tuple[Strip, ...]
    header: Strip | None = None

    @property
    def height(self) -> float:
        """All strips."""
        return sum(strip.height for strip in self.strips)

    def items(self, x: float, top: float) -> Iterator[Item]:
        """The marks of each strip below those before it."""
        for strip in self.strips:
            yield from strip.items(x, top)
            top += strip.height


def keeps(block: Block) -> bool:
    """Whether a block stays on the page of what follows it."""
    return isinstance(block, Chart) or (isinstance(block, Paragraph) and block.style.keep)


def held(parts: Iterable[tuple[Block, Iterable[Strip]]], most: float) -> Iterator[Strip]:
    """The strips of all blocks; those that stay with what follows come as one with it.

    Of what is higher than `most` points, only the last two strips stay together.
    """
    waiting: list[Strip] = []
    for block, strips in parts:
        coming = iter(strips)
        if keeps(block):
            waiting.extend(coming)
        elif waiting:
            beginning = 2 if isinstance(block, Table) else 1  # a heading row says nothing alone
            waiting.extend(islice(coming, beginning))
            yield from _together(waiting, most)
            waiting = []
        if isinstance(block, Table) and block.keep:
            yield from _but_last(coming, waiting)
        yield from coming
    yield from _together(waiting, most)


def _but_last(strips: Iterator[Strip], last: list[Strip]) -> Iterator[Strip]:
    """All strips but the last, which is left in `last`."""
    for strip in strips:
        yield from last
        last[:] = [strip]


def _together(strips: Sequence[Strip], most: float) -> Iterator[Strip]:
    """One strip for all, behind the space that may be lost at a page's end."""
    gaps = next((i for i, strip in enumerate(strips) if not isinstance(strip, Gap)), len(strips))
    yield from strips[:gaps]
    group = strips[gaps:]
    if sum(strip.height for strip in group) > most:
        yield from group[:-2]
        group = group[-2:]
    if group:
        yield Held(tuple(group), group[0].header)


def parts(strip: Strip) -> tuple[Strip, ...]:
    """What a page takes one by one."""
    if not isinstance(strip, Held):
        return (strip,)
    return tuple(part for one in strip.strips for part in parts(one))
