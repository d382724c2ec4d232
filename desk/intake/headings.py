"""Where a list begins: its heading row below titles, in one or two lines, and what it lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from desk.errors import Refused
from desk.intake.mapping import columns, is_unit, plain, score
from desk.intake.table import Column, Sheet
from models.checking import written
from models.fields import KINDS, Kind

_SAMPLE = re.compile("样例|示例|样表|范例|模板|说明")
_ENOUGH = 3  # fields that a sheet with headings of its own must name
_LOOK_AT = 50  # rows with contents, from the top, in which headings are sought


@dataclass(frozen=True)
class Found:
    """The headings of a sheet: of which kind, in which rows (from 0, both included), how sure;
    and its columns, matched to the fields of the kind."""

    sheet: Sheet
    kind: Kind
    first: int
    last: int
    headings: tuple[str, ...]
    score: int
    columns: tuple[Column, ...] = ()


def guess_kind(headings: Sequence[str]) -> str | None:
    """The kind whose fields the headings fit best, or None where they fit none."""
    best = max(KINDS.values(), key=lambda kind: score(kind, headings))
    return best.name if score(best, headings) else None


def find(sheets: Sequence[Sheet], kind: str = "") -> tuple[Found, ...]:
    """The sheets that hold the list: the best one first, then those with a list of the same kind.

    `kind` is a name of `KINDS`, or empty for a guess. Raises `Refused` where no headings are
    found, or where a required column is missing.
    """
    found = [best for sheet in sheets if (best := _best(sheet, _kinds(kind))) is not None]
    if not found:
        raise Refused(_why_none(kind))
    best = max(found, key=lambda one: (not _is_sample(one.sheet), one.score))
    _refuse_missing_columns(best)
    others = (one for one in found if one is not best and _belongs(one, best))
    return (best, *others)


def _kinds(kind: str) -> tuple[Kind, ...]:
    if kind and kind not in KINDS:
        raise Refused(f"不认识“{kind}”这类名单；可用：{'、'.join(KINDS)}。")
    return (KINDS[kind],) if kind else tuple(KINDS.values())


def _why_none(kind: str) -> str:
    name = KINDS[kind].entered[0].label if kind else "企业名称"
    return f"没有找到表头：前 {_LOOK_AT} 行里没有“{name}”这样的一列；请检查表头后再导入。"


def _refuse_missing_columns(found: Found) -> None:
    present = {column.field for column in found.columns}
    missing = [f.label for f in found.kind.entered if f.required and f.name not in present]
    if missing:
        raise Refused(f"表头缺少“{'”“'.join(missing)}”一列；请补上后再导入。")


def _is_sample(sheet: Sheet) -> bool:
    return _SAMPLE.search(sheet.name) is not None


def _belongs(one: Found, best: Found) -> bool:
    """Whether a sheet goes on with the list: it has the same headings, or headings of its own
    that by themselves say the same kind."""
    if one.kind is not best.kind or _is_sample(one.sheet):
        return False
    if _signature(one) == _signature(best):
        return True
    guess = _best(one.sheet, _kinds(""))
    return guess is not None and guess.kind is best.kind and _named(guess) >= _ENOUGH


def _signature(found: Found) -> tuple[str, ...]:
    return tuple(plain(heading) for heading in found.headings if heading)


def _with_units(found: Found) -> Found:
    """With the line below that says nothing but units: （万元）."""
    below = _texts(found.sheet, found.last + 1)
    if not _only_units(below):
        return found
    units = (text and f"（{text.strip('()（）')}）" for text in below)
    headings = tuple(map(_two_lines, found.headings, units))
    return replace(found, last=found.last + 1, headings=headings)


def _with_columns(found: Found) -> Found:
    """With the columns matched; one without heading and contents is none."""
    below = found.sheet.rows[found.last + 1 :]
    matched = tuple(
        column
        if column.heading or any(row[column.index] is not None for row in below)
        # a blank edge of the sheet
        else replace(column, ignored=True)
        for column in columns(found.kind, found.headings)
    )
    return replace(found, columns=matched)


def _best(sheet: Sheet, kinds: Sequence[Kind]) -> Found | None:
    """The likeliest headings of a sheet: those that name most fields; of equals the surest, then
    the topmost in one line."""
    likeliest = [
        max(
            (Found(sheet, kind, first, last, texts, score(kind, texts)) for kind in kinds),
            key=lambda found: found.score,
        )
        for first, last, texts in _candidates(sheet)
    ]
    named = [found for found in likeliest if found.score]
    best = max(named, key=lambda f: (_named(f), f.score, f.first - f.last), default=None)
    return best and _with_columns(_with_units(best))


def _named(found: Found) -> int:
    """How many fields the headings name; a text that ends in a colon (联系电话：) is rather the
    beginning of an entry above the list."""
    fields = sum(bool(column.field) for column in columns(found.kind, found.headings))
    lines = (line for text in found.headings for line in text.splitlines())
    return fields - sum(line.endswith((":", "：")) for line in lines)


def _candidates(sheet: Sheet) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    filled = (i for i, row in enumerate(sheet.rows) if any(cell is not None for cell in row))
    for i in islice(filled, _LOOK_AT):
        line, below = _texts(sheet, i), _texts(sheet, i + 1)
        yield i, i, line
        if any(below) and not _only_units(below):
            yield i, i + 1, tuple(map(_two_lines, _spread(sheet, i, line, below), below))


def _texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    return tuple(written(cell) for cell in sheet.rows[row]) if row < len(sheet.rows) else ()


def _only_units(line: tuple[str, ...]) -> bool:
    return any(line) and all(is_unit(text) for text in line if text)


def _spread(
    sheet: Sheet, row: int, line: tuple[str, ...], below: tuple[str, ...]
) -> tuple[str, ...]:
    """The line with what is merged sideways written into each of its cells; where nothing is
    merged, with what stands over the blanks to its right that have a text below."""
    texts = list(line)
    areas = [area for area in sheet.merged if area.top == row and area.right > area.left]
    for area in areas:
        texts[area.left : area.right + 1] = [line[area.left]] * (area.right - area.left + 1)
    if not areas:
        for i in range(1, len(texts)):
            texts[i] = texts[i] or (texts[i - 1] if below[i] else "")
    return tuple(texts)


def _two_lines(upper: str, lower: str) -> str:
    """One heading of two lines; a repeated one is said once."""
    return "\n".join(text for text, _ in groupby((upper, lower)) if text)
