"""`baolian workdays`: the years that are in, and one more by a file."""

from pathlib import Path

from tests.desk.line import Line
from tests.desk.office import CLOUD, LAND, POWER

NEXT = "2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n"


def test_the_years_are_listed_and_a_notice_is_added(line: Line, tmp_path: Path) -> None:
    first = line.json("workdays")[0]
    assert (first["year"], len(first["rest"]), len(first["work"])) == (2026, 33, 6)
    (path := tmp_path / "通知.txt").write_text(NEXT, encoding="utf-8")
    assert line.on("workdays", "--add", str(path)) == 0
    assert "2027年：放假 3 天，调休上班 0 天。" in line.out
    assert line.json("workdays")[0]["rest"] == ["2027-01-01", "2027-01-02", "2027-01-03"]
    assert line.on("workdays", "--add", str(path)) == 1
    assert "不必再添加" in line.err


def test_an_issue_tells_how_its_deadline_came_about(summer: Line) -> None:
    said = summer.json("show", "issues", "试办-2018-0004")
    assert said["deadline"] == ["7月11日交办，7 天，7月18日到期"]
    assert summer.on("show", "issues", "试办-2018-0004") == 0
    assert "时限由来\n  7月11日交办，7 天，7月18日到期" in summer.out


def test_what_comes_back_is_told_when_it_is_registered_and_shown(summer: Line) -> None:
    july = ("--today", "2018-07-31")
    values = (f"subject={CLOUD}", "category=能源保障", "title=又跳闸")
    assert summer.on("add", "issues", *values, *july) == 0
    assert "销号后一年内再次发生，须有治本的措施" in summer.err
    number = summer.out.strip()
    units = (f"lead_unit={POWER}", f"co_units={LAND}")
    assert summer.on("step", number, "dispatch", *units, *july) == 0
    assert summer.on("show", "issues", number) == 0
    assert "一年内再次发生\n  试办-2018-0001" in summer.out
    assert f"配合单位答复\n  {LAND}：未答复" in summer.out
