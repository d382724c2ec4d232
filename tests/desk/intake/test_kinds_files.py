"""Files as other offices send them: .xls of the old Excel, CSV in GBK and UTF-16, two-line heads.

Each is taken in by the command line, twice, and its rejected rows are mended and taken in.
"""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
import xlwt
from xlsxwriter import Workbook

from desk.intake.reading import read
from desk.intake.table import Cell
from tests.desk.intake.offices import CLOUD, COLD, GRAIN, office
from tests.desk.intake.senders import excel
from tests.desk.line import Line

TODAY = "2018-08-01"
SUBJECTS = (CLOUD, GRAIN, COLD)
COUNTS = ("read", "created", "updated", "unchanged", "rejected", "skipped", "duplicates")


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Line:
    """The command line on a casebook with three subjects."""
    office(tmp_path).close()
    return Line(tmp_path / "casebook", capsys)


def taken(line: Line, path: Path, *more: str) -> tuple[int, ...]:
    """The counts of an import: read, created, updated, unchanged, rejected, skipped, duplicates."""
    said = line.json("import", str(path), "--today", TODAY, *more)
    counts = tuple(int(said[name]) for name in COUNTS)
    assert counts[0] == sum(counts[1:5])
    return counts


def old_excel(path: Path, lines: Sequence[Sequence[Cell]]) -> Path:
    """An .xls file; days are numbers that only look like days, as in Excel."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("问题台账")
    day, plain = xlwt.easyxf(num_format_str="yyyy-mm-dd"), xlwt.easyxf()
    sheet.write_merge(0, 0, 0, len(lines[0]) - 1, "包联企业问题台账")
    for row, cells in enumerate(lines, 1):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(row, column, cell, day if isinstance(cell, date) else plain)
    book.save(path)
    return path


def separated(path: Path, lines: Sequence[Sequence[Cell]], encoding: str) -> Path:
    """A CSV file in that encoding, with Windows' ends of lines."""
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def issues() -> list[list[Cell]]:
    """200 issues as real ledgers have them; one subject nobody registered, one blank title."""
    headings: list[Cell] = [
        *("序号", "企业名称", "存在问题", "问题类别", "收集时间", "责任单位"),
        *("责任人及电话", "办理时限", "办理状态", "办理情况", "满意度"),
    ]
    rows = [_issue(n) for n in range(1, 201)]
    rows[49][1] = "无此企业有限公司"
    rows[99][2] = None
    total: list[Cell] = ["合计", None, "200件"]
    return [headings, *rows[:120], [], *rows[120:], total]


def _issue(n: int) -> list[Cell]:
    day = date(2018, 3, 1 + n % 28)
    written: list[Cell] = [day, f"2018年3月{day.day}日", f"2018.3.{day.day}", f"{day:%Y%m%d}"]
    status = ("已办结", "办理中", "未办结")[n % 3]
    result = "已现场协调" if n % 3 == 0 else None
    return [
        *(n, SUBJECTS[n % 3], f"第{n}号问题：用电负荷不足", "用电", written[n % 4], "供电公司"),
        *("李安四 13800000004", date(2018, 4, 10), status, result, "满意" if n % 3 == 0 else None),
    ]


def assignments() -> list[list[Cell]]:
    """300 assignments of 300 enterprises."""
    headings: list[Cell] = ["序号", "包联企业", "包联领导", "包联单位", "具体责任人", "联系电话"]
    return [headings, *(_assignment(n) for n in range(300)), ["合计", "300家"]]


def _assignment(n: int) -> list[Cell]:
    phone = f"138{n % 40:08d}"
    return [n + 1, f"第{n}号试办企业", f"某领导{n % 8}", f"某局{n % 25}", f"某干部{n % 40}", phone]


def enterprises(path: Path) -> Path:
    """The 300 enterprises to which the assignments belong."""
    rows = [["企业名称"], *([f"第{n}号试办企业"] for n in range(300))]
    return separated(path, rows, "utf-8")


def test_two_hundred_issues_from_the_old_excel(line: Line, tmp_path: Path) -> None:
    sent = old_excel(tmp_path / "台账.xls", issues())
    rejects = tmp_path / "退回.xlsx"
    assert taken(line, sent, "--rejects", str(rejects)) == (200, 198, 0, 0, 2, 3, 0)
    assert taken(line, sent) == (200, 0, 0, 198, 2, 3, 0)
    found = line.json("list", "issues", "--sort", "number")
    assert [one["number"] for one in found[:2]] == ["试办-2018-0001", "试办-2018-0002"]
    assert {one["state"] for one in found} == {"registered"}
    assert (found[2]["registered_on"], found[2]["category"]) == ("2018-03-04", "能源保障")
    assert found[2]["note"] == (
        "原状态：已办结；责任单位：供电公司；责任人及电话：李安四 13800000004；"
        "办理时限：2018-04-10；办理情况：已现场协调；满意度：满意"
    )
    assert taken(line, mended(rejects, tmp_path)) == (2, 2, 0, 0, 0, 1, 0)
    assert taken(line, sent) == (200, 0, 0, 198, 2, 3, 0)


def mended(rejects: Path, folder: Path) -> Path:
    """The rejected rows with the subject and the title put right, under a title of its own."""
    lines = [list(row) for row in read(rejects)[0].rows]
    lines[1][1], lines[2][2] = GRAIN, "补写的问题"
    return excel(folder / "改好.xlsx", [["补报"], *lines])


def test_three_hundred_assignments_in_gbk(line: Line, tmp_path: Path) -> None:
    assert taken(line, enterprises(tmp_path / "企业.csv"))[1] == 300
    sent = separated(tmp_path / "包联.csv", assignments(), "gbk")
    assert taken(line, sent) == (300, 300, 0, 0, 0, 1, 0)
    assert taken(line, sent) == (300, 0, 0, 300, 0, 1, 0)
    people = line.json("list", "people", "--sort", "name")
    assert len(people) == 8 + 40
    phones = {one["name"]: one["phone"] for one in people}
    assert (phones["某干部7"], phones["某领导7"]) == ("13800000007", None)


def test_visits_under_headings_of_two_lines(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "走访.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 6, "2018年7月走访情况表")
        for column, heading in enumerate(("序号", "企业名称")):
            sheet.merge_range(1, column, 2, column, heading)
        sheet.merge_range(1, 2, 1, 4, "走访情况")
        sheet.merge_range(1, 5, 1, 6, "三问")
        sheet.write_row(2, 2, ("走访时间", "走访人员", "走访方式", "企业现状", "企业需求"))
        sheet.write_row(3, 0, (1, CLOUD, "2018.7.3", "张安七\n王安八", "实地走访", "平稳", "用工"))
        sheet.write_row(4, 0, (2, GRAIN, "7月5日", "张安七", "电话", "停产", None))
        sheet.write_row(5, 0, (3, COLD, "２０１８年７月６日", "张安七 王安八", None, "在建", None))
        sheet.write_row(6, 0, (4, CLOUD, "2018-08-02", "张安七", None, "", None))
    assert taken(line, path) == (4, 2, 0, 0, 2, 1, 0)
    assert taken(line, path) == (4, 0, 0, 2, 2, 1, 0)
    first, second = line.json("list", "visits", "--sort", "number")
    assert (first["visitors"], first["way"]) == (["张安七", "王安八"], "入企走访")
    assert (second["visitors"], second["visited_on"]) == (["张安七", "王安八"], "2018-07-06")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "gb18030"])
def test_monthly_figures_in_any_encoding(line: Line, tmp_path: Path, encoding: str) -> None:
    rows: list[list[Cell]] = [
        [
            "单位详细名称",
            "统计月份",
            "工业总产值（亿元）",
            "主营业务收入",
            "入库税金",
            "平均用工人数",
        ],
        [CLOUD, "2018年6月", "0.12", "1,100.5", 33, "85人"],
        [CLOUD, "201807", "0.13", None, 30, 86],
        [COLD, "2018.7", None, None, None, None],
        [GRAIN, "2018-09", 1, 1, 1, 1],
    ]
    sent = separated(tmp_path / "指标.csv", rows, encoding)
    assert taken(line, sent, "--kind", "figures") == (4, 3, 0, 0, 1, 0, 0)
    assert taken(line, sent) == (4, 0, 0, 3, 1, 0, 0)
    shown = line.json("show", "figures", f"{CLOUD} 2018-06")
    figures = [shown[name] for name in ("output_value", "revenue", "tax", "employees")]
    assert figures == [1200.0, 1100.5, 33.0, 85]


Making = Callable[[Path, Sequence[Sequence[Cell]]], Path]
PEOPLE: list[list[Cell]] = [
    ["姓名", "工作单位", "职务", "联系电话"],
    ["张 安七", "经发局", "科长", "１３８００００００００"],
    ["王安八13800000001", "经发局", None, None],
    [None, "经发局", "科员", None],
]


@pytest.mark.parametrize("make", [old_excel, lambda path, rows: separated(path, rows, "gbk")])
def test_people_with_their_units(line: Line, tmp_path: Path, make: Making) -> None:
    sent = make(tmp_path / "通讯录", PEOPLE)
    assert taken(line, sent)[:5] == (3, 2, 0, 0, 1)
    assert taken(line, sent)[:5] == (3, 0, 0, 2, 1)
    found = line.json("list", "people", "--sort", "name")
    assert [(one["name"], one["organization"], one["phone"]) for one in found] == [
        ("张安七", "经发局", "13800000000"),
        ("王安八", "经发局", "13800000001"),
    ]
    assert [one["name"] for one in line.json("list", "organizations")] == ["经发局"]
