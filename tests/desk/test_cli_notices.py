"""`baolian notices` and `common`: what is sent on a day, and what is gathered under one head."""

from tests.desk.line import Line
from tests.desk.office import LAND

JULY = ("--today", "2018-07-31")


def test_the_notices_of_a_day_are_listed_sent_and_then_gone(summer: Line) -> None:
    (found,) = summer.json("notices", *JULY)
    assert (found["unit"], found["step"], found["level"]) == (LAND, "supervise", "橙")
    assert summer.on("notices", "--send", "--unit", "没有的单位", *JULY) == 1
    assert "今天没有要发的" in summer.err
    (sent,) = summer.json("notices", "--send", *JULY)
    assert (sent["number"], sent["issues"]) == ("试办督办〔2018〕1号", 1)
    assert summer.json("notices", *JULY) == []
    last = summer.json("show", "issues", found["issues"][0])["steps"][-1]
    assert last["step"] == "supervise"


def test_issues_are_put_under_a_head_and_taken_out(summer: Line) -> None:
    both = ("试办-2018-0004", "试办-2018-0005")
    assert summer.on("common", *both) == 1
    assert "请写明归入哪个共性问题" in summer.err
    assert summer.on("common", *both, "--head", "堆场难") == 0, summer.err
    assert len(summer.json("list", "issues", "--where", "head=堆场难")) == 2
    assert summer.on("common", both[0], "--out") == 0, summer.err
    assert summer.on("common", both[0], "--out") == 1
    assert len(summer.json("list", "issues", "--where", "head=堆场难")) == 1
