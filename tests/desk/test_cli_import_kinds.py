"""Lists of other kinds than subjects from the command line, and monthly figures by every verb."""

from pathlib import Path

from tests.desk import office
from tests.desk.intake.senders import excel
from tests.desk.line import Line

TODAY = ("--today", "2018-08-01")
COUNTS = ("read", "created", "updated", "unchanged", "rejected")


def counts(line: Line, path: Path, *more: str) -> tuple[int, ...]:
    """The sums of an import."""
    said = line.json("import", str(path), *TODAY, *more)
    return tuple(said[name] for name in COUNTS)


def folder(line: Line) -> Path:
    """Where the casebook lies."""
    return Path(line.book).parent


def test_a_kind_that_was_guessed_wrong_can_be_named(summer: Line) -> None:
    rows = [["企业名称", "日期", "问题"], [office.CLOUD, "2018-07-20", "用工难"]]
    path = excel(folder(summer) / "名单.xlsx", rows)
    said = summer.json("import", str(path), "--kind", "visits", "--dry-run", *TODAY)
    assert (said["kind"], said["created"], said["unmatched"]) == ("visits", 1, ["问题"])
    said = summer.json("import", str(path), "--kind", "issues", "--dry-run", *TODAY)
    assert (said["kind"], said["created"], said["unmatched"]) == ("issues", 1, [])


def test_our_own_ledger_comes_back_without_changing_anything(summer: Line) -> None:
    ledger = folder(summer) / "台账.xlsx"
    assert summer.on("ledger", "--out", str(ledger)) == 0
    read, created, updated, unchanged, rejected = counts(summer, ledger)
    assert read == unchanged > 0
    assert (created, updated, rejected) == (0, 0, 0)


def test_rejected_assignments_are_mended_and_taken_in(summer: Line) -> None:
    rows = [["企业名称", "包联领导"], ["云岫机械厂", "张安七"], [office.GRAIN, "王安八"]]
    sent, rejects = excel(folder(summer) / "包联.xlsx", rows), folder(summer) / "退回.xlsx"
    assert counts(summer, sent, "--rejects", str(rejects)) == (2, 1, 0, 0, 1)
    assert summer.on("add", "enterprises", "name=云岫机械厂") == 0
    assert counts(summer, rejects) == (1, 1, 0, 0, 0)
    assert counts(summer, sent) == (2, 0, 0, 2, 0)


def test_the_report_names_units_and_people_that_the_list_brought(summer: Line) -> None:
    rows = [["企业名称", "包联领导"], [office.CLOUD, "张安七"]]
    path = excel(folder(summer) / "包联.xlsx", rows)
    assert summer.on("import", str(path), *TODAY) == 0
    assert "包联关系名单：读入 1 行，新增 1 行" in summer.out
    assert "第 2 行 包联领导“张安七”提示：新建人员“张安七”" in summer.out


def test_figures_are_added_listed_and_shown(summer: Line) -> None:
    subject = f"subject={office.CLOUD}"
    assert summer.on("add", "figures", subject, "month=2018年6月", "output_value=1.2亿元") == 0
    (found,) = summer.json("list", "figures", "--where", "month=2018年6月")
    assert (found["subject"], found["month"]) == (office.CLOUD, "2018-06")
    assert found["output_value"] == 12000
    assert summer.json("list", "figures", "--where", "month=2018") == [found]
    assert summer.json("list", "figures", "--where", subject, "--sort", "month") == [found]
    assert summer.json("show", "figures", f"{office.CLOUD} 2018-06") == found
    assert summer.json("show", "figures", found["uid"]) == found


def test_figures_of_a_month_are_added_once_and_never_before_it(summer: Line) -> None:
    subject = f"subject={office.CLOUD}"
    assert summer.on("add", "figures", subject, "month=2018-06", "tax=3") == 0
    assert summer.on("add", "figures", subject, "month=2018-06", "tax=4") == 1
    assert "2018-06 的经营指标已登记" in summer.err
    assert summer.on("add", "figures", subject, "month=2018-09", *TODAY) == 1
    assert "2018-09 还没有到" in summer.err


def test_no_second_assignment_goes_on_beside_the_one_that_does(summer: Line) -> None:
    subject = f"subject={office.CLOUD}"
    assert summer.on("add", "assignments", subject, "leader=张安七", "from_on=2018-01-01") == 1
    assert "自 2018-03-01 起已有另一条包联" in summer.err
    assert "2018-02-28 或以前" in summer.err
    ended = ("from_on=2018-01-01", "to_on=2018-02-28")
    assert summer.on("add", "assignments", subject, "leader=张安七", *ended) == 0
