"""The command about results: main figures, charts as numbers, rankings; also as a document."""

from pathlib import Path
from typing import Any

from desk import printing
from desk.analysis import Graph, Ranking, Study, Tile, graphs, rankings, tiles
from desk.analysis.paper import ANALYSIS, SINCE_START, scope_of, signed, since, view
from desk.bulletins.tokens import shown
from desk.cli import output
from desk.cli.command import Call, Command
from desk.cli.parser import Parser
from desk.cli.printing import watermark_option, write_one
from desk.printable import refuse_watermark
from desk.settings import office


def _arguments(parser: Parser) -> None:
    parser.book()
    parser.option(
        "--month", metavar="M", default=SINCE_START, help="月份，如 2018-07；不写则为开展以来"
    )
    parser.option("--park", metavar="属地", default="", help="只看一个属地")
    parser.option("--unit", metavar="单位", default="", help="只看一个牵头单位办的问题")
    parser.option("--out", metavar="FILE", help="写成文件：.docx 或 .pdf")
    watermark_option(parser)
    parser.force()
    parser.json()


def _analysis(call: Call) -> None:
    if call.out:
        _write(call)
        return
    study = _study(call)
    if call.json:
        output.document(_as_json(study))
    else:
        _print(study)


def _study(call: Call) -> Study:
    scope = scope_of(call.month, call.park, call.unit)
    with call.reading() as book, book.read() as connection:
        return Study.of(connection, scope, book.clock.today())


def _write(call: Call) -> None:
    path = Path(call.out)
    printing.refuse_suffix(path.suffix, ANALYSIS.suffixes)
    refuse_watermark(call.watermark)
    scope = scope_of(call.month, call.park, call.unit)
    with call.reading() as book, book.read() as connection:
        study = Study.of(connection, scope, book.clock.today())
        told = view(study, office(connection)["office"])
    write_one(call, path, ANALYSIS.drawn(told, path.suffix, call.watermark))


def _as_json(study: Study) -> dict[str, Any]:
    scope = study.scope
    return {
        "month": str(scope.month or ""),
        "as_of": study.as_of,
        "park": scope.park,
        "unit": scope.unit,
        "figures": [_tile_json(one) for one in tiles(study)],
        "charts": [_graph_json(one) for one in graphs(study)],
        "tables": [_ranking_json(one) for one in rankings(study)],
    }


def _tile_json(one: Tile) -> dict[str, Any]:
    point = one.point
    told = {"label": point.label, "unit": point.unit, "value": point.value}
    return {"name": one.name, **told, "change": one.change}


def _graph_json(graph: Graph) -> dict[str, Any]:
    drawn = graph.view
    return {
        "name": graph.name,
        "caption": drawn.caption,
        "unit": drawn.unit,
        "categories": drawn.categories,
        "series": [
            {"label": one.label, "values": [point.value for point in points]}
            for one, points in zip(drawn.series, graph.points, strict=True)
        ],
    }


def _ranking_json(one: Ranking) -> dict[str, Any]:
    columns = [column.group + column.label for column in one.view.columns]
    return {
        "name": one.name,
        "caption": one.view.caption,
        "columns": columns,
        "rows": one.view.rows,
    }


def _print(study: Study) -> None:
    output.say(f"{study.scope.span}成果分析（截至 {study.as_of}）\n")
    figures = [(t.point.label, shown(t.point.value), t.point.unit, signed(t)) for t in tiles(study)]
    output.table(("指标", "数值", "单位", since(study)), figures)
    for graph in graphs(study):
        if not graph.empty:
            _print_graph(graph)
    for one in rankings(study):
        output.say(f"\n{one.view.caption}")
        output.table([c.group + c.label for c in one.view.columns], one.view.rows)


def _print_graph(graph: Graph) -> None:
    drawn = graph.view
    output.say(f"\n{drawn.caption}（{drawn.unit}）")
    rows = [
        (category, *(shown(points[place].value) for points in graph.points))
        for place, category in enumerate(drawn.categories)
    ]
    output.table(("", *(one.label for one in drawn.series)), rows)


COMMANDS = (Command("analysis", "成果分析：指标、图表的数和排名", _arguments, _analysis),)
