"""The command about coverage: the four kinds against 100 %, and what is missing."""

from collections.abc import Sequence
from typing import Any

from desk.asked import month
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.coverage import DIVISIONS, MEASURES, Coverage, Covered, Reached, coverage
from models.vocabulary import label


def _coverage_arguments(parser: Parser) -> None:
    parser.book()
    parser.option("--month", metavar="M", help="月份，如 2018-07；不写则为开展以来")
    parser.option("--by", metavar="|".join(DIVISIONS), default="", help="按园区、单位或领导分")
    parser.json()


def _coverage(call: Call) -> None:
    wanted = month(call.month) if call.month else None
    with call.reading() as book, book.read() as connection:
        found = coverage(connection, book.clock.today(), wanted, call.by)
    if call.json:
        output.document(_as_json(found))
    else:
        _print(found)


def _as_json(found: Coverage) -> dict[str, Any]:
    return {
        "month": found.month,
        "as_of": found.as_of,
        "by": found.by,
        "total": _covered_json(found.total),
        "kinds": [_covered_json(one) for one in found.kinds],
        "divisions": [
            {
                "name": one.name,
                **_covered_json(one.total),
                "kinds": [_covered_json(kind) for kind in one.kinds],
            }
            for one in found.divisions
        ],
        "missing": [_missing_json(one) for one in found.missing],
    }


def _covered_json(one: Covered) -> dict[str, Any]:
    counts = {name: getattr(one, name) for name in ("subjects", *MEASURES)}
    shares = {f"{name}_share": one.share(name) for name in MEASURES}
    return {"name": one.name, "label": one.label, **counts, **shares}


def _missing_json(one: Reached) -> dict[str, Any]:
    told = ("uid", "code", "name", "kind", "park", "unit", "leader", "lacks")
    return {name: getattr(one, name) for name in told}


def _print(found: Coverage) -> None:
    output.say(f"{found.month or '开展以来'}覆盖情况（截至 {found.as_of}）\n")
    _table("类别", (*found.kinds, found.total))
    if found.divisions:
        output.say("")
        _table(DIVISIONS[found.by][0], [one.total for one in found.divisions])
    if found.missing:
        output.say("\n缺项清单")
        rows = [_missing_row(one) for one in found.missing]
        output.table(("代码", "类别", "名称", "园区", "包联单位", "包联领导", "尚缺"), rows)
    output.note(f"缺项 {len(found.missing)} 个。")


def _table(first: str, rows: Sequence[Covered]) -> None:
    headings = (first, "总数", *MEASURES.values())
    output.table(headings, [_row(one) for one in rows])


def _row(one: Covered) -> tuple[str, ...]:
    return one.label, str(one.subjects), *(_share(one, name) for name in MEASURES)


def _share(one: Covered, measure: str) -> str:
    share = one.share(measure)
    said = "—" if share is None else f"{share}%"
    return f"{getattr(one, measure)}/{one.of(measure)} {said}"


def _missing_row(one: Reached) -> tuple[str, ...]:
    lacks = "、".join(MEASURES[name] for name in one.lacks)
    kind = label("subject_kinds", one.kind)
    return one.code, kind, one.name, one.park, one.unit, one.leader, lacks


COMMANDS = (Command("coverage", "四类对象的覆盖情况和缺项", _coverage_arguments, _coverage),)
