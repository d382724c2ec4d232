"""Live fields in a bulletin's text: `{issues_closed}`, `{issues_closed.to_date}`.

A field is the name of a figure and what is wanted of it: nothing for the month, `to_date` for the
campaign so far, `change` for the difference from the month before (its sign is said in words), or
`to_date.change`. People see and write them by label: `{销号问题}`, `{销号问题·累计}`.

A table or a chart stands alone on its line in the same way: `{table:lead_units}`, which people read
as `{表·各牵头单位问题办理情况}`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desk.errors import Refused
from desk.statistics import Value, describe, name_of

_FIELD = re.compile(r"\{([^{}]*)\}")
_WANTS = {"to_date": "累计", "change": "较上月"}
#: Tables and charts: the name by which a text keeps one → the label by which people write it.
EXHIBITS: Mapping[str, str] = {
    "table:main_figures": "表·主要指标",
    "table:lead_units": "表·各牵头单位问题办理情况",
    "table:visiting_units": "表·各包联单位走访情况",
    "table:parks": "表·各属地工作情况",
    "table:categories": "表·问题分类情况",
    "table:model_cases": "表·典型案例",
    "chart:six_months": "图·各月收集与销号",
    "chart:categories": "图·各类别问题",
    "chart:parks": "图·各属地问题",
    "chart:units": "图·各牵头单位问题",
    "chart:days": "图·销号用时（自登记之日起）",
    "chart:satisfaction": "图·回访满意程度",
    "chart:closing_rates": "图·牵头单位累计销号率排名",
    "chart:coverage_kinds": "图·四类对象覆盖率",
    "chart:coverage_parks": "图·各属地覆盖率",
}
#: Labels that charts had before; a text that a person kept or copied may still hold them.
_FORMER = {
    "图·近六个月收集与销号": "chart:six_months",
    "图·问题类别构成": "chart:categories",
    "图·各牵头单位销号率": "chart:closing_rates",
}
_ALONE = "“{{{0}}}”是{1}，要单独占一行；请把它前后的文字另起一行，标题和编者按里不能放。"
_WIDE = str.maketrans({"{": "｛", "}": "｝", "“": "‘", "”": "’", "\n": " ", "\r": " "})


@dataclass(frozen=True)
class LiveField:
    """A figure in a text: of the month or the campaign so far, itself or its change."""

    name: str
    to_date: bool = False
    change: bool = False

    def __str__(self) -> str:
        return f"{{{self.key}}}"

    @property
    def key(self) -> str:
        """The field as it is kept, without its braces."""
        return f"{self.name}{'.to_date' * self.to_date}{'.change' * self.change}"


def parse(text: str) -> LiveField:
    """What stands between the braces, by name or by label.

    Raises `Refused` and names what is no figure; a table or a chart is none.
    """
    name = exhibit_named(text)
    if name is not None:
        raise Refused(_ALONE.format(EXHIBITS[name], "图" if is_chart(name) else "表"))
    rest, wanted = text.strip(), set[str]()
    for name, label in reversed(_WANTS.items()):
        for ending in (f".{name}", f"·{label}"):
            if rest.endswith(ending):
                rest, wanted = rest.removesuffix(ending), wanted | {name}
    try:
        name = name_of(rest) or rest
        describe(name)
    except Refused as error:
        raise Refused(
            f"“{{{text}}}”不是可用的数字；请改用数字的名称，或删去花括号直接书写。"
        ) from error
    return LiveField(name, "to_date" in wanted, "change" in wanted)


def exhibit_named(written: str) -> str | None:
    """The name of the table or chart that stands between the braces; None for anything else."""
    told = written.strip()
    known = (name for name, label in EXHIBITS.items() if told in (name, label))
    return next(known, _FORMER.get(told))


def exhibit_of(text: str) -> str | None:
    """The name of the table or chart that a line is; None where it is text."""
    found = _FIELD.fullmatch(text.strip())
    return exhibit_named(found[1]) if found else None


def caption(name: str) -> str:
    """What stands above an exhibit: its label without 表 or 图."""
    return EXHIBITS[name].partition("·")[2]


def is_chart(name: str) -> bool:
    """Whether an exhibit is a chart; else it is a table."""
    return name.startswith("chart:")


def pieces(text: str) -> Iterator[str | LiveField]:
    """A text as words and live fields, in their order. Raises `Refused` for a field that is none.

    Words are never empty.
    """
    end = 0
    for found in _FIELD.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield parse(found[1])
        end = found.end()
    if end < len(text):
        yield text[end:]


def fields(text: str) -> Iterator[LiveField]:
    """The live fields of a text, in their order. Raises `Refused` for one that is none."""
    return (piece for piece in pieces(text) if isinstance(piece, LiveField))


def by_name(text: str) -> str:
    """The text with its fields as they are kept. Raises `Refused` for one that is none."""
    name = exhibit_of(text)
    return f"{{{name}}}" if name else _FIELD.sub(lambda found: str(parse(found[1])), text)


def by_label(text: str) -> str:
    """The text with its fields as people read and write them."""
    name = exhibit_of(text)
    if name:
        return f"{{{EXHIBITS[name]}}}"
    return _FIELD.sub(lambda found: f"{{{called(parse(found[1]))}}}", text)


def called(field: LiveField) -> str:
    """A live field by its label, without braces."""
    wanted = [_WANTS["to_date"]] * field.to_date + [_WANTS["change"]] * field.change
    return "·".join([describe(field.name)[0], *wanted])


def quoted(text: str | None) -> str:
    """Text of the casebook on one line, to stand in quotes; none of it is taken for a field."""
    return (text or "").strip().translate(_WIDE)


def difference(now: Value, before: Value) -> Value:
    """By how much a figure grew; None where one of the two is no number."""
    if now is None or before is None:
        return None
    change = Decimal(str(now)) - Decimal(str(before))
    return int(change) if isinstance(now, int) else float(change)


def shown(value: Value) -> str:
    """A figure as it is printed: no idle zeros, a dash where there is no number."""
    return "—" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
