"""The command line: what it prints, how it refuses, what its exit statuses say."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from desk.book.casebook import Book
from desk.cli.every import COMMANDS
from desk.cli.main import HOME_OF, main
from desk.cli.output import width
from tests.desk import office
from tests.desk.line import Line
from tests.desk.office import CLOUD, GRAIN

NUMBER = "试办-2018-0001"


def test_no_command_opens_the_window_on_the_casebook_used_last(line: Line) -> None:
    assert line() == line("open", line.book) == 0
    assert line.opened == [None, Path(line.book)]


def test_a_new_casebook_carries_what_was_said_of_the_office(tmp_path: Path, line: Line) -> None:
    line.book = str(tmp_path / "新台账")
    assert line.on("new", "--office", "试办区双创办", "--tier", "县", "--code", "试乙") == 0
    line.on("add", "enterprises", f"name={CLOUD}")
    assert line.out == "试乙-Q0001\n"
    assert line.json("list", "subjects")[0]["code"] == "试乙-Q0001"


def test_a_new_casebook_is_not_made_with_a_wrong_tier(tmp_path: Path, line: Line) -> None:
    line.book = str(tmp_path / "新台账")
    assert line.on("new", "--tier", "国") == 1
    assert "省、市、县、乡" in line.err
    assert not (tmp_path / "新台账").exists()


def test_a_record_is_added_and_its_number_printed(line: Line) -> None:
    assert line.on("add", "subjects", "kind=企业", f"name={CLOUD}", "park=东园") == 0
    assert (line.out, line.err) == ("试办-Q0001\n", "")


def test_units_and_people_that_were_made_on_the_way_are_said_on_stderr(line: Line) -> None:
    line.on("add", "enterprises", f"name={CLOUD}")
    line.on("add", "assignments", f"subject={CLOUD}", "unit=经发局", "leader=钱安二")
    assert line.err == "已新建人员“钱安二”\n已新建单位“经发局”\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--today", "2018-07-05", "--as", "李安四", "add", "BOOK", "visits", "SUBJECT", "DAY"),
        ("add", "BOOK", "visits", "SUBJECT", "DAY", "--today", "2018-07-05", "--as", "李安四"),
        ("--as", "李安四", "add", "BOOK", "visits", "SUBJECT", "--today=2018-07-05", "DAY"),
        ("add", "--today", "2018-07-05", "BOOK", "visits", "SUBJECT", "--as=李安四", "DAY"),
    ],
)
def test_business_date_and_actor_may_stand_anywhere(line: Line, arguments: tuple[str]) -> None:
    line.on("add", "enterprises", f"name={CLOUD}")
    said = {"BOOK": line.book, "SUBJECT": "subject=Q0001", "DAY": "visited_on=2018-07-05"}
    assert line(*(said.get(one, one) for one in arguments)) == 0, line.err
    entry = line.json("log")[0]
    assert (entry["actor"], entry["on"]) == ("李安四", "2018-07-05")


def test_the_business_date_of_a_call_decides_what_is_too_late(line: Line) -> None:
    line.on("add", "enterprises", f"name={CLOUD}")
    late = ("add", "visits", "subject=Q0001", "visited_on=2018-07-06", "--today", "2018-07-05")
    assert line.on(*late) == 1
    assert line.err == "走访日期 2018-07-06 晚于今天（2018-07-05）；请核对日期。\n"


def test_lists_carry_the_promised_keys(summer: Line) -> None:
    wanted = {
        "subjects": {"code", "name", "kind", "park", "credit_code"},
        "enterprises": {"code", "name", "kind", "park", "credit_code"},
        "visits": {"number", "subject", "visited_on", "visitors", "issues"},
        "issues": {
            *("number", "subject", "title", "category", "state", "lead_unit"),
            *("due_on", "lamp", "registered_on"),
        },
    }
    for kind, keys in wanted.items():
        assert keys <= summer.json("list", kind)[0].keys()
    assert summer.json("list", "projects")[0]["kind"] == "project"
    assert summer.json("show", "visits", NUMBER)["issues"] == [NUMBER, "试办-2018-0002"]


def test_a_list_is_filtered_sorted_and_cut_short(summer: Line) -> None:
    where = ("--where", "lead_unit=试办区国土分局", "state=办理中")
    found = summer.json("list", "issues", *where, "--sort", "number", "--descending")
    assert [issue["title"] for issue in found] == ["堆场用地手续未批"]
    limited = summer.json("list", "issues", "--sort", "number", "--limit", "2")
    assert [issue["number"] for issue in limited] == [NUMBER, "试办-2018-0002"]
    assert [one["name"] for one in summer.json("list", "subjects", "--search", "冷链")] == [
        office.COLD
    ]


def test_values_of_an_option_end_where_the_arguments_go_on(summer: Line) -> None:
    status = summer(
        *("list", "--where", "lamp=green", "state=in_progress", summer.book, "issues", "--json")
    )
    assert status == 0, summer.err


def test_the_flag_for_json_may_stand_before_the_command(summer: Line) -> None:
    assert summer("--json", "list", summer.book, "visits") == 0
    assert isinstance(json.loads(summer.out), list)


def test_files_of_a_step_end_where_casebook_and_issue_begin(line: Line, tmp_path: Path) -> None:
    (photo := tmp_path / "照片=1.png").write_bytes(b"seen on the spot")
    line.on("add", "enterprises", f"name={CLOUD}")
    line.on("add", "issues", "subject=Q0001", "title=变压器增容", "registered_on=2018-07-02")
    attached = ("step", "--attach", str(photo), str(photo), line.book, NUMBER)
    assert line(*attached, "dispatch", "lead_unit=供电公司") == 0, line.err
    assert len(line.json("show", "issues", NUMBER)["steps"][0]["files"]) == 2
    assert line.on("step", NUMBER, "accept", "--attach", str(photo), "没有.png") == 1
    assert "没有.png" in line.err


def test_a_list_for_people_has_aligned_columns(summer: Line) -> None:
    assert summer.on("list", "enterprises", "--sort", "code") == 0
    first, second, *_ = summer.out.splitlines()
    assert width(first[: first.index("企业名称")]) == width(second[: second.index(CLOUD)])
    assert summer.err == "共 3 条。\n"


def test_a_subject_is_shown_with_its_assignments_visits_and_issues(summer: Line) -> None:
    shown = summer.json("show", "subjects", "Q0001")
    assert shown["name"] == CLOUD
    assert shown["kind"] == "enterprise"
    assert shown["assignments"][0]["leader"] == "钱安二"
    assert [visit["visited_on"] for visit in shown["visits"]] == ["2018-06-12"]
    assert len(shown["issues"]) == 3


def test_an_issue_is_shown_with_its_steps_measures_and_gates(summer: Line) -> None:
    shown = summer.json("show", "issues", NUMBER)
    assert [step["step"] for step in shown["steps"]] == [
        *("dispatch", "accept", "resolve", "verify", "follow_up", "close")
    ]
    assert shown["steps"][2]["files"] == ["现场照片.txt"]
    assert shown["state"] == "closed"
    assert list(shown["gates"]) == ["responsibility", "measures", "result", "satisfaction"]
    assert summer.on("show", "issues", NUMBER) == 0
    assert "2018-06-18  周安一  办结" in summer.out


def test_the_life_of_an_issue_from_registration_to_closing(line: Line, tmp_path: Path) -> None:
    photo = tmp_path / "照片.png"
    photo.write_bytes(b"seen on the spot")
    line.on("add", "enterprises", f"name={CLOUD}")
    line.on("add", "issues", "subject=Q0001", "title=变压器增容", "--today", "2018-07-02")

    def step(*arguments: str) -> int:
        return line.on("step", NUMBER, *arguments, "--today", "2018-07-20")

    assert step("dispatch", "lead_unit=供电公司", "co_units=经发局、规划局", "on=2018-07-03") == 0
    assert step("accept", "responsible=李安四", "on=2018-07-04", "by=李安四") == 0
    assert step("close") == 1
    assert all(gate in line.err for gate in ("问题不解决不放过", "企业不满意不放过"))
    assert step("resolve", "--attach", str(photo), "result=已增容", "outcome=解决") == 0
    assert step("verify") == step("follow_up", "satisfaction=满意") == step("close") == 0
    issue = line.json("show", "issues", NUMBER)
    assert (issue["state"], issue["lamp"]) == ("closed", "closed_late")
    assert issue["due_on"] == "2018-07-10"
    assert issue["co_units"] == ["经发局", "规划局"]


def test_a_leader_may_close_past_a_gate_with_a_reason(summer: Line) -> None:
    number = summer.json("list", "issues", "--search", "用地")[0]["number"]
    assert summer.on("step", number, "close", "override=市政府统一安排") == 0
    assert summer.json("show", "issues", number)["override"] == "市政府统一安排"


def test_steps_say_which_are_open_and_why_others_are_not(summer: Line) -> None:
    number = summer.json("list", "issues", "--search", "宿舍")[0]["number"]
    told = summer.json("steps", number)
    steps = {one["step"]: one for one in told["steps"]}
    assert told["state"] == "registered"
    assert steps["dispatch"]["open"]
    assert not steps["accept"]["open"]
    assert "已登记" in steps["accept"]["reason"]
    assert told["gates"]["responsibility"] == {
        "label": "责任不落实不放过",
        "met": False,
        "reason": "没有牵头单位、没有责任人、牵头单位没有签收",
    }
    assert summer.on("steps", number) == 0
    assert steps["accept"]["reason"] in summer.out


def test_undo_and_redo_say_what_they_took(line: Line) -> None:
    line.on("add", "enterprises", f"name={CLOUD}", "--as", "李安四")
    assert line.json("undo") == {"label": f"新增企业“{CLOUD}”", "rows": 1}
    assert line.json("list", "subjects") == []
    assert line.on("redo") == 0
    assert line.out == f"已重做：新增企业“{CLOUD}”\n"
    assert [entry["undone"] for entry in line.json("log")] == [False, True, True]


def test_undo_with_a_name_takes_back_only_what_that_person_did(line: Line) -> None:
    line.on("add", "enterprises", f"name={CLOUD}", "--as", "李安四")
    line.on("add", "enterprises", f"name={GRAIN}", "--as", "周安一")
    assert line.on("undo", "--as", "李安四") == 0
    assert [one["name"] for one in line.json("list", "subjects")] == [GRAIN]
    assert line.on("undo", "--as", "王安三") == 1


def test_the_log_of_one_issue_or_subject_leaves_the_rest_out(summer: Line) -> None:
    labels = [entry["label"] for entry in summer.json("log", "--issue", NUMBER)]
    assert labels[0] == f"销号 {NUMBER}"
    assert labels[-1].startswith("登记走访")
    assert 0 < len(summer.json("log", "--subject", "X0001")) < len(summer.json("log"))


def test_figures_and_the_rows_behind_one(summer: Line) -> None:
    told = summer.json("figures", "--month", "2018-07")
    assert told["month"] == "2018-07"
    collected = told["figures"]["issues_collected"]
    assert collected == {"label": "收集问题", "value": 5, "to_date": 7, "unit": "件"}
    rows = summer.json("figures", "--month", "2018-07", "--rows", "issues_collected", "--to-date")
    assert (rows["name"], rows["value"], len(rows["rows"])) == ("issues_collected", 7, 7)


def test_check_says_that_a_casebook_is_sound(summer: Line) -> None:
    assert summer.json("check") == {"sound": True, "problems": []}
    assert summer.on("check") == 0
    assert summer.out == "台账完好。\n"


def test_a_bulletin_is_issued_once_and_printed_again_byte_for_byte(
    summer: Line, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    today = ("--today", "2018-08-01")
    assert summer.on("bulletin", "--month", "2018-07", "--draft", "--out", str(out), *today) == 0
    changes = len(summer.json("log"))
    assert summer.on("bulletin", "--month", "2018-07", "--out", str(out), *today) == 0
    printed = [Path(path) for path in summer.out.splitlines()]
    assert len(summer.json("log")) == changes + 1
    first = [path.read_bytes() for path in printed]
    assert [path.suffix for path in printed] == [".docx", ".pdf"]
    assert summer.on("bulletin", "--month", "2018-07", "--out", str(out), *today) == 0
    assert [path.read_bytes() for path in printed] == first
    printed[0].write_bytes(b"edited by somebody")
    assert summer.on("bulletin", "--month", "2018-07", "--out", str(out)) == 1
    assert printed[0].read_bytes() == b"edited by somebody"
    assert summer.on("bulletin", "--month", "2018-07", "--out", str(out), "--force") == 0
    assert printed[0].read_bytes() == first[0]


def test_a_file_in_the_way_is_refused_before_a_bulletin_is_issued(
    summer: Line, tmp_path: Path
) -> None:
    (tmp_path / "工作简报第1期（2018年7月）.pdf").write_bytes(b"something else")
    today = ("--today", "2018-08-01")
    before = summer.json("log")
    assert summer.on("bulletin", "--month", "2018-07", "--out", str(tmp_path), *today) == 1
    assert summer.json("log") == before


def test_the_ledger_is_written_whole_and_not_over_another_file(
    summer: Line, tmp_path: Path
) -> None:
    out = tmp_path / "台账.docx"
    assert summer.on("ledger", "--view", "未销号", "--out", str(out)) == 0
    assert out.read_bytes().startswith(b"PK")
    assert summer.on("ledger", "--out", str(out)) == 1
    assert "--force" in summer.err
    assert summer.on("ledger", "--out", str(out), "--force") == 0
    assert summer.on("ledger", "--out", str(tmp_path / "台账.txt")) == 1


def test_a_held_casebook_is_read_but_not_written(summer: Line, tmp_path: Path) -> None:
    with Book.open(tmp_path / "casebook"):
        assert summer.on("list", "issues") == 0
        assert summer.on("check") == 0
        assert summer.on("add", "enterprises", "name=新企业") == 3
        assert summer.err == "台账已在另一个窗口或命令中打开；请先关闭它，再进行修改。\n"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself(command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command.name, "--help"], lambda _book: 0)
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith(f"用法：baolian {command.name}")
    assert "--as 姓名" in told


def test_every_command_is_found_where_it_is_at_home() -> None:
    assert [command.name for command in COMMANDS] == list(HOME_OF)
    for name, home in HOME_OF.items():
        assert name in [one.name for one in import_module(f"desk.cli.{home}").COMMANDS]


def test_the_overview_names_every_command(line: Line) -> None:
    assert line("--help") == 0
    assert all(f"\n{command.name} " in line.out for command in COMMANDS)
