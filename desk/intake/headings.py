"""Where a list begins: its heading row below titles, in one or two lines, and what it lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice

from desk.errors import Refused
from desk.intake import layouts
from desk.intake.mapping import columns, evidence, is_unit, plain, score, told_field
from desk.intake.table import Column, Layout, Sheet
from models.checking import written
from models.fields import KINDS, Kind, Type
from models.writing import narrow

_SAMPLE = re.compile("样例|示例|样表|范例|模板|说明")
#: A month in a title; not the day on which the list was made, nor the end of several months.
_TITLED_MONTH = re.compile(r"(?<![至到止])(20\d\d)年(0?[1-9]|1[0-2])月(?!\d|[底末止至到~—-])")
_ENOUGH = 3  # fields that a sheet with headings of its own must name
_LOOK_AT = 50  # rows with contents, from the top, in which headings are sought
#: The row of the headings of a list that has none.
NO_ROW = -1


@dataclass(frozen=True)
class Place:
    """Where headings stand: in which rows of a sheet, from 0, both included; `NO_ROW` for both
    where a list begins with its first record."""

    sheet: str
    first: int
    last: int


@dataclass(frozen=True)
class Corrections:
    """What a person says of a list; what is left out is guessed.

    `kind` is a name of `KINDS`; `columns` says for keys of columns (`desk.intake.mapping.keys`)
    the field that they fill, empty for a column that is not taken in.
    """

    kind: str = ""
    place: Place | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """The headings of a sheet: of which kind, in which rows (from 0, both included), how sure;
    and its columns, matched to the fields of the kind.

    `layout` is what was kept of an earlier list like it. `sure` is false where nothing says that
    these are the headings, and a person has to.
    """

    sheet: Sheet
    kind: Kind
    first: int
    last: int
    headings: tuple[str, ...]
    score: int = 0
    columns: tuple[Column, ...] = ()
    layout: Layout | None = None
    sure: bool = True

    @property
    def place(self) -> Place:
        """Where the headings stand."""
        return Place(self.sheet.name, self.first, self.last)

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of the required fields that no column fills, and no title."""
        present = {column.field for column in self.columns} | self.titled.keys()
        return tuple(f.label for f in self.kind.entered if f.required and f.name not in present)

    @property
    def titled(self) -> Mapping[str, str]:
        """What the titles say of all rows: 2018年7月 of a list without a column of months."""
        wanted = next((f.name for f in self.kind.entered if f.type == Type.MONTH), "")
        if not wanted or any(column.field == wanted for column in self.columns):
            return {}
        above = self.sheet.rows[: max(self.first, 0)]
        texts = (narrow(cell) for row in above for cell in row if cell is not None)
        found = {m for text in (*texts, self.sheet.name) for m in _TITLED_MONTH.findall(text)}
        months = [f"{year}-{int(month):02}" for year, month in found]
        return {wanted: months[0]} if len(months) == 1 else {}


def guess_kind(headings: Sequence[str]) -> str | None:
    """The kind whose fields the headings fit best, or None where they fit none."""
    best = max(_kinds(""), key=lambda kind: score(kind, headings))
    return best.name if score(best, headings) else None


def find(
    sheets: Sequence[Sheet], kind: str = "", known: Sequence[Layout] = ()
) -> tuple[Found, ...]:
    """The sheets that hold the list: the best one first, then those with a list of the same kind.

    `kind` is a name of `KINDS`, or empty for a guess; `known` are layouts, the oldest first.
    Raises `Refused` where no headings are found, or where a required column is missing.
    """
    found = settle(sheets, Corrections(kind), known)
    if not found or not found[0].sure:
        raise Refused(_why_none(kind))
    if missing := found[0].missing:
        raise Refused(f"表头缺少“{'”“'.join(missing)}”一列；请补上，或在窗口里指定是哪一列。")
    return found


def settle(
    sheets: Sequence[Sheet], said: Corrections, known: Sequence[Layout] = ()
) -> tuple[Found, ...]:
    """The sheets that hold the list, as far as that can be told: like `find`, but what is missing
    is left to the person. Empty only where no sheet holds anything."""
    kinds = _kinds(said.kind)
    fitting = [layout for layout in known if layout.kind in {kind.name for kind in kinds}]
    best = (
        _pointed_at(sheets, said, fitting)
        or _known_before(sheets, fitting)
        or _guessed(sheets, kinds)
        or _unsure(sheets, kinds)
    )
    if best is None:
        return ()
    told = said_of(best, said)
    beside = (_beside(sheet, best) for sheet in sheets if sheet is not best.sheet)
    others = (_with_columns(one, told) for one in beside if one is not None)
    return (_with_columns(best, told), *(one for one in others if not one.missing))


def said_of(found: Found, said: Corrections) -> dict[str, str]:
    """What holds for the columns: what the person says now, then what was said of the list
    before, where that does not stand against it."""
    before = layouts.told_by(found.layout, found.headings)
    taken = {told_field(one)[0] for one in said.columns.values()} - {""}
    stand = {key: one for key, one in before.items() if told_field(one)[0] not in taken}
    return stand | dict(said.columns)


def places(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """The rows that a person may take for the headings, and what they read."""
    for first, last, texts in _candidates(sheet):
        if first == last or _looks_like_two(sheet, first):
            yield Place(sheet.name, first, last), "　".join(" ".join(t.split()) for t in texts if t)


def _kinds(kind: str) -> tuple[Kind, ...]:
    if kind and kind not in KINDS:
        raise Refused(f"不认识“{kind}”这类名单；可用：{'、'.join(KINDS)}。")
    return (KINDS[kind],) if kind else tuple(k for k in KINDS.values() if k.listed)


def _why_none(kind: str) -> str:
    name = KINDS[kind].entered[0].label if kind else "企业名称"
    return (
        f"没有找到表头：前 {_LOOK_AT} 行里没有“{name}”这样的一列；请检查表头，或在窗口里指定各列。"
    )


def _is_sample(sheet: Sheet) -> bool:
    return _SAMPLE.search(sheet.name) is not None


def _pointed_at(
    sheets: Sequence[Sheet], said: Corrections, known: Sequence[Layout]
) -> Found | None:
    """The headings where the person says that they are."""
    place = said.place
    sheet = next((sheet for sheet in sheets if place and sheet.name == place.sheet), None)
    if place is None or sheet is None:
        return None
    wanted = (place.first, place.last)
    texts = next((texts for *rows, texts in _candidates(sheet) if tuple(rows) == wanted), ())
    blank = ("",) * max(map(len, sheet.rows), default=0)
    kind = _likeliest_kind(_kinds(said.kind), texts)
    found = Found(sheet, kind, place.first, place.last, texts or blank)
    return _recalled(_with_units(found), known) if texts else found


def _recalled(found: Found, known: Sequence[Layout]) -> Found:
    """With the layout that was kept of a list like it, and of the kind that was said then."""
    best = layouts.best(known, found.headings)
    if best is None:
        return found
    return replace(found, layout=best[1], kind=KINDS[best[1].kind], score=round(100 * best[0]))


def _known_before(sheets: Sequence[Sheet], known: Sequence[Layout]) -> Found | None:
    """The headings that are most like those of a list of which something was said before."""
    if not known:
        return None
    of_any_kind = KINDS[known[0].kind]
    lines = (
        _recalled(_with_units(Found(sheet, of_any_kind, first, last, texts)), known)
        for sheet in sheets
        for first, last, texts in _candidates(sheet)
    )
    alike = (one for one in lines if one.layout is not None)
    return max(alike, key=lambda one: (not _is_sample(one.sheet), one.score), default=None)


def _guessed(sheets: Sequence[Sheet], kinds: Sequence[Kind]) -> Found | None:
    """The headings that name the fields of a kind."""
    found = [best for sheet in sheets if (best := _best(sheet, kinds)) is not None]
    return max(found, key=lambda one: (not _is_sample(one.sheet), one.score), default=None)


def _unsure(sheets: Sequence[Sheet], kinds: Sequence[Kind]) -> Found | None:
    """What may be the headings where nothing names a record: the lines that name most fields,
    then the topmost of the fullest."""
    lines = [
        Found(sheet, _likeliest_kind(kinds, texts), first, last, texts, sure=False)
        for sheet in sheets
        for first, last, texts in _candidates(sheet)
    ]
    return max(lines, key=_promise, default=None)


def _promise(one: Found) -> tuple[bool, int, int, int]:
    words = sum(bool(text) and not text[0].isdigit() for text in one.headings)
    sample = _is_sample(one.sheet)
    return not sample, evidence(one.kind, one.headings), one.first - one.last, words


def _likeliest_kind(kinds: Sequence[Kind], headings: Sequence[str]) -> Kind:
    return max(kinds, key=lambda kind: (score(kind, headings), evidence(kind, headings)))


def _beside(sheet: Sheet, best: Found) -> Found | None:
    """The headings of another sheet, where it goes on with the list: it has the same headings, or
    headings of its own that by themselves say the same kind."""
    if _is_sample(sheet):
        return None
    guess = _best(sheet, (best.kind,))
    if guess is not None and _signature(guess) == _signature(best):
        return guess
    if (same := _alike(sheet, best)) is not None:
        return same
    own = _best(sheet, _kinds(""))
    tells = own is not None and own.kind is best.kind and _named(own) >= _ENOUGH
    return guess if tells else None


def _alike(sheet: Sheet, best: Found) -> Found | None:
    """The lines of another sheet that read as the headings do."""
    wanted = _signature(best)
    for first, last, texts in _candidates(sheet) if wanted else ():
        one = _with_units(replace(best, sheet=sheet, first=first, last=last, headings=texts))
        if _signature(one) == wanted:
            return one
    return None


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


def _with_columns(found: Found, told: Mapping[str, str]) -> Found:
    """With the columns matched; one without heading and contents is none."""
    below = found.sheet.rows[found.last + 1 :]
    matched = tuple(
        column
        if column.heading or column.field or any(row[column.index] is not None for row in below)
        # a blank edge of the sheet
        else replace(column, ignored=True)
        for column in columns(found.kind, found.headings, told)
    )
    labels = tuple(f.label if (f := found.kind.field(c.field)) else "" for c in matched)
    headings = labels if found.first == NO_ROW else found.headings
    return replace(found, columns=matched, headings=headings)


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
    return best and _with_units(best)


def _looks_like_two(sheet: Sheet, first: int) -> bool:
    """Whether a line has texts that stand over several of the line below."""
    line, below = _texts(sheet, first), _texts(sheet, first + 1)
    merged = any(area.top == first and area.right > area.left for area in sheet.merged)
    gaps = zip(line[1:], below[1:], strict=True)
    title = sum(map(bool, line)) < 2
    record = any(text.replace(".", "").isdigit() for text in below)
    return not (title or record) and (merged or any(under and not over for over, under in gaps))


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
