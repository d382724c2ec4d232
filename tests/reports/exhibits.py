"""Tables and charts to measure, and bulletins that hold them: invented units and numbers."""

from dataclasses import replace

from reports.view import (
    BulletinView,
    ChartView,
    Element,
    LedgerColumn,
    Mark,
    Passage,
    Series,
    TableView,
)
from tests.reports.samples import BULLETIN, HAN

MONTHS = tuple(f"{month}月" for month in range(1, 13))
UNITS = (
    "区住房和城乡建设局",
    "区自然资源和规划局（不动产登记中心）",
    "区供电公司",
    "东湖新区经济技术开发区管理委员会企业服务工作专班办公室、双创双服工作专班办公室",
    "区人力资源和社会保障局",
)

COLUMNS = ChartView(
    "近六个月收集与销号情况",
    "columns",
    "件",
    MONTHS[4:10],
    (
        Series("收集", (120, 98, 143, 356, 201, 88)),
        Series("销号", (100, 90, None, 178, 190, 60)),
    ),
    note="注：7月份销号情况正在核实。",
    field="chart:six_months",
)
BARS = ChartView(
    "各牵头单位销号率", "bars", "%", UNITS, (Series("销号率", (96.43, 100, 50, None, 0)),)
)
LINES = ChartView(
    "走访次数走势",
    "lines",
    "家次",
    MONTHS,
    (
        Series("企业", (10, 20, 35, 30, 44, 52, 61, 40, 72, 80, 75, 90)),
        Series("项目", (12, 18, None, 33, 40, 41, 39, 45, 50, 48, 60, 66)),
        Series("平台", (2, 3, 4, 5, 6, 7, 9, 8, 6, 5, 4, 3)),
        Series("民心工程", (5, 1, 44, 5, 60, 5, 61, 8, 100, 5, 4, 80)),
    ),
)
ODD = {
    "all zero": replace(COLUMNS, series=(Series("收集", (0,) * 6),)),
    "nothing known": replace(COLUMNS, series=(Series("收集", (None,) * 6),)),
    "one category": replace(
        COLUMNS, categories=("用地",), series=(Series("收集", (7,)), Series("销号", (5,)))
    ),
    "twenty categories": replace(
        COLUMNS,
        categories=tuple(f"第{number}类问题" for number in range(1, 21)),
        series=(Series("收集", tuple(range(3, 43, 2))),),
    ),
    "sixty months": replace(
        LINES,
        categories=tuple(f"{2014 + number // 12}年{number % 12 + 1}月" for number in range(60)),
        series=(Series("收集", tuple((7 * number) % 31 for number in range(60))),),
    ),
    "less than nothing": replace(COLUMNS, series=(Series("增减", (3.5, -2, 0.4, -7.25, 9, 1)),)),
    "bars to the left": replace(BARS, series=(Series("增减", (3.5, -2, 0.4, -7.25, 9)),)),
    "large numbers": replace(
        BARS, unit="万元", series=(Series("产值", (12_345_678.9, 2e7, 1, None, 5e6)),)
    ),
    "small shares": replace(COLUMNS, series=(Series("占比", (0.01, 0.02, 0.03, 0.025, 0, None)),)),
    "four names that are long": replace(
        COLUMNS,
        series=tuple(
            Series(f"{unit}收集并已经交办的问题", (3, 8, 2, 9, 4, 1)) for unit in UNITS[:4]
        ),
    ),
    "four groups of bars": replace(
        BARS, series=tuple(Series(one, (3, 8, 2, None, 4)) for one in "甲乙丙丁")
    ),
}
"""What a chart must bear as well."""

CHARTS = {"columns": COLUMNS, "bars": BARS, "lines": LINES, **ODD}

TABLE = TableView(
    "主要指标",
    (
        LedgerColumn("指标", 10),
        LedgerColumn("当月", 5, "right"),
        LedgerColumn("较上月", 5, "right"),
        LedgerColumn("累计", 5, "right"),
    ),
    (
        ("走访企业（家次）", "1,024", "+12", "8,901"),
        ("收集问题（件）", "356", "-8", "2,345"),
        ("办结率（%）", "89.3", "+2.6", "91"),
    ),
    field="table:main_figures",
)
RANKED = TableView(
    "各牵头单位问题办理情况",
    (
        LedgerColumn("位次", 2, "center"),
        LedgerColumn("单位", 12),
        *(LedgerColumn(name, 4, "right") for name in ("交办", "办结", "按期", "超期", "销号率")),
    ),
    tuple(
        (str(place), f"区第{place}服务管理中心办公室", "12", "11", "10", "1", "91.7")
        for place in range(1, 31)
    ),
    note="注：按销号率由高到低排名；相同的依次看按期办结数、超期数。",
    field="table:lead_units",
)

LEAD = Passage(
    "10月份共走访企业1,024家次，收集问题356个。",
    marks=(Mark(9, 14, "visits"), Mark(21, 24, "issues_collected")),
)
HEADED = Passage(
    "（一）覆盖面扩大到96.4%。其中企业96.4%。",
    2,
    (Mark(9, 14, "coverage_rate"), Mark(19, 24, "coverage_rate.to_date")),
)


def edition(*elements: Element) -> BulletinView:
    """A bulletin of these elements."""
    return replace(BULLETIN, passages=elements)


def text(lines: int) -> Passage:
    """A paragraph of so many full lines."""
    return Passage((HAN * lines)[: 28 * lines - 3] + "。")


SHOWN = edition(
    LEAD,
    Passage("一、主要指标", 1),
    HEADED,
    TABLE,
    text(3),
    Passage("二、走势", 1),
    COLUMNS,
    text(6),
    BARS,
    text(4),
    LINES,
    text(40),
)
"""A bulletin with a table and a chart of each shape, and a full page of text behind them."""
